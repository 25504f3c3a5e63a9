package io.forecastj.backtest;

import io.forecastj.TimeSeries;

/**
 * The naive forecast of classes: how often each class occurred in the training rows of the fit that serves an origin,
 * at the same step, over all series. Each class is counted once more (Laplace's rule), so none has probability 0.
 */
final class ClassFrequencies {
    private final BacktestPlan plan;
    private final ClassLabel label;
    private final int classes;
    private final int horizon;
    /** {@code [fit][step - 1][class]}. */
    private final double[][][] frequencies;

    ClassFrequencies(BacktestPlan plan, ClassLabel label, int classes, int horizon) {
        this.plan = plan;
        this.label = label;
        this.classes = classes;
        this.horizon = horizon;
        this.frequencies = new double[plan.fits().size()][][];
        for (int fit = 0; fit < frequencies.length; fit++) {
            frequencies[fit] = of(plan.fits().get(fit));
        }
    }

    private double[][] of(BacktestPlan.Fit fit) {
        double[][] counts = new double[horizon][classes];
        for (BacktestPlan.Origins origins : plan.series()) {
            TimeSeries training = origins.series().between(fit.from(), fit.to());
            for (int row = 0; row < training.length(); row++) {
                for (int step = 1; step <= horizon && row + step < training.length(); step++) {
                    int found = label.of(training, row, step);
                    if (found >= 0) {
                        counts[step - 1][found]++;
                    }
                }
            }
        }
        for (double[] ofStep : counts) {
            double sum = classes;
            for (double count : ofStep) {
                sum += count;
            }
            for (int c = 0; c < classes; c++) {
                ofStep[c] = (ofStep[c] + 1) / sum;
            }
        }
        return counts;
    }

    double[] get(int fit, int step) {
        return frequencies[fit][step - 1];
    }
}
