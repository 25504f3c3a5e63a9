/**
 * Not API: what the packages of this module share. Anything here may change in any release; do not use it from outside.
 *
 * <p>{@link io.forecastj.models.internal.HandleGuard} keeps native memory alive while a call uses it; {@link
 * io.forecastj.models.internal.CheckedBytes} reads the files of models.
 *
 * <p>The rest serves predictors that wrap others. To train, {@link io.forecastj.models.internal.Folds} cuts the history,
 * and {@link io.forecastj.models.internal.OutOfFold} has the members forecast rows that they have not seen, one {@link
 * io.forecastj.models.internal.SeriesForecasts} for each series. To forecast, a wrapper's state holds a {@link
 * io.forecastj.models.internal.MemberSession} for each member, and {@link io.forecastj.models.internal.DueForecasts} if
 * it learns from how its forecasts turn out.
 *
 * <p>Such a wrapper issues the forecast of a row as late as it may: when it is asked, and else when the next row comes,
 * before it takes it. Known-future rows that were added in between are known to it then, as they are to a session that
 * opens later on the same rows.
 */
@NullMarked
package io.forecastj.models.internal;

import org.jspecify.annotations.NullMarked;
