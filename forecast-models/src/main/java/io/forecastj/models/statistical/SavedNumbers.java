package io.forecastj.models.statistical;

import io.forecastj.models.internal.JsonFields;

/** Numbers of saved models with the ranges that they must lie in. Stateless and thread-safe. */
final class SavedNumbers {
    private SavedNumbers() {}

    /**
     * Reads a number.
     *
     * @throws io.forecastj.ModelLoadException if it is not a number from {@code least} to {@code most}
     */
    static double between(JsonFields in, String key, double least, double most) {
        double value = in.decimal(key);
        if (!(value >= least && value <= most)) {
            throw in.fail(key, "a number from " + least + " to " + most, Double.toString(value));
        }
        return value;
    }

    /**
     * Reads a list of numbers.
     *
     * @throws io.forecastj.ModelLoadException if there are not {@code length} of them or one is not from {@code least}
     *     to {@code most}
     */
    static double[] allBetween(JsonFields in, String key, int length, double least, double most) {
        double[] values = in.decimals(key, length);
        for (double value : values) {
            if (!(value >= least && value <= most)) {
                throw in.fail(key, "numbers from " + least + " to " + most, Double.toString(value));
            }
        }
        return values;
    }

    /**
     * Reads a standard deviation, NaN if the key is absent.
     *
     * @throws io.forecastj.ModelLoadException if it is below 0
     */
    static double deviation(JsonFields in) {
        double deviation = LocalJson.numberOrNaN(in, "deviation");
        if (deviation < 0) {
            throw in.fail("deviation", "a number of at least 0", Double.toString(deviation));
        }
        return deviation;
    }
}
