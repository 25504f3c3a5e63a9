/**
 * Features: numbers computed from a series, row by row, by the same code over history and live.
 *
 * <p>The way through it: {@link io.forecastj.features.Features} makes features, {@link
 * io.forecastj.features.FeaturePipeline} puts them in order and computes them over a whole series, and {@link
 * io.forecastj.features.FeatureStream} takes one row at a time. A {@link io.forecastj.features.Feature} is an immutable
 * description with one canonical text, such as {@code rsi(close,14)}; a {@link io.forecastj.features.Kernel} is its
 * mutable state while it runs. The rows of a series are computed by driving a stream over them: there is no second
 * implementation that could disagree, and a kernel never sees a later row. A model that is trained elsewhere gets them from
 * {@link io.forecastj.features.FeaturePipeline#export(java.util.List, io.forecastj.Target, int, java.nio.file.Path)}, in
 * files.
 *
 * <p>To read the engine, start at {@code FeatureStream}, then {@code Graph} (which kernels run, in which order, and which
 * ones features share) and {@code KernelChain} (how they are run fast). To read one feature, open the class of its
 * name, say {@code Rsi}: its formula, its source and its kernel are in one file, and {@code Catalogue} lists them all. To
 * add one of your own, write a {@code Kernel} and give it to {@code Features.custom}; {@link
 * io.forecastj.features.FeatureRegistry} teaches the parser its name.
 *
 * <p>Three rules hold for every feature. The first {@code warmup()} rows are NaN. A missing value (NaN) makes the rows
 * that depend on it NaN and no others: a window is NaN while the missing value is in it, a smoothed value on that row
 * alone. Where a formula divides by zero, the feature's documentation names the value, else it is NaN; no feature is
 * infinite as long as the values are less than 1e150 in size, so that their squares are numbers. Larger ones are forgotten
 * like missing values: by a window with the row they came in, and a smoothed value passes over them.
 */
@NullMarked
package io.forecastj.features;

import org.jspecify.annotations.NullMarked;
