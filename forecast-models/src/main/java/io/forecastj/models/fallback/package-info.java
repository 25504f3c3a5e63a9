/**
 * Predictors with fallbacks: when one fails, refuses or is late, the next one answers.
 *
 * <p>Build one with {@link io.forecastj.models.fallback.FallbackPredictor#builder FallbackPredictor.builder}. A
 * forecast of another member than the primary has the status {@link io.forecastj.ForecastStatus#FALLBACK} and lists the
 * reasons.
 *
 * <p>{@link io.forecastj.models.fallback.FallbackSession} keeps a session of every member up to date.
 * {@link io.forecastj.models.fallback.MemberState} reports a member's health for monitoring, with the
 * {@linkplain io.forecastj.models.fallback.BreakerState state of its circuit breaker}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>A {@code FallbackMember} is a predictor with its {@code CircuitBreaker} and, if there is a deadline, its
 * {@code DeadlineCalls}, which runs the calls on other threads and limits their number. {@code MemberFeed} holds a
 * member's session and the rows that it has not taken yet; {@code FallbackMembers} calls the members in order.
 * {@code NoAnswer} is the reason for a missing answer; it never leaves this package.
 */
@NullMarked
package io.forecastj.models.fallback;

import org.jspecify.annotations.NullMarked;
