package io.forecastj.training;

import java.util.Arrays;

/** Rates of dropout of the layers of an encoder and of the head behind them. */
final class DropoutRates {
    private DropoutRates() {}

    /**
     * Returns the rate of each layer, and that of the head at the end.
     *
     * @param rates one rate for all layers and the head; one for each layer, the last one for the head too; or one more
     *     than layers, for the head's hidden layer
     * @param hidden the units of the head's hidden layer, or 0
     * @throws IllegalArgumentException if there is another number of rates, or one for a hidden layer that is not there
     */
    static double[] of(double[] rates, int layers, int hidden) {
        double[] all = new double[layers + 1];
        if (rates.length == 1) {
            Arrays.fill(all, rates[0]);
        } else if (rates.length == layers || rates.length == layers + 1) {
            Arrays.setAll(all, i -> rates[Math.min(i, rates.length - 1)]);
        } else {
            throw new IllegalArgumentException("dropout needs one rate, or one for each of " + layers
                    + " layers, or one more for the hidden layer, found " + Arrays.toString(rates));
        }
        if (rates.length == layers + 1 && layers > 0 && rates.length > 1 && hidden == 0) {
            throw new IllegalArgumentException("dropout has a rate for a hidden layer behind " + layers
                    + " layers, found none; set hidden(...), or leave out the last of " + Arrays.toString(rates));
        }
        return all;
    }

    /** Returns whether a rate is above 0. */
    static boolean any(double[] rates) {
        return Arrays.stream(rates).anyMatch(rate -> rate > 0);
    }
}
