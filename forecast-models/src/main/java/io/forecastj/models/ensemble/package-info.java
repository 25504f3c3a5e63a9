/**
 * Forecasters made of several others: weights that adapt, and weights that are learnt once.
 *
 * <p>Start at {@link io.forecastj.models.ensemble.Ensembles}. {@link io.forecastj.models.ensemble.OnlineEnsemble} follows
 * how its members have done lately, by a {@link io.forecastj.models.ensemble.Combination}; {@link
 * io.forecastj.models.ensemble.StackedEnsemble} learns weights at the fit, by a {@link
 * io.forecastj.models.ensemble.Stacking}. Both learn from out-of-fold forecasts alone, so no weight knows of a truth that
 * was not known at its origin.
 *
 * <p>Behind this surface, {@code EnsembleState} asks the members once for each row. {@code OnlineWeights} is the online
 * arithmetic on one series, the same for training and for sessions, over a {@code WeightRule} for each combination.
 * {@code StackTraining} makes rows of out-of-fold forecasts and {@code LeastSquares} solves them.
 */
@NullMarked
package io.forecastj.models.ensemble;

import org.jspecify.annotations.NullMarked;
