/**
 * Forecasters that combine several others, with weights that adapt or weights that are learnt once.
 *
 * <p>Start with {@link io.forecastj.models.ensemble.Ensembles}. {@link io.forecastj.models.ensemble.OnlineEnsemble}
 * follows the recent errors of its members, by a {@link io.forecastj.models.ensemble.Combination}.
 *
 * <p>{@link io.forecastj.models.ensemble.StackedEnsemble} learns weights in the fit, by a
 * {@link io.forecastj.models.ensemble.Stacking}. Both learn only from out-of-fold forecasts, so no weight depends on an
 * actual value later than its origin. See {@code docs/ensembles.md} for help with the choice.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code EnsembleState} calls the members once for each row. {@code OnlineWeights} is the online arithmetic on one
 * series, the same for training and for sessions, with a {@code WeightRule} for each combination. {@code StackTraining}
 * makes training rows of out-of-fold forecasts, and {@code LeastSquares} solves for the weights.
 */
@NullMarked
package io.forecastj.models.ensemble;

import org.jspecify.annotations.NullMarked;
