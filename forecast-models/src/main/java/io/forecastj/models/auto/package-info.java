/**
 * The automatic forecaster, made by {@link io.forecastj.models.auto.Auto}.
 *
 * <p>{@link io.forecastj.models.auto.Auto#forecaster()} is the forecaster for somebody who does not know which model to
 * take. {@link io.forecastj.models.auto.AutoReport} is the account of what it did.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code AutoFit} goes through the steps of a fit. {@code SeriesProfile} describes the data, {@code Candidates}
 * lists forecasters for it, {@code ValidationWindow} fits and scores them, {@code MemberChoice} keeps the best, {@code
 * WeightFit} makes their weights and {@code IntervalFit} the intervals. The members are combined by the stack of {@link
 * io.forecastj.models.ensemble.Ensembles#weighted}; {@code AutoState} adds bounds and intervals. Nothing else imports
 * this package.
 */
@NullMarked
package io.forecastj.models.auto;

import org.jspecify.annotations.NullMarked;
