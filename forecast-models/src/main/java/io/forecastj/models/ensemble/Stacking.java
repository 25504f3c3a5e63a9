package io.forecastj.models.ensemble;

import io.forecastj.models.internal.Checks;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;

/**
 * How a {@link StackedEnsemble} learns the weights of its members from their out-of-fold forecasts.
 *
 * <p>Immutable. All regress the change from the last value on the members' changes, in units of the series' own mean
 * absolute change over as many rows as the step: levels teach nothing, and series of different scale count alike.
 */
public sealed interface Stacking {
    /** Ridge towards zero with the penalty 1. */
    Stacking RIDGE = new Ridge(1);
    /** Ridge towards equal weights with the penalty 1. */
    Stacking RIDGE_TOWARDS_EQUAL = new RidgeTowardsEqual(1);
    /** See {@link NonNegative}. */
    Stacking NON_NEGATIVE = new NonNegative();
    /** See {@link Simplex}. */
    Stacking SIMPLEX = new Simplex();
    /** See {@link ScaledError}. */
    Stacking SCALED_ERROR = new ScaledError();

    /**
     * Ridge regression without intercept, shrunk towards zero (Hoerl and Kennard, Technometrics 12, 1970).
     *
     * @param penalty the penalty on squared weights, above 0
     */
    record Ridge(double penalty) implements Stacking {
        /**
         * Checks the range.
         *
         * @param penalty the penalty
         */
        public Ridge {
            Checks.positive("a penalty", penalty);
        }

        @Override
        public String toString() {
            return "ridge(" + penalty + ")";
        }
    }

    /**
     * Ridge regression without intercept, shrunk towards equal weights.
     *
     * @param penalty the penalty on squared distances from equal weights, above 0
     */
    record RidgeTowardsEqual(double penalty) implements Stacking {
        /**
         * Checks the range.
         *
         * @param penalty the penalty
         */
        public RidgeTowardsEqual {
            Checks.positive("a penalty", penalty);
        }

        @Override
        public String toString() {
            return "ridge-towards-equal(" + penalty + ")";
        }
    }

    /** Least squares with weights of at least 0 (Lawson and Hanson, Solving Least Squares Problems, 1974; Breiman, Stacked
     * regressions, Machine Learning 24, 1996). */
    record NonNegative() implements Stacking {
        @Override
        public String toString() {
            return "non-negative";
        }
    }

    /** Least squares with weights of at least 0 that add up to 1. The default. */
    record Simplex() implements Stacking {
        @Override
        public String toString() {
            return "simplex";
        }
    }

    /**
     * For many short series: weights of at least 0 that add up to 1 and minimise the absolute error over the series
     * together, with the members' median as one member more. For each training series they are multiplied by {@code (e /
     * best)^-4}, with {@code e} the member's mean scaled error on that series and {@code best} the smallest one there,
     * and made to add up to 1 again. A series not seen in training has the common weights.
     */
    record ScaledError() implements Stacking {
        @Override
        public String toString() {
            return "scaled-error";
        }
    }

    /**
     * Weights that depend on the series and on the forecasts: for each member LightGBM learns the logarithm of its scaled
     * absolute error from features of the origin (how the members' changes differ, recent against usual volatility, the
     * autocorrelation of changes, the step), and the weights are proportional to the inverse squares of these errors, a
     * softmax. After FFORMA (Montero-Manso, Athanasopoulos, Hyndman and Talagala, International Journal of Forecasting
     * 36, 2020), which learns the softmax's inputs themselves by a loss of its own; learning the errors needs no such
     * loss and is less sharp.
     *
     * @param parameters LightGBM's settings; the objective is a squared error
     */
    record Boosted(LightGbmParameters parameters) implements Stacking {
        @Override
        public String toString() {
            return "boosted";
        }
    }

    /**
     * Makes {@link Boosted} with small trees: 100 of 7 leaves, with at least 50 examples each.
     *
     * @return the way to stack
     */
    static Stacking boosted() {
        return new Boosted(LightGbm.parameters()
                .rounds(100)
                .leaves(7)
                .learningRate(0.05)
                .minLeafRows(50)
                .build());
    }
}
