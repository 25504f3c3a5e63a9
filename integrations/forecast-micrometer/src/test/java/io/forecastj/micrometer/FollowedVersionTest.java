package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.forecastj.Baselines;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.lifecycle.trial.ShadowPredictor;
import io.forecastj.lifecycle.trial.SplitPredictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of a predictor whose model changes inside are counted under the one that serves, or as unknown. */
class FollowedVersionTest extends MetricsTest {
    private final ForecastMetrics metrics = ForecastMetrics.of(registry);
    private final Predictor first = naive();
    private final Predictor second = Baselines.mean("y", 3).fit(series("a", 60));

    @TempDir
    private Path directory;

    private static String version(Predictor predictor) {
        return predictor.modelHash().substring(0, 8);
    }

    private double forecasts(Predictor model) {
        return value("forecastj.forecast", "version", version(model), "status", "OK");
    }

    private double unknown(String name, String status) {
        return value(name, "version", "unknown", "status", status);
    }

    private ReloadingPredictor reloading(StoredModel model) {
        model.publish(first, Publication.none().promoteTo("production"));
        return ReloadingPredictor.follow(model, "production").open();
    }

    @Test
    void aReloadInsideAWrapperMovesLaterCallsToTheVersionThatServes() {
        StoredModel model = ModelStore.open(directory).model("sales");
        try (ReloadingPredictor reloading = reloading(model);
                Predictor shadowed = ShadowPredictor.builder("main", reloading, (name, forecast) -> {})
                        .shadow("other", second)
                        .build();
                Predictor observed = metrics.observe(shadowed)) {
            observed.predict(series("a", 30));
            model.publish(second, Publication.none().promoteTo("production"));
            reloading.refresh();
            observed.predict(series("a", 30));
            observed.predictAll(List.of(series("a", 30), series("b", 30)));
            observed.predictEach(List.of(series("a", 30)));
            assertThat(forecasts(first)).isEqualTo(1);
            assertThat(forecasts(second)).isEqualTo(4);
            model.promote("production", 1);
            reloading.refresh();
            observed.predict(series("a", 30));
            assertThat(forecasts(first)).as("after the rollback").isEqualTo(2);
            assertThat(forecasts(second)).isEqualTo(4);
        }
    }

