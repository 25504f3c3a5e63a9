package io.forecastj.market;

import io.forecastj.Sampling;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chart of Yahoo Finance: columns beside an array of times, in one answer but for minutes. */
final class YahooChart implements Provider {
    private static final Duration MINUTES_A_REQUEST = Duration.ofDays(7);
    private static final Duration MOST_A_REQUEST = Duration.ofDays(365 * 600L);

    @Override
    public String name() {
        return "yahoo";
    }

    @Override
    public URI address() {
        return URI.create("https://query1.finance.yahoo.com");
    }

    @Override
    public double requestsPerSecond() {
        return 1;
    }

    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(
                BarInterval.ONE_MINUTE,
                BarInterval.FIVE_MINUTES,
                BarInterval.FIFTEEN_MINUTES,
                BarInterval.THIRTY_MINUTES,
                BarInterval.ONE_HOUR,
                BarInterval.ONE_DAY,
                BarInterval.ONE_WEEK);
    }

    @Override
    public @Nullable Sampling sampling(BarInterval interval) {
        return null;
    }

    @Override
    public String wrongSymbol(String symbol) {
        return symbol.contains("/") ? "expected a symbol without a slash, such as AAPL, ^GSPC or EURUSD=X" : "";
    }

    /** Some indices have prices of the 19th century. */
    @Override
    public long earliest() {
        return Instant.parse("1800-01-01T00:00:00Z").toEpochMilli();
    }

    /** A bar of a day ends with its session, which the answer has. */
    @Override
    public long end(BarInterval interval, long now) {
        return now;
    }

    static String name(BarInterval interval) {
        return switch (interval) {
            case ONE_DAY -> "1d";
            case ONE_WEEK -> "1wk";
            case ONE_HOUR -> "1h";
            default -> interval.duration().toMinutes() + "m";
        };
    }

    @Override
    public void download(Download download) {
        PageRange range = download.range();
        Duration longest = range.interval() == BarInterval.ONE_MINUTE ? MINUTES_A_REQUEST : MOST_A_REQUEST;
        boolean single = range.to() - range.from() <= longest.toMillis();
        for (long start = range.from(); start < range.to(); start += longest.toMillis()) {
            PageRange page = range.of(start, Math.min(start + longest.toMillis(), range.to()));
            download.page(
                    page,
                    "/v8/finance/chart/" + Download.encoded(range.symbol()),
                    Download.query(
                            "period1",
                            Math.floorDiv(page.from(), 1_000L),
                            "period2",
                            -Math.floorDiv(-page.to(), 1_000L),
                            "interval",
                            name(range.interval()),
                            "includePrePost",
                            false),
                    single ? PageCheck.Outside.ANY : PageCheck.Outside.SOME,
                    answer -> {
                        YahooAnswer chart = JsonAnswer.read(answer, YahooAnswer::read);
                        download.zone(chart.zone());
                        return chart.bars(range.interval(), download.now());
                    });
        }
    }

    /** Checked where the zone of the exchange is known. */
    @Override
    public void requireTimes(PageCheck check, BarRows rows) {}
}
