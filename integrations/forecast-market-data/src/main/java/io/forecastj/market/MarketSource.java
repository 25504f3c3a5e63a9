package io.forecastj.market;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A provider of price bars.
 *
 * <p>Implementations are thread-safe. {@link MarketSources} has those of this module; a cache or a source of one's own
 * implements {@link #name}, {@link #intervals} and {@link #pages}.
 *
 * <p>A bar's time is its start, as the provider stamps it. Its values are known at its end only: a bar of an hour that
 * is stamped 10:00 is known at 11:00. A series has the columns of {@link Ohlcv#COLUMNS}, with a volume of NaN where the
 * provider has none, and the symbol as its id. Only bars that have ended by the clock of the source are returned,
 * since others would still change. Bars that the provider does not have are absent, never filled:
 * {@link TimeSeries#gaps()} lists them. The spacing is declared where the market never closes; for markets with closed
 * days it is inferred from the rows, in the zone of the exchange if the provider names it.
 *
 * <p>Either all bars of the provider in the range are returned, or an exception is thrown; never a part. An interrupt
 * of the calling thread ends a call soon, also while it waits or reads, with a {@link
 * java.util.concurrent.CancellationException}; the thread remains interrupted.
 *
 * <pre>{@code
 * MarketSource binance = MarketSources.binance();
 * TimeSeries bars = binance.bars("BTCUSDT", BarInterval.ONE_HOUR,
 *         Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));
 * }</pre>
 */
public interface MarketSource {
    /**
     * Returns the name of the provider, in lower case, such as {@code binance}. It is in messages, and may be part of
     * a file name.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the lengths of bars that the provider offers.
     *
     * @return the lengths, in increasing order; unmodifiable
     */
    Set<BarInterval> intervals();

    /**
     * Downloads the bars whose start is in a range, in pages as the provider sends them.
     *
     * <p>Each page has at least one row, and starts after the last row of the page before. When a page is delivered,
     * the provider has no further bars from the start of the range up to the page's last row. When the method returns,
     * all bars in the range that have ended have been delivered. The consumer is called by the calling thread; an
     * exception that it throws ends the download and reaches the caller.
     *
     * @param symbol the name of the instrument in the form of the provider, such as {@code BTCUSDT}
     * @param interval the length of a bar, one of {@link #intervals()}
     * @param from the earliest start of a bar
     * @param to the time after the latest start of a bar; a range that reaches into the future ends with the last bar
     *     that has ended
     * @param page receives the pages, from early to late
     * @throws IllegalArgumentException if the symbol is blank or not of the provider's form, the interval is not
     *     offered, or {@code from} is after {@code to}
     * @throws MarketDataException if the provider does not answer or refuses, or its answer is damaged, contradicts
     *     itself or cannot cover the range; pages that were delivered before remain valid
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void pages(String symbol, BarInterval interval, Instant from, Instant to, Consumer<TimeSeries> page);

    /**
     * Downloads the bars whose start is in a range.
     *
     * @param symbol the name of the instrument in the form of the provider, such as {@code BTCUSDT}
     * @param interval the length of a bar, one of {@link #intervals()}
     * @param from the earliest start of a bar
     * @param to the time after the latest start of a bar; a range that reaches into the future ends with the last bar
     *     that has ended
     * @return all bars in the range that have ended; a series without rows if there are none
     * @throws IllegalArgumentException as for {@link #pages}
     * @throws MarketDataException as for {@link #pages}
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    default TimeSeries bars(String symbol, BarInterval interval, Instant from, Instant to) {
        List<TimeSeries> pages = new ArrayList<>();
        pages(symbol, interval, from, to, pages::add);
        if (pages.isEmpty()) {
            return Ohlcv.builder().id(symbol).build();
        }
        return BarPages.joined(pages);
    }
}
