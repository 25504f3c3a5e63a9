package io.forecastj.models.regression;

import java.util.Map;

/**
 * Model with one answer that is a function of a sum of contributions, one of each input. {@code Explain} explains the
 * forecasts of such models.
 *
 * <p>Immutable and thread-safe, as every {@link RegressionModel}.
 */
public interface ExplainedModel extends RegressionModel {
    /**
     * Returns the reduction of the training loss by each input.
     *
     * @return the sums of gains by input, not negative; empty for a model without gains
     */
    Map<String, Double> gainImportance();

    /**
     * Explains a row by the Shapley value of each input.
     *
     * @param row the inputs in the order of {@link #features()}, NaN for a missing one
     * @param out receives the inputs' contributions in order and then the expected value; {@link #answer} of their sum
     *     is the model's answer, up to rounding
     * @throws IllegalArgumentException if the row has another length or the values do not fit
     * @throws io.forecastj.ForecastException if the model lacks what an explanation needs
     */
    void contributions(double[] row, double[] out);

    /**
     * Turns a sum of contributions into an answer. The sum itself unless overridden.
     *
     * @param sum the expected value and contributions
     * @return the answer
     */
    default double answer(double sum) {
        return sum;
    }
}
