package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.MonitorSnapshot;
import io.forecastj.spring.ForecastModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitors score the feed, whatever clients send, and metrics count what they ask for. */
class FeedMonitorTest {
    private static final int BARS = 12;

    @Test
    void aClientCannotChangeWhatIsMeasuredOfTheFeed(@TempDir Path folder) {
        try (RunningRest service = RunningRest.start(folder.resolve("models"));
                RunningRest undisturbed = RunningRest.start(folder.resolve("others"))) {
            feed(service);
            feed(undisturbed);
            double[] closes = new double[3];
            Arrays.fill(closes, 1e6);
            TimeSeries poison =
                    TimeSeries.of("close", Instant.parse("2030-01-01T00:00:00Z"), Sampling.daily(), closes).toBuilder()
                            .id(KnownBars.SYMBOL)
                            .build();
            String request =
                    "{\"model\": \"last-value\", \"series\": " + RunningRest.JSON.writeValueAsString(poison) + "}";
            assertThat(service.post("/forecast", request).statusCode()).isEqualTo(200);
            feed(service);
            feed(undisturbed);

            MonitorSnapshot measured = snapshot(service);
            MonitorSnapshot expected = snapshot(undisturbed);
            assertThat(measured.errors("close").orElseThrow().mae())
                    .isPresent()
                    .isEqualTo(expected.errors("close").orElseThrow().mae());
            assertThat(measured.calls()).isEqualTo(expected.calls()).isGreaterThanOrEqualTo(2 * BARS);
            assertThat(measured.rows()).isEqualTo(expected.rows()).isGreaterThanOrEqualTo(2 * BARS);
        }
    }

    @Test
    void theWarmUpIsNoTraffic(@TempDir Path folder) {
        try (RunningRest service = RunningRest.start(folder.resolve("models"), "--service.warm-up=500ms")) {
            double forecasts = service.bean(MeterRegistry.class).find("forecastj.forecast").timers().stream()
                    .mapToDouble(Timer::count)
                    .sum();
            assertThat(forecasts).isZero();
            assertThat(snapshot(service).calls()).isZero();
        }
    }

    private static void feed(RunningRest service) {
        BarFeed feed = service.bean(BarFeed.class);
        for (int i = 0; i < BARS; i++) {
            feed.next();
        }
    }

    private static MonitorSnapshot snapshot(RunningRest service) {
        return service.bean(ForecastModels.class)
                .monitor("last-value")
                .orElseThrow()
                .snapshot();
    }
}
