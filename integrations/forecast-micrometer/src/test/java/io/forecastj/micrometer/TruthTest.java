package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.MonitorSnapshot;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.lifecycle.retraining.RetrainPolicy;
import io.forecastj.lifecycle.retraining.Retrainer;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the meters show is what happens: a member that hangs, a damaged model, a store that cannot be read. */
class TruthTest extends MetricsTest {
    private final ForecastMetrics metrics = ForecastMetrics.of(registry);

    @TempDir
    private Path directory;

    private StoredModel model() {
        Clock fixed = Clock.fixed(Instant.ofEpochMilli(clock.wallTime()), ZoneOffset.UTC);
        return ModelStore.builder(directory.resolve("store"))
                .clock(fixed)
                .open()
                .model("sales");
    }

    private static void promote(StoredModel model, Predictor predictor) {
        try (predictor) {
            model.publish(predictor, Publication.none().promoteTo("production"));
        }
    }

    @Test
    void aMemberThatHangsIsLateThenItsBreakerOpensAndItsCallsAreSeenUntilItRecovers() {
        Gated hanging = new Gated("hanging");
        hanging.gate = new CountDownLatch(1);
        AtomicLong now = new AtomicLong();
        FallbackPredictor fallback = FallbackPredictor.builder(hanging, new Gated("standby"))
                .deadline(Duration.ofMillis(20))
                .failureThreshold(2)
                .openFor(Duration.ofSeconds(30))
                .nanoClock(now::get)
                .build();
        try (Predictor observed = metrics.observe("m", "1", fallback)) {
            assertThat(breaker("hanging", "CLOSED")).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                assertThat(observed.predict(series("a", 30)).status()).isEqualTo(ForecastStatus.FALLBACK);
            }
            assertThat(value("forecastj.forecast", "status", "FALLBACK")).isEqualTo(3);
            assertThat(value("forecastj.forecast", "status", "OK")).isZero();
            assertThat(reasons("late")).isEqualTo(2);
            assertThat(reasons("breaker-open")).isEqualTo(1);
            assertThat(breaker("hanging", "OPEN")).isEqualTo(1);
            assertThat(breaker("hanging", "CLOSED")).isZero();
            assertThat(value("forecastj.fallback.failures", "member", "hanging"))
                    .isEqualTo(2);
            assertThat(value("forecastj.fallback.running", "member", "hanging")).isEqualTo(2);
            assertThat(breaker("standby", "CLOSED")).isEqualTo(1);

            hanging.gate.countDown();
            now.set(Duration.ofSeconds(31).toNanos());
            // a busy machine may make the probe late, which opens the breaker for 30 seconds more
            while (observed.predict(series("a", 30)).status() != ForecastStatus.OK) {
                now.addAndGet(Duration.ofSeconds(31).toNanos());
            }
            assertThat(breaker("hanging", "CLOSED")).isEqualTo(1);
            assertThat(value("forecastj.fallback.failures", "member", "hanging"))
                    .isZero();
            assertThat(value("forecastj.forecast", "status", "OK")).isEqualTo(1);
        }
    }

    private double breaker(String member, String state) {
        return value("forecastj.fallback.breaker", "member", member, "state", state);
    }

    private double reasons(String kind) {
        return value("forecastj.forecast.reasons", "status", "FALLBACK", "reason", kind);
    }

    @Test
    void failuresAndNotANumberAreReasonsOfAFallback() {
        Gated primary = new Gated("primary");
        try (Predictor observed = metrics.observe(
                "m",
                "1",
                FallbackPredictor.builder(primary, new Gated("standby")).build())) {
            primary.failing = true;
            observed.predict(series("a", 30));
            primary.failing = false;
            primary.notANumber = true;
            observed.predict(series("a", 30));
            assertThat(reasons("member-failed")).isEqualTo(1);
            assertThat(reasons("not-finite")).isEqualTo(1);
        }
    }

    @Test
    void aDamagedModelIsRefusedAndAnUnreadableStoreFailsWhileTheVersionBeforeServes() throws IOException {
        StoredModel model = model();
        promote(model, naive());
        ReloadingPredictor serving = ReloadingPredictor.follow(model, "production")
                .wrap(metrics::observe)
                .open();
        try (serving) {
            ForecastMeters.of(serving).bindTo(registry);
            assertThat(value("forecastj.model.version", "model", "sales", "alias", "production"))
                    .isEqualTo(1);
            assertThat(failing("REFUSED")).isZero();

            promote(model, Baselines.drift("y", 3).fit(series("a", 60)));
            damage();
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.REFUSED);
            serving.predict(series("a", 30));
            assertThat(failing("REFUSED")).isEqualTo(1);
            assertThat(reloads("REFUSED")).isEqualTo(1);
            assertThat(value("forecastj.model.version")).isEqualTo(1);
            assertThat(value("forecastj.forecast", "version", "1", "status", "OK"))
                    .isEqualTo(1);

            Path store = directory.resolve("store");
            Path away = directory.resolve("away");
            Files.move(store, away);
            Files.writeString(store, "not a directory");
            serving.refresh();
            serving.refresh();
            serving.predict(series("a", 30));
            assertThat(failing("FAILED")).isEqualTo(1);
            assertThat(failing("REFUSED")).isZero();
            assertThat(reloads("FAILED")).isEqualTo(2);
            Files.delete(store);
            Files.move(away, store);

            promote(model, Baselines.mean("y", 3).fit(series("a", 60)));
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.RELOADED);
            serving.predict(series("a", 30));
            assertThat(failing("FAILED")).isZero();
            assertThat(reloads("RELOADED")).isEqualTo(1);
            assertThat(value("forecastj.model.version")).isEqualTo(3);
            assertThat(value("forecastj.forecast", "version", "3", "status", "OK"))
                    .isEqualTo(1);
        }
    }

    private double failing(String outcome) {
        return value("forecastj.reload.failing", "outcome", outcome);
    }

    private double reloads(String outcome) {
        return value("forecastj.reloads", "outcome", outcome);
    }

    /** Flips a bit in the files of all versions. */
    private void damage() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store").resolve("blobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                content[content.length / 2] ^= 4;
                Files.write(file, content);
            }
        }
    }

    @Test
    void theAgeOfAModelGrowsWithTheClockAndIsNotKnownWithoutTraining() {
        StoredModel model = model();
        promote(model, naive());
        try (ReloadingPredictor serving =
                ReloadingPredictor.follow(model, "production").open()) {
            ForecastMeters.of(serving).bindTo(registry);
            clock.add(Duration.ofHours(2));
            assertThat(value("forecastj.model.age")).isEqualTo(7_200);
            double trained = (clock.wallTime() - day(59)) / 1_000.0;
            assertThat(value("forecastj.model.data.age")).isEqualTo(trained);
        }
    }

    @Test
    void errorsCoverageAndDriftAreThoseOfTheMonitorAndUnknownBefore() {
        Predictor naive = naive();
        Monitor monitor = Monitor.builder(naive.info())
                .reference(InputProfile.of(List.of(series("a", 60)), naive.info()))
                .intervals(0.8)
                .build();
        MonitoredPredictor watched = monitor.watch(naive);
        try (Predictor observed = metrics.observe("m", "1", watched)) {
            assertThat(value("forecastj.monitor.skill", "target", "y")).isNaN();
            assertThat(value("forecastj.monitor.coverage", "target", "y", "nominal", "0.8"))
                    .isNaN();
            assertThat(value("forecastj.monitor.drift", "input", "y")).isNaN();
            assertThat(value("forecastj.monitor.scored")).isZero();
            TimeSeries all = series("a", 160);
            try (PredictionSession session = observed.openSession(all.head(60))) {
                for (int i = 60; i < 160; i++) {
                    session.forecast();
                    session.append(all.timestamp(i), new double[] {all.value(i, 0)});
                }
            }
            assertThat(value("forecastj.monitor.scored"))
                    .as("a scrape shares a snapshot for 100 ms")
                    .isZero();
            clock.add(Duration.ofMillis(100));
            MonitorSnapshot snapshot = monitor.snapshot();
            assertThat(value("forecastj.monitor.scored")).isEqualTo(297);
            assertThat(value("forecastj.monitor.rows")).isEqualTo(100);
            assertThat(value("forecastj.monitor.mae"))
                    .isEqualTo(snapshot.errors("y").orElseThrow().mae().orElseThrow());
            assertThat(value("forecastj.monitor.bias"))
                    .isEqualTo(snapshot.errors("y").orElseThrow().bias().orElseThrow());
            assertThat(value("forecastj.monitor.mae.ratio")).isEqualTo(1);
            assertThat(value("forecastj.monitor.skill")).isZero();
            assertThat(value("forecastj.monitor.coverage"))
                    .isEqualTo(snapshot.errors("y")
                            .orElseThrow()
                            .interval(0.8)
                            .coverage()
                            .orElseThrow())
                    .isCloseTo(0.8, within(0.2));
            assertThat(value("forecastj.monitor.drift"))
                    .isEqualTo(snapshot.input("y").orElseThrow().psi().orElseThrow());
            assertThat(value("forecastj.monitor.drift.usual"))
                    .isEqualTo(snapshot.input("y").orElseThrow().usualPsi().orElseThrow());
        }
    }

    @Test
    void aPredictorWhoseVersionChangesInsideNeedsANameForIt() {
        StoredModel model = model();
        promote(model, naive());
        try (ReloadingPredictor serving =
                ReloadingPredictor.follow(model, "production").open()) {
            Predictor fallback = FallbackPredictor.builder(serving, naive()).build();
            for (Predictor changing : List.of(serving, fallback)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> metrics.observe(changing))
                        .withMessageContaining("changes while it serves");
            }
            Predictor observed = metrics.observe("sales", "live", fallback);
            assertThat(value("forecastj.model.version", "alias", "production")).isEqualTo(1);
            assertThat(value("forecastj.fallback.running", "version", "live", "member", "naive"))
                    .isZero();
            observed.predict(series("a", 30));
            assertThat(value("forecastj.forecast", "version", "live", "status", "OK"))
                    .isEqualTo(1);
        }
    }

    @Test
    void outcomesOfRetrainingsAreCounted() {
        ModelStore store = ModelStore.builder(directory.resolve("store")).open();
        Retrainer retrainer = Retrainer.builder(store, "sales")
                .data(() -> List.of(series("a", 100)))
                .forecaster(Baselines.naive("y", 3))
                .policy(RetrainPolicy.builder().newRows(20).build())
                .listener(metrics.retrainings("sales"))
                .build();
        retrainer.runOnce();
        retrainer.runOnce();
        retrainer.runOnce();
        assertThat(value("forecastj.retrainings", "model", "sales", "outcome", "PROMOTED"))
                .isEqualTo(1);
        assertThat(value("forecastj.retrainings", "model", "sales", "outcome", "NOT_DUE"))
                .isEqualTo(2);
    }
}
