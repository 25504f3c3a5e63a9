package io.forecastj.benchmarks;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.cache.Caching;
import io.forecastj.cache.CachingPredictor;
import io.forecastj.cache.Sessions;
import io.forecastj.cache.SnapshotStore;
import io.forecastj.models.linear.Linear;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * Time of a forecast that the cache holds, beside the model's own, and time that live sessions by key add to a bare
 * session.
 *
 * <p>The bars have five columns. Two series of one column have an hour's spacing declared or not, like the bars. Run
 * with {@code java -jar benchmarks/target/benchmarks.jar CacheBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
    private static final int KEYS = 1_024;

    /** The number of rows of a history. */
    @Param({"24", "100"})
    public int rows;

    private final double[] row = new double[5];
    private final String[] keys = new String[KEYS];
    private final long[] times = new long[KEYS];
    private TimeSeries bars;
    private TimeSeries history;
    private TimeSeries equal;
    private Predictor linear;
    private CachingPredictor cached;
    private Predictor naive;
    private PredictionSession bare;
    private Sessions sessions;
    private long bareTime;
    private int turn;

    /** Fits the model and fills the cache with 1,000 forecasts. */
    @Setup
    public void setUp() {
        bars = Bars.hourly(2_000, 5);
        history = bars.tail(rows);
        equal = Bars.hourly(2_000, 5).tail(rows);
        linear = Linear.forecaster()
                .column("close")
                .lookback(rows - 4)
                .horizon(10)
                .build()
                .fit(bars);
        cached = Caching.predictor(linear, "maximumSize=10000,expireAfterWrite=1h");
        for (int i = 0; i < 1_000; i++) {
            cached.predict(bars.slice(i, i + rows));
        }
        Forecast expected = linear.predict(history);
        if (!cached.predict(history).equals(expected) || !cached.predict(equal).equals(expected)) {
            throw new IllegalStateException("the cache answers otherwise than the model");
        }
        naive = Baselines.naive("close", 1).fit(bars);
        bare = naive.openSession(bars);
        bareTime = bars.timestamp(bars.length() - 1);
        sessions = Sessions.of(naive).history(key -> bars).store(new NoStore()).build();
        for (int k = 0; k < KEYS; k++) {
            keys[k] = "symbol-" + k;
            times[k] = bareTime;
            sessions.forecast(keys[k]);
        }
        for (int c = 0; c < row.length; c++) {
            row[c] = bars.value(bars.length() - 1, c);
        }
    }

    /** Closes all. */
    @TearDown
    public void tearDown() {
        sessions.close();
        bare.close();
        naive.close();
        cached.close();
    }

    /**
     * The model, without a cache.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast model() {
        return linear.predict(history);
    }

    /**
     * A hit with the series that was given before.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast hit() {
        return cached.predict(history);
    }

    /**
     * A hit with equal rows of another series.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast hitByEqualRows() {
        return cached.predict(equal);
    }

    /**
     * Hits of 1,000 histories in turn, each cut from a longer one.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast hitsInTurn() {
        int from = turn++ % 1_000;
        return cached.predict(bars.slice(from, from + rows));
    }

    /**
     * A row for a bare session of the naive forecast.
     *
     * @return the session
     */
    @Benchmark
    public PredictionSession bareAppend() {
        bareTime += 3_600_000;
        bare.append(bareTime, row);
        return bare;
    }

    /** A row for one key. */
    @Benchmark
    public void keyedAppend() {
        times[0] += 3_600_000;
        sessions.append(keys[0], times[0], row);
    }

    /** Rows for 1,024 keys in turn. */
    @Benchmark
    public void keyedAppendInTurn() {
        int k = turn++ & (KEYS - 1);
        times[k] += 3_600_000;
        sessions.append(keys[k], times[k], row);
    }

    /**
     * A row and a forecast of a bare session of the naive forecast.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast bareAppendAndForecast() {
        bareTime += 3_600_000;
        bare.append(bareTime, row);
        return bare.forecast();
    }

    /**
     * A row and a forecast of one key.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast keyedAppendAndForecast() {
        times[0] += 3_600_000;
        return sessions.appendAndForecast(keys[0], times[0], row);
    }

    /** Keeps nothing: all sessions stay live. */
    private static final class NoStore implements SnapshotStore {
        @Override
        public Optional<byte[]> load(String key) {
            return Optional.empty();
        }

        @Override
        public void save(String key, byte[] snapshot) {}

        @Override
        public void delete(String key) {}
    }
}
