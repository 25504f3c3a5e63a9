package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import io.forecastj.metrics.PointMetrics;
import java.util.Arrays;

/** The scales of MASE and RMSSE: one for each series and fit that serves it, from the rows given to the fit. */
final class Scales {
    private final String target;
    private final int season;
    private double[] absolute = new double[16];
    private double[] squared = new double[16];
    private int count;

    Scales(String target, int season) {
        this.target = target;
        this.season = season;
    }

    /** Adds the scale of a series inside a training span and returns its index. */
    int add(TimeSeries series, BacktestPlan.Fit fit) {
        double[] training = series.between(fit.from(), fit.to()).values(target);
        if (count == absolute.length) {
            absolute = Arrays.copyOf(absolute, 2 * count);
            squared = Arrays.copyOf(squared, 2 * count);
        }
        absolute[count] = PointMetrics.absoluteScale(training, season);
        squared[count] = PointMetrics.squaredScale(training, season);
        return count++;
    }

    double absolute(int index) {
        return absolute[index];
    }

    double squared(int index) {
        return squared[index];
    }
}
