package io.forecastj.training.network;

import org.jspecify.annotations.Nullable;

/**
 * Inputs of a network, scaled.
 *
 * @param past the window, {@code [batch, lookback, features]}, the oldest row first
 * @param future the known values of the steps, {@code [batch, horizon, columns]}; null if there are none
 * @param attributes the attributes of the series, {@code [batch, columns]}; null if there are none
 * @param <T> the type of tensors
 */
public record NetworkInputs<T>(
        T past, @Nullable T future, @Nullable T attributes) {}
