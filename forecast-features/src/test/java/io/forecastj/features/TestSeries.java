package io.forecastj.features;

import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Series for tests: real bars, and generated ones whose seed is their id. */
final class TestSeries {
    private static final long HOUR = 3_600_000;

    private TestSeries() {}

    /** S&P 500 daily bars, 2000 to 2020; see sp500-2000.txt beside the file. */
    static TimeSeries sp500() {
        TimeSeries.Builder bars = Ohlcv.builder().id("sp500");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TestSeries.class.getResourceAsStream("sp500-2000.csv")),
                StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",");
                bars.add(
                        LocalDate.parse(cells[0]).atStartOfDay().toInstant(ZoneOffset.UTC),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[6]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bars.build();
    }

    /** One column, a value a day. */
    static TimeSeries column(String name, double... values) {
        return TimeSeries.of(name, Instant.EPOCH, Sampling.fixed(Duration.ofDays(1)), values);
    }

    /** Hourly bars of a random walk. */
    static TimeSeries bars(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars of seed " + seed);
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close * Math.exp(0.001 * random.nextGaussian());
            close = open * Math.exp(0.01 * random.nextGaussian());
            double high = Math.max(open, close) * Math.exp(0.004 * Math.abs(random.nextGaussian()));
            double low = Math.min(open, close) * Math.exp(-0.004 * Math.abs(random.nextGaussian()));
            bars.add(i * HOUR, open, high, low, close, Math.exp(10 + random.nextGaussian()));
        }
        return bars.build();
    }

    /** Bars with stretches of missing values, constants and zeros, spikes, and gaps in time. */
    static TimeSeries rough(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries smooth = bars(seed, rows);
        TimeSeries.Builder bars = Ohlcv.builder().id("rough bars of seed " + seed);
        double[] row = new double[5];
        long time = 0;
        int mood = 0;
        for (int i = 0; i < rows; i++) {
            if (random.nextInt(12) == 0) {
                mood = random.nextInt(8);
            }
            for (int c = 0; c < 5; c++) {
                row[c] = switch (mood) {
                    case 1 -> Double.NaN;
                    case 2 -> 100;
                    case 3 -> 0;
                    case 4 -> smooth.value(i, c) * (random.nextInt(4) == 0 ? 1e6 : 1);
                    case 5 -> random.nextInt(3) == 0 ? Double.NaN : smooth.value(i, c);
                    case 6 -> -smooth.value(i, c);
                    default -> smooth.value(i, c);
                };
            }
            time += HOUR * (1 + (random.nextInt(10) == 0 ? random.nextInt(100) : 0));
            bars.add(time, row);
        }
        return bars.build();
    }

    /** The series with one row whose values are all missing. */
    static TimeSeries withGap(TimeSeries series, int gap) {
        TimeSeries.Builder copy = TimeSeries.builder(series.columns()).id(series.id());
        double[] row = new double[series.columns().size()];
        for (int i = 0; i < series.length(); i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = i == gap ? Double.NaN : series.value(i, c);
            }
            copy.add(series.timestamp(i), row);
        }
        return copy.build();
    }

    /** The series with the values from a row on replaced. */
    static TimeSeries replace(TimeSeries series, int from, DoubleUnaryOperator change) {
        TimeSeries.Builder copy = TimeSeries.builder(series.columns()).id(series.id());
        double[] row = new double[series.columns().size()];
        for (int i = 0; i < series.length(); i++) {
            for (int c = 0; c < row.length; c++) {
                double value = series.value(i, c);
                row[c] = i < from ? value : change.applyAsDouble(value);
            }
            copy.add(series.timestamp(i), row);
        }
        return copy.build();
    }

    /** The values of a feature of one output, fitted on the series itself if it is one to be fitted. */
    static double[] values(TimeSeries series, Feature feature) {
        return Arrays.stream(Kinds.pipeline(feature, series).rows(series))
                .mapToDouble(row -> row[0])
                .toArray();
    }
}
