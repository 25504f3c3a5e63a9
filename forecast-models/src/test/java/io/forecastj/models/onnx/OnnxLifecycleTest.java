package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.models.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions, threads and closing. */
class OnnxLifecycleTest {
    private static final int THREADS = 16;
    private static final TimeSeries BARS = TestModels.bars();

    @Test
    @Timeout(60)
    void sixteenThreadsGetRightNumbersUntilItIsClosedUnderThem() throws Exception {
        closeInTheMiddle(TimeUnit.SECONDS.toNanos(2));
    }

    @Tag("slow")
    @Test
    @Timeout(180)
    void sixteenThreadsGetRightNumbersForLongUntilItIsClosedUnderThem() throws Exception {
        closeInTheMiddle(TimeUnit.SECONDS.toNanos(60) * Integer.getInteger("slow.percent", 100) / 100);
    }

    /**
     * Half of the threads ask a predictor statelessly, the others sessions and batches; it is closed at half-time and
     * another one takes its place.
     */
    private static void closeInTheMiddle(long nanos) throws Exception {
        Predictor first = Onnx.load(TestModels.path("lstm-stacked"));
        try (Predictor second = Onnx.load(TestModels.path("lstm-stacked"))) {
            List<TimeSeries> histories =
                    IntStream.range(0, 40).mapToObj(i -> BARS.head(100 + i)).toList();
            List<Forecast> expected = histories.stream().map(first::predict).toList();
            long end = System.nanoTime() + nanos;
            CountDownLatch warm = new CountDownLatch(THREADS);
            List<Callable<Long>> calls = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int kind = t;
                calls.add(() -> {
                    long right = ask(first, kind, histories, expected, end, warm);
                    return right + ask(second, kind, histories, expected, end, warm);
                });
            }
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<Long>> results = new ArrayList<>();
                calls.forEach(call -> results.add(pool.submit(call)));
                warm.await();
                while (System.nanoTime() < end - nanos / 2) {
                    assertThat(first.predict(histories.get(3))).isEqualTo(expected.get(3));
                }
                first.close();
                for (Future<Long> result : results) {
                    assertThat(result.get()).isPositive();
                }
            } finally {
                pool.shutdownNow();
            }
        } finally {
            first.close();
        }
    }

    /** Asks until the predictor is closed or the time is up; returns how many answers there were, all right. */
    private static long ask(
            Predictor predictor,
            int kind,
            List<TimeSeries> histories,
            List<Forecast> expected,
            long end,
            CountDownLatch warm) {
        long right = 0;
        try {
            do {
                int i = (int) (right + kind) % histories.size();
                switch (kind % 4) {
                    case 0 -> assertThat(predictor.predictAll(histories)).isEqualTo(expected);
                    case 1 -> {
                        try (PredictionSession session = predictor.openSession(histories.get(i))) {
                            assertThat(session.forecast()).isEqualTo(expected.get(i));
                        }
                    }
                    default -> assertThat(predictor.predict(histories.get(i))).isEqualTo(expected.get(i));
                }
                right++;
                warm.countDown();
            } while (System.nanoTime() < end);
        } catch (PredictorClosedException closed) {
            warm.countDown();
        }
        return right;
    }

    @Test
    void aSessionOfAClosedPredictorIsRefusedAndNeverReachesNativeCode() {
        Predictor predictor = Onnx.load(TestModels.path("gru"));
        PredictionSession session = predictor.openSession(BARS);
        predictor.close();
        assertThatThrownBy(() -> session.forecastInto(new double[5])).isInstanceOf(PredictorClosedException.class);
        OnnxModel model = ((OnnxPredictor) predictor).model();
        assertThatThrownBy(() -> model.run(model.newRow()))
                .isInstanceOf(PredictorClosedException.class)
                .hasMessageContaining("the ONNX model 'gru' is closed");
    }

    @Test
    void aForecastOfASessionAllocatesNoMoreThanOnnxRuntimeDoes() {
        try (Predictor predictor = Onnx.load(TestModels.path("lstm-stacked"));
                PredictionSession session = predictor.openSession(BARS)) {
            double[] out = new double[1];
            long[] time = {BARS.timestamp(BARS.length() - 1)};
            double[] row = new double[BARS.columns().size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = BARS.value(BARS.length() - 1, c);
            }
            long bytes = Allocation.leastOfWindows(2_000, 500, () -> {
                time[0] += 86_400_000;
                session.append(time[0], row);
                session.forecastInto(out);
            });
            assertThat(bytes / 500.0).isLessThanOrEqualTo(600);
        }
    }
}
