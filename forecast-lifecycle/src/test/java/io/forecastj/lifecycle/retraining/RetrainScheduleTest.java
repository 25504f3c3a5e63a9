package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.store.Lease;
import io.forecastj.store.LeaseLostException;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two retrainers of two stores on one directory, lost leases, and schedules. */
@Timeout(60)
class RetrainScheduleTest {
    private static final long SEED = 5;
    private static final String LEASE = "retrain days";

    private final TickingClock clock = new TickingClock("2025-01-01T00:00:00Z");
    private final TimeSeries days = Days.reverting(300, SEED);
    private final BlockingQueue<RetrainOutcome> outcomes = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(2);

    @TempDir
    private Path directory;

    private StoredModel model;

    @BeforeEach
    void publishAChampion() {
        model = store().model("days");
        try (Predictor predictor = Days.naive().fit(days.head(200))) {
            model.promote("production", model.publish(predictor).number());
        }
    }

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    private ModelStore store() {
        return ModelStore.builder(directory).clock(clock).open();
    }

    private Retrainer.Builder retrainer(Forecaster forecaster) {
        return Retrainer.builder(store(), "days")
                .data(() -> List.of(days))
                .forecaster(forecaster)
                .policy(Days.impatient().newRows(20).build())
                .listener(outcomes::add)
                .clock(clock);
    }

    private RetrainOutcome next() throws InterruptedException {
        return Objects.requireNonNull(outcomes.poll(30, TimeUnit.SECONDS), "no outcome within 30 s");
    }

    private StoreEvent lastEvent() {
        List<StoreEvent> events = model.events();
        return events.get(events.size() - 1);
    }

    @Test
    void oneRetrainsAndTheOtherOneSaysSo() throws Exception {
        HeldFit held = new HeldFit(true);
        CompletableFuture<RetrainOutcome> first =
                CompletableFuture.supplyAsync(retrainer(held).build()::runOnce, executor);
        held.entered.await();
        RetrainOutcome second = retrainer(Days.linear()).build().runOnce();
        assertThat(second.kind()).isEqualTo(Kind.BUSY);
        assertThat(second.reasons()).containsExactly("somebody else has the lease 'retrain days'");
        held.released.countDown();
        assertThat(first.get().kind()).isEqualTo(Kind.PROMOTED);
        assertThat(retrainer(Days.linear()).build().runOnce().kind()).isEqualTo(Kind.NOT_DUE);
    }

    @Test
    void whoLosesTheLeasePublishesNothing() throws Exception {
        for (boolean asks : new boolean[] {true, false}) {
            HeldFit held = new HeldFit(false);
            Forecaster forecaster = asks ? held : new Deaf(held);
            CompletableFuture<RetrainOutcome> first =
                    CompletableFuture.supplyAsync(retrainer(forecaster).build()::runOnce, executor);
            held.entered.await();
            clock.pass(Duration.ofMinutes(11));
            Optional<Lease> taken = store().lease(LEASE, Duration.ofMinutes(1));
            assertThat(taken).isPresent();
            held.released.countDown();
            RetrainOutcome outcome = first.get();
            assertThat(outcome.kind()).as("asks %s: %s", asks, outcome).isEqualTo(Kind.FAILED);
            assertThat(outcome.failure()).get().isInstanceOf(LeaseLostException.class);
            assertThat(outcome.reasons().get(0)).startsWith("the lease was lost, so that nothing was promoted");
            assertThat(held.cancelled).as("the fit ends early if it asks").isEqualTo(asks);
            assertThat(model.versions()).hasSize(1);
            assertThat(lastEvent().kind()).isEqualTo("retraining-failed");
            taken.get().close();
        }
    }

