package io.forecastj.models.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FallbackDeadlineTest {
    private static final TimeSeries SERIES = Scripted.series(5);
    /** Long enough for a well member on a busy machine. */
    private static final Duration DEADLINE = Duration.ofMillis(250);

    private static final String LATE = "it did not answer within 250.0 ms";

    private final CountDownLatch hung = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        hung.countDown();
    }

    private Runnable hanging() {
        return () -> await(hung);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Scripted slow(String name, double amount) {
        Scripted member = new Scripted(name, amount);
        member.onForecast = hanging();
        return member;
    }

    private static Scripted ill(String name, double amount) {
        Scripted member = new Scripted(name, amount);
        member.onForecast = Scripted.failing("ill");
        return member;
    }

    private static FallbackPredictor.Builder with(Scripted first, Scripted... more) {
        return FallbackPredictor.builder(first, more[0], more.length > 1 ? new Scripted[] {more[1]} : new Scripted[0])
                .deadline(DEADLINE);
    }

    private static void assertAnswer(FallbackPredictor predictor, double value, String... reasons) {
        try (FallbackSession session = predictor.openSession(SERIES)) {
            for (Forecast forecast : List.of(predictor.predict(SERIES), session.forecast())) {
                assertThat(forecast.points()).containsExactly(value, value);
                assertThat(forecast.reasons()).containsExactly(reasons);
                assertThat(forecast.status())
                        .isEqualTo(reasons.length == 0 ? ForecastStatus.OK : ForecastStatus.FALLBACK);
            }
        }
        predictor.close();
    }

    @Test
    void aLateMemberIsPassedOverWhereverItStands() {
        assertAnswer(
                with(new Scripted("a", 1), slow("b", 2), new Scripted("c", 3)).build(), 16);
        assertAnswer(
                with(slow("a", 1), new Scripted("b", 2), new Scripted("c", 3)).build(),
                17,
                "'a' did not answer: " + LATE,
                "'b' answered");
        assertAnswer(
                with(ill("a", 1), slow("b", 2), new Scripted("c", 3)).build(),
                18,
                "'a' did not answer: ill",
                "'b' did not answer: " + LATE,
                "'c' answered");
        assertAnswer(
                with(slow("a", 1), slow("b", 2), new Scripted("c", 3)).build(),
                18,
                "'a' did not answer: " + LATE,
                "'b' did not answer: " + LATE,
                "'c' answered");
    }

    @Test
    void theLastMemberIsWaitedForOnTheCallersThread() {
        Thread caller = Thread.currentThread();
        Scripted last = new Scripted("last", 2);
        Thread[] ran = new Thread[1];
        last.onForecast = () -> ran[0] = Thread.currentThread();
        try (FallbackPredictor predictor = with(ill("a", 1), last).build()) {
            assertThat(predictor.predict(SERIES).points()).containsExactly(17, 17);
            assertThat(ran[0]).isSameAs(caller);
        }
    }

    @Test
    void hungCallsAreBoundedAndThenTheNextAnswersAtOnce() {
        Scripted primary = slow("a", 1);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2))
                .maxConcurrentCalls(2)
                .failureThreshold(100)
                .build()) {
            for (int i = 0; i < 2; i++) {
                assertThat(predictor.predict(SERIES).reasons().get(0)).endsWith(LATE);
            }
            assertThat(predictor.states().get(0).running()).isEqualTo(2);
            for (int i = 0; i < 50; i++) {
                assertThat(predictor.predict(SERIES).reasons())
                        .containsExactly(
                                "'a' did not answer: all 2 calls that may run at once are still running",
                                "'b' answered");
            }
            assertThat(primary.sessions).isEqualTo(2);
            assertThat(predictor.states().get(0).failures())
                    .as("a call that was not made says nothing of the member")
                    .isEqualTo(2);
        }
    }

    @Test
    void aSessionHasItsMemberBackWithAllRowsWhenALateCallHasEnded() {
        Scripted primary = new Scripted("a", 1);
        CountDownLatch once = new CountDownLatch(1);
        primary.onForecast = () -> await(once);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2)).build();
                FallbackSession session = predictor.openSession(SERIES)) {
            session.append(Scripted.series(6).time(5), 6);
            assertThat(session.forecast().reasons()).containsExactly("'a' did not answer: " + LATE, "'b' answered");
            session.append(Scripted.series(7).time(6), 7);
            assertThat(session.forecast().reasons().get(0))
                    .isEqualTo("'a' did not answer: an earlier call still runs and did not end within 250.0 ms");
            once.countDown();
            session.append(Scripted.series(8).time(7), 8);
            Forecast forecast = session.forecast();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.points()).containsExactly(37, 37);
            assertThat(forecast).isEqualTo(predictor.predict(Scripted.series(8)));
        }
    }

    @Test
    void aSessionThatHangsWhileItOpensLosesNoRow() {
        Scripted primary = new Scripted("a", 1);
        CountDownLatch once = new CountDownLatch(1);
        primary.onOpen = () -> {
            await(once);
            throw new IllegalStateException("no memory");
        };
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2)).build();
                FallbackSession session = predictor.openSession(SERIES)) {
            session.append(Scripted.series(6).time(5), 6);
            assertThat(session.forecast().reasons().get(0)).endsWith(LATE);
            session.append(Scripted.series(7).time(6), 7);
            once.countDown();
            primary.onOpen = () -> {};
            assertThat(session.forecast().points()).containsExactly(29, 29);
        }
    }

    @Test
    void manyRowsThatNobodyAskedAboutAreTakenToo() {
        int rows = 5_000;
        TimeSeries all = Scripted.series(rows);
        try (FallbackPredictor predictor =
                        with(new Scripted("a", 1), new Scripted("b", 2)).build();
                FallbackSession session = predictor.openSession(SERIES)) {
            for (int i = 5; i < rows; i++) {
                session.append(all.timestamp(i), new double[] {all.value(i, 0)});
            }
            double sum = rows * (rows + 1) / 2.0;
            double[] into = new double[2];
            session.forecastInto(into);
            assertThat(into).containsExactly(sum + 1, sum + 1);
            assertThat(session.answeredBy()).isZero();
        }
    }

    @Test
    void rowsAreTakenInPartsWithoutAnybodyAsking() {
        AtomicInteger taken = new AtomicInteger();
        Scripted primary = new Scripted("a", 1);
        primary.onRow = taken::incrementAndGet;
        TimeSeries all = Scripted.series(3_000);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2))
                        .executor(Runnable::run)
                        .build();
                FallbackSession session = predictor.openSession(SERIES)) {
            for (int i = 5; i < all.length(); i++) {
                session.append(all.timestamp(i), new double[] {all.value(i, 0)});
            }
            assertThat(taken).hasValue(5 + 2 * 1_024);
        }
    }

    @Test
    void aLateCallWritesNothingIntoTheCallersArray() {
        Scripted primary = slow("a", 1);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2)).build();
                FallbackSession session = predictor.openSession(SERIES)) {
            double[] into = new double[2];
            session.forecastInto(into);
            assertThat(into).containsExactly(17, 17);
            hung.countDown();
            assertThat(session.forecast().points())
                    .as("the late call has ended")
                    .containsExactly(16, 16);
            assertThat(into).containsExactly(17, 17);
        }
    }

    @Test
    void aSessionThatIsClosedWhileACallHangsIsClosedWhenItEnds() throws InterruptedException {
        Scripted primary = slow("a", 1);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2)).build()) {
            FallbackSession session = predictor.openSession(SERIES);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
            session.close();
            assertThat(primary.sessionClosed.getCount()).as("a call runs in it").isEqualTo(1);
            hung.countDown();
            assertThat(primary.sessionClosed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aMemberThatHangsForEverIsLetGoBeforeItsRowsFillTheMemory() {
        TimeSeries all = Scripted.series(70_000);
        try (FallbackPredictor predictor =
                        with(slow("a", 1), new Scripted("b", 2)).build();
                FallbackSession session = predictor.openSession(SERIES)) {
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
            for (int i = 5; i < all.length(); i++) {
                session.append(all.timestamp(i), new double[] {all.value(i, 0)});
            }
            assertThat(session.forecast().reasons().get(0))
                    .isEqualTo(
                            "'a' did not answer: it is 65536 rows behind; a session that is opened later will have it");
        }
    }

    @Test
    void aCallThatWaitsForAThreadBeyondItsDeadlineNeverBegins() {
        Deque<Runnable> queue = new ArrayDeque<>();
        Scripted primary = new Scripted("a", 1);
        try (FallbackPredictor predictor = with(primary, new Scripted("b", 2))
                        .deadline(Duration.ofMillis(5))
                        .executor(queue::add)
                        .build();
                FallbackSession session = predictor.openSession(SERIES)) {
            assertThat(predictor.predict(SERIES).status()).isEqualTo(ForecastStatus.FALLBACK);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
            assertThat(queue).hasSize(2);
            assertThat(predictor.states().get(0).running()).isZero();
            queue.forEach(Runnable::run);
            assertThat(primary.sessions).isZero();
            assertThat(predictor.states().get(0).running()).isZero();
        }
    }

    @Test
    void anExecutorThatBreaksKeepsNoPlace() {
        FallbackPredictor predictor = with(new Scripted("a", 1), new Scripted("b", 2))
                .maxConcurrentCalls(1)
                .executor(call -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .build();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> predictor.predict(SERIES)).isInstanceOf(OutOfMemoryError.class);
            assertThat(predictor.states().get(0).running()).isZero();
        }
    }

    @Test
    void anExecutorThatTakesNoMoreCallsIsAReasonToo() {
        try (FallbackPredictor predictor = with(new Scripted("a", 1), new Scripted("b", 2))
                .executor(call -> {
                    throw new RejectedExecutionException("full");
                })
                .build()) {
            assertThat(predictor.predict(SERIES).reasons().get(0))
                    .isEqualTo("'a' did not answer: its executor takes no more calls: full");
            assertThat(predictor.states().get(0).running()).isZero();
        }
    }

    @Test
    void anInterruptedCallerGetsTheNextForecastAndStaysInterrupted() {
        try (FallbackPredictor predictor =
                with(slow("a", 1), new Scripted("b", 2)).build()) {
            Thread.currentThread().interrupt();
            Forecast forecast = predictor.predict(SERIES);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(forecast.reasons().get(0)).endsWith("the caller was interrupted while it waited");
        }
    }

    @Test
    void closingWaitsForNoHungCall() {
        Scripted primary = slow("a", 1);
        FallbackPredictor predictor = with(primary, new Scripted("b", 2)).build();
        FallbackSession session = predictor.openSession(SERIES);
        assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
        session.close();
        predictor.close();
        assertThat(primary.released).isEqualTo(1);
    }
}
