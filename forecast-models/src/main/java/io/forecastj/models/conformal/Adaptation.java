package io.forecastj.models.conformal;

/**
 * How intervals follow the errors that arrive after training. Made by {@link Conformal#fixed()}, {@link
 * Conformal#aci(double)} and {@link Conformal#aggregated()}.
 *
 * <p>Immutable.
 */
public sealed interface Adaptation {
    /** The intervals stay as they were calibrated: split conformal prediction. */
    record Fixed() implements Adaptation {}

    /**
     * One adaptive level: adaptive conformal inference (Gibbs and Candès, Adaptive Conformal Inference Under Distribution
     * Shift, NeurIPS 2021).
     *
     * @param gamma the step size; the miss rate that is aimed at moves by so much at each error, divided by the step
     *     ahead. The larger, the quicker after a change and the more restless between changes
     */
    record Aci(double gamma) implements Adaptation {
        /**
         * Checks the range.
         *
         * @param gamma the step size
         * @throws IllegalArgumentException if it is not between 0 and 1
         */
        public Aci {
            if (!(gamma > 0 && gamma < 1)) {
                throw new IllegalArgumentException("the step size of ACI must lie between 0 and 1, found " + gamma);
            }
        }
    }

    /** Several adaptive levels of different step sizes, weighted online by their pinball loss. */
    record Aggregated() implements Adaptation {}
}
