/**
 * Gradient boosting: LightGBM trains natively, its models are read, proved well-formed and evaluated in Java.
 *
 * <p>{@link io.forecastj.models.lightgbm.LightGbm} is the entry: {@code forecaster()} starts a forecaster, {@code
 * parameters()} the settings, {@code regressor(...)} is a trainer over a matrix, {@code continuing(...)} one that goes on
 * from a model, {@code load(path)} a model that LightGBM 3.x or 4.x wrote from any language.
 *
 * <p>Four parts stand behind it. Training ({@code LightGbmRegressor}, {@code BoostingRun}, the {@code Native...}
 * classes) copies rows to native memory, drives the boosting loop in Java and ends with the model's text; no native
 * handle outlives a fit. The reader ({@code LightGbmText}, {@code TreeReader}) turns a text into arrays or refuses it
 * with the line and the reason; native code is only ever given text that it accepted, since LightGBM's own loader
 * crashes on damaged input.
 *
 * <p>The evaluator has two forms, without lock or native library, and with sums equal to the native ones in
 * every bit. {@code FlatTrees} walks those arrays and answers at once. {@code TieredTrees} notices that a model is asked
 * often and has it compiled: {@code TreeCompiler} deals the trees out to classes and methods, {@code GroupWriter} and
 * {@code TreeWriter} write their bytecode, {@code CompiledTrees} calls it, {@code WarmUp} lets it serve once it is
 * faster. Batches of models too large for that go through {@code RowSets}. The explanation ({@code TreeShap}) says how much each feature moved an answer.
 *
 * <p>The native library needs glibc 2.29 and libgomp on Linux, libomp on macOS; loading and evaluating models in Java
 * needs neither.
 */
@NullMarked
package io.forecastj.models.lightgbm;

import org.jspecify.annotations.NullMarked;
