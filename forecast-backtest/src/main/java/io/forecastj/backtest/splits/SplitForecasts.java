package io.forecastj.backtest.splits;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one forecaster on every path. Splits may run at the same time, since each writes the forecasts of
 * its own blocks and paths.
 */
final class SplitForecasts {
    private final Forecaster forecaster;
    private final String target;
    private final SplitRows rows;
    private final int horizon;
    /** {@code [series][path][row * horizon + step - 1]}, NaN where there is no forecast. */
    private final double[][][] points;
    /** Exception of a split, null if it threw none. */
    private final @Nullable SplitFailure[] failures;

    private volatile boolean ofClasses;

    SplitForecasts(Forecaster forecaster, String target, SplitRows rows, int paths) {
        this.forecaster = forecaster;
        this.target = target;
        this.rows = rows;
        this.horizon = forecaster.horizon();
        this.points = new double[rows.series().size()][paths][];
        this.failures = new SplitFailure[rows.splits().size()];
        for (int s = 0; s < points.length; s++) {
            for (int path = 0; path < paths; path++) {
                points[s][path] =
                        new double[Math.multiplyExact(rows.series().get(s).length(), horizon)];
                Arrays.fill(points[s][path], Double.NaN);
            }
        }
    }

    String name() {
        return forecaster.name();
    }

    int horizon() {
        return horizon;
    }

    double point(int series, int path, int row, int step) {
        return points[series][path][row * horizon + step - 1];
    }

    /** The splits that failed, in order. */
    List<SplitFailure> failures() {
        return Arrays.stream(failures).filter(Objects::nonNull).toList();
    }

    /** Throws what the first split threw if all have failed. */
    void requireForecasts() {
        List<SplitFailure> failed = failures();
        if (failed.size() == failures.length) {
            throw failed.get(0).exception();
        }
    }

    /**
     * Fits on the training rows of a split and forecasts from its test rows. What that throws is kept as the split's
     * failure, unless the evaluation ends: it is cancelled, its listener threw, or the forecasts are of classes.
     */
    void run(int number, EndingListener ending, FitListener listener) {
        Split split = rows.splits().get(number);
        try {
            run(split, listener);
        } catch (RuntimeException e) {
            ending.rethrowIfEnded(e);
            if (ofClasses) {
                throw e;
            }
            forEach(
                    split,
                    (s, origins, out) -> Arrays.fill(out, origins[0] * horizon, origins[1] * horizon, Double.NaN));
            failures[number] = new SplitFailure(name(), split, e);
        }
    }

    private interface Block {
        /** Takes a series, its rows in a test block (half open), and the points of the block's path. */
        void accept(int series, int[] origins, double[] points);
    }

    private void forEach(Split split, Block consumer) {
        for (int block = 0; block < split.test().size(); block++) {
            for (int s = 0; s < points.length; s++) {
                int[] origins = rows.origins(s, split.test().get(block));
                consumer.accept(s, origins, points[s][split.paths().get(block)]);
            }
        }
    }

    private void run(Split split, FitListener listener) {
        List<TimeSeries> training = rows.training(split);
        if (training.isEmpty()) {
            throw new InsufficientHistoryException("no training row is left by " + split
                    + "; use fewer test blocks, a shorter horizon or a smaller embargo");
        }
        try (Predictor predictor = forecaster.fit(training, listener)) {
            forEach(split, (s, origins, out) -> forecast(predictor, s, origins, out, listener));
        }
    }

    private void forecast(Predictor predictor, int s, int[] origins, double[] out, FitListener listener) {
        TimeSeries series = rows.series().get(s);
        String[] known = predictor.info().columns(ColumnRole.KNOWN_FUTURE).toArray(String[]::new);
        int ahead = known.length == 0 ? 0 : horizon;
        int first = Math.max(origins[0], predictor.info().requiredHistory() - 1);
        // without an actual value after it, or without all known-future rows, there is nothing to compare
        int end = Math.min(origins[1], series.length() - Math.max(1, ahead));
        if (first >= end) {
            return;
        }
        TimeSeries future = known.length == 0 ? TimeSeries.empty() : series.select(known);
        if (series.hasVintages()) {
            for (int row = first; row < end; row++) {
                requireNotCancelled(listener);
                try (PredictionSession session = predictor.openSession(
                        series.head(row + 1), known.length == 0 ? future : future.slice(row + 1, row + 1 + ahead))) {
                    keep(session, row, out);
                } catch (InsufficientHistoryException e) {
                    // as below
                }
            }
            return;
        }
        try (PredictionSession session = predictor.openSession(
                series.head(first + 1), known.length == 0 ? future : future.slice(first + 1, first + 1 + ahead))) {
            double[] values = new double[series.columns().size()];
            for (int row = first; row < end; row++) {
                requireNotCancelled(listener);
                if (row > first) {
                    if (ahead > 0) {
                        session.extendFuture(future.slice(row + ahead, row + ahead + 1));
                    }
                    for (int c = 0; c < values.length; c++) {
                        values[c] = series.value(row, c);
                    }
                    session.append(series.timestamp(row), values);
                }
                keep(session, row, out);
            }
        } catch (InsufficientHistoryException e) {
            // as where the rows up to here have no value: there is no forecast, and no pair
        }
    }

    private static void requireNotCancelled(FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the evaluation was cancelled");
        }
    }

    private void keep(PredictionSession session, int row, double[] out) {
        Forecast forecast;
        try {
            forecast = session.forecast();
        } catch (InsufficientHistoryException e) {
            return;
        }
        if (!forecast.classes().isEmpty()) {
            ofClasses = true;
            throw new IllegalArgumentException(
                    "'" + name() + "' forecasts classes; an evaluation over splits compares points");
        }
        double[] found = forecast.points(target);
        if (found.length != horizon) {
            throw new IllegalStateException(
                    "'" + name() + "' forecast " + found.length + " steps; it promised " + horizon);
        }
        System.arraycopy(found, 0, out, row * horizon, horizon);
    }
}
