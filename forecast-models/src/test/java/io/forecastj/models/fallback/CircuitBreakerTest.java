package io.forecastj.models.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.CircuitBreaker.Pass;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final long OPEN = 100;

    // close to where a long of nanoseconds wraps
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 150);
    private final CircuitBreaker breaker = new CircuitBreaker(3, OPEN, clock::get);

    private void fail() {
        breaker.failed(breaker.enter());
    }

    private void open() {
        fail();
        fail();
        fail();
    }

    @Test
    void asManyFailuresInARowAsTheThresholdOpenIt() {
        fail();
        fail();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        breaker.succeeded(breaker.enter());
        assertThat(breaker.failures()).isZero();
        fail();
        fail();
        breaker.abandoned(breaker.enter()); // neither a failure nor a success
        assertThat(breaker.failed(breaker.enter())).isTrue();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.failures()).isEqualTo(3);
    }

    @Test
    void whileItIsOpenNoCallGoesThroughAndThenOneProbe() {
        open();
        clock.addAndGet(OPEN - 1);
        assertThat(breaker.enter()).isEqualTo(Pass.REFUSED);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        clock.addAndGet(1);
        assertThat(breaker.enter()).isEqualTo(Pass.PROBE);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.enter()).isEqualTo(Pass.REFUSED);
        clock.addAndGet(10 * OPEN);
        assertThat(breaker.enter()).as("one probe at a time").isEqualTo(Pass.REFUSED);
    }

    @Test
    void aProbeThatSucceedsClosesIt() {
        open();
        clock.addAndGet(OPEN);
        breaker.succeeded(breaker.enter());
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.failures()).isZero();
        assertThat(breaker.enter()).isEqualTo(Pass.NORMAL);
    }

    @Test
    void aProbeThatFailsOpensItForTheWholeTime() {
        open();
        clock.addAndGet(OPEN);
        assertThat(breaker.failed(breaker.enter())).isTrue();
        assertThat(breaker.failures()).isEqualTo(4);
        clock.addAndGet(OPEN - 1);
        assertThat(breaker.enter()).isEqualTo(Pass.REFUSED);
        clock.addAndGet(1);
        assertThat(breaker.enter()).isEqualTo(Pass.PROBE);
    }

    @Test
    void aProbeThatTellsNothingLeavesTheNextCallToProbe() {
        open();
        clock.addAndGet(OPEN);
        breaker.abandoned(breaker.enter());
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.enter()).isEqualTo(Pass.PROBE);
    }

    @Test
    void callsThatBeganBeforeItOpenedChangeNothing() {
        Pass early = breaker.enter();
        open();
        breaker.succeeded(early);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.failed(early)).isFalse();
        assertThat(breaker.failures()).isEqualTo(3);
        clock.addAndGet(OPEN);
        Pass probe = breaker.enter();
        breaker.succeeded(early);
        breaker.abandoned(early);
        assertThat(breaker.failed(early)).isFalse();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeeded(probe);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aPrimaryThatKeepsFailingIsNotCalledForAWhile() {
        TimeSeries series = Scripted.series(5);
        Scripted primary = new Scripted("primary", 1);
        primary.onForecast = Scripted.failing("ill");
        FallbackPredictor predictor = FallbackPredictor.builder(primary, new Scripted("other", 2))
                .failureThreshold(3)
                .openFor(Duration.ofNanos(OPEN))
                .nanoClock(clock::get)
                .build();
        for (int i = 0; i < 5; i++) {
            assertThat(predictor.predict(series).status()).isEqualTo(ForecastStatus.FALLBACK);
        }
        assertThat(primary.sessions).isEqualTo(3);
        assertThat(predictor.states())
                .containsExactly(
                        new MemberState("primary", BreakerState.OPEN, 3, 0, "ill"),
                        new MemberState("other", BreakerState.CLOSED, 0, 0, ""));
        assertThat(predictor.predict(series).reasons())
                .containsExactly(
                        "'primary' did not answer: its circuit breaker is OPEN after 3 failures in a row, the last:"
                                + " ill",
                        "'other' answered");
        // a session that is opened now does not touch it, keeps its rows, and has it back when it is well
        try (FallbackSession session = predictor.openSession(series)) {
            session.append(Scripted.series(6).time(5), 6);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
            assertThat(primary.sessions).isEqualTo(3);
            primary.onForecast = () -> {};
            clock.addAndGet(OPEN);
            assertThat(session.forecast().points()).containsExactly(22, 22);
            assertThat(predictor.states().get(0).breaker()).isEqualTo(BreakerState.CLOSED);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void theLastMemberIsAskedHoweverOftenItFailed() {
        Scripted first = new Scripted("first", 1);
        Scripted last = new Scripted("last", 2);
        first.onForecast = Scripted.failing("ill");
        last.onForecast = Scripted.failing("ill too");
        FallbackPredictor predictor =
                FallbackPredictor.builder(first, last).failureThreshold(1).build();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> predictor.predict(Scripted.series(5))).hasMessageContaining("ill too");
        }
        last.onForecast = () -> {};
        assertThat(predictor.predict(Scripted.series(5)).points()).containsExactly(17, 17);
    }

    @Test
    void theUserSaysWhichExceptionsCount() {
        Scripted primary = new Scripted("primary", 1);
        primary.onForecast = () -> {
            throw new InvalidSeriesException("odd");
        };
        FallbackPredictor usual = FallbackPredictor.builder(primary, new Scripted("other", 2))
                .failureThreshold(1)
                .build();
        assertThat(usual.predict(Scripted.series(5)).status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(usual.states().get(0).breaker()).isEqualTo(BreakerState.CLOSED);
        assertThat(usual.states().get(0).lastFailure()).isEqualTo("odd");
        FallbackPredictor all = FallbackPredictor.builder(primary, new Scripted("other", 2))
                .failureThreshold(1)
                .countFailures(thrown -> true)
                .build();
        all.predict(Scripted.series(5));
        assertThat(all.states().get(0).breaker()).isEqualTo(BreakerState.OPEN);
    }
}
