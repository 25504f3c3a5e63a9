package io.forecastj.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** A service with 10,000 symbols of which 1,000 are in memory. */
class ManySessionsTest {
    private static final int KEYS = 10_000;
    private static final int START = 12;
    private static final int THREADS = 4;

    private final TimeSeries[] rows = new TimeSeries[KEYS];
    private final Predictor predictor =
            Linear.forecaster().column("y").lookback(6).horizon(2).build().fit(Crowd.walk("t", 80, 9));

    @Test
    void tenThousandKeysInRandomOrderEqualSessionsThatAreNeverEvicted() throws Exception {
        for (int k = 0; k < KEYS; k++) {
            rows[k] = Crowd.walk("k" + k, START + 60, k);
        }
        HeapSnapshots store = new HeapSnapshots();
        AtomicIntegerArray next = new AtomicIntegerArray(KEYS);
        try (Sessions sessions = Sessions.of(predictor)
                .history(key -> rows[Integer.parseInt(key.substring(1))].head(START))
                .store(store)
                .maximumLive(1_000)
                .build()) {
            List<Crowd.Call<Integer>> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                long seed = 31 + t;
                threads.add(Crowd.start(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 8_000; i++) {
                        // half of the calls are of a tenth of the keys
                        use(sessions, next, random.nextInt(random.nextBoolean() ? KEYS : KEYS / 10));
                    }
                    return 0;
                }));
            }
            for (Crowd.Call<Integer> thread : threads) {
                thread.get();
            }
            assertThat(sessions.statistics().live()).isLessThanOrEqualTo(1_000 + THREADS);
            assertThat(sessions.statistics().restored()).isGreaterThan(3_000);
            assertThat(sessions.statistics().reopened()).isZero();
            assertThat(sessions.statistics().failedSaves()).isZero();
            for (int k = 0; k < KEYS; k += 11) {
                requireEqual(sessions.forecast("k" + k), k, START + next.get(k));
            }
        }
    }

    /** Appends the next row of a key and compares the forecast now and then with one of all rows. */
    private void use(Sessions sessions, AtomicIntegerArray next, int k) {
        sessions.call("k" + k, session -> {
            int at = START + next.get(k);
            if (at < rows[k].length()) {
                session.append(rows[k].timestamp(at), new double[] {rows[k].value(at, 0), rows[k].value(at, 1)});
                next.incrementAndGet(k);
                if (ThreadLocalRandom.current().nextInt(8) == 0) {
                    requireEqual(session.forecast(), k, at + 1);
                }
            }
            return 0;
        });
    }

    private void requireEqual(Forecast forecast, int k, int length) {
        assertThat(forecast).as("k" + k + ", " + length + " rows").isEqualTo(predictor.predict(rows[k].head(length)));
    }
}
