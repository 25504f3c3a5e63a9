package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRowsTest {
    private static final int TRAINED = 200;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24})
    void eachLiveRowCountsOnceHoweverItArrives(int difference) {
        TimeSeries series = series(400, 3);
        InputProfile profile = InputProfile.builder(List.of(series.head(TRAINED)))
                .difference("y", difference)
                .build();
        InputSketch expected = byHand(profile, series, TRAINED, 400, difference);
        try (Predictor predictor = Baselines.naive("y", 2).fit(series.head(TRAINED))) {
            Monitor histories = monitor(profile);
            for (int rows = 150; rows <= 400; rows += 7) {
                histories.watch(predictor).predict(series.head(rows));
            }
            histories.watch(predictor).predict(series.tail(50));
            histories.watch(predictor).predict(series);
            assertThat(histories.drift().orElseThrow()).isEqualTo(expected);

            Monitor sessions = monitor(profile);
            try (PredictionSession one = sessions.watch(predictor).openSession(series.head(300));
                    PredictionSession other = sessions.watch(predictor).openSession(series.head(280))) {
                for (int row = 280; row < 400; row++) {
                    other.append(series.timestamp(row), new double[] {series.value(row, 0)});
                    if (row >= 300) {
                        one.append(series.timestamp(row), new double[] {series.value(row, 0)});
                    }
                }
            }
            assertThat(sessions.drift().orElseThrow()).isEqualTo(expected);
            assertThat(sessions.snapshot().rows()).isEqualTo(200);
        }
    }

    private static InputSketch byHand(InputProfile profile, TimeSeries series, int from, int to, int difference) {
        DriftBlock block = new DriftBlock(profile);
        for (int row = from; row < to; row++) {
            double value = series.value(row, 0);
            double before = difference == 0 ? 0 : series.value(row - difference, 0);
            block.count(0, value, value - before);
        }
        return block.sketch();
    }

    @Test
    void onlyTheLastRowOfTheFirstHistoryCountsIfTheTrainingSpanIsNotKnown() {
        LiveRows rows = new LiveRows(10, null, 10, 4);
        TimeSeries series = series(30, 1);
        assertThat(rows.history(series.head(10), null)).isEqualTo(6);
        assertThat(rows.count()).isEqualTo(1);
        assertThat(rows.history(series.head(25), null)).isEqualTo(10);
        assertThat(rows.count()).isEqualTo(16);
        assertThat(rows.history(series.head(20), null)).isEqualTo(20);
        assertThat(rows.count()).isEqualTo(16);
    }

    @Test
    void aHistoryWithMoreNewRowsThanAreKeptScoresAllSteps() {
        TimeSeries series = series(400, 2);
        try (Predictor predictor = Baselines.naive("y", 30).fit(series.head(TRAINED))) {
            Monitor monitor = Monitor.builder("m").maxRows(10).build();
            monitor.watch(predictor).predict(series.head(TRAINED));
            monitor.watch(predictor).predict(series);
            assertThat(monitor.snapshot().errors("y").orElseThrow().count()).isEqualTo(30);
            assertThat(monitor.snapshot().dropped()).isZero();
        }
    }

    @Test
    void theDriftIsThatOfTheLastRows() {
        TimeSeries series = series(2_000, 4);
        InputProfile profile = InputProfile.builder(List.of(series.head(TRAINED)))
                .difference("y", 0)
                .build();
        try (Predictor predictor = Baselines.naive("y", 2).fit(series.head(TRAINED))) {
            Monitor monitor =
                    Monitor.builder("m").reference(profile).driftRows(80).build();
            monitor.watch(predictor).predict(series);
            // 1,800 rows: 8 full blocks of 10 and none of the next
            assertThat(monitor.drift().orElseThrow()).isEqualTo(byHand(profile, series, 1_920, 2_000, 0));
        }
    }

    @Test
    void sketchesOfTwoProcessesAddUp() {
        TimeSeries series = series(400, 5);
        InputProfile profile = InputProfile.builder(List.of(series.head(TRAINED)))
                .difference("y", 1)
                .build();
        try (Predictor predictor = Baselines.naive("y", 2).fit(series.head(TRAINED))) {
            Monitor one = monitor(profile);
            Monitor other = monitor(InputProfile.fromJson(profile.toJson()));
            one.watch(predictor).predict(series.head(300));
            try (PredictionSession session = other.watch(predictor).openSession(series.head(TRAINED))) {
                session.append(series.timestamp(300), new double[] {series.value(300, 0)});
            }
            InputSketch sum = one.drift()
                    .orElseThrow()
                    .merge(InputSketch.fromJson(other.drift().orElseThrow().toJson(), profile));
            assertThat(sum.drift("y").rows()).isEqualTo(101);
        }
    }

    @Test
    void endlessSeriesTakeBoundedMemory() {
        TimeSeries series = series(210, 6);
        InputProfile profile = InputProfile.builder(List.of(series.head(TRAINED)))
                .difference("y", 24)
                .build();
        try (Predictor predictor = Baselines.naive("y", 2).fit(series.head(TRAINED))) {
            Monitor monitor = Monitor.builder("m")
                    .reference(profile)
                    .maxSeries(50)
                    .maxScored(100)
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            for (int i = 0; i < 1_000; i++) {
                TimeSeries one = series.toBuilder().id("s" + i).build();
                watched.predict(one.head(205));
                watched.predict(one);
            }
            assertThat(monitor.log().series()).isLessThanOrEqualTo(50);
            assertThat(monitor.log().scored()).hasSize(100);
            assertThat(monitor.snapshot().rows()).isEqualTo(10_000);
            assertThat(monitor.log().waiting()).isLessThanOrEqualTo(100);
            assertThat(monitor.snapshot().errors("y").orElseThrow().count()).isEqualTo(1_000);
        }
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        int threads = 8;
        int rows = 500;
        TimeSeries series = series(TRAINED + rows, 7);
        InputProfile profile = InputProfile.builder(List.of(series.head(TRAINED)))
                .difference("y", 1)
                .build();
        try (Predictor predictor = Baselines.naive("y", 2).fit(series.head(TRAINED))) {
            Monitor monitor = Monitor.builder("m")
                    .reference(profile)
                    .driftRows(1_000_000)
                    .window(1_000_000)
                    .calls(1_000)
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            CountDownLatch start = new CountDownLatch(1);
            List<Throwable> failures = new ArrayList<>();
            List<Thread> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                TimeSeries own = series.toBuilder().id("s" + t / 2).build(); // two threads share each series
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                        try (PredictionSession session = watched.openSession(own.head(TRAINED))) {
                            session.forecast();
                            for (int row = TRAINED; row < own.length(); row++) {
                                session.append(own.timestamp(row), new double[] {own.value(row, 0)});
                                session.forecast();
                                if (row % 50 == 0) {
                                    monitor.snapshot();
                                }
                            }
                        }
                    } catch (Throwable e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                });
                running.add(thread);
                thread.start();
            }
            start.countDown();
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            MonitorSnapshot snapshot = monitor.snapshot();
            assertThat(snapshot.calls()).isEqualTo(8L * 501);
            assertThat(snapshot.rows()).isEqualTo(4L * rows);
            assertThat(snapshot.input("y").orElseThrow().rows()).isEqualTo(4L * rows);
            assertThat(snapshot.errors("y").orElseThrow().count()).isEqualTo(4L * (500 + 499));
            assertThat(snapshot.degradedShare()).hasValue(0);
            assertThat(snapshot.dropped()).isZero();
            assertThat(snapshot.waiting()).isEqualTo(4L * 2);
        }
    }

    private static Monitor monitor(InputProfile profile) {
        return Monitor.builder("m").reference(profile).driftRows(1_000_000).build();
    }

    private static TimeSeries series(int rows, long seed) {
        return TimeSeries.of(
                "y",
                Instant.EPOCH,
                Sampling.hourly(),
                new Random(seed).doubles(rows).toArray());
    }
}
