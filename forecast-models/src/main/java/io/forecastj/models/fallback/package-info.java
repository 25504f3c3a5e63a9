/**
 * Predictors that stand in for one another: when one fails, refuses or is late, the next answers, and says so.
 *
 * <p>{@link io.forecastj.models.fallback.FallbackPredictor} is the way in. Its {@link
 * io.forecastj.models.fallback.FallbackSession} feeds a session of every member; {@link
 * io.forecastj.models.fallback.MemberState} tells how each member does.
 *
 * <p>Behind it: a {@code FallbackMember} is a predictor with its {@code CircuitBreaker} and, if there is a deadline, its
 * {@code DeadlineCalls}, which run it on other threads and never more than so many at once. {@code MemberFeed} is a member's
 * session and the rows that it has not taken yet; {@code FallbackMembers} asks them one after the other. {@code
 * NoAnswer} says why a member did not answer; it never leaves this package.
 */
@NullMarked
package io.forecastj.models.fallback;

import org.jspecify.annotations.NullMarked;
