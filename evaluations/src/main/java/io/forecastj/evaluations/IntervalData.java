package io.forecastj.evaluations;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A series for evaluating intervals.
 *
 * @param name its name in the table
 * @param season its season length in rows, for the seasonal naive forecast
 * @param series the rows, with the column {@code y}
 */
record IntervalData(String name, int season, TimeSeries series) {
    static final String COLUMN = "y";
    /** A longer series is cut to its first rows, so that the program ends in minutes. */
    private static final int MOST_ROWS = 12_000;

    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /** A file and the columns to read from it. */
    private record Source(String name, String file, String time, String column, int season) {}

    private static final List<Source> SOURCES = List.of(
            new Source("S&P 500, daily", "sp500-2000.csv", "date", "close", 5),
            new Source("VIX, daily", "vix_1d_1990_2026.csv", "timestamp", "close", 5),
            new Source("BTC, hourly", "btcusdt_1h_binance_2024_2026.csv", "timestamp", "close", 24),
            new Source("ETTh1 oil temperature", "ETTh1.csv", "date", "OT", 24),
            new Source("ETTh1 load HUFL", "ETTh1.csv", "date", "HUFL", 24),
            new Source("New York taxis, 30 min", "taxi_new_york_passengers.csv", "time", "#Passengers", 48),
            new Source("Victoria demand, 30 min", "vic_elec.csv", "Time", "Demand", 48));

    /** Reads the files that exist in the folder or below it. */
    static List<IntervalData> read(Path folder) {
        List<IntervalData> found = new ArrayList<>();
        for (Source source : SOURCES) {
            find(folder, source.file()).ifPresent(file -> {
                TimeSeries series = Csv.read()
                        .time(source.time())
                        .column(source.column(), COLUMN)
                        .from(file)
                        .one();
                found.add(new IntervalData(
                        source.name(), source.season(), series.head(Math.min(MOST_ROWS, series.length()))));
            });
        }
        return found;
    }

    private static Optional<Path> find(Path folder, String name) {
        try (Stream<Path> files =
                Files.find(folder, 4, (file, attributes) -> file.endsWith(name) && attributes.isRegularFile())) {
            return files.findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A daily cycle with noise that triples and returns every 3,000 rows. */
    static IntervalData volatilityShifts(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            double noise = row / 3_000 % 2 == 0 ? 1 : 3;
            values[row] = cycle(row) + noise * random.nextGaussian();
        }
        return made("made: noise triples and returns", values);
    }

    /**
     * A daily cycle with jumps of its level about every 1,500 rows, and with fat-tailed noise that doubles half-way.
     */
    static IntervalData levelShifts(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double level = 0;
        for (int row = 0; row < rows; row++) {
            level += random.nextInt(1_500) == 0 ? 20 * random.nextGaussian() : 0;
            // Student's t with 4 degrees of freedom
            double square = 0;
            for (int i = 0; i < 4; i++) {
                double z = random.nextGaussian();
                square += z * z / 4;
            }
            double noise = random.nextGaussian() / Math.sqrt(square);
            values[row] = level + cycle(row) + (row < rows / 2 ? 1 : 2) * noise;
        }
        return made("made: level jumps, noise doubles", values);
    }

    private static double cycle(int row) {
        return 10 * Math.sin(2 * Math.PI * row / 24);
    }

    private static IntervalData made(String name, double[] values) {
        return new IntervalData(name, 24, TimeSeries.of(COLUMN, START, Sampling.hourly(), values));
    }
}
