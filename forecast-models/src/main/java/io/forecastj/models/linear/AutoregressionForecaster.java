package io.forecastj.models.linear;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.SeriesIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster built by {@link Autoregression#forecaster()}.
 *
 * @param seasons the seasons in rows, increasing, each above 1; null for the usual one of the sampling
 * @param lags the lags, increasing; null for those that the seasons suggest
 * @param prior the coefficients that the pooled ones are drawn to, by lag; null for those that the seasons suggest
 * @param centreRows the number of last rows whose mean is the centre; 0 for the default
 */
record AutoregressionForecaster(
        String name,
        String column,
        int horizon,
        @Nullable Boolean logarithm,
        @Nullable List<Integer> seasons,
        @Nullable List<Integer> lags,
        @Nullable SortedMap<Integer, Double> prior,
        int centreRows,
        double ridge,
        double seriesRidge,
        int robust)
        implements Forecaster {
    /** Least absolute error of a row in its weight, in units of the series' typical change. */
    private static final double FLOOR = 0.05;

    /** Rows for each coefficient below which a series is forecast by the pooled coefficients. */
    private static final int ROWS_PER_LAG = 2;

    /** Least default of the number of rows whose mean is the centre. */
    private static final int LEAST_CENTRE_ROWS = 12;

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        SeriesIds.requireDistinct(name, "coefficients", series);
        boolean log = PanelSeries.logarithm(logarithm, series, column);
        int usual = Sampling.season(series);
        List<Integer> found = seasons != null ? seasons : usual > 1 ? List.of(usual) : List.of();
        int longest = series.stream().mapToInt(TimeSeries::length).max().orElse(0);
        int[] used = lags(found, longest);
        double[] drawnTo = prior(found, used);
        int centre = centreRows > 0
                ? centreRows
                : Math.max(LEAST_CENTRE_ROWS, found.isEmpty() ? 1 : found.get(found.size() - 1));
        List<PanelSeries> panel = PanelSeries.of(series, column, log, found.isEmpty() ? 1 : found.get(0));
        List<PooledFit.Group> groups = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (PanelSeries one : panel) {
            PooledFit.Group group =
                    PooledFit.Group.of(List.of(new LagRows(one.values(), used, lastMean(one.values(), centre))));
            groups.add(group);
            if (group.count() == 0) {
                leftOut.add(one.id());
            }
        }
        if (leftOut.size() == panel.size()) {
            throw new InsufficientHistoryException("'" + name + "' needs a value of '" + column
                    + "' with one at each of"
                    + " the lags " + Arrays.toString(used) + " before it; none of " + series.size()
                    + " series, the longest of " + longest + " rows, has one. Use shorter lags, or more history");
        }
        PooledFit fit = new PooledFit(name, groups, used.length, 1, FLOOR, 2 * robust + 2, listener);
        double[][] pooled = fit.together(ridge, robust, rows(drawnTo));
        int least = ROWS_PER_LAG * used.length;
        List<double[][]> each = fit.each(null, pooled, seriesRidge, robust, least);
        Map<String, AutoregressionModel.Coefficients> bySeries = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).count() >= least) {
                bySeries.put(panel.get(i).id(), coefficients(each.get(i), panel.get(i)));
            }
        }
        AutoregressionModel model = new AutoregressionModel(used, centre, log, column(pooled), bySeries);
        PredictorInfo.Builder info = info(series, model, found, drawnTo)
                .parameter("series with own coefficients", bySeries.size() + " of " + panel.size());
        SeriesIds.describeLeftOut(info, leftOut, panel.size());
        return new AutoregressionPredictor(info.build(), model);
    }

    private int[] lags(List<Integer> found, int longest) {
        if (lags != null) {
            return lags.stream().mapToInt(Integer::intValue).toArray();
        }
        // a lag beyond half of the rows would leave fewer rows to learn from than it skips
        int[] suggested = SeasonalLags.of(found, Math.max(1, longest / 2));
        if (prior == null) {
            return suggested;
        }
        return IntStream.concat(
                        Arrays.stream(suggested), prior.keySet().stream().mapToInt(Integer::intValue))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Returns the prior coefficient of each lag; unless set, they are equal at the seasons, or 1 at the first lag. */
    private double[] prior(List<Integer> found, int[] used) {
        Map<Integer, Double> byLag = new TreeMap<>();
        if (prior != null) {
            byLag.putAll(prior);
        } else {
            List<Integer> present = found.stream()
                    .filter(season -> Arrays.binarySearch(used, season) >= 0)
                    .toList();
            present.forEach(season -> byLag.put(season, 1.0 / present.size()));
            if (present.isEmpty()) {
                byLag.put(used[0], 1.0);
            }
        }
        return Arrays.stream(used)
                .mapToDouble(lag -> byLag.getOrDefault(lag, 0.0))
                .toArray();
    }

    /** Returns the mean of the last observed values; 0 if there is none. */
    private static double lastMean(double[] values, int rows) {
        double sum = 0;
        int count = 0;
        for (int row = values.length - 1; row >= 0 && count < rows; row--) {
            if (!Double.isNaN(values[row])) {
                sum += values[row];
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    private static AutoregressionModel.Coefficients coefficients(double[][] estimated, PanelSeries series) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : series.values()) {
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new AutoregressionModel.Coefficients(column(estimated), low * series.scale(), high * series.scale());
    }

    private static double[][] rows(double[] column) {
        return Arrays.stream(column).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static double[] column(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    }

    private PredictorInfo.Builder info(
            List<TimeSeries> series, AutoregressionModel model, List<Integer> found, double[] drawnTo) {
        SortedMap<Integer, Double> drawn = new TreeMap<>();
        for (int i = 0; i < drawnTo.length; i++) {
            if (drawnTo[i] != 0) {
                drawn.put(model.lags()[i], drawnTo[i]);
            }
        }
        return PredictorInfo.builder(AutoregressionPredictor.KIND, horizon)
                .name(name)
                .column(column, ColumnRole.TARGET)
                .requiredHistory(1)
                .sufficientHistory(model.memory())
                .trainedOn(series)
                .parameter("seasons", found)
                .parameter("lags", Arrays.toString(model.lags()))
                .parameter("prior", drawn)
                .parameter("scale", model.logarithm() ? "logarithm" : "unchanged")
                .parameter("centre rows", model.centreRows())
                .parameter("ridge", ridge)
                .parameter("series ridge", seriesRidge)
                .parameter("robust rounds", robust)
                .parameter("missing values", "last observation carried forward");
    }
}
