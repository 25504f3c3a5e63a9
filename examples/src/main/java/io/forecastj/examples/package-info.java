/**
 * Runnable programs over real data; start with {@link io.forecastj.examples.Sp500Daily}, or with {@link
 * io.forecastj.examples.AutoOwnCsv} and a CSV file of yours.
 *
 * <p>{@link io.forecastj.examples.ExportMatrix} writes the training data for the recipes of {@code examples/python},
 * and {@link io.forecastj.examples.NeuralSp500} runs the networks that these recipes made.
 * {@link io.forecastj.examples.PlainWindow} runs one that was trained without this library. {@link
 * io.forecastj.examples.M4} scores the automatic forecaster on a group of the M4 competition. {@link
 * io.forecastj.examples.ModelLifecycle} publishes, serves, watches, retrains and rolls back.
 */
@NullMarked
package io.forecastj.examples;

import org.jspecify.annotations.NullMarked;
