package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.spring.ModelStatus.State;
import io.forecastj.store.ModelStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SilentMembersTest {
    private static final Duration OPEN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aPrimaryThatHangsIsDegradedHealthWithItsNameUntilItAnswers() {
        ModelStore store = ModelStore.open(folder);
        TrainedModels.promote(store, "sales", 1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        ForecastCustomizer fallback = new ForecastCustomizer() {
            @Override
            public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
                Predictor primary = SwitchedPredictor.of(predictor, () -> hang(hangs, end), () -> {});
                return FallbackPredictor.builder(primary, naive())
                        .deadline(Duration.ofMillis(20))
                        .failureThreshold(2)
                        .openFor(OPEN)
                        .nanoClock(nanos::get)
                        // calls that do not hang end before the deadline begins, so that none is late by chance
                        .executor(call -> execute(call, hangs))
                        .build();
            }
        };
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ForecastAutoConfiguration.class, ForecastMetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withBean(ForecastCustomizer.class, () -> fallback)
                .withPropertyValues("forecastj.models.sales.store=" + folder)
                .withPropertyValues("forecastj.models.sales.alias=production", "forecastj.models.sales.monitor=true")
                .run(context -> {
                    Predictor sales = context.getBean("sales", Predictor.class);
                    ForecastModels models = context.getBean(ForecastModels.class);
                    assertThat(answer(sales)).isEqualTo(ForecastStatus.OK);
                    assertThat(models.status("sales").state()).isEqualTo(State.UP);

                    hangs.set(true);
                    assertThat(answer(sales)).isEqualTo(ForecastStatus.FALLBACK);
                    assertDegraded(models, "the member 'linear' of ", "1 of its calls still run");
                    assertThat(answer(sales)).isEqualTo(ForecastStatus.FALLBACK);
                    assertDegraded(
                            models, "the member 'linear' of ", "breaker is OPEN (failures in a row: 2,", "within 20");

                    ForecastEndpoint endpoint =
                            new ForecastEndpoint(models, Map.of(), new ForecastEndpointProperties());
                    assertThat(endpoint.reload("sales").getStatus())
                            .as("the version that the alias names serves")
                            .isEqualTo(200);

                    hangs.set(false);
                    end.countDown();
                    nanos.addAndGet(OPEN.toNanos());
                    assertThat(answer(sales)).isEqualTo(ForecastStatus.OK);
                    assertThat(models.status("sales").state()).isEqualTo(State.UP);
                });
    }

    @Test
    void aMemberThatIsNoLongerCalledSaysNothing() {
        AtomicBoolean fail = new AtomicBoolean(true);
        Runnable failing = () -> {
            if (fail.get()) {
                throw new IllegalStateException("away");
            }
        };
        Predictor primary = SwitchedPredictor.of(TrainedModels.linear(1), failing, () -> {});
        Predictor second = SwitchedPredictor.of(naive(), failing, () -> {});
        try (FallbackPredictor fallback = FallbackPredictor.builder(primary, second, naive())
                .failureThreshold(1)
                .openFor(OPEN)
                .nanoClock(nanos::get)
                .build()) {
            WrappedVersion version = new WrappedVersion(OptionalInt.empty(), fallback, Map.of(), null);
            answer(fallback);
            assertThat(SilentMembers.of(version)).hasValueSatisfying(text -> assertThat(text.split("; the member", -1))
                    .hasSize(2));

            fail.set(false);
            nanos.addAndGet(OPEN.toNanos());
            answer(fallback);
            assertThat(SilentMembers.of(version)).isEmpty();
        }
    }

    private static void assertDegraded(ForecastModels models, String... parts) {
        ModelStatus status = models.status("sales");
        assertThat(status.state()).isEqualTo(State.DEGRADED);
        assertThat(status.problem().orElseThrow()).contains(parts);
        assertThat(ForecastHealth.of(models, Clock.systemUTC()).status()).isEqualTo("DEGRADED");
    }

    private static ForecastStatus answer(Predictor predictor) {
        return predictor.predict(TrainedModels.history(1)).status();
    }

    private static Predictor naive() {
        return Baselines.seasonalNaive("units", 3, 7).fit(TrainedModels.history(1));
    }

    private static void execute(Runnable call, AtomicBoolean hangs) {
        if (hangs.get()) {
            Thread thread = new Thread(call, "hanging");
            thread.setDaemon(true);
            thread.start();
        } else {
            call.run();
        }
    }

    private static void hang(AtomicBoolean hangs, CountDownLatch end) {
        try {
            if (hangs.get()) {
                end.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
