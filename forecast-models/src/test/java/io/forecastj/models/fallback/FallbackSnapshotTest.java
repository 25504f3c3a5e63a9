package io.forecastj.models.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** No row is lost by a snapshot, wherever it waits. Of five rows the sum is 15, of each later one it grows. */
class FallbackSnapshotTest {
    private static final TimeSeries SERIES = Scripted.series(5);
    private static final TimeSeries ALL = Scripted.series(9);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Scripted primary = new Scripted("a", 1);
    private final Scripted second = new Scripted("b", 2);

    private FallbackPredictor onTheCallersThread() {
        return Predictors.withFallback(primary, second);
    }

    private FallbackPredictor withDeadline(Duration deadline) {
        return FallbackPredictor.builder(primary, second)
                .deadline(deadline)
                .failureThreshold(100)
                .build();
    }

    private static void append(FallbackSession session, int from, int to) {
        for (int row = from; row < to; row++) {
            session.append(ALL.timestamp(row), new double[] {ALL.value(row, 0)});
        }
    }

    private static void assertAnswer(FallbackSession session, double value, String... reasons) {
        Forecast forecast = session.forecast();
        assertThat(forecast.points()).containsExactly(value, value);
        assertThat(forecast.reasons()).containsExactly(reasons);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMemberThatHasLeftStaysAwayAndSaysWhy() {
        try (FallbackPredictor predictor = onTheCallersThread();
                FallbackSession session = predictor.openSession(SERIES)) {
            primary.onRow = Scripted.failing("ill");
            append(session, 5, 6);
            primary.onRow = () -> {};
            Forecast expected = session.forecast();
            assertThat(expected.reasons().get(0)).contains("has left this session: ill");
            try (FallbackSession restored = predictor.restore(session.snapshot())) {
                assertThat(restored.answeredBy()).as("nothing was asked yet").isEqualTo(-1);
                assertThat(restored.forecast()).isEqualTo(expected);
                append(restored, 6, 7);
                append(session, 6, 7);
                assertThat(restored.forecast()).isEqualTo(session.forecast());
            }
        }
    }

    @Test
    void rowsWaitForAMemberThatCouldNotBeOpened() {
        try (FallbackPredictor predictor = onTheCallersThread()) {
            primary.onOpen = Scripted.failing("not yet");
            byte[] snapshot;
            try (FallbackSession session = predictor.openSession(SERIES)) {
                append(session, 5, 7);
                snapshot = session.snapshot();
            }
            primary.onOpen = () -> {};
            try (FallbackSession restored = predictor.restore(snapshot)) {
                append(restored, 7, 8);
                assertAnswer(restored, 36 + 1);
            }
        }
    }

    @Test
    void rowsWaitForAMemberWithADeadline() {
        try (FallbackPredictor predictor = withDeadline(Duration.ofSeconds(20));
                FallbackSession session = predictor.openSession(SERIES)) {
            try (FallbackSession unasked = predictor.restore(session.snapshot())) {
                append(unasked, 5, 6);
                assertAnswer(unasked, 21 + 1);
            }
            assertAnswer(session, 15 + 1);
            append(session, 5, 7);
            try (FallbackSession restored = predictor.restore(session.snapshot())) {
                append(restored, 7, 9);
                append(session, 7, 9);
                assertAnswer(restored, 45 + 1);
                assertAnswer(session, 45 + 1);
            }
        }
    }

    @Test
    void aLateCallIsWaitedForUntilTheDeadline() {
        CountDownLatch release = new CountDownLatch(1);
        try (FallbackPredictor predictor = withDeadline(SHORT);
                FallbackSession session = predictor.openSession(SERIES)) {
            primary.onForecast = () -> await(release);
            assertAnswer(session, 15 + 2, "'a' did not answer: it did not answer within 1000.0 ms", "'b' answered");
            append(session, 5, 7);
            assertThatThrownBy(session::snapshot)
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("there is no snapshot while a call to 'a' runs")
                    .hasMessageContaining("Try again later, or open a session from history instead");
            primary.onForecast = () -> {};
            release.countDown();
            try (FallbackSession restored = predictor.restore(session.snapshot())) {
                append(restored, 7, 8);
                assertAnswer(restored, 36 + 1);
            }
            append(session, 7, 9);
            assertAnswer(session, 45 + 1);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aPredictorWithOtherMembersIsRefused() {
        try (FallbackPredictor predictor = onTheCallersThread();
                FallbackPredictor other = Predictors.withFallback(new Scripted("a", 1), new Scripted("b", 3));
                FallbackSession session = predictor.openSession(SERIES)) {
            assertThat(other.info()).isEqualTo(predictor.info());
            assertThatThrownBy(() -> other.restore(session.snapshot()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("of another model");
        }
    }
}
