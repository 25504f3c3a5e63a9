package io.forecastj.models.conformal;

/**
 * Rule by which intervals follow the errors that arrive after training. Made by {@link Conformal#fixed()},
 * {@link Conformal#aci(double)} and {@link Conformal#aggregated()}.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Adaptation {
    /** No adaptation: the intervals stay as calibrated (split conformal prediction). */
    record Fixed() implements Adaptation {}

    /**
     * One adaptive level: adaptive conformal inference (Gibbs and Candès, Adaptive Conformal Inference Under
     * Distribution Shift, NeurIPS 2021).
     *
     * @param gamma the step size, between 0 and 1: at each error the target miss rate moves by at most this, divided by
     *     the step ahead. A larger value reacts faster to a change and varies more between changes
     */
    record Aci(double gamma) implements Adaptation {
        /**
         * Checks the range.
         *
         * @param gamma the step size
         * @throws IllegalArgumentException if it is not between 0 and 1, both excluded
         */
        public Aci {
            if (!(gamma > 0 && gamma < 1)) {
                throw new IllegalArgumentException("the step size of ACI must lie between 0 and 1, found " + gamma);
            }
        }
    }

    /**
     * Several adaptive levels of different step sizes, weighted online by their pinball loss; two and more steps ahead
     * a width that follows the misses.
     */
    record Aggregated() implements Adaptation {}
}
