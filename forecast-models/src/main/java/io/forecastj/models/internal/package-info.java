/**
 * Shared code of this module's packages. Not part of the API: anything here may change in any release; do not use it
 * from outside.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@link io.forecastj.models.internal.HandleGuard} keeps native memory valid while a call uses it. {@link
 * io.forecastj.models.internal.CheckedBytes} reads the files of models.
 *
 * <p>The rest is for predictors that wrap other predictors. For training, {@link io.forecastj.models.internal.Folds}
 * cuts the history, and {@link io.forecastj.models.internal.OutOfFold} collects the members' forecasts of rows that
 * they have not seen, one {@link io.forecastj.models.internal.SeriesForecasts} for each series. For forecasting, a
 * wrapper's state holds a {@link io.forecastj.models.internal.MemberSession} for each member, and {@link
 * io.forecastj.models.internal.DueForecasts} if it learns from the errors of its forecasts. States that explain their
 * forecasts are an {@link io.forecastj.models.internal.ExplainedState}.
 *
 * <p>Such a wrapper computes the forecast of a row lazily: on request, or just before it takes the next row. So the
 * forecast knows the known-future rows that were added in between, as does a session that opens later on the same rows.
 */
@NullMarked
package io.forecastj.models.internal;

import org.jspecify.annotations.NullMarked;
