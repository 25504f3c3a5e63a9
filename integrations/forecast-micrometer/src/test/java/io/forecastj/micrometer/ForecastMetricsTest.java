package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.MonitoredPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ReadOnlyBufferException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.EmptyStackException;
import java.util.InputMismatchException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastMetricsTest extends MetricsTest {
    private final ForecastMetrics metrics = ForecastMetrics.of(registry);

    private double forecasts(String status) {
        return value("forecastj.forecast", "status", status);
    }

    @Test
    void callsAreTimedByModelVersionAndStatus() {
        try (Predictor naive = naive();
                Predictor observed = metrics.observe(naive)) {
            assertThat(forecasts("OK")).isZero();
            observed.predict(series("a", 30));
            observed.predict(series("a", 30), TimeSeries.empty());
            observed.predictAll(List.of(series("a", 30), series("b", 30)));
            assertThat(forecasts("OK")).isEqualTo(4);
            assertThat(value(
                            "forecastj.forecast",
                            "model",
                            "naive",
                            "version",
                            naive.modelHash().substring(0, 8),
                            "status",
                            "OK"))
                    .isEqualTo(4);
        }
    }

    @Test
    void theTimeIsThatOfTheCall() {
        Gated model = new Gated("slow");
        model.whileForecasting = () -> clock.add(Duration.ofMillis(20));
        try (Predictor observed = metrics.observe("m", "1", model);
                PredictionSession session = observed.openSession(series("a", 30))) {
            observed.predict(series("a", 30));
            session.forecast();
            session.forecastInto(new double[2]);
            assertThat(millis("OK")).isEqualTo(40);
            assertThat(millis("POINTS")).isEqualTo(20);
            model.failing = true;
            session.append(day(30), new double[] {1});
            assertThatThrownBy(session::forecast).isInstanceOf(IllegalStateException.class);
            assertThat(millis("FAILED")).isEqualTo(20);
        }
    }

    private double millis(String status) {
        return registry.get("forecastj.forecast").tag("status", status).timer().totalTime(TimeUnit.MILLISECONDS);
    }

    @Test
    void anExceptionIsAFailedForecastWithItsClassAsReason() {
        try (Predictor observed = metrics.observe("m", "1", naive())) {
            TimeSeries none = series("a", 30).head(0);
            assertThatThrownBy(() -> observed.predict(none)).isInstanceOf(InsufficientHistoryException.class);
            assertThatThrownBy(() -> observed.predictAll(List.of(none, none)))
                    .isInstanceOf(InsufficientHistoryException.class);
            observed.predictEach(List.of(none, series("a", 30)));
            assertThat(forecasts("FAILED")).isEqualTo(4);
            assertThat(forecasts("OK")).isEqualTo(1);
            assertThat(value(
                            "forecastj.forecast.reasons", "status", "FAILED", "reason", "InsufficientHistoryException"))
                    .isEqualTo(4);
        }
    }

    @Test
    void aDegradedForecastIsCountedByTheKindOfItsReason() {
        try (Predictor observed = metrics.observe("m", "1", naive());
                PredictionSession session = observed.openSession(series("a", 30))) {
            session.append(day(30), new double[] {Double.NaN});
            session.forecast();
            session.forecast();
            assertThat(forecasts("DEGRADED")).isEqualTo(2);
            assertThat(value("forecastj.forecast.reasons", "status", "DEGRADED", "reason", "missing-values"))
                    .isEqualTo(2);
        }
    }

    @Test
    void sessionsTheirRowsAndTheirPointsAreCounted() {
        try (Predictor observed = metrics.observe("m", "1", naive())) {
            PredictionSession session = observed.openSession(series("a", 30));
            PredictionSession restored = observed.restore(session.snapshot());
            assertThat(value("forecastj.session.open", "status", "OK")).isEqualTo(2);
            assertThat(value("forecastj.sessions")).isEqualTo(2);
            session.append(day(30), new double[] {1});
            session.append(Instant.ofEpochMilli(day(31)), 2);
            session.append(Instant.ofEpochMilli(day(32)), Map.of("y", 2));
            assertThatThrownBy(() -> session.append(day(3), new double[] {1}))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(Instant.ofEpochMilli(day(3)), 1))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(Instant.ofEpochMilli(day(3)), Map.of("y", 1)))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThat(value("forecastj.session.rows", "status", "OK")).isEqualTo(3);
            assertThat(value("forecastj.session.rows", "status", "FAILED")).isEqualTo(3);
            session.forecast();
            session.forecastInto(new double[3]);
            assertThatThrownBy(() -> session.forecastInto(new double[2])).isInstanceOf(IllegalArgumentException.class);
            assertThat(forecasts("OK")).isEqualTo(1);
            assertThat(forecasts("POINTS")).isEqualTo(1);
            assertThat(forecasts("FAILED")).isEqualTo(1);
            restored.close();
            session.close();
            session.close();
            assertThat(value("forecastj.sessions")).isZero();
            TimeSeries none = series("a", 30).head(0);
            assertThatThrownBy(() -> observed.openSession(none)).isInstanceOf(InsufficientHistoryException.class);
            assertThat(value("forecastj.session.open", "status", "FAILED")).isEqualTo(1);
        }
    }

    @Test
    void idsOfSeriesAreATagOnlyIfAskedForAndThenBounded() {
        try (Predictor observed = metrics.observe("m", "1", naive())) {
            observed.predict(series("a", 30));
        }
        assertThat(registry.getMeters()).noneMatch(meter -> meter.getId().getTags().stream()
                .anyMatch(tag -> tag.getValue().equals("a")));
        registry.clear();
        ForecastMetrics bySeries =
                ForecastMetrics.builder(registry).seriesTag(2).build();
        try (Predictor observed = bySeries.observe("m", "1", naive())) {
            for (int i = 0; i < 100; i++) {
                observed.predict(series("s" + i, 30));
            }
            try (PredictionSession session = observed.openSession(series("s1", 30))) {
                session.forecast();
            }
            assertThat(value("forecastj.forecast", "series", "s0", "status", "OK"))
                    .isEqualTo(1);
            assertThat(value("forecastj.forecast", "series", "s1", "status", "OK"))
                    .isEqualTo(2);
            assertThat(value("forecastj.forecast", "series", "other", "status", "OK"))
                    .isEqualTo(98);
        }
    }

    @Test
    void aThousandVersionsHaveTheMetersOfThree() {
        int afterThree = 0;
        Predictor before = null;
        for (int version = 1; version <= 1_000; version++) {
            Monitor monitor = Monitor.builder("m").build();
            Predictor observed = metrics.observe("m", Integer.toString(version), monitor.watch(naive()));
            try (PredictionSession session = observed.openSession(series("a", 30))) {
                session.forecast();
                assertThatThrownBy(() -> session.append(0, new double[] {1}))
                        .isInstanceOf(InvalidSeriesException.class);
            }
            if (before != null) {
                before.close();
            }
            before = observed;
            if (version == 3) {
                afterThree = registry.getMeters().size();
            }
        }
        assertThat(registry.getMeters()).hasSize(afterThree);
        assertThat(registry.getMeters().stream()
                        .map(meter -> meter.getId().getTag("version"))
                        .distinct())
                .containsExactlyInAnyOrder("998", "999", "1000");
        assertThat(value("forecastj.monitor.waiting", "version", "1000")).isEqualTo(1);
    }

    @Test
    void aVersionInUseOutlivesOneThatIsClosedAndARollbackContinuesItsCounts() {
        Predictor first = metrics.observe("m", "1", naive());
        first.predict(series("a", 30));
        for (int version = 2; version <= 10; version++) {
            metrics.observe("m", Integer.toString(version), naive()).close();
        }
        assertThat(value("forecastj.forecast", "version", "1", "status", "OK")).isEqualTo(1);
        Predictor again = metrics.observe("m", "1", naive());
        again.predict(series("a", 30));
        first.close();
        first.close();
        assertThat(value("forecastj.forecast", "version", "1", "status", "OK")).isEqualTo(2);
        for (int version = 11; version <= 20; version++) {
            metrics.observe("m", Integer.toString(version), naive()).close();
        }
        assertThat(value("forecastj.forecast", "version", "1", "status", "OK")).isEqualTo(2);
        for (int version = 21; version <= 23; version++) {
            metrics.observe("m", Integer.toString(version), naive());
        }
        again.predict(series("a", 30));
        TimeSeries none = series("a", 30).head(0);
        assertThatThrownBy(() -> again.predict(none)).isInstanceOf(InsufficientHistoryException.class);
        assertThat(registry.getMeters())
                .as("all three are in use, so the oldest went, and its calls make no meters")
                .noneMatch(meter -> "1".equals(meter.getId().getTag("version")));
        again.close();
    }

    @Test
    void gaugesOfAPredictorGoWhenItIsClosedAndThoseOfItsSuccessorStay() {
        MonitoredPredictor old = Monitor.builder("m").build().watch(naive());
        MonitoredPredictor fresh = Monitor.builder("m").build().watch(naive());
        Predictor observed = metrics.observe("m", "1", old);
        Predictor successor = metrics.observe("m", "1", fresh);
        observed.close();
        successor.predict(series("a", 30));
        assertThat(value("forecastj.monitor.waiting")).isEqualTo(1);
        successor.close();
        assertThat(names()).noneMatch(name -> name.startsWith("forecastj.monitor"));
        assertThat(forecasts("OK")).as("counters stay for the next scrape").isEqualTo(1);
    }

    @Test
    void gaugesOfOneVersionStayUntilTheLastPredictorIsClosedAndReadAnOpenOne() {
        List<Predictor> observed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            observed.add(metrics.observe("m", "1", Monitor.builder("m").build().watch(naive())));
            for (int call = 0; call <= i; call++) {
                observed.get(i).predict(series("s" + call, 30));
            }
        }
        assertThat(value("forecastj.monitor.waiting")).as("of the latest").isEqualTo(3);
        observed.get(1).close();
        assertThat(value("forecastj.monitor.waiting")).isEqualTo(3);
        observed.get(2).close();
        assertThat(value("forecastj.monitor.waiting"))
                .as("of the first, which serves still")
                .isEqualTo(1);
        observed.get(2).close();
        assertThat(value("forecastj.monitor.waiting")).isEqualTo(1);
        observed.get(0).close();
        assertThat(names()).noneMatch(name -> name.startsWith("forecastj.monitor"));
    }

    @Test
    void aRemovedVersionGetsNoGaugesBackWhenOneOfItsPredictorsIsClosed() {
        Predictor first = metrics.observe("m", "1", Monitor.builder("m").build().watch(naive()));
        Predictor second =
                metrics.observe("m", "1", Monitor.builder("m").build().watch(naive()));
        for (int version = 2; version <= 4; version++) {
            metrics.observe("m", Integer.toString(version), naive());
        }
        second.close();
        assertThat(registry.getMeters())
                .noneMatch(meter -> "1".equals(meter.getId().getTag("version")));
        first.close();
    }

    @Test
    void aPredictorThatNobodyHoldsIsCollectedAndItsGaugesAreNotANumber() throws InterruptedException {
        Predictor predictor = FallbackPredictor.builder(
                        Monitor.builder("m").build().watch(naive()), naive())
                .build();
        metrics.observe("m", "1", predictor).predict(series("a", 30));
        ForecastMeters.of("n", "1", predictor).bindTo(registry);
        assertThat(value("forecastj.monitor.waiting", "model", "n")).isEqualTo(1);
        assertThat(value("forecastj.fallback.running", "model", "n", "member", "naive"))
                .isZero();
        WeakReference<Predictor> gone = new WeakReference<>(predictor);
        predictor = null;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (gone.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
        assertThat(value("forecastj.fallback.running", "model", "n", "member", "naive"))
                .isNaN();
    }

    @Test
    void aForecastOfASessionAllocatesNothingMore() {
        try (Predictor observed = metrics.observe("m", "1", naive());
                PredictionSession session = observed.openSession(series("a", 30))) {
            double[] out = new double[3];
            double[] row = new double[1];
            long[] time = {day(30)};
            assertThat(allocated(() -> session.forecastInto(out))).isZero();
            assertThat(allocated(() -> session.append(time[0] += day(1), row))).isZero();
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
    void exceptionsOfManyClassesAreBounded() {
        Gated model = new Gated("m");
        List<RuntimeException> many = List.of(
                new ArithmeticException(),
                new ArrayStoreException(),
                new ClassCastException(),
                new EmptyStackException(),
                new IllegalArgumentException(),
                new IllegalMonitorStateException(),
                new IllegalStateException(),
                new IndexOutOfBoundsException(),
                new ArrayIndexOutOfBoundsException(),
                new StringIndexOutOfBoundsException(),
                new NegativeArraySizeException(),
                new NullPointerException(),
                new NoSuchElementException(),
                new InputMismatchException(),
                new SecurityException(),
                new UnsupportedOperationException(),
                new ConcurrentModificationException(),
                new BufferOverflowException(),
                new BufferUnderflowException(),
                new ReadOnlyBufferException(),
                new CancellationException(),
                new DateTimeException("x"),
                new RejectedExecutionException(),
                new RuntimeException() {
                    private static final long serialVersionUID = 1L;
                });
        try (Predictor observed = metrics.observe("m", "1", model)) {
            for (int round = 0; round < 2; round++) {
                for (RuntimeException one : many) {
                    model.whileForecasting = () -> {
                        throw one;
                    };
                    assertThatThrownBy(() -> observed.predict(series("a", 3))).isSameAs(one);
                }
            }
        }
        assertThat(forecasts("FAILED")).isEqualTo(2 * many.size());
        assertThat(registry.find("forecastj.forecast.reasons").counters()).hasSize(21);
        assertThat(value("forecastj.forecast.reasons", "reason", "other")).isEqualTo(2 * (many.size() - 20));
    }

    @Test
    void settingsOutOfRangeAndChangingVersionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastMetrics.builder(registry).versions(0))
                .withMessage("versions must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastMetrics.builder(registry).seriesTag(-1))
                .withMessage("seriesTag must be at least 1, found -1");
    }
}
