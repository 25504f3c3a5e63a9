package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.models.linear.Linear;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
    private static final int HORIZON = 3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theErrorsAreThoseOfTheLastScoredSteps(long seed) {
        Random random = new Random(seed);
        int window = 40;
        Monitor monitor = Monitor.builder("m").window(window).intervals(0.8).build();
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Step step = new Step(
                    random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian(),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextInt(3) > 0);
            record(monitor, i, step);
            all.add(step);
            if (i % 37 == 0) {
                check(monitor.snapshot().errors("y").orElseThrow(), tail(all, window), seed);
            }
        }
        check(monitor.snapshot().errors("y").orElseThrow(), tail(all, window), seed);
    }

    private record Step(double forecast, double actual, double naive, double below, double above, boolean interval) {
        double error() {
            return actual - forecast;
        }
    }

    private static void record(Monitor monitor, int i, Step step) {
        PredictorInfo info =
                PredictorInfo.builder("test", 1).column("y", ColumnRole.TARGET).build();
        Forecast.Builder forecast =
                Forecast.builder(info, "s", 2L * i, new long[] {2L * i + 1}, false, new double[] {step.forecast()});
        if (step.interval()) {
            double[] quantiles = {step.forecast() - step.below(), step.forecast() + step.above()};
            forecast.quantiles(0, new double[] {0.1, 0.9}, new double[][] {quantiles});
        }
        monitor.forecast(forecast.build(), new double[] {step.naive()});
        monitor.observe(
                TimeSeries.builder("y").id("s").add(2L * i + 1, step.actual()).build());
    }

    private static List<Step> tail(List<Step> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    private static void check(TargetErrors errors, List<Step> steps, long seed) {
        double mae = steps.stream()
                .mapToDouble(one -> Math.abs(one.error()))
                .average()
                .orElseThrow();
        double bias = steps.stream().mapToDouble(Step::error).average().orElseThrow();
        assertThat(errors.count()).as("seed " + seed).isEqualTo(steps.size());
        assertThat(errors.mae().orElseThrow()).isCloseTo(mae, within(1e-12));
        assertThat(errors.rmse().orElseThrow())
                .isCloseTo(
                        Math.sqrt(steps.stream()
                                .mapToDouble(one -> one.error() * one.error())
                                .average()
                                .orElseThrow()),
                        within(1e-12));
        assertThat(errors.bias().orElseThrow()).isCloseTo(bias, within(1e-12));
        assertThat(errors.relativeBias().orElseThrow()).isCloseTo(bias / mae, within(1e-9));
        List<Step> pairs =
                steps.stream().filter(one -> !Double.isNaN(one.naive())).toList();
        assertThat(errors.naiveCount()).isEqualTo(pairs.size());
        if (!pairs.isEmpty()) {
            double square =
                    pairs.stream().mapToDouble(one -> one.error() * one.error()).sum();
            double naiveSquare = pairs.stream()
                    .mapToDouble(one -> Math.pow(one.actual() - one.naive(), 2))
                    .sum();
            double sum =
                    pairs.stream().mapToDouble(one -> Math.abs(one.error())).sum();
            double naiveSum = pairs.stream()
                    .mapToDouble(one -> Math.abs(one.actual() - one.naive()))
                    .sum();
            assertThat(errors.skill().orElseThrow()).isCloseTo(1 - Math.sqrt(square / naiveSquare), within(1e-9));
            assertThat(errors.maeRatio().orElseThrow()).isCloseTo(sum / naiveSum, within(1e-9));
            assertThat(errors.naiveMae().orElseThrow()).isCloseTo(naiveSum / pairs.size(), within(1e-12));
        }
        List<Step> intervals = steps.stream().filter(Step::interval).toList();
        WatchedInterval interval = errors.interval(0.8);
        assertThat(interval.count()).isEqualTo(intervals.size());
        if (!intervals.isEmpty()) {
            assertThat(interval.coverage().orElseThrow())
                    .isCloseTo(
                            intervals.stream()
                                            .filter(one -> -one.below() <= one.error() && one.error() <= one.above())
                                            .count()
                                    / (double) intervals.size(),
                            within(1e-12));
            assertThat(interval.meanWidth().orElseThrow())
                    .isCloseTo(
                            intervals.stream()
                                    .mapToDouble(one -> one.below() + one.above())
                                    .average()
                                    .orElseThrow(),
                            within(1e-9));
        }
    }

    @Test
    void aSessionAndRepeatedHistoriesGiveTheSameNumbersAsABacktestOfTheirRows() {
        TimeSeries series = series("s", 120, 3);
        try (Predictor predictor = Baselines.drift("y", HORIZON).fit(series.head(50))) {
            Monitor bySession = Monitor.builder(predictor.info()).build();
            try (PredictionSession session = bySession.watch(predictor).openSession(series.head(50))) {
                session.forecast();
                for (int row = 50; row < series.length(); row++) {
                    session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                    session.forecast();
                }
            }
            Monitor byHistory = Monitor.builder(predictor.info()).build();
            MonitoredPredictor watched = byHistory.watch(predictor);
            for (int rows = 50; rows <= series.length(); rows++) {
                watched.predict(series.head(rows));
            }
            TargetErrors errors = bySession.snapshot().errors("y").orElseThrow();
            assertThat(errors.count()).isEqualTo(70 + 69 + 68);
            assertThat(byHistory.snapshot().errors("y").orElseThrow().toString())
                    .isEqualTo(errors.toString());
            assertThat(byHistory.snapshot().rows()).isEqualTo(70);
            assertThat(bySession.snapshot().rows()).isEqualTo(70);
            var score = Backtest.score(bySession.log().rows(), List.of(series))
                    .scores(predictor.info().name())
                    .overall();
            assertThat(errors.mae().orElseThrow()).isCloseTo(score.mae(), within(1e-9));
            assertThat(errors.skill().orElseThrow()).isCloseTo(score.skill(), within(1e-9));
            assertThat(errors.bias().orElseThrow()).isCloseTo(score.bias(), within(1e-9));
        }
    }

    @Test
    void watchingChangesNoBitOfAForecast() {
        TimeSeries series = series("s", 200, 8);
        try (Predictor predictor = Linear.forecaster()
                .column("y")
                .lookback(12)
                .horizon(HORIZON)
                .build()
                .fit(series.head(150))) {
            Monitor monitor = Monitor.builder(predictor.info())
                    .reference(InputProfile.of(List.of(series.head(150)), predictor.info()))
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            double[] expected = new double[HORIZON];
            double[] found = new double[HORIZON];
            try (PredictionSession plain = predictor.openSession(series.head(150));
                    PredictionSession session = watched.openSession(series.head(150))) {
                for (int row = 150; row < series.length(); row++) {
                    double[] values = {series.value(row, 0)};
                    plain.append(series.timestamp(row), values);
                    session.append(series.timestamp(row), values);
                    plain.forecastInto(expected);
                    session.forecastInto(found);
                    assertThat(found).isEqualTo(expected);
                    assertThat(session.forecast()).isEqualTo(plain.forecast());
                    assertThat(session.snapshot()).isEqualTo(plain.snapshot());
                    TimeSeries history = series.head(row + 1);
                    assertThat(watched.predict(history)).isEqualTo(predictor.predict(history));
                }
                assertThat(session.history()).isEqualTo(plain.history());
            }
            assertThat(watched.modelHash()).isEqualTo(predictor.modelHash());
            assertThat(watched.info()).isSameAs(predictor.info());
            assertThat(watched.predictAll(List.of(series))).isEqualTo(predictor.predictAll(List.of(series)));
        }
    }

    @Test
    void pointsWrittenIntoAnArrayGiveTheErrorsOfTheirForecasts() {
        TimeSeries series = series("s", 100, 5);
        try (Predictor predictor = Baselines.drift("y", HORIZON).fit(series.head(50))) {
            Monitor points = Monitor.builder("m").intervals().build();
            Monitor forecasts = Monitor.builder("m").intervals().build();
            Monitor both = Monitor.builder("m").intervals().build();
            double[] out = new double[HORIZON];
            for (Monitor monitor : List.of(points, forecasts, both)) {
                try (PredictionSession session = monitor.watch(predictor).openSession(series.head(50))) {
                    for (int row = 50; row < series.length(); row++) {
                        session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                        if (monitor != forecasts) {
                            session.forecastInto(out);
                        }
                        if (monitor == forecasts || monitor == both && row % 2 == 0) {
                            session.forecast();
                            session.forecastInto(out);
                        }
                    }
                }
            }
            TargetErrors expected = forecasts.snapshot().errors("y").orElseThrow();
            for (Monitor monitor : List.of(points, both)) {
                TargetErrors found = monitor.snapshot().errors("y").orElseThrow();
                assertThat(found.count()).isEqualTo(expected.count());
                assertThat(found.mae().orElseThrow()).isCloseTo(expected.mae().orElseThrow(), within(1e-12));
                assertThat(found.skill().orElseThrow())
                        .isCloseTo(expected.skill().orElseThrow(), within(1e-12));
            }
            assertThat(points.log().rows()).isEmpty();
            assertThat(points.snapshot().degradedShare()).isEmpty();
            assertThat(points.snapshot().calls()).isEqualTo(50);
            assertThat(points.snapshot().forecasts())
                    .as("points have no status")
                    .isZero();
            assertThat(both.snapshot().forecasts()).isEqualTo(25);
        }
    }

    @Test
    void sharesAndFailuresAreThoseOfTheLastCalls() {
        TimeSeries series = series("s", 60, 1);
        try (Predictor predictor = Baselines.naive("y", HORIZON).fit(series)) {
            List<Throwable> told = new ArrayList<>();
            Monitor monitor = Monitor.builder(predictor.info())
                    .calls(10)
                    .listener(new MonitorListener() {
                        @Override
                        public void onFailure(Throwable failure) {
                            told.add(failure);
                        }
                    })
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            TimeSeries broken = series.append(series.timestamp(59) + 3_600_000, Double.NaN);
            assertThat(predictor.predict(broken).status()).isEqualTo(ForecastStatus.DEGRADED);
            for (int i = 0; i < 100; i++) {
                watched.predict(series);
            }
            for (int i = 0; i < 4; i++) {
                watched.predict(broken);
            }
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> watched.predict(series.head(0)))
                        .isInstanceOf(InsufficientHistoryException.class);
            }
            MonitorSnapshot snapshot = monitor.snapshot();
            assertThat(snapshot.calls()).isEqualTo(106);
            assertThat(snapshot.failures()).isEqualTo(2);
            assertThat(snapshot.failedShare()).hasValue(0.2);
            assertThat(snapshot.degradedShare()).hasValue(0.5);
            assertThat(snapshot.fallbackShare()).hasValue(0);
            assertThat(told).hasSize(2);
            assertThat(snapshot.toString()).contains("106 calls", "20.0% of the last", "50.0% degraded");
        }
    }

    @Test
    void batchesAreWatchedSeriesBySeries() {
        TimeSeries one = series("a", 60, 1);
        TimeSeries other = series("b", 60, 2);
        try (Predictor predictor = Baselines.naive("y", HORIZON).fit(List.of(one.head(40), other.head(40)))) {
            Monitor monitor = Monitor.builder(predictor.info()).build();
            MonitoredPredictor watched = monitor.watch(predictor);
            watched.predictAll(List.of(one.head(50), other.head(50)));
            List<SeriesOutcome> outcomes = watched.predictEach(List.of(one, other.head(0)));
            assertThat(outcomes.get(1).failure()).isPresent();
            MonitorSnapshot snapshot = monitor.snapshot();
            assertThat(snapshot.calls()).isEqualTo(4);
            assertThat(snapshot.failures()).isEqualTo(1);
            assertThat(snapshot.latency().orElseThrow().count()).isEqualTo(3);
            assertThat(snapshot.errors("y").orElseThrow().count()).isEqualTo(HORIZON);
            assertThatThrownBy(() -> watched.predictAll(List.of(one, other.head(0))))
                    .isInstanceOf(InsufficientHistoryException.class);
            assertThat(monitor.snapshot().failures()).isEqualTo(3);
        }
    }

    @Test
    void latenciesAreThoseOfTheGivenClock() {
        AtomicLong now = new AtomicLong();
        TimeSeries series = series("s", 60, 1);
        try (Predictor predictor = Baselines.naive("y", HORIZON).fit(series)) {
            long[] step = {0};
            Monitor monitor = Monitor.builder("m")
                    .calls(200)
                    .nanoClock(() -> now.addAndGet(step[0]))
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            assertThat(monitor.snapshot().latency()).isEmpty();
            for (int call = 1; call <= 100; call++) {
                step[0] = call * 1_000L;
                watched.predict(series);
            }
            LatencySummary latency = monitor.snapshot().latency().orElseThrow();
            assertThat(latency.count()).isEqualTo(100);
            assertThat(latency.p50()).isCloseTo(Duration.ofNanos(50_000), Duration.ofNanos(500));
            assertThat(latency.p90()).isCloseTo(Duration.ofNanos(90_000), Duration.ofNanos(900));
            assertThat(latency.p99()).isCloseTo(Duration.ofNanos(99_000), Duration.ofNanos(990));
            assertThat(latency.max()).isCloseTo(Duration.ofNanos(100_000), Duration.ofNanos(1_000));
            step[0] = 7_000;
            for (int call = 0; call < 1_000; call++) {
                watched.predict(series);
            }
            latency = monitor.snapshot().latency().orElseThrow();
            assertThat(latency.count()).isBetween(200L, 400L);
            assertThat(latency.max()).isCloseTo(Duration.ofNanos(7_000), Duration.ofNanos(70));
        }
    }

    @Test
    void whatAListenerThrowsIsCountedAndNotPassedOn() {
        TimeSeries series = series("s", 60, 1);
        try (Predictor predictor = Baselines.naive("y", HORIZON).fit(series.head(50))) {
            Monitor monitor = Monitor.builder("m")
                    .listener(new MonitorListener() {
                        @Override
                        public void onForecast(Forecast forecast) {
                            throw new IllegalStateException("listener");
                        }

                        @Override
                        public void onScored(ScoredForecast scored) {
                            throw new AssertionError("listener");
                        }
                    })
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            assertThat(watched.predict(series.head(50))).isEqualTo(predictor.predict(series.head(50)));
            watched.predict(series);
            assertThat(monitor.snapshot().listenerFailures()).isEqualTo(2 + HORIZON);
            assertThat(monitor.snapshot().errors("y").orElseThrow().count()).isEqualTo(HORIZON);
        }
    }

    @Test
    void nothingIsKnownBeforeTheFirstForecast() {
        MonitorSnapshot snapshot = Monitor.builder("m").build().snapshot();
        assertThat(snapshot.errors()).isEmpty();
        assertThat(snapshot.inputs()).isEmpty();
        assertThat(snapshot.latency()).isEmpty();
        assertThat(snapshot.failedShare()).isEmpty();
        assertThat(snapshot.degradedShare()).isEmpty();
        assertThat(snapshot.toString()).startsWith("m: 0 calls");
    }

    @Test
    void aSnapshotIsATable() {
        TimeSeries series = series("s", 300, 1);
        try (Predictor predictor = Baselines.naive("y", HORIZON).fit(series.head(200))) {
            Monitor monitor = Monitor.builder(predictor.info())
                    .reference(InputProfile.of(List.of(series.head(200)), predictor.info()))
                    .build();
            MonitoredPredictor watched = monitor.watch(predictor);
            for (int rows = 200; rows <= 300; rows++) {
                watched.predict(series.head(rows));
            }
            assertThat(monitor.snapshot().toString().lines())
                    .anyMatch(line -> line.matches("y +297 .*"))
                    .anyMatch(line -> line.matches(" +interval of 80.0%.*coverage.*"))
                    .anyMatch(line -> line.matches("y +values +100 .*"));
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> Monitor.builder("m").window(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window");
        assertThatThrownBy(() -> Monitor.builder("m").intervals(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1");
        assertThatThrownBy(() -> ForecastLog.builder().maxScored(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    private static TimeSeries series(String id, int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        Arrays.setAll(values, i -> 10 + random.nextGaussian());
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            series.add(Instant.EPOCH.plus(Duration.ofHours(i)), values[i]);
        }
        return series.build();
    }

    @Test
    void callsForOtherSeriesLeaveNoTraceInAMonitorOfSome() {
        TimeSeries own = TimeSeries.of("own", Instant.EPOCH, Sampling.daily(), 1, 2, 3, 4);
        TimeSeries other = own.toBuilder().id("other").build();
        Predictor predictor = Baselines.naive("own", HORIZON).fit(own);
        Monitor monitor = Monitor.builder(predictor.info()).build();
        Predictor some = monitor.watch(predictor, series -> series == own);
        TimeSeries none = TimeSeries.empty();

        assertThat(some.predict(other)).isEqualTo(predictor.predict(other));
        some.predict(other, none);
        some.predictAll(List.of(other));
        some.predictEach(List.of(other, none));
        assertThatThrownBy(() -> some.predict(none)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> some.predictAll(List.of(none))).isInstanceOf(RuntimeException.class);
        try (PredictionSession session = some.openSession(other);
                PredictionSession restored = some.restore(session.snapshot())) {
            session.forecast();
            restored.forecast();
        }
        assertThat(monitor.snapshot().calls()).isZero();
        assertThat(monitor.snapshot().rows()).isZero();
        assertThat(monitor.snapshot().latency()).isEmpty();

        some.predict(own);
        some.predictAll(List.of(other, own));
        some.predictEach(List.of(none, own));
        try (PredictionSession session = some.openSession(own)) {
            session.forecast();
        }
        assertThat(monitor.snapshot().calls()).isEqualTo(4);
        assertThat(monitor.snapshot().forecasts()).isEqualTo(4);
        assertThat(monitor.snapshot().failures()).isZero();
    }
}
