package io.forecastj.models.linear;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SeriesIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forecaster built by {@link PooledLinear#forecaster()}. */
record PooledForecaster(
        String name,
        String column,
        int lookback,
        int horizon,
        @Nullable Boolean logarithm,
        int centreRows,
        double ridge,
        double seriesRidge,
        int robust,
        int scaleLag)
        implements Forecaster {
    /** Least mean absolute error of a window in its weight, in units of the series' typical change. */
    private static final double FLOOR = 0.05;

    /** A series with fewer windows is forecast by the matrix of all series. */
    private static final int LEAST_WINDOWS = 21;

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        SeriesIds.requireDistinct(name, "weights", series);
        boolean log = PanelSeries.logarithm(logarithm, series, column);
        List<PanelSeries> panel = PanelSeries.of(series, column, log, scaleLag);
        List<PooledFit.Group> groups = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (PanelSeries one : panel) {
            PooledFit.Group group =
                    PooledFit.Group.of(List.of(new Windows(one.values(), lookback, horizon, centreRows)));
            groups.add(group);
            if (group.count() == 0) {
                leftOut.add(one.id());
            }
        }
        long windows = groups.stream().mapToLong(PooledFit.Group::count).sum();
        if (windows == 0) {
            throw new InsufficientHistoryException("'" + name + "' needs at least " + ((long) lookback + horizon)
                    + " rows without a missing value in one series, lookback " + lookback + " + horizon " + horizon
                    + "; none of " + series.size() + " series has as many of '" + column
                    + "'. Use a shorter lookback or horizon, or more history");
        }
        int again = robust > 0 ? 1 : 0;
        PooledFit fit = new PooledFit(name, groups, lookback, horizon, FLOOR, robust + again + 2, listener);
        double[][] all = fit.together(ridge, robust, new double[lookback][horizon]);
        List<double[][]> each = fit.each(robust > 0 ? all : null, all, seriesRidge, again, LEAST_WINDOWS);
        Map<String, double[][]> bySeries = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).count() >= LEAST_WINDOWS) {
                bySeries.put(panel.get(i).id(), each.get(i));
            }
        }
        return new PooledPredictor(
                info(series, log, leftOut, panel.size(), bySeries.size(), windows),
                new PooledWeights(lookback, centreRows, log, all, bySeries));
    }

    private PredictorInfo info(
            List<TimeSeries> series, boolean log, List<String> leftOut, int ids, int withOwn, long windows) {
        PredictorInfo.Builder info = PredictorInfo.builder(PooledPredictor.KIND, horizon)
                .name(name)
                .column(column, ColumnRole.TARGET)
                .requiredHistory(1)
                .sufficientHistory(lookback)
                .trainedOn(series)
                .parameter("lookback", lookback)
                .parameter("scale", log ? "logarithm" : "unchanged")
                .parameter("centre rows", centreRows)
                .parameter("ridge", ridge)
                .parameter("series ridge", seriesRidge)
                .parameter("robust rounds", robust)
                .parameter("scale lag", scaleLag)
                .parameter("training windows", windows)
                .parameter("series with own weights", withOwn + " of " + ids)
                .parameter("missing values", "last observation carried forward");
        SeriesIds.describeLeftOut(info, leftOut, ids);
        return info.build();
    }
}
