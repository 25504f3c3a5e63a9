package io.forecastj.market.files;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.market.BarInterval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A CSV file of bars of one symbol.
 *
 * @param path the file
 * @param bars its bars; {@link TimeSeries#empty()} if it does not exist
 */
record BarFile(Path path, TimeSeries bars) {
    private static final String ADVICE = ": give the path of another file, or of a new one";

    /**
     * Reads a file.
     *
     * @throws InvalidSeriesException if its bars are of another symbol or interval
     */
    static BarFile read(Path path, String symbol, BarInterval interval) {
        if (Files.notExists(path)) {
            return new BarFile(path, TimeSeries.empty());
        }
        Path real;
        TimeSeries bars;
        try {
            real = path.toRealPath(); // a link stays one
            bars = Csv.read().from(real).one();
        } catch (IOException e) {
            throw FileReplacement.failure("read", path, e);
        } catch (UncheckedIOException e) {
            throw FileReplacement.failure("read", path, Objects.requireNonNull(e.getCause(), "it takes no null"));
        }
        if (!bars.id().isEmpty() && !bars.id().equals(symbol)) {
            throw new InvalidSeriesException(
                    path + " has bars of '" + bars.id() + "', expected those of '" + symbol + "'" + ADVICE);
        }
        requireInterval(path, bars, interval);
        return new BarFile(real, bars);
    }

    /** Throws unless bars are as far from one another as those of the interval are, apart from gaps. */
    private static void requireInterval(Path path, TimeSeries bars, BarInterval interval) {
        long least = Long.MAX_VALUE;
        for (int row = 1; row < bars.length(); row++) {
            least = Math.min(least, bars.timestamp(row) - bars.timestamp(row - 1));
        }
        long expected = interval.duration().toMillis();
        // an hour of a day may be missing where the clocks change, and single absent bars are gaps
        boolean shorter = least < expected - expected / 4;
        boolean longer = bars.length() > 2 && least >= 2 * expected;
        if (bars.length() > 1 && (shorter || longer)) {
            throw new InvalidSeriesException(path + " has bars that are at least " + least / 1000
                    + " seconds from one another, expected those of " + interval + ", " + expected / 1000 + " seconds"
                    + ADVICE);
        }
    }

    /** Returns the number of bars. */
    int length() {
        return bars.length();
    }

    /** Returns the start of a bar in milliseconds. */
    long time(int row) {
        return bars.timestamp(row);
    }

    /**
     * Replaces the file by one of other bars, unless that would change the form of those that are in it.
     *
     * @param all bars of the columns of the file
     */
    void write(TimeSeries all) {
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "a file has a folder"));
        } catch (IOException e) {
            throw FileReplacement.failure("create the folder of", path, e);
        }
        TimeSeries named =
                all.toBuilder().id(length() == 0 ? all.id() : bars.id()).build();
        FileReplacement.replace(path, temporary -> {
            if (length() > 0) {
                Csv.write(bars, temporary);
                if (Files.mismatch(temporary, path) >= 0) {
                    throw new InvalidSeriesException(path + " is not as Csv.write would write its bars, or another"
                            + " program has changed it meanwhile. To convert it to this form, write it once by"
                            + " Csv.write(Csv.read().from(path).one(), path)");
                }
            }
            Csv.write(named, temporary);
        });
    }
}
