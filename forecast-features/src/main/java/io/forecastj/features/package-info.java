/**
 * Features: numbers computed from a series, row by row, by the same code for history and live data.
 *
 * <p>{@link io.forecastj.features.Features} makes features, {@link io.forecastj.features.FeaturePipeline} puts them in
 * order and computes them over a whole series, and {@link io.forecastj.features.FeatureStream} takes one row at a time.
 * A {@link io.forecastj.features.Feature} is an immutable description with one canonical text, such as {@code
 * rsi(close,14)}; a {@link io.forecastj.features.Kernel} computes it and holds its state. The rows of a series are
 * computed by driving a stream over them: there is no second implementation that could disagree, and a kernel never
 * sees a later row. For a model that is trained elsewhere, {@link
 * io.forecastj.features.FeaturePipeline#export(java.util.List, io.forecastj.Target, int, java.nio.file.Path)} writes
 * the rows to files.
 *
 * <p>For a feature of your own, give {@code Features.custom} a function of one row, or a {@code Kernel} if it depends
 * on earlier rows. {@link io.forecastj.features.FeatureRegistry} maps its name to it when a saved pipeline is loaded.
 *
 * <p>Three rules hold for every feature of this library:
 *
 * <ul>
 *   <li>The first {@code warmup()} rows are NaN.
 *   <li>A missing value (NaN) makes the rows that depend on it NaN and no others: a window is NaN while the missing
 *       value is in it, a smoothed value only on that row.
 *   <li>Where a formula divides by zero, the feature's documentation names the value, or else it is NaN. No feature is
 *       infinite if all values are less than 1e150 in size, so that their squares are finite. Larger values are treated
 *       like missing ones: a window forgets them with their row, and a smoothed value skips them.
 * </ul>
 *
 * <h2>For maintainers</h2>
 *
 * <p>To read the engine, start at {@code FeatureStream}, then {@code Graph} (the kernels, their order and the parts
 * that features share) and {@code KernelChain} (the fast way to run them). To read one feature, open the class that
 * {@code docs/features.md} names for it, such as {@code Rsi}: its formula, its source and its kernel are in one file.
 * {@code Catalogue} lists all kinds; a new feature is a class with a {@code Kind}, a line there, and a method in a
 * group such as {@code MomentumFeatures}.
 */
@NullMarked
package io.forecastj.features;

import org.jspecify.annotations.NullMarked;
