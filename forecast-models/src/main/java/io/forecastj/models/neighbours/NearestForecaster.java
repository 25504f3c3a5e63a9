package io.forecastj.models.neighbours;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster built by {@link NearestWindows#forecaster()}.
 *
 * @param logarithms null if the training values decide
 */
record NearestForecaster(
        String name,
        String column,
        int lookback,
        int horizon,
        int centreRows,
        int neighbours,
        double ownFactor,
        int shortestHistory,
        @Nullable Boolean logarithms)
        implements Forecaster {
    /** Number of series that a part of a fit measures. */
    private static final int PART = 64;

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        SeriesIds.requireDistinct(name, "the windows", series);
        int longest = 0;
        List<String> leftOut = new ArrayList<>();
        for (TimeSeries one : series) {
            int rows = longestSegment(one.values(column));
            longest = Math.max(longest, rows);
            if (rows < (long) lookback + horizon) {
                leftOut.add(one.id());
            }
        }
        if (longest < (long) lookback + horizon) {
            throw new InsufficientHistoryException("'" + name + "' needs at least " + ((long) lookback + horizon)
                    + " rows without a missing value in one series, lookback " + lookback + " + horizon " + horizon
                    + "; the longest of " + series.size() + " series has " + longest + " of '" + column
                    + "'. Use a shorter lookback or horizon, or more history");
        }
        NearestSettings settings =
                new NearestSettings(lookback, horizon, centreRows, neighbours, ownFactor, usesLogarithms(series));
        List<MeasuredSeries> measured = measure(series, settings, listener);
        return new NearestPredictor(info(series, leftOut, settings, measured), settings, measured);
    }

    private static int longestSegment(double[] values) {
        int longest = 0;
        int length = 0;
        for (double value : values) {
            length = Double.isNaN(value) ? 0 : length + 1;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private boolean usesLogarithms(List<TimeSeries> series) {
        if (Boolean.FALSE.equals(logarithms)) {
            return false;
        }
        for (TimeSeries one : series) {
            double[] values = one.values(column);
            for (int row = 0; row < values.length; row++) {
                if (values[row] <= 0) {
                    if (logarithms == null) {
                        return false;
                    }
                    throw new InvalidSeriesException("'" + name + "' with logarithms(true) needs positive values; "
                            + one + " has " + values[row] + " of '" + column + "' in row " + row + " at "
                            + one.time(row) + ". Leave out logarithms(true)");
                }
            }
        }
        return true;
    }

    private List<MeasuredSeries> measure(List<TimeSeries> series, NearestSettings settings, FitListener listener) {
        List<FitTasks.Task<List<MeasuredSeries>>> parts = new ArrayList<>();
        for (int from = 0; from < series.size(); from += PART) {
            List<TimeSeries> part = series.subList(from, Math.min(series.size(), from + PART));
            parts.add(its -> {
                List<MeasuredSeries> measured = new ArrayList<>();
                for (TimeSeries one : part) {
                    if (its.cancelled()) {
                        throw new CancellationException("the fit of '" + name + "' was cancelled");
                    }
                    measured.add(new MeasuredSeries(one.id(), values(one, settings), settings));
                    its.onProgress(new FitProgress(name, "measuring", measured.size(), part.size(), Map.of()));
                }
                return measured;
            });
        }
        return FitTasks.run(parts, listener).stream().flatMap(List::stream).toList();
    }

    private double[] values(TimeSeries series, NearestSettings settings) {
        double[] values = Arrays.stream(series.values(column)).map(settings::in).toArray();
        return MeasuredSeries.standardised(values);
    }

    private PredictorInfo info(
            List<TimeSeries> series, List<String> leftOut, NearestSettings settings, List<MeasuredSeries> measured) {
        long candidates =
                measured.stream().mapToLong(MeasuredSeries::candidates).sum();
        PredictorInfo.Builder info = PredictorInfo.builder(NearestPredictor.KIND, horizon)
                .name(name)
                .column(column, ColumnRole.TARGET)
                .requiredHistory(shortestHistory)
                .sufficientHistory(lookback)
                .trainedOn(series)
                .parameter("lookback", lookback)
                .parameter("centre rows", centreRows)
                .parameter("neighbours", neighbours)
                .parameter("own factor", ownFactor)
                .parameter("logarithms", settings.logarithms())
                .parameter("training windows", candidates)
                .parameter("missing values", "last observation carried forward");
        SeriesIds.describeLeftOut(info, leftOut, series.size());
        return info.build();
    }
}
