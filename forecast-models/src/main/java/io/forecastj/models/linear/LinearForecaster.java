package io.forecastj.models.linear;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
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
record LinearForecaster(String name, String column, int lookback, int horizon, double ridge, boolean shrinking)
        implements Forecaster {
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
        NormalEquations equations = new NormalEquations(lookback - 1, horizon);
        List<String> leftOut = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (listener.cancelled()) {
                throw new CancellationException("the fit of '" + name + "' was cancelled");
            }
            add(series.get(i), equations);
            if (longestSegment(series.get(i)) < (long) lookback + horizon) {
                leftOut.add(series.get(i).id());
            }
            listener.onProgress(new FitProgress(name, "summing", i + 1, series.size(), Map.of()));
        }
        double[][] weights = equations.solve(ridge);
        Shrinkage shrinkage = Shrinkage.NONE;
        if (shrinking) {
            shrinkage = new LinearShrinkage(this, series, listener).estimate();
            LinearShrinkage.apply(shrinkage, weights);
        }
        return new LinearPredictor(info(series, leftOut, equations.rows(), shrinkage), weights);
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
