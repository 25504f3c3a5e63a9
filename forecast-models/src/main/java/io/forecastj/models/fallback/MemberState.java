package io.forecastj.models.fallback;

/**
 * How a member of a {@link FallbackPredictor} does now.
 *
 * <p>Immutable. Made by {@link FallbackPredictor#states()}; the constructor may gain components.
 *
 * @param name the member's name
 * @param breaker whether it is called; the last member's is always {@link BreakerState#CLOSED}
 * @param failures how many calls in a row have failed
 * @param running how many of its calls run now on other threads, late ones too; 0 without a deadline
 * @param lastFailure why it did not answer the last time that it did not; empty if it always has
 */
public record MemberState(String name, BreakerState breaker, int failures, int running, String lastFailure) {}
