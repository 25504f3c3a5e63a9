package io.forecastj.micrometer;

import io.forecastj.models.fallback.BreakerState;
import io.forecastj.models.fallback.FallbackPredictor;

/** The gauges of a member of a fallback: its circuit breaker, failures in a row and running calls. */
final class FallbackGauges {
    private FallbackGauges() {}

    static void bind(FallbackPredictor fallback, int member, GaugeTarget to) {
        for (BreakerState state : BreakerState.values()) {
            to.and("state", state.name())
                    .gauge(
                            "forecastj.fallback.breaker",
                            "1 in the present state of the breaker, else 0",
                            fallback,
                            one -> one.states().get(member).breaker() == state ? 1 : 0);
        }
        to.gauge("forecastj.fallback.failures", "Failures in a row", fallback, one -> one.states()
                .get(member)
                .failures());
        to.gauge("forecastj.fallback.running", "Running calls, late ones included", fallback, one -> one.states()
                .get(member)
                .running());
    }
}
