package io.forecastj.micrometer;

import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.micrometer.core.instrument.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The meters of a reloading predictor: the version that serves, its age, and how reloads went. */
final class ReloadGauges {
    private static final double MILLIS_PER_SECOND = 1_000;

    private ReloadGauges() {}

    static void bind(ReloadingPredictor predictor, GaugeTarget to) {
        Clock clock = to.registry().config().clock();
        to.gauge("forecastj.model.version", "Number of the serving version", predictor, one -> one.version()
                .number());
        to.seconds(
                "forecastj.model.age",
                "Time since the serving version was published",
                predictor,
                one -> since(one.version().published(), clock));
        to.seconds(
                "forecastj.model.data.age",
                "Time since the last row of the training",
                predictor,
                one -> since(one.version().info().trainedTo(), clock));
        for (Reload.Outcome outcome : Reload.Outcome.values()) {
            GaugeTarget of = to.and("outcome", outcome.name());
            of.counter("forecastj.reloads", "Looks at the alias", predictor, one -> one.refreshes(outcome));
            if (outcome == Reload.Outcome.REFUSED || outcome == Reload.Outcome.FAILED) {
                of.gauge(
                        "forecastj.reload.failing",
                        "1 while the named version cannot serve, else 0",
                        predictor,
                        one -> one.lastFailure()
                                        .filter(last -> last.outcome() == outcome)
                                        .isPresent()
                                ? 1
                                : 0);
            }
        }
    }

    private static double since(@Nullable Instant time, Clock clock) {
        return time == null ? Double.NaN : (clock.wallTime() - time.toEpochMilli()) / MILLIS_PER_SECOND;
    }
}