    @Test
    void aHashThatIsComputedForEveryCallerIsLookedAtTenTimesASecond() {
        StoredModel model = ModelStore.open(directory).model("sales");
        try (ReloadingPredictor reloading = reloading(model);
                Predictor split = SplitPredictor.builder("trial")
                        .arm("one", reloading, 0.5)
                        .arm("two", first, 0.5)
                        .build();
                Predictor observed = metrics.observe(split)) {
            String before = version(split);
            observed.predict(series("a", 30));
            model.publish(second, Publication.none().promoteTo("production"));
            reloading.refresh();
            String after = version(split);
            assertThat(after).isNotEqualTo(before);
            observed.predict(series("a", 30));
            assertThat(value("forecastj.forecast", "version", before, "status", "OK"))
                    .isEqualTo(2);
            clock.add(Duration.ofMillis(100));
            observed.predict(series("a", 30));
            assertThat(value("forecastj.forecast", "version", before, "status", "OK"))
                    .isEqualTo(2);
            assertThat(value("forecastj.forecast", "version", after, "status", "OK"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSessionOpenedBeforeTheVersionChangedIsOfAnUnknownOneUntilItChangesBack() {
        Swapped swapped = new Swapped(first);
        Predictor observed = metrics.observe(swapped);
        PredictionSession session = observed.openSession(series("a", 30));
        session.forecast();
        session.append(day(30), new double[] {1});
        swapped.serving = second;
        session.forecast();
        session.forecast();
        session.forecastInto(new double[3]);
        session.append(day(31), new double[] {1});
        PredictionSession fresh = observed.openSession(series("a", 30));
        fresh.forecast();
        assertThat(forecasts(first)).isEqualTo(1);
        assertThat(unknown("forecastj.forecast", "OK")).isEqualTo(2);
        assertThat(unknown("forecastj.forecast", "POINTS")).isEqualTo(1);
        assertThat(unknown("forecastj.session.rows", "OK")).isEqualTo(1);
        assertThat(forecasts(second)).isEqualTo(1);
        swapped.serving = first;
        session.forecast();
        assertThat(forecasts(first)).isEqualTo(2);
        assertThat(value("forecastj.sessions", "version", version(first))).isEqualTo(1);
        session.close();
        assertThat(value("forecastj.sessions", "version", version(first))).isZero();
        assertThat(value("forecastj.sessions", "version", version(second))).isEqualTo(1);
        fresh.close();
        observed.close();
    }

    @Test
    void aHundredVersionsInsideHaveTheMetersOfThree() {
        Swapped swapped = new Swapped(first);
        try (Predictor observed = metrics.observe(swapped);
                PredictionSession old = observed.openSession(series("a", 30))) {
            for (int horizon = 1; horizon <= 100; horizon++) {
                swapped.serving = Baselines.naive("y", horizon).fit(series("a", 60));
                observed.predict(series("a", 30));
                old.forecast();
            }
            assertThat(forecasts(swapped.serving)).isEqualTo(1);
            assertThat(unknown("forecastj.forecast", "OK"))
                    .as("all but the one when the first version served again")
                    .isEqualTo(99);
            assertThat(registry.getMeters().stream()
                            .map(meter -> meter.getId().getTag("version"))
                            .distinct())
                    .hasSize(4)
                    .contains("unknown", version(swapped.serving));
        }
    }

    @Test
    void theGaugesInsideMoveToTheVersionThatServesAndGoAtTheEnd() {
        Swapped swapped = new Swapped(first);
        Predictor observed = metrics.observe(Monitor.builder("m").build().watch(swapped));
        observed.predict(series("a", 30));
        swapped.serving = second;
        observed.predict(series("b", 30));
        clock.add(Duration.ofMillis(100));
        assertThat(value("forecastj.monitor.waiting", "version", version(second)))
                .isEqualTo(2);
        observed.close();
        assertThat(names()).noneMatch(name -> name.startsWith("forecastj.monitor"));
        swapped.serving = first;
        assertThat(observed.modelHash()).isEqualTo(first.modelHash());
        observed.predictAll(List.of());
        assertThat(names()).as("a closed one is not followed").noneMatch(name -> name.startsWith("forecastj.monitor"));
    }

    @Test
    void everyCallOfManyThreadsIsCountedOnceWhileTheVersionChanges() throws Exception {
        Swapped swapped = new Swapped(first);
        int calls = 2_000;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Predictor observed = metrics.observe(swapped)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                boolean swapping = thread == 0;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < calls; i++) {
                        if (swapping) {
                            swapped.serving = i % 2 == 0 ? second : first;
                        }
                        observed.predict(series("a", 5));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(forecasts(first) + forecasts(second)).isEqualTo(4 * calls);
            assertThat(forecasts(second)).isPositive();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aFollowedSessionAllocatesNothingMore() {
        Swapped swapped = new Swapped(first);
        try (Predictor observed = metrics.observe(swapped);
                PredictionSession session = observed.openSession(series("a", 30))) {
            double[] out = new double[3];
            double[] row = new double[1];
            long[] time = {day(30)};
            assertThat(allocated(() -> session.forecastInto(out))).isZero();
            assertThat(allocated(() -> session.append(time[0] += day(1), row))).isZero();
            swapped.serving = second;
            assertThat(allocated(() -> session.forecastInto(out)))
                    .as("of an unknown version")
                    .isZero();
        }
    }

    private static long allocated(Runnable body) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 12; window++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 5_000; i++) {
                body.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void aVersionWithAFixedTextIsNotFollowed() {
        Swapped swapped = new Swapped(first);
        try (Predictor observed = metrics.observe("m", "live", swapped)) {
            observed.predict(series("a", 30));
            swapped.serving = second;
            observed.predict(series("a", 30));
            assertThat(registry.find("forecastj.forecast").tag("status", "OK").timers())
                    .singleElement()
                    .extracting(Timer::count)
                    .isEqualTo(2L);
        }
    }

    @Test
    void observationsHaveTheVersionThatServes() {
        List<String> seen = new ArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new ObservationHandler<ForecastObservationContext>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(ForecastObservationContext context) {
                seen.add(context.call() + " " + context.version());
            }
        });
        Swapped swapped = new Swapped(first);
        try (Predictor observed = ForecastObservations.of(observations).observe(swapped);
                PredictionSession session = observed.openSession(series("a", 30))) {
            session.forecast();
            swapped.serving = second;
            observed.predict(series("a", 30));
            session.forecast();
        }
        assertThat(seen)
                .containsExactly(
                        "openSession " + version(first),
                        "forecast " + version(first),
                        "predict " + version(second),
                        "forecast unknown");
    }
}
