package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final HookedPredictor inside = new HookedPredictor(SumPredictor.plain(1));
    private final CachingPredictor cached = Caching.predictor(inside, "maximumSize=10000");
    private final TimeSeries history = Crowd.walk("a", 40, 1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        cached.close();
    }

    private void holdAtTheGate(TimeSeries rows) {
        if (rows.id().equals("a")) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    @Test
    void aHundredThreadsComputeOneForecastOnce() throws Exception {
        inside.hook = this::holdAtTheGate;
        List<Crowd.Call<Forecast>> calls = Crowd.start(100, () -> cached.predict(Crowd.walk("a", 40, 1)));
        Crowd.until(() -> calls.stream().allMatch(Crowd.Call::waits));
        assertThat(inside.singles).hasValue(1);
        gate.countDown();
        Forecast expected = inside.model.predict(history);
        for (Crowd.Call<Forecast> call : calls) {
            assertThat(call.get()).isEqualTo(expected);
        }
        assertThat(inside.singles).hasValue(1);
    }

    @Test
    void threadsThatComeAsAComputationEndsDoNotComputeAgain() throws Exception {
        for (int round = 0; round < 200; round++) {
            TimeSeries rows = Crowd.walk("r" + round, 10, round);
            int before = inside.singles.get();
            for (Crowd.Call<Forecast> call : Crowd.start(8, () -> cached.predict(rows))) {
                call.get();
            }
            assertThat(inside.singles.get() - before).as("round " + round).isEqualTo(1);
        }
    }

    @Test
    void aForecastThatIsKeptJustAfterItWasSoughtIsNotComputedAgain() {
        AtomicLong clock = new AtomicLong();
        AtomicReference<Runnable> atRead = new AtomicReference<>();
        CachingPredictor expiring = Caching.predictor(inside, "maximumSize=10,expireAfterWrite=1s", () -> {
            Runnable first = atRead.getAndSet(null);
            if (first != null) {
                first.run();
            }
            return clock.get();
        });
        expiring.predict(history);
        clock.addAndGet(1_000_000_000);
        // the search finds the old forecast and reads the clock; before it knows the time, another call ends
        atRead.set(() -> Crowd.start(() -> expiring.predict(history)).failure());
        assertThat(expiring.predict(history)).isEqualTo(inside.model.predict(history));
        assertThat(inside.singles).hasValue(2);
    }

    @Test
    void aForecastThatEndsAfterClosingIsNotGivenAgain() throws Exception {
        Forecast expected = inside.model.predict(history);
        HookedPredictor neverCloses = new HookedPredictor(SumPredictor.plain(1)) {
            @Override
            public void close() {}
        };
        neverCloses.hook = this::holdAtTheGate;
        CachingPredictor closing = Caching.predictor(neverCloses, "maximumSize=10");
        Crowd.Call<Forecast> running = Crowd.start(() -> closing.predict(history));
        Crowd.until(running::waits);
        closing.close();
        gate.countDown();
        assertThat(running.get()).isEqualTo(expected);
        assertThat(Crowd.start(() -> closing.predict(history)).failure()).isInstanceOf(PredictorClosedException.class);
    }

    @Test
    void anExceptionIsThrownByAllThatWaitAndNotKept() throws Exception {
        ForecastException failure = new ForecastException("no");
        inside.hook = rows -> {
            holdAtTheGate(rows);
            throw failure;
        };
        List<Crowd.Call<Forecast>> calls = Crowd.start(20, () -> cached.predict(history));
        Crowd.until(() -> calls.stream().allMatch(Crowd.Call::waits));
        gate.countDown();
        for (Crowd.Call<Forecast> call : calls) {
            assertThat(call.failure()).isSameAs(failure);
        }
        assertThat(inside.singles).hasValue(1);
        inside.hook = rows -> {};
        assertThat(cached.predict(history)).isEqualTo(inside.model.predict(history));
    }

    @Test
    void anErrorIsThrownByAllThatWait() {
        inside.hook = rows -> {
            holdAtTheGate(rows);
            throw new StackOverflowError("deep");
        };
        List<Crowd.Call<Forecast>> calls = Crowd.start(3, () -> cached.predict(history));
        Crowd.until(() -> calls.stream().allMatch(Crowd.Call::waits));
        gate.countDown();
        for (Crowd.Call<Forecast> call : calls) {
            assertThat(call.failure()).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void aComputationThatHangsHoldsUpNoOtherRows() {
        inside.hook = this::holdAtTheGate;
        Crowd.Call<Forecast> hanging = Crowd.start(() -> cached.predict(history));
        Crowd.until(hanging::waits);
        for (int i = 0; i < 2_000; i++) {
            TimeSeries other = Crowd.walk("k" + i, 5, i);
            assertThat(cached.predict(other)).isEqualTo(inside.model.predict(other));
        }
        assertThat(hanging.done()).isFalse();
    }

    @Test
    void anInterruptedCallLeavesAndTheOthersGetTheForecast() throws Exception {
        inside.hook = this::holdAtTheGate;
        Crowd.Call<Forecast> first = Crowd.start(() -> cached.predict(history));
        Crowd.until(first::waits);
        AtomicBoolean interrupted = new AtomicBoolean();
        Crowd.Call<Forecast> second = Crowd.start(() -> {
            try {
                return cached.predict(history);
            } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        Crowd.until(second::waits);
        second.thread.interrupt();
        assertThat(second.failure()).isInstanceOf(CancellationException.class);
        assertThat(interrupted).isTrue();
        gate.countDown();
        assertThat(first.get()).isEqualTo(inside.model.predict(history));
    }

    @Test
    void ifTheComputingCallIsCancelledAnotherComputes() throws Exception {
        inside.hook = this::holdAtTheGate;
        Crowd.Call<Forecast> first = Crowd.start(() -> cached.predict(history));
        Crowd.until(first::waits);
        List<Crowd.Call<Forecast>> others = new ArrayList<>(Crowd.start(5, () -> cached.predict(history)));
        Crowd.until(() -> others.stream().allMatch(Crowd.Call::waits));
        first.thread.interrupt();
        assertThat(first.failure()).isInstanceOf(CancellationException.class);
        gate.countDown();
        for (Crowd.Call<Forecast> other : others) {
            assertThat(other.get()).isEqualTo(inside.model.predict(history));
        }
        assertThat(inside.singles).hasValue(2);
    }
}
