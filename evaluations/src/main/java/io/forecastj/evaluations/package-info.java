/**
 * Programs that print the tables of the documentation; each class names its page and the data files that it needs.
 *
 * <p>{@link io.forecastj.evaluations.EnsembleTable} and {@link io.forecastj.evaluations.ManySeriesTable} belong to
 * docs/ensembles.md, {@link io.forecastj.evaluations.IntervalTable} to docs/intervals.md, {@link
 * io.forecastj.evaluations.AutoTable} to docs/models.md, {@link io.forecastj.evaluations.NeuralTable} and {@link
 * io.forecastj.evaluations.NeuralM4} to docs/training.md and {@link io.forecastj.evaluations.M4Hourly} to
 * docs/benchmarks.md. Most of the data is not shipped.
 */
@NullMarked
package io.forecastj.evaluations;

import org.jspecify.annotations.NullMarked;
