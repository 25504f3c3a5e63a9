package io.forecastj.evaluations;

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
 * Series of one frequency of the M4 competition (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition,
 * International Journal of Forecasting 36, 2020) and its scores.
 *
 * @param training the series, column {@code y}
 * @param actual the values after each series, 48 of an hourly one and 14 of a daily one
 * @param naive2 the competition's benchmark for them, a naive forecast of the seasonally adjusted series
 * @param season the season length in rows by which the competition scales errors
 */
record M4Data(List<TimeSeries> training, List<double[]> actual, List<double[]> naive2, int season) {
    static final int SEASON = 24;
    static final int HORIZON = 48;
    static final String COLUMN = "y";

    /** An arbitrary start: the real times do not matter here, and the competition gives no consistent ones. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    M4Data(List<TimeSeries> training, List<double[]> actual, List<double[]> naive2) {
        this(training, actual, naive2, SEASON);
    }

    /** Reads the three files of the hourly series, in which rows are {@code id, t, value}. */
    static M4Data read(Path folder) {
        return read(folder, "m4_hourly", Sampling.hourly(), HORIZON, SEASON);
    }

    /** Reads the three files of some of the daily series; the competition gives them no season. */
    static M4Data readDaily(Path folder) {
        return read(folder, "m4_daily_subset", Sampling.daily(), 14, 1);
    }

    private static M4Data read(Path folder, String name, Sampling sampling, int horizon, int season) {
        List<TimeSeries> training = series(folder.resolve(name + "_train.csv"), COLUMN, sampling);
        return new M4Data(
                training,
                ahead(training, folder.resolve(name + "_test.csv"), COLUMN, sampling, horizon),
                ahead(training, folder.resolve(name + "_naive2.csv"), "yhat", sampling, horizon),
                season);
    }

    private static List<TimeSeries> series(Path file, String column, Sampling sampling) {
        return Csv.read()
                .id("id")
                .time("t")
                .steps(1, START, sampling)
                .columns(column)
                .from(file)
                .list();
    }

    /** The values of another file for each training series. */
    private static List<double[]> ahead(
            List<TimeSeries> training, Path file, String column, Sampling sampling, int horizon) {
        Map<String, double[]> byId = series(file, column, sampling).stream()
                .collect(Collectors.toMap(TimeSeries::id, one -> one.values(column)));
        return training.stream()
                .map(one -> {
                    double[] values = byId.get(one.id());
                    if (values == null || values.length != horizon) {
                        throw new IllegalArgumentException("expected " + horizon + " values of " + one.id() + " in "
                                + file + ", found " + (values == null ? 0 : values.length));
                    }
                    return values;
                })
                .toList();
    }

    /** A copy that has the last window of the training data in place of the future; it holds nothing later. */
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

    /** The series with each value transformed. */
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
            mase += PointMetrics.mase(actual.get(s), forecasts.get(s), insample, season);
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
