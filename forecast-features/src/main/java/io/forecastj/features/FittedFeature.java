package io.forecastj.features;

import java.util.List;

/**
 * Feature with parameters that are learnt from the training series, such as the mean that a scaler subtracts.
 *
 * <p>Immutable and thread-safe. The description holds no parameters: {@link FeaturePipeline#fit} learns them and keeps
 * them, so one description serves every training slice.
 */
public interface FittedFeature extends Feature {
    /**
     * Learns the parameters.
     *
     * @param training for each training series an array {@code [part][row]} of the values of {@link #parts()}, NaN
     *     where one is missing or still warming up
     * @return the parameters, finite
     * @throws io.forecastj.InsufficientHistoryException if there are too few values
     */
    double[] fit(List<double[][]> training);

    /**
     * Makes a new kernel that uses the parameters.
     *
     * @param inputs for each of {@link #parts()}, its slot in the row
     * @param parameters the result of {@link #fit}
     * @return the kernel, a new one for each call
     * @throws IllegalArgumentException if {@code fit} cannot have returned these
     */
    Kernel bind(int[] inputs, double[] parameters);

    /**
     * Throws, because the parameters are missing.
     *
     * @param inputs ignored
     * @return never
     * @throws IllegalStateException always
     */
    @Override
    default Kernel bind(int[] inputs) {
        throw new IllegalStateException(text() + " is not fitted; call FeaturePipeline.fit first");
    }
}
