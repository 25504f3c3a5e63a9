package io.forecastj.models.ensemble;

import io.forecastj.models.internal.Checks;

/**
 * How the weights of an {@link OnlineEnsemble} follow from how its members have done.
 *
 * <p>Immutable. All but the ridge learn from the gradient of the ensemble's own squared error (the gradient trick), so
 * that they compete with the best fixed mixture of the members and not just with the best one. Errors count in units of
 * the series' own mean absolute change over as many rows as the step, so rates and penalties mean the same on every
 * series; to all but the ridge an error of the ensemble of more than one unit counts as one unit. A {@code toString()}
 * is a text that {@link #parse} reads back.
 */
public sealed interface Combination {
    /** The default, without a rate to choose: see {@link MlPoly}. */
    Combination ML_POLY = new MlPoly();
    /** Without a rate to choose either: see {@link Boa}. */
    Combination BOA = new Boa();
    /** The exponentially weighted average with the rate 0.05. */
    Combination EXPONENTIAL = new Exponential(0.05);
    /** Fixed share with the rate 0.05 and the share 0.001. */
    Combination FIXED_SHARE = new FixedShare(0.05, 0.001);
    /** Online ridge with the penalty 10. */
    Combination RIDGE = new Ridge(10);

    /**
     * Polynomially weighted average with a learning rate for each member that sets itself (ML-Poly; Gaillard, Stoltz and
     * van Erven, A second-order bound with excess losses, COLT 2014). Weights are proportional to the positive part of
     * the regrets, so poor members get none at all. The default.
     */
    record MlPoly() implements Combination {
        @Override
        public String toString() {
            return "ml-poly";
        }
    }

    /**
     * Bernstein online aggregation with a learning rate for each member that sets itself (Wintenberger, Optimal learning
     * with Bernstein online aggregation, Machine Learning 106, 2017; the rates are {@code 1 / sqrt(2.2 x the sum of
     * squared regrets)}). Smoother than ML-Poly.
     */
    record Boa() implements Combination {
        @Override
        public String toString() {
            return "boa";
        }
    }

    /**
     * Exponentially weighted average (Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006, section 2.2).
     *
     * @param rate the learning rate, above 0
     */
    record Exponential(double rate) implements Combination {
        /**
         * Checks the range.
         *
         * @param rate the learning rate
         */
        public Exponential {
            Checks.positive("a rate", rate);
        }

        @Override
        public String toString() {
            return "exponential(" + rate + ")";
        }
    }

    /**
     * Exponentially weighted average that gives a share of all weight to all members anew at each row, so that it
     * follows a best member that changes (Herbster and Warmuth, Tracking the best expert, Machine Learning 32, 1998).
     *
     * @param rate the learning rate, above 0
     * @param share the part of the weight that is shared out, above 0 and below 1
     */
    record FixedShare(double rate, double share) implements Combination {
        /**
         * Checks the ranges.
         *
         * @param rate the learning rate
         * @param share the part of the weight that is shared out
         */
        public FixedShare {
            Checks.positive("a rate", rate);
            Checks.require(share > 0 && share < 1, "a share", "above 0 and below 1", share);
        }

        @Override
        public String toString() {
            return "fixed-share(" + rate + "," + share + ")";
        }
    }

    /**
     * Ridge regression of the change on the members' changes, shrunk towards equal weights and updated at each row
     * (recursive least squares). Weights may be negative and need not add up to 1. A member that is missing takes part
     * as if it forecast the mean of the others.
     *
     * @param penalty the penalty, above 0; as strong as so many rows whose forecasts lie one scale from the last value
     */
    record Ridge(double penalty) implements Combination {
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
     * Reads what the {@code toString()} of a combination has written.
     *
     * @param text a text such as {@code ml-poly} or {@code fixed-share(0.05,0.01)}
     * @return the combination
     * @throws IllegalArgumentException if the text is none
     */
    static Combination parse(String text) {
        double[] numbers = Arguments.of(text);
        return switch (Arguments.name(text) + "/" + numbers.length) {
            case "ml-poly/0" -> ML_POLY;
            case "boa/0" -> BOA;
            case "exponential/1" -> new Exponential(numbers[0]);
            case "fixed-share/2" -> new FixedShare(numbers[0], numbers[1]);
            case "ridge/1" -> new Ridge(numbers[0]);
            default ->
                throw new IllegalArgumentException("expected ml-poly, boa, exponential(rate),"
                        + " fixed-share(rate,share) or ridge(penalty), found '" + text + "'");
        };
    }
}
