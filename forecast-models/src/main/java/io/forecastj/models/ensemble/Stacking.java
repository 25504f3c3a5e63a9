package io.forecastj.models.ensemble;

import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;

/**
 * Method by which a {@link StackedEnsemble} learns the weights of its members from their out-of-fold forecasts.
 *
 * <p>Immutable and thread-safe. All methods regress the change from the last value on the members' changes, in units of
 * the series' mean absolute change over as many rows as the step. So the level of a series has no influence, and series
 * of different scale count equally. A row before which the series has never changed has no such unit and is left out.
 * If no other row is left, as for a constant series, the members with the least error share the weight equally, with
 * every method.
 */
public sealed interface Stacking {
    /** Ridge towards zero with the penalty 1. */
    Stacking RIDGE = new Ridge(1);
    /** Ridge towards equal weights with the penalty 1. */
    Stacking RIDGE_TOWARDS_EQUAL = new RidgeTowardsEqual(1);
    /** Weights of at least 0; see {@link NonNegative}. */
    Stacking NON_NEGATIVE = new NonNegative();
    /** Weights of at least 0 that add up to 1; see {@link Simplex}. */
    Stacking SIMPLEX = new Simplex();
    /** Weights for each series by its errors; see {@link ScaledError}. */
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
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Ridge {
            ArgumentChecks.positive("a penalty", penalty);
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
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public RidgeTowardsEqual {
            ArgumentChecks.positive("a penalty", penalty);
        }

        @Override
        public String toString() {
            return "ridge-towards-equal(" + penalty + ")";
        }
    }

    /**
     * Least squares with weights of at least 0 (Lawson and Hanson, Solving Least Squares Problems, 1974; Breiman,
     * Stacked regressions, Machine Learning 24, 1996).
     */
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
     * Weights for many short series: at least 0, adding up to 1, with the least absolute error over all series together
     * and the members' median as an additional member. For each training series they are multiplied by
     * {@code (e / best)^-4}, with {@code e} the member's mean scaled error on that series and {@code best} the smallest
     * one there, and scaled to add up to 1 again. A series not seen in training has the common weights.
     */
    record ScaledError() implements Stacking {
        @Override
        public String toString() {
            return "scaled-error";
        }
    }

    /**
     * Weights that depend on the series and on the forecasts. For each member LightGBM learns the logarithm of its
     * scaled absolute error from features of the origin: the differences between the members' changes, recent against
     * usual volatility, the autocorrelation of changes, and the step. The weights are proportional to the inverse
     * squares of these errors, a softmax.
     *
     * <p>After FFORMA (Montero-Manso, Athanasopoulos, Hyndman and Talagala, International Journal of Forecasting 36,
     * 2020), which learns the inputs of the softmax directly with a special loss. Learning the errors needs no such
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
     * Creates {@link Boosted} with small trees: 100 of 7 leaves, with at least 50 examples each.
     *
     * @return the method
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
