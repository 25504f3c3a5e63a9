package io.forecastj.models.linear;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SeriesIds;
import io.forecastj.models.internal.Shrinkage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Forecaster built by {@link Linear#forecaster()}. */
record LinearForecaster(
        String name, String column, int lookback, int horizon, double ridge, int robust, boolean shrinking)
        implements Forecaster {
    /** Least mean absolute error of a window in its weight, in standard deviations of the series. */
    private static final double FLOOR = 0.1;

    /** Part of a fit that is done before windows are weighted, if they are. */
    private static final double FIRST_PART = 0.1;

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        // before the equations, which take the square of the lookback
        int longest = series.stream().mapToInt(this::longestSegment).max().orElse(0);
        if (longest < (long) lookback + horizon) {
            throw tooShort(series.size(), longest);
        }
        FitListener first = robust == 0 ? listener : FitTasks.phase(listener, 0, FIRST_PART);
        NormalEquations equations = new NormalEquations(lookback - 1, horizon);
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (first.cancelled()) {
                throw new CancellationException("the fit of '" + name + "' was cancelled");
            }
            add(series.get(i), equations);
            if (longestSegment(series.get(i)) < (long) lookback + horizon) {
                leftOut.add(series.get(i).id());
            }
            first.onProgress(new FitProgress(name, "summing", i + 1, series.size(), Map.of()));
        }
        double[][] weights = equations.solve(ridge);
        if (robust > 0) {
            weights = weighted(series, weights, FitTasks.phase(listener, FIRST_PART, 1));
        }
        Shrinkage shrinkage = Shrinkage.NONE;
        if (shrinking) {
            shrinkage = new LinearShrinkage(this, series, listener).estimate();
            LinearShrinkage.apply(shrinkage, weights);
        }
        return new LinearPredictor(info(series, leftOut, equations.rows(), shrinkage), weights);
    }

    /** Weights windows by their errors and estimates the weights again. */
    private double[][] weighted(List<TimeSeries> series, double[][] weights, FitListener listener) {
        List<PooledFit.Group> groups = new ArrayList<>();
        for (TimeSeries one : series) {
            double[] values = one.values(column);
            double scale = standardDeviation(values);
            for (int row = 0; row < values.length && scale > 0; row++) {
                values[row] /= scale;
            }
            groups.add(PooledFit.Group.of(List.of(new Windows(values, lookback, horizon, 1))));
        }
        PooledFit fit = new PooledFit(name, groups, lookback, horizon, FLOOR, robust, listener);
        double[][] byInput = new double[lookback][horizon];
        for (int input = 0; input < lookback - 1; input++) {
            for (int step = 0; step < horizon; step++) {
                byInput[input][step] = weights[step][lookback - 2 - input];
            }
        }
        for (int round = 0; round < robust; round++) {
            RidgeSums sums = fit.sums(byInput);
            byInput = sums.solve(ridge * sums.meanWeight(), new double[lookback][horizon]);
        }
        double[][] byStep = new double[horizon][lookback - 1];
        for (int step = 0; step < horizon; step++) {
            for (int lag = 1; lag < lookback; lag++) {
                byStep[step][lag - 1] = byInput[lookback - 1 - lag][step];
            }
        }
        return byStep;
    }

    private InsufficientHistoryException tooShort(int series, int longest) {
        return new InsufficientHistoryException("'" + name + "' needs at least " + ((long) lookback + horizon)
                + " rows without a missing value in one series, lookback " + lookback + " + horizon " + horizon
                + "; the longest of " + series + " series has " + longest
                + " of '" + column + "'. Use a shorter lookback or horizon, or more history");
    }

    /** Returns the number of rows of the longest segment without a missing value. */
    private int longestSegment(TimeSeries series) {
        int index = series.columnIndex(column);
        int longest = 0;
        int length = 0;
        for (int row = 0; row < series.length(); row++) {
            length = Double.isNaN(series.value(row, index)) ? 0 : length + 1;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private void add(TimeSeries series, NormalEquations equations) {
        double[] values = series.values(column);
        double scale = standardDeviation(values);
        if (!Double.isFinite(scale)) {
            throw new InvalidSeriesException(
                    series + " has values of '" + column + "' whose spread exceeds the range of a double");
        }
        int from = 0;
        for (int row = 0; row <= values.length; row++) {
            if (row == values.length || Double.isNaN(values[row])) {
                // a constant series has differences of 0 at any scale
                equations.add(values, from, row, scale > 0 ? scale : 1);
                from = row + 1;
            }
        }
    }

    static double standardDeviation(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = sum / Math.max(1, count);
        double largest = 0;
        for (double value : values) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value - mean));
        }
        if (largest == 0) {
            return 0;
        }
        // relative to the largest deviation, whose square may be too large for a double
        double squares = 0;
        for (double value : values) {
            double relative = (value - mean) / largest;
            squares += Double.isNaN(relative) ? 0 : relative * relative;
        }
        return largest * Math.sqrt(squares / count);
    }

    private PredictorInfo info(List<TimeSeries> series, List<String> leftOut, long rows, Shrinkage shrinkage) {
        PredictorInfo.Builder info = PredictorInfo.builder(LinearPredictor.KIND, horizon)
                .name(name)
                .column(column, ColumnRole.TARGET)
                .requiredHistory(lookback)
                .sufficientHistory(lookback)
                .trainedOn(series)
                .parameter("lookback", lookback)
                .parameter("ridge", ridge)
                .parameter("robust rounds", robust)
                .parameter("training rows", rows)
                .parameter("missing values", "last observation carried forward");
        SeriesIds.describeLeftOut(info, leftOut, series.size());
        if (!shrinkage.none()) {
            info.parameter(
                    "shrinkage",
                    shrinkage.describe(IntStream.rangeClosed(1, horizon).boxed().toList()));
        }
        return info.build();
    }
}
