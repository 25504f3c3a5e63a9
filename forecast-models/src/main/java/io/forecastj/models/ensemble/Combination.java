package io.forecastj.models.ensemble;

import io.forecastj.models.internal.ArgumentChecks;

/**
 * Rule that computes the weights of an {@link OnlineEnsemble} from the past errors of its members.
 *
 * <p>Immutable and thread-safe. All rules but the ridge learn from the gradient of the ensemble's own squared error
 * (the gradient trick), so they compete with the best fixed mixture of the members, not only with the best member.
 * Errors are measured in units of the series' mean absolute change over as many rows as the step, so rates and
 * penalties mean the same on every series. For all rules but the ridge, an error of the ensemble above one unit counts
 * as one unit. {@link #parse} reads back the text of {@code toString()}.
 */
public sealed interface Combination {
    /** The default, without a rate to choose; see {@link MlPoly}. */
    Combination ML_POLY = new MlPoly();
    /** Bernstein online aggregation, also without a rate to choose; see {@link Boa}. */
    Combination BOA = new Boa();
    /** The exponentially weighted average with the rate 0.05. */
    Combination EXPONENTIAL = new Exponential(0.05);
    /** Fixed share with the rate 0.05 and the share 0.001. */
    Combination FIXED_SHARE = new FixedShare(0.05, 0.001);
    /** Online ridge with the penalty 10. */
    Combination RIDGE = new Ridge(10);

    /**
     * Polynomially weighted average with a learning rate for each member that adapts by itself (ML-Poly; Gaillard,
     * Stoltz and van Erven, A second-order bound with excess losses, COLT 2014). Weights are proportional to the
     * positive part of the regrets, so poor members have the weight 0. The default.
     */
    record MlPoly() implements Combination {
        @Override
        public String toString() {
            return "ml-poly";
        }
    }

    /**
     * Bernstein online aggregation with a learning rate for each member that adapts by itself (Wintenberger, Optimal
     * learning with Bernstein online aggregation, Machine Learning 106, 2017; the rates are
     * {@code 1 / sqrt(2.2 x the sum of squared regrets)}). Smoother than ML-Poly.
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
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Exponential {
            ArgumentChecks.positive("a rate", rate);
        }

        @Override
        public String toString() {
            return "exponential(" + rate + ")";
        }
    }

    /**
     * Exponentially weighted average that redistributes a share of all weight among all members at each row, so that it
     * follows a best member that changes (Herbster and Warmuth, Tracking the best expert, Machine Learning 32, 1998).
     *
     * @param rate the learning rate, above 0
     * @param share the part of the weight that is redistributed, above 0 and below 1
     */
    record FixedShare(double rate, double share) implements Combination {
        /**
         * Checks the ranges.
         *
         * @param rate the learning rate
         * @param share the part of the weight that is redistributed
         * @throws IllegalArgumentException if the rate is not a finite number above 0, or the share is not between 0
         *     and 1
         */
        public FixedShare {
            ArgumentChecks.positive("a rate", rate);
            ArgumentChecks.require(share > 0 && share < 1, "a share", "above 0 and below 1", share);
        }

        @Override
        public String toString() {
            return "fixed-share(" + rate + "," + share + ")";
        }
    }

    /**
     * Ridge regression of the change on the members' changes, shrunk towards equal weights and updated at each row
     * (recursive least squares). Weights may be negative and need not add up to 1. A missing member counts as if it
     * forecast the mean of the others.
     *
     * @param penalty the penalty, above 0; it counts like this number of rows with forecasts one unit away from the
     *     last value
     */
    record Ridge(double penalty) implements Combination {
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
     * Parses the text of a combination's {@code toString()}.
     *
     * @param text a text such as {@code ml-poly} or {@code fixed-share(0.05,0.01)}
     * @return the combination
     * @throws IllegalArgumentException if the text is not one of a combination, or a value is out of its range
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
