package io.forecastj.models.linear;

import io.forecastj.FitListener;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Shrinkage;
import io.forecastj.models.internal.ShrinkageEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shrinkage of a linear forecaster, from forecasts of rows that the weights were not fitted to. The equations grow from
 * cut to cut, so that all cuts together cost as much as one fit.
 */
final class LinearShrinkage {
    private static final int CUTS = 5;
    /** The last part of the rows that is forecast, one in this number. */
    private static final int SHARE = 3;

    private final LinearForecaster recipe;
    private final List<TimeSeries> series;
    private final FitListener listener;
    private final double[][] values;
    private final double[] scales;

    LinearShrinkage(LinearForecaster recipe, List<TimeSeries> series, FitListener listener) {
        this.recipe = recipe;
        this.series = series;
        this.listener = listener;
        this.values = series.stream().map(one -> one.values(recipe.column())).toArray(double[][]::new);
        this.scales = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double scale = LinearForecaster.standardDeviation(Arrays.copyOf(values[i], cut(i, 0)));
            scales[i] = scale > 0 ? scale : 1;
        }
    }

    Shrinkage estimate() {
        int lags = recipe.lookback() - 1;
        int season = Sampling.season(series);
        // a season beyond the lookback has no weight that could take its share
        ShrinkageEstimate estimate = new ShrinkageEstimate(
                IntStream.rangeClosed(1, recipe.horizon()).boxed().toList(),
                season <= lags + 1 ? season : 1,
                ShrinkageEstimate.stride(origins(), recipe.horizon()),
                false);
        NormalEquations equations = new NormalEquations(lags, recipe.horizon());
        for (int i = 0; i < values.length; i++) {
            estimate.addHistory(i, series.get(i), values[i], cut(i, 0));
        }
        for (int cut = 0; cut < CUTS; cut++) {
            for (int i = 0; i < values.length; i++) {
                if (listener.cancelled()) {
                    throw new CancellationException("the fit of '" + recipe.name() + "' was cancelled");
                }
                add(equations, values[i], cut == 0 ? 0 : cut(i, cut - 1), cut(i, cut), scales[i]);
            }
            double[][] weights = solve(equations);
            if (weights != null) {
                forecast(weights, cut, estimate);
            }
        }
        return estimate.estimate();
    }

    /** Returns the weights of a cut; null if its rows do not determine any, which those of the whole fit may do. */
    private double @Nullable [][] solve(NormalEquations equations) {
        if (equations.rows() == 0) {
            return null;
        }
        try {
            return equations.solve(recipe.ridge());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private long origins() {
        return Arrays.stream(values).mapToLong(of -> of.length / SHARE).sum();
    }

    /** Returns the row after the last one that the weights of a cut may know. */
    private int cut(int index, int cut) {
        int length = values[index].length;
        int first = length - length / SHARE;
        return cut == CUTS ? length : first + (int) ((long) cut * (length - first) / CUTS);
    }

    /** Adds the windows whose last label lies between two rows. */
    private void add(NormalEquations equations, double[] of, int known, int to, double scale) {
        int reach = recipe.lookback() - 1 + recipe.horizon();
        int from = Math.max(0, known - reach);
        for (int row = from; row <= to; row++) {
            if (row == to || Double.isNaN(of[row])) {
                equations.add(of, from, row, scale);
                from = row + 1;
            }
        }
    }

    private void forecast(double[][] weights, int cut, ShrinkageEstimate estimate) {
        double[] row = new double[1];
        double[] forecasts = new double[recipe.horizon()];
        int stride = ShrinkageEstimate.stride(origins(), recipe.horizon());
        for (int i = 0; i < values.length; i++) {
            LinearState state = new LinearState(recipe.column(), weights);
            // the origin is the last known row
            int first = cut(i, cut) - 1;
            int last = cut(i, cut + 1) - 1;
            for (int at = Math.max(0, first - recipe.lookback()); at < last; at++) {
                row[0] = values[i][at];
                state.update(series.get(i).timestamp(at), row);
                if (at >= first && at >= recipe.lookback() - 1 && at % stride == 0) {
                    state.forecastInto(forecasts);
                    estimate.add(i, series.get(i).timestamp(at), values[i], at, forecasts);
                }
            }
        }
    }

    /** Changes the weights so that their forecasts are the shrunk ones. */
    static void apply(Shrinkage shrinkage, double[][] weights) {
        for (int step = 1; step <= weights.length; step++) {
            if (!shrinkage.keeps(step)) {
                double[] of = weights[step - 1];
                for (int j = 0; j < of.length; j++) {
                    of[j] *= shrinkage.model(step);
                }
                int back = shrinkage.back(step);
                if (back > 0 && shrinkage.seasonal(step) > 0) {
                    of[back - 1] += shrinkage.seasonal(step);
                }
            }
        }
    }
}
