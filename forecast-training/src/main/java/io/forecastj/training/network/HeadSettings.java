package io.forecastj.training.network;

import java.util.OptionalInt;

/**
 * Settings of a head.
 *
 * @param hidden the units of a hidden layer between representation and output; 0 for none
 * @param stepUnits the units of a step in the decoder of the known future; not used without known values of the steps
 * @param dropout the rate of dropout in the hidden layer and the decoder, from 0 to below 1
 * @param level the index of the feature on whose scale the output is a level, which adds an autoregressive part (see
 *     {@link Highway}); empty if the output is something else, such as a change, classes or labels
 */
public record HeadSettings(int hidden, int stepUnits, double dropout, OptionalInt level) {
    /** Checks the ranges. */
    public HeadSettings {
        if (hidden < 0) {
            throw new IllegalArgumentException("hidden units of the head must be at least 0, found " + hidden);
        }
        if (stepUnits < 1) {
            throw new IllegalArgumentException("units of a step must be at least 1, found " + stepUnits);
        }
        Dropout.requireRate(dropout);
    }
}
