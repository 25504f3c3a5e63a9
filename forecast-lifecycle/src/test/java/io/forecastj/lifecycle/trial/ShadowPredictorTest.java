package io.forecastj.lifecycle.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.trial.HostilePredictor.Behaviour;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShadowPredictorTest {
    private static final double[] VALUES = new Random(3).doubles(60).toArray();

    private final TimeSeries history = TrialSeries.daily("s", VALUES);
    private final Predictor naive = Baselines.naive("y", 2).fit(history);
    private final Predictor drift = Baselines.drift("y", 2).fit(history);
    private final List<String> recorded = Collections.synchronizedList(new ArrayList<>());

    private ShadowPredictor.Builder trial(Predictor shadow) {
        return ShadowPredictor.builder("champion", naive, (model, forecast) -> recorded.add(text(model, forecast)))
                .shadow("challenger", shadow);
    }

    private static String text(String model, Forecast forecast) {
        return model + " " + forecast.seriesId() + " " + forecast.origin() + " " + forecast.point(1);
    }

    private static ShadowState state(ShadowPredictor trial) {
        return trial.shadows().get(0);
    }

    @Test
    void thePrimaryAnswersAndBothAreRecorded() {
        ShadowPredictor trial = trial(drift).build();
        assertThat(trial.predict(history)).isEqualTo(naive.predict(history));
        assertThat(trial.info()).isEqualTo(naive.info());
        assertThat(trial.modelHash()).isEqualTo(naive.modelHash());
        assertThat(recorded)
                .containsExactly(text("champion", naive.predict(history)), text("challenger", drift.predict(history)));
        List<TimeSeries> two = List.of(history, history.head(30));
        assertThat(trial.predictAll(two)).isEqualTo(naive.predictAll(two));
        assertThat(recorded).hasSize(6).contains(text("challenger", drift.predict(history.head(30))));
        assertThat(state(trial).recorded()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(value = Behaviour.class, names = "STUCK", mode = EnumSource.Mode.EXCLUDE)
    void nothingThatAShadowDoesReachesTheCaller(Behaviour behaviour) {
        ShadowPredictor trial = trial(new HostilePredictor(drift, behaviour)).build();
        assertThat(trial.predict(history)).isEqualTo(naive.predict(history));
        assertThat(trial.predictAll(List.of(history, history))).isEqualTo(naive.predictAll(List.of(history, history)));
        try (PredictionSession session = trial.openSession(history.head(50));
                PredictionSession plain = naive.openSession(history.head(50))) {
            for (int i = 50; i < 60; i++) {
                double[] row = {VALUES[i]};
                session.append(history.timestamp(i), row);
                assertThat(row).containsExactly(VALUES[i]);
                plain.append(history.timestamp(i), new double[] {VALUES[i]});
                assertThat(session.forecast()).isEqualTo(plain.forecast());
            }
        }
        ShadowState state = state(trial);
        assertThat(state.recorded() + state.failed() + state.dropped()).isEqualTo(13);
        switch (behaviour) {
            case DOES_NOT_OPEN, FAILS_ON_ROWS -> {
                assertThat(state.leftSessions()).isEqualTo(1);
                assertThat(state.recorded()).isEqualTo(3);
                assertThat(state.dropped()).isEqualTo(10);
                assertThat(state.lastFailure()).isPresent();
            }
            case FAILS_ON_CLOSING, WRITES_INTO_ROWS ->
                assertThat(state.recorded()).isEqualTo(13);
            default -> {
                assertThat(state.failed()).isEqualTo(13);
                assertThat(state.lastFailure()).isPresent();
                assertThat(recorded).noneMatch(text -> text.startsWith("challenger"));
            }
        }
    }

    @Test
    void aClosedShadowIsCounted() {
        drift.close();
        ShadowPredictor trial = trial(drift).build();
        trial.predict(history);
        PredictionSession session = trial.openSession(history);
        session.forecast();
        assertThat(state(trial).failed()).isEqualTo(1);
        assertThat(state(trial).leftSessions()).isEqualTo(1);
        assertThat(state(trial).lastFailure().orElseThrow()).contains("PredictorClosedException");
    }

    @Test
    void aFailureOfThePrimaryIsThrownAndNothingIsRecorded() {
        ShadowPredictor trial = trial(drift).build();
        assertThatThrownBy(() -> trial.predict(TimeSeries.empty())).hasMessageContaining("'y'");
        assertThat(recorded).isEmpty();
        assertThat(state(trial).failed() + state(trial).dropped()).isZero();
    }

    @Test
    void aStuckShadowDelaysNobodyAndBeyondTheBoundForecastsAreDropped() throws InterruptedException {
        HostilePredictor stuck = new HostilePredictor(drift, Behaviour.STUCK);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            ShadowPredictor trial =
                    trial(stuck).executor(threads).maxInFlight(3).build();
            for (int i = 0; i < 10; i++) {
                assertThat(trial.predict(history)).isEqualTo(naive.predict(history));
            }
            assertThat(state(trial).dropped()).isEqualTo(7);
            stuck.gate.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(state(trial).recorded()).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRefusesIsCounted() {
        ShadowPredictor trial = trial(drift)
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        for (int i = 0; i < 40; i++) {
            assertThat(trial.predict(history)).isEqualTo(naive.predict(history));
        }
        try (PredictionSession session = trial.openSession(history)) {
            session.forecast();
        }
        assertThat(state(trial).dropped()).isEqualTo(41);
    }

    /** An executor whose tasks run when the test says so. */
    private static final class Later implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    @Test
    void aLateShadowSessionTakesAllRowsInOrderAndForecastsWhatItWouldHaveForecastInTime() {
        Later later = new Later();
        ShadowPredictor trial = trial(drift).executor(later).build();
        PredictionSession session = trial.openSession(history.head(50));
        List<String> expected = new ArrayList<>();
        double[] row = new double[1]; // of the caller, who uses it again
        for (int i = 50; i < 60; i++) {
            row[0] = VALUES[i];
            session.append(history.timestamp(i), row);
            session.forecast();
            expected.add(text("challenger", drift.predict(history.head(i + 1))));
        }
        assertThat(later.tasks).as("one task at a time").hasSize(1);
        later.runAll();
        assertThat(recorded.stream().filter(text -> text.startsWith("challenger")))
                .isEqualTo(expected);
        session.close();
    }

    @Test
    void waitingForecastsOfASessionAreBoundedAndItsRowsAreNot() {
        Later later = new Later();
        ShadowPredictor trial = trial(drift).executor(later).maxInFlight(2).build();
        PredictionSession session = trial.openSession(history.head(10));
        for (int i = 10; i < 60; i++) {
            session.append(history.timestamp(i), new double[] {VALUES[i]});
            session.forecast();
        }
        assertThat(state(trial).dropped()).isEqualTo(48);
        later.runAll();
        session.forecast();
        later.runAll();
        assertThat(recorded).contains(text("challenger", drift.predict(history)));
        session.close();
    }

    @Test
    void rowsOfASessionWaitWhileTooManyCallsAreInFlight() {
        Later later = new Later();
        ShadowPredictor trial = trial(drift).executor(later).maxInFlight(1).build();
        trial.predict(history); // holds the only place
        PredictionSession session = trial.openSession(history.head(50));
        for (int i = 50; i < 60; i++) {
            session.append(history.timestamp(i), new double[] {VALUES[i]});
        }
        session.forecast();
        assertThat(state(trial).dropped()).isEqualTo(1);
        later.runAll();
        recorded.clear();
        session.forecast();
        later.runAll();
        assertThat(recorded).contains(text("challenger", drift.predict(history)));
        session.close();
    }

    @Test
    void aShadowThatIsTooFarBehindLeavesTheSession() {
        Later later = new Later();
        ShadowPredictor trial = trial(drift).executor(later).build();
        PredictionSession session = trial.openSession(history);
        for (int i = 0; i < ShadowFeed.MOST_WAITING; i++) {
            session.append(TrialSeries.day(60 + i), i);
        }
        session.forecast();
        assertThat(state(trial).leftSessions()).isEqualTo(1);
        assertThat(state(trial).dropped()).isEqualTo(1);
        later.runAll();
        assertThat(recorded).noneMatch(text -> text.startsWith("challenger"));
        session.close();
    }

    @Test
    void manySessionsOnAnExecutorForecastWhatTheirShadowsWould() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            ShadowPredictor trial =
                    trial(drift).executor(threads).maxInFlight(1_000).build();
            List<String> expected = Collections.synchronizedList(new ArrayList<>());
            List<Thread> callers = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                double[] values = new Random(s).doubles(400).toArray();
                TimeSeries series = TrialSeries.daily("s" + s, values);
                Thread caller = new Thread(() -> {
                    PredictionSession session = trial.openSession(series.head(50));
                    for (int i = 50; i < 400; i++) {
                        session.append(series.timestamp(i), new double[] {values[i]});
                        session.forecast();
                        expected.add(text("challenger", drift.predict(series.head(i + 1))));
                    }
                });
                caller.start();
                callers.add(caller);
            }
            for (Thread caller : callers) {
                caller.join();
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(state(trial).failed()).isZero();
            assertThat(recorded.stream().filter(text -> text.startsWith("challenger")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRestoredSessionHasShadowsAgainAndASnapshotIsThatOfThePrimary() {
        ShadowPredictor trial = ShadowPredictor.builder(
                        "champion", drift, (model, forecast) -> recorded.add(text(model, forecast)))
                .shadow("challenger", naive)
                .build();
        PredictionSession session = trial.openSession(history);
        PredictionSession restored = trial.restore(session.snapshot());
        restored.forecast();
        assertThat(recorded)
                .containsExactly(text("champion", drift.predict(history)), text("challenger", naive.predict(history)));
        assertThat(drift.restore(session.snapshot()).forecast()).isEqualTo(session.forecast());

        ShadowPredictor needsMore = trial(drift).build();
        needsMore.restore(needsMore.openSession(history).snapshot()).forecast();
        assertThat(state(needsMore).leftSessions()).isEqualTo(1);
        assertThat(state(needsMore).lastFailure().orElseThrow()).contains("2 rows");
    }

    @Test
    void closingEndsTheTrialAndLeavesTheModelsOpen() {
        Later later = new Later();
        ShadowPredictor trial = trial(drift).executor(later).build();
        trial.predict(history);
        PredictionSession session = trial.openSession(history);
        trial.close();
        later.runAll();
        assertThat(recorded).noneMatch(text -> text.startsWith("challenger"));
        assertThatThrownBy(() -> trial.predict(history)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThat(naive.predict(history).points()).hasSize(2);
        assertThat(drift.predict(history).points()).hasSize(2);
    }

    @Test
    void aRecorderThatThrowsIsCounted() {
        ShadowPredictor trial = ShadowPredictor.builder("a", naive, (model, forecast) -> {
                    throw new IllegalStateException("full");
                })
                .shadow("b", drift)
                .build();
        assertThat(trial.predict(history)).isEqualTo(naive.predict(history));
        assertThat(trial.recorderFailures()).isEqualTo(2);
        assertThat(state(trial).failed()).isEqualTo(1);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> ShadowPredictor.builder("a", naive, (model, forecast) -> {})
                        .build())
                .hasMessageContaining("at least one shadow of 'a'");
        assertThatThrownBy(() -> trial(drift).shadow("champion", drift)).hasMessageContaining("found 'champion'");
        assertThatThrownBy(() -> trial(drift).maxInFlight(0).build()).hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> trial(Baselines.naive("y", 3).fit(history)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'challenger' forecasts the steps [1, 2, 3]");
    }
}