    @Test
    void anInterruptionLosesNeitherTheEventNorTheLease() {
        RetrainOutcome outcome = retrainer(Days.linear())
                .rule(comparison -> {
                    Thread.currentThread().interrupt(); // as of an executor that is shut down at once
                    throw new CancellationException("stopped");
                })
                .build()
                .runOnce();
        assertThat(Thread.interrupted())
                .as("the interruption is left to the caller")
                .isTrue();
        assertThat(outcome.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(lastEvent().kind()).isEqualTo("retraining-cancelled");
        Optional<Lease> free = store().lease(LEASE, Duration.ofMinutes(1));
        assertThat(free).isPresent();
        free.get().close();
    }

    /** Hides the listener, as a fit that never reports. */
    private record Deaf(HeldFit held) implements Forecaster {
        @Override
        public String name() {
            return "deaf";
        }

        @Override
        public int horizon() {
            return held.horizon();
        }

        @Override
        public List<String> targets() {
            return held.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            return held.fit(series, FitListener.NONE);
        }
    }

    @Test
    void theProgressOfAFitRenewsTheLease() throws Exception {
        HeldFit held = new HeldFit(false);
        CompletableFuture<RetrainOutcome> first = CompletableFuture.supplyAsync(
                retrainer(held)
                        .rule(comparison -> {
                            clock.pass(Duration.ofMinutes(7)); // 14 minutes since the lease was taken
                            assertThat(store().lease(LEASE, Duration.ofMinutes(1)))
                                    .isEmpty();
                            return PromotionDecision.promote("better");
                        })
                        .build()::runOnce,
                executor);
        held.entered.await();
        clock.pass(Duration.ofMinutes(7));
        held.released.countDown();
        RetrainOutcome outcome = first.get();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
    }

    @Test
    void theExecutorRenewsTheLeaseOfAFitThatNeverReports() throws Exception {
        BlockingQueue<Runnable> beats = new LinkedBlockingQueue<>();
        ScheduledThreadPoolExecutor capturing = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> scheduleAtFixedRate(Runnable beat, long delay, long period, TimeUnit unit) {
                assertThat(unit.toMinutes(period)).isEqualTo(3);
                beats.add(beat);
                return super.scheduleAtFixedRate(beat, delay, period, unit);
            }
        };
        HeldFit held = new HeldFit(false);
        try (RetrainSchedule schedule = retrainer(held).build().start(capturing, Duration.ofHours(1))) {
            held.entered.await();
            Runnable beat = beats.take();
            for (int i = 0; i < 3; i++) {
                clock.pass(Duration.ofMinutes(9));
                beat.run();
            }
            assertThat(store().lease(LEASE, Duration.ofMinutes(1))).isEmpty();
            held.released.countDown();
            assertThat(next().kind()).isEqualTo(Kind.PROMOTED);
            assertThat(schedule.isClosed()).isFalse();
        } finally {
            capturing.shutdownNow();
        }
    }

    @Test
    void aScheduleOutlivesWhatFails() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Retrainer retrainer = retrainer(Days.linear())
                .data(() -> {
                    int call = calls.incrementAndGet();
                    if (call == 1) {
                        throw new IllegalStateException("the database is away");
                    }
                    if (call == 2) {
                        throw new StackOverflowError("too deep");
                    }
                    return List.of(days);
                })
                .build();
        try (RetrainSchedule schedule = retrainer.start(executor, Duration.ofMillis(1))) {
            assertThat(next().failure()).get().isInstanceOf(IllegalStateException.class);
            assertThat(next().failure()).get().isInstanceOf(StackOverflowError.class);
            assertThat(next().kind()).isEqualTo(Kind.PROMOTED);
            assertThat(next().kind()).isEqualTo(Kind.NOT_DUE);
            assertThat(schedule.latest()).isPresent();
        }
    }

    @Test
    void aClosedScheduleCancelsTheFit() throws Exception {
        HeldFit held = new HeldFit(true);
        RetrainSchedule schedule = retrainer(held).build().start(executor, Duration.ofMillis(1));
        held.entered.await();
        assertThat(schedule.latest()).isEmpty();
        schedule.close();
        schedule.close();
        RetrainOutcome outcome = next();
        assertThat(outcome.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(outcome.failure()).isEmpty();
        assertThat(model.versions()).hasSize(1);
        assertThat(lastEvent().kind()).isEqualTo("retraining-cancelled");
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes).isEmpty();
        assertThat(store().lease(LEASE, Duration.ofSeconds(1)))
                .as("the lease is given back")
                .isPresent();
    }

    @Test
    void aScheduleThatIsClosedAfterTheFitPromotesNothing() throws Exception {
        CompletableFuture<RetrainSchedule> schedule = new CompletableFuture<>();
        Retrainer retrainer = retrainer(Days.linear())
                .publication((publication, rows) -> {
                    schedule.join().close();
                    return publication;
                })
                .build();
        schedule.complete(retrainer.start(executor, Duration.ofMillis(1)));
        assertThat(next().kind()).isEqualTo(Kind.CANCELLED);
        assertThat(model.versions()).hasSize(1);
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retrainer(Days.linear()).build().start(executor, Duration.ofNanos(5)))
                .withMessage("expected at least 1 as the interval in milliseconds, found 0");
    }
}
