package io.forecastj.features;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Fit of the GARCH(1,1) model of greatest Gaussian likelihood, by the simplex method of Nelder and Mead.
 *
 * <p>The search is over three numbers without bounds: the logits of the persistence alpha + beta and of alpha's share
 * in it, and the logarithm of the unconditional variance. Every point is therefore a stationary model. Returns are
 * scaled to a mean square of 1, which makes one set of starting points good for all data.
 */
final class GarchFit {
    /** Persistence and alpha's share in it: no effect, shocks that pass quickly, and those that stay. */
    private static final double[][] STARTS = {{0.3, 0.5}, {0.7, 0.3}, {0.9, 0.1}, {0.95, 0.2}, {0.98, 0.05}};

    /** Keeps the model stationary and the variance above 0 where the likelihood would not. */
    private static final double BOUND = 18;

    private static final int EVALUATIONS = 4_000;
    private static final int RESTARTS = 8;
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private GarchFit() {}

    /** The parameters of {@link Garch}. */
    static double[] fit(FitValues training) {
        double square =
                Arrays.stream(training.present()).map(r -> r * r).average().orElseThrow();
        double scale = Math.sqrt(square);
        List<double[]> scaled = training.series().stream()
                .map(series -> Arrays.stream(series).map(r -> r / scale).toArray())
                .toList();
        double[] best = search(scaled);
        best[Garch.OMEGA] *= square;
        best[Garch.START] = square;
        return best;
    }

    private static double[] search(List<double[]> series) {
        double[] start = null;
        double value = Double.NEGATIVE_INFINITY;
        for (double[] persistenceAndShare : STARTS) {
            double[] point = {logit(persistenceAndShare[0]), logit(persistenceAndShare[1]), 0};
            double likelihood = logLikelihood(series, model(point));
            if (start == null || likelihood > value) {
                start = point;
                value = likelihood;
            }
        }
        double[] point = Objects.requireNonNull(start, "there are starts");
        for (int i = 0; i < RESTARTS; i++) {
            PointValuePair found = climb(series, point);
            point = found.getPoint();
            boolean settled = found.getValue() - value < 1e-10 * Math.abs(value);
            value = found.getValue();
            if (settled) {
                break;
            }
        }
        return model(point);
    }

    private static PointValuePair climb(List<double[]> series, double[] from) {
        // a point, once the steps no longer change the likelihood's digits
        return new SimplexOptimizer(1e-14, 1e-12)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        new ObjectiveFunction(point -> logLikelihood(series, model(point))),
                        GoalType.MAXIMIZE,
                        new InitialGuess(from),
                        new NelderMeadSimplex(new double[] {0.5, 0.5, 0.2}));
    }

    private static double[] model(double[] point) {
        double persistence = logistic(point[0]);
        double alpha = persistence * logistic(point[1]);
        double unconditional = Math.exp(clip(point[2]));
        return new double[] {(1 - persistence) * unconditional, alpha, persistence - alpha, 1};
    }

    /** The Gaussian log-likelihood; each series starts from the first variance of the model. */
    static double logLikelihood(List<double[]> training, double[] model) {
        double sum = 0;
        for (double[] series : training) {
            double v = model[Garch.START];
            boolean begun = false;
            for (double r : series) {
                boolean missing = Double.isNaN(r);
                begun |= !missing;
                if (!missing) {
                    sum -= 0.5 * (LOG_2_PI + Math.log(v) + r * r / v);
                }
                if (begun) {
                    v = Garch.next(v, r, model[Garch.OMEGA], model[Garch.ALPHA], model[Garch.BETA]);
                }
            }
        }
        return sum;
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-clip(x)));
    }

    private static double clip(double x) {
        return Math.max(-BOUND, Math.min(BOUND, x));
    }
}
