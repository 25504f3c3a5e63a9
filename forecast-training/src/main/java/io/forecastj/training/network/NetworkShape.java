package io.forecastj.training.network;

/**
 * Sizes of a network's inputs and outputs.
 *
 * @param lookback the rows of the window
 * @param features the features of a row
 * @param horizon the steps of the known future
 * @param futureColumns the known values of a step; 0 for none
 * @param attributes the attributes of a series; 0 for none
 * @param outputs the form of the output
 */
public record NetworkShape(
        int lookback, int features, int horizon, int futureColumns, int attributes, OutputForm outputs) {}
