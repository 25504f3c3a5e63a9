package io.forecastj.market.files;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.market.MarketDataException;
import io.forecastj.market.MarketSource;
import java.time.Instant;

/** One update of a file of bars. Not thread-safe. */
final class FileUpdate {
    private final BarFile file;
    private final MarketSource source;
    private final BarKey key;
    private final long horizon;

    /**
     * Prepares an update.
     *
     * @param horizon the time from which bars are not final; they are neither written nor compared
     */
    FileUpdate(BarFile file, MarketSource source, BarKey key, long horizon) {
        this.file = file;
        this.source = source;
        this.key = key;
        this.horizon = horizon;
    }

    /**
     * Downloads the bars of a span that the file lacks, and writes them.
     *
     * @param overlap the number of last bars to compare
     * @param repairs whether bars are added before the last one of the file, too
     * @return the bars of the file
     */
    TimeSeries run(TimeSpan span, int overlap, boolean repairs) {
        long from = span.from();
        long to = span.to();
        if (file.length() > 0) {
            from = repairs ? Math.min(from, file.time(0)) : file.time(Math.max(0, file.length() - overlap));
            to = Math.max(to, file.time(file.length() - 1) + 1);
        }
        to = Math.min(to, horizon);
        if (from >= to) {
            return named(file.bars(), TimeSeries.empty());
        }
        TimeSeries found = download(from, to);
        requireColumns(found);
        TimeSeries all = file.length() == 0 ? found : merged(found, from, to, repairs);
        if (all.length() > file.length()) {
            file.write(all);
        }
        return named(all, found);
    }

    /** Replaces all bars of the file by those that the provider has now, because of a revision. */
    TimeSeries replace(TimeSpan span, RevisedBarsException revision) {
        long last = file.time(file.length() - 1);
        long to = Math.max(Math.min(span.to(), horizon), last + 1);
        TimeSeries found = download(Math.min(span.from(), file.time(0)), to);
        if (found.length() == 0) {
            throw revision;
        }
        requireColumns(found);
        file.write(found);
        return found;
    }

    private TimeSeries download(long from, long to) {
        return source.bars(key.symbol(), key.interval(), Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }

    private void requireColumns(TimeSeries found) {
        if (file.length() > 0 && found.length() > 0 && !file.bars().columns().equals(found.columns())) {
            throw new InvalidSeriesException(
                    file.path() + " has the columns " + file.bars().columns() + ", the bars of " + key.source() + " "
                            + found.columns() + ": give the path of another file, or of a new one");
        }
    }

    /** Returns the rows of the file and of a download, and throws if they contradict each other. */
    private TimeSeries merged(TimeSeries found, long from, long to, boolean repairs) {
        TimeSeries stored = file.bars();
        TimeSeries.Builder all = TimeSeries.builder(stored.columns());
        int next = 0;
        for (int row = 0; row < stored.length(); row++) {
            long time = stored.timestamp(row);
            for (; next < found.length() && found.timestamp(next) < time; next++) {
                if (!repairs) {
                    throw new MarketDataException(
                            key + ": the provider has a bar of " + found.time(next) + ", which " + file.path()
                                    + " lacks. Use repairingGaps() to add it",
                            null);
                }
                add(all, found, next);
            }
            if (time >= from && time < to) {
                requireEqual(row, found, next++);
            }
            add(all, stored, row);
        }
        for (; next < found.length(); next++) {
            add(all, found, next);
        }
        return all.build();
    }

    private void requireEqual(int row, TimeSeries found, int next) {
        TimeSeries stored = file.bars();
        String difference = next >= found.length() || found.timestamp(next) != stored.timestamp(row)
                ? "the bar of " + stored.time(row) + " is stored, the provider no longer has it"
                : BarComparison.difference(stored, row, found, next);
        if (difference != null) {
            throw new RevisedBarsException(key + ": " + difference + ". Expected the bars of " + file.path()
                    + " to stay as they are: splits and corrections change them. Use acceptingRevisions() to download"
                    + " all of them again, or another file");
        }
    }

    private static void add(TimeSeries.Builder all, TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = series.value(row, c);
        }
        all.add(series.timestamp(row), values);
    }

    /** Returns rows as the source would: with the symbol as id, and the spacing and zone of its bars. */
    private TimeSeries named(TimeSeries rows, TimeSeries found) {
        if (rows.columns().isEmpty()) {
            return Ohlcv.builder().id(key.symbol()).build();
        }
        TimeSeries.Builder named = rows.toBuilder().id(key.symbol()).zone(found.zone());
        Sampling declared = found.declaredSampling();
        if (declared != null) {
            named.sampling(declared);
        }
        return named.build();
    }
}
