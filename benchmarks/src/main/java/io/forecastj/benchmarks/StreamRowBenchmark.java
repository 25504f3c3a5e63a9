package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Ets;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamRow;
import io.forecastj.streams.StreamStates;
import io.forecastj.streams.StreamTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a row in a stream, from the row to the answer and the written state, on one thread and with the states in a
 * map: what an engine adds is not in it. 1,000 series take rows in turn; the sessions of all or of none of them are
 * kept open. Each forecast has three steps, which are scored when their actual values come.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar StreamRowBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamRowBenchmark {
    private static final int SERIES = 1_000;
    private static final int HISTORY = 60;
    private static final long DAY = 86_400_000;

    /** The model: linear of 24 lags, or exponential smoothing fitted on each series. */
    @Param({"linear", "ets"})
    public String model;

    /** The number of sessions that are kept open: all, or so few that each row restores its own. */
    @Param({"1000", "1"})
    public int live;

    private final Random random = new Random(1);
    private Predictor predictor;
    private StreamTask task;
    private int row;
    private int next;

    /** Fits the model and gives each series rows until it forecasts. */
    @Setup
    public void setUp() {
        Map<String, TimeSeries> histories = new HashMap<>();
        for (int key = 0; key < SERIES; key++) {
            double[] values = random.doubles(HISTORY, 90, 110).toArray();
            histories.put(
                    "" + key,
                    TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), values).toBuilder()
                            .id("" + key)
                            .build());
        }
        List<TimeSeries> training = new ArrayList<>(histories.values());
        predictor = model.equals("ets")
                ? Ets.forecaster().column("y").horizon(3).form("ANN").build().fit(training)
                : Linear.forecaster()
                        .column("y")
                        .lookback(24)
                        .horizon(3)
                        .build()
                        .fit(training);
        task = StreamForecasting.of(predictor)
                .histories(key -> Objects.requireNonNull(histories.get(key)))
                .liveSessions(live)
                .build()
                .task(new MapStates());
        row = HISTORY;
        for (int i = 0; i < 5 * SERIES; i++) {
            if (row().forecast().isEmpty()) {
                throw new IllegalStateException("expected a forecast for every row");
            }
        }
    }

    /** Closes the sessions and the model. */
    @TearDown
    public void tearDown() {
        task.close();
        predictor.close();
    }

    /**
     * Answers the next row.
     *
     * @return the answer
     */
    @Benchmark
    public StreamForecast row() {
        String key = Integer.toString(next);
        StreamRow input = StreamRow.of(Instant.ofEpochMilli(row * DAY), List.of("y"), 90 + 20 * random.nextDouble());
        next++;
        if (next == SERIES) {
            next = 0;
            row++;
        }
        return task.answer(key, input);
    }

    private static final class MapStates implements StreamStates {
        private final Map<String, byte[]> states = new HashMap<>();
        private byte @Nullable [] task;

        @Override
        public byte @Nullable [] get(String key) {
            return states.get(key);
        }

        @Override
        public void put(String key, byte[] state) {
            states.put(key, state);
        }

        @Override
        public void remove(String key) {
            states.remove(key);
        }

        @Override
        public byte @Nullable [] task() {
            return task;
        }

        @Override
        public void putTask(byte[] state) {
            task = state;
        }
    }
}
