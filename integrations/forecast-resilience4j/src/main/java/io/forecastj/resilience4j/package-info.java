/**
 * Guards of predictors by Resilience4j: the application's own circuit breakers, bulkheads and rate limiters permit the
 * calls of a model and count them in the application's metrics.
 *
 * <p>{@link io.forecastj.resilience4j.Guarded} is the door. A guarded predictor is a member of a predictor with
 * fallbacks, which lets the next member answer when a call is not permitted; one that is used by itself throws {@link
 * io.forecastj.resilience4j.CallRefusedException}.
 */
@NullMarked
package io.forecastj.resilience4j;

import org.jspecify.annotations.NullMarked;
