/**
 * Runnable programs over real data; start with {@link io.forecastj.examples.Sp500Daily}.
 *
 * <p>{@link io.forecastj.examples.ExportMatrix} writes what the recipes of {@code examples/python} train on, and {@link
 * io.forecastj.examples.NeuralSp500} runs the networks that they made.
 */
@NullMarked
package io.forecastj.examples;

import org.jspecify.annotations.NullMarked;
