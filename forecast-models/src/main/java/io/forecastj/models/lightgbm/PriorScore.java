package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.Examples;
import java.util.function.DoublePredicate;

/** Score from which a training starts: the constant of the least loss, before the objective's function. */
final class PriorScore {
    /** The least and, from 1, the largest share of a class in LightGBM's logarithms. */
    private static final double LEAST = 1e-15;

    private PriorScore() {}

    /**
     * Computes the score as LightGBM's objectives do ({@code BoostFromScore}).
     *
     * @param objective the loss
     * @param training the examples
     * @param output the index of the output
     */
    static double of(Objective objective, Examples training, int output) {
        if (objective instanceof Objective.Multiclass) {
            return Math.log(Math.max(LEAST, share(training, label -> label == output)));
        }
        if (objective instanceof Objective.Binary) {
            double share = Math.min(1 - LEAST, Math.max(LEAST, share(training, label -> label > 0)));
            return Math.log(share / (1 - share));
        }
        if (objective instanceof Objective.Quantile quantile) {
            return NoTree.quantile(training, quantile.alpha());
        }
        if (objective instanceof Objective.AbsoluteError) {
            return NoTree.quantile(training, 0.5);
        }
        double mean = NoTree.mean(training, label -> label);
        return objective instanceof Objective.Poisson || objective instanceof Objective.Tweedie ? Math.log(mean) : mean;
    }

    private static double share(Examples training, DoublePredicate holds) {
        return NoTree.mean(training, label -> holds.test(label) ? 1 : 0);
    }
}
