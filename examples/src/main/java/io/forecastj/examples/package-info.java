/**
 * Runnable programs over real data; start with {@link io.forecastj.examples.Sp500Daily}.
 *
 * <p>{@link io.forecastj.examples.ExportMatrix} writes the training data for the recipes of {@code examples/python},
 * and {@link io.forecastj.examples.NeuralSp500} runs the networks that these recipes made.
 * {@link io.forecastj.examples.PlainWindow} runs one that was trained without this library.
 */
@NullMarked
package io.forecastj.examples;

import org.jspecify.annotations.NullMarked;
