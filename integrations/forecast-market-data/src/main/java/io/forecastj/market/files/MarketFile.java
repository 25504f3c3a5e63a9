package io.forecastj.market.files;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketDataException;
import io.forecastj.market.MarketSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CSV file of price bars that is extended by what a source has since, for other programs to read.
 *
 * <pre>{@code
 * TimeSeries bars = MarketFile.at(Path.of("btc.csv"))
 *         .update(MarketSources.binance(), "BTCUSDT", BarInterval.ONE_HOUR, Instant.parse("2024-01-01T00:00:00Z"));
 * }</pre>
 *
 * <p>Immutable and thread-safe. The file is in the form of {@link io.forecastj.data.Csv#write}, with the symbol as id.
 * It is replaced in one step, so that a reader, or whoever comes after a killed program, finds the old file or the new
 * one. Let one program at a time update a file: if two do so at once, the file of the last one remains.
 *
 * <p>Only final bars are written: those that ended at least {@link #settle} before the call, by the {@link #clock},
 * where days and weeks count an hour longer, for the change of clocks. Bars that are in the file stay as they are,
 * unless {@link #acceptingRevisions} is set.
 */
public final class MarketFile {
    private static final Logger LOG = LoggerFactory.getLogger(MarketFile.class);
    private static final int OVERLAP = 5;

    private final Path path;
    private final int overlap;
    private final Duration settle;
    private final Clock clock;
    private final boolean revisions;
    private final boolean repairs;

    private MarketFile(Path path, int overlap, Duration settle, Clock clock, boolean revisions, boolean repairs) {
        this.path = path;
        this.overlap = overlap;
        this.settle = settle;
        this.clock = clock;
        this.revisions = revisions;
        this.repairs = repairs;
    }

    /**
     * Returns a file, with an overlap of five bars, five minutes to settle and the clock of the system.
     *
     * @param path the file, which may be absent; its folder is created if necessary
     * @return the file
     */
    public static MarketFile at(Path path) {
        return new MarketFile(path.toAbsolutePath(), OVERLAP, FinalBars.SETTLE, Clock.systemUTC(), false, false);
    }

    /**
     * Sets how many of the last bars are downloaded again and compared, to detect that the provider has changed prices.
     *
     * @param bars the number of bars, five by default, at least 1
     * @return a file with this setting
     * @throws IllegalArgumentException if the number is less than 1
     */
    public MarketFile overlap(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("expected an overlap of at least one bar, found " + bars);
        }
        return new MarketFile(path, bars, settle, clock, revisions, repairs);
    }

    /**
     * Sets the time that a bar must have ended before it is final, in which the provider may still correct it.
     *
     * @param time the time, five minutes by default
     * @return a file with this setting
     * @throws IllegalArgumentException if the time is not from 0 to 366 days
     */
    public MarketFile settle(Duration time) {
        return new MarketFile(path, overlap, FinalBars.requireSettle(time), clock, revisions, repairs);
    }

    /**
     * Sets the clock by which bars are final.
     *
     * @param clock the clock, that of the system by default
     * @return a file with this setting
     */
    public MarketFile clock(Clock clock) {
        return new MarketFile(path, overlap, settle, Objects.requireNonNull(clock, "clock"), revisions, repairs);
    }

    /**
     * Accepts that a provider changes bars that are in the file: all bars are then downloaded again, with a warning in
     * the log, and replace those of the file.
     *
     * @return a file with this setting
     */
    public MarketFile acceptingRevisions() {
        return new MarketFile(path, overlap, settle, clock, true, repairs);
    }

    /**
     * Downloads all bars at each call, compares them with those of the file, and adds those that it lacks.
     *
     * @return a file with this setting
     */
    public MarketFile repairingGaps() {
        return new MarketFile(path, overlap, settle, clock, revisions, true);
    }

    /**
     * Extends the file by all bars up to now. Equivalent to {@link #update(MarketSource, String, BarInterval, Instant,
     * Instant)} with the time of the clock.
     *
     * @param source the source of the bars
     * @param symbol the name of the instrument in the form of the provider
     * @param interval the length of a bar
     * @param from the earliest start of a bar of a new file
     * @return the bars of the file
     * @throws IllegalArgumentException as for the other method
     * @throws InvalidSeriesException as for the other method
     * @throws MarketDataException as for the other method
     * @throws java.io.UncheckedIOException as for the other method
     * @throws CancellationException as for the other method
     */
    public TimeSeries update(MarketSource source, String symbol, BarInterval interval, Instant from) {
        return update(source, symbol, interval, from, clock.instant());
    }

    /**
     * Extends the file by the final bars that the source has after its last one, or creates it. A file to which nothing
     * is added is not touched.
     *
     * @param source the source of the bars
     * @param symbol the name of the instrument in the form of the provider
     * @param interval the length of a bar
     * @param from the earliest start of a bar of a new file. A file that exists is extended at its end only; with
     *     {@link #repairingGaps} also at its start
     * @param to the time after the latest start of a bar
     * @return the bars of the file; a series without rows if there are none yet, and then no file
     * @throws IllegalArgumentException as the source does, and if {@code from} is after {@code to}
     * @throws InvalidSeriesException if the file is not in the form of {@link io.forecastj.data.Csv#write}, or its
     *     bars have another id, other columns or another length; it is not changed
     * @throws MarketDataException as the source does; and if bars of the file differ from those of the provider, which
     *     {@link #acceptingRevisions} accepts, or the provider has one between them, which {@link #repairingGaps} adds
     * @throws java.io.UncheckedIOException if the file cannot be read or written; it is as before then
     * @throws CancellationException if the thread is interrupted; the file is as before then
     */
    public TimeSeries update(MarketSource source, String symbol, BarInterval interval, Instant from, Instant to) {
        TimeSpan span = TimeSpan.of(from, to);
        long horizon = FinalBars.horizon(clock.instant(), settle, interval);
        BarFile file = BarFile.read(path, symbol, interval);
        FileUpdate update = new FileUpdate(file, source, new BarKey(source.name(), symbol, interval), horizon);
        try {
            return update.run(span, overlap, repairs);
        } catch (RevisedBarsException e) {
            if (!revisions) {
                throw e;
            }
            LOG.warn("all bars are downloaded again: {}", e.getMessage());
            return update.replace(span, e);
        }
    }

    @Override
    public String toString() {
        return "MarketFile[" + path + "]";
    }
}
