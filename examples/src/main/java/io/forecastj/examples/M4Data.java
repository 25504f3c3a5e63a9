package io.forecastj.examples;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.metrics.PointMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * The hourly series of the M4 competition (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, International
 * Journal of Forecasting 36, 2020) and its scores.
 *
 * @param training the series, column {@code y}
 * @param actual the 48 values after each series
 * @param naive2 the competition's benchmark for them, a naive forecast of the seasonally adjusted series
 */
record M4Data(List<TimeSeries> training, List<double[]> actual, List<double[]> naive2) {
    static final int SEASON = 24;
    static final int HORIZON = 48;
    static final String COLUMN = "y";

    /** The real hours do not matter here; the competition gives none that agree. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    /** Reads the three files of a folder, in which rows are {@code id, t, value}. */
    static M4Data read(Path folder) {
        List<TimeSeries> training = series(folder.resolve("m4_hourly_train.csv"), COLUMN);
        return new M4Data(
                training,
                ahead(training, folder.resolve("m4_hourly_test.csv"), COLUMN),
                ahead(training, folder.resolve("m4_hourly_naive2.csv"), "yhat"));
    }

    private static List<TimeSeries> series(Path file, String column) {
        return Csv.read()
                .id("id")
                .time("t")
                .steps(1, START, Sampling.hourly())
                .columns(column)
                .from(file)
                .list();
    }

    /** The values of another file for each training series. */
    private static List<double[]> ahead(List<TimeSeries> training, Path file, String column) {
        Map<String, double[]> byId =
                series(file, column).stream().collect(Collectors.toMap(TimeSeries::id, one -> one.values(column)));
        return training.stream()
                .map(one -> {
                    double[] values = byId.get(one.id());
                    if (values == null || values.length != HORIZON) {
                        throw new IllegalArgumentException("expected " + HORIZON + " values of " + one.id() + " in "
                                + file + ", found " + (values == null ? 0 : values.length));
                    }
                    return values;
                })
                .toList();
    }

    /** The same with the last window of the training data in the place of the future; nothing later is in it. */
    M4Data lastWindowOfTraining() {
        List<TimeSeries> shorter =
                training.stream().map(one -> one.head(one.length() - HORIZON)).toList();
        List<double[]> window =
                training.stream().map(one -> one.tail(HORIZON).values(COLUMN)).toList();
        List<double[]> seasonalNaive =
                shorter.stream().map(M4Data::seasonalNaive).toList();
        return new M4Data(shorter, window, seasonalNaive);
    }

    static double[] seasonalNaive(TimeSeries series) {
        double[] points = new double[HORIZON];
        for (int i = 0; i < HORIZON; i++) {
            points[i] = series.value(series.length() - SEASON + i % SEASON, COLUMN);
        }
        return points;
    }

    /** The series with another value for each value. */
    List<TimeSeries> training(DoubleUnaryOperator transform) {
        return training.stream().map(one -> transformed(one, transform)).toList();
    }

    private static TimeSeries transformed(TimeSeries series, DoubleUnaryOperator transform) {
        TimeSeries.Builder changed = TimeSeries.builder(COLUMN).id(series.id()).sampling(Sampling.hourly());
        for (int row = 0; row < series.length(); row++) {
            changed.add(series.timestamp(row), transform.applyAsDouble(series.value(row, COLUMN)));
        }
        return changed.build();
    }

    Score score(List<double[]> forecasts) {
        double smape = 0;
        double mase = 0;
        for (int s = 0; s < training.size(); s++) {
            double[] insample = training.get(s).values(COLUMN);
            smape += 100 * PointMetrics.smape(actual.get(s), forecasts.get(s));
            mase += PointMetrics.mase(actual.get(s), forecasts.get(s), insample, SEASON);
        }
        return new Score(smape / training.size(), mase / training.size());
    }

    /** Means over all series. */
    record Score(double smape, double mase) {
        /** The overall weighted average: both errors relative to the benchmark's. */
        double owa(Score benchmark) {
            return (smape / benchmark.smape + mase / benchmark.mase) / 2;
        }
    }
}
