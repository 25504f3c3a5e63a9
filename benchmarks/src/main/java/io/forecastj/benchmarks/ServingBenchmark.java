package io.forecastj.benchmarks;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.serving.RecordedPredictor;
import io.forecastj.micrometer.ForecastMetrics;
import io.forecastj.micrometer.ForecastObservations;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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
 * Time that wrappers of a served predictor add to calls of a session, on one thread: subtract the wrapper {@code
 * plain}. The model is the naive forecast, whose own time is a few nanoseconds, so that the difference is not lost.
 *
 * <p>{@code recorded} can be recorded by the Flight Recorder, which is off; {@code traced} has an observation registry
 * that does nothing; {@code simple} and {@code prometheus} are observed with the registry of that name. {@link #timer}
 * is the part of it that Micrometer takes: two looks at its clock and a record of its timer.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar ServingBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServingBenchmark {
    private static final int ROWS = 200;
    private static final long HOUR = 3_600_000;

    /** The wrapper. */
    @Param({"plain", "recorded", "traced", "simple", "prometheus"})
    public String wrapper;

    private MeterRegistry registry;
    private Predictor predictor;
    private PredictionSession session;
    private Timer timer;
    private Clock clock;
    private final double[] row = new double[5];
    private final double[] out = new double[1];
    private long time;

    /** Opens the session. */
    @Setup
    public void setUp() {
        TimeSeries bars = Bars.hourly(ROWS, 1);
        registry = wrapper.equals("prometheus")
                ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
                : new SimpleMeterRegistry();
        clock = registry.config().clock();
        timer = Timer.builder("timer").register(registry);
        predictor = wrapped(Baselines.naive("close", 1).fit(bars));
        session = predictor.openSession(bars);
        time = bars.timestamp(ROWS - 1);
        for (int c = 0; c < row.length; c++) {
            row[c] = bars.value(ROWS - 1, c);
        }
    }

    private Predictor wrapped(Predictor naive) {
        return switch (wrapper) {
            case "plain" -> naive;
            case "recorded" -> RecordedPredictor.of("naive", "1", naive);
            case "traced" -> ForecastObservations.of(ObservationRegistry.NOOP).observe("naive", "1", naive);
            default -> ForecastMetrics.of(registry).observe("naive", "1", naive);
        };
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() {
        session.close();
        predictor.close();
        registry.close();
    }

    /**
     * Forecasts into an array.
     *
     * @return the array
     */
    @Benchmark
    public double[] points() {
        session.forecastInto(out);
        return out;
    }

    /**
     * Forecasts with intervals and status, which allocates the forecast.
     *
     * @return the forecast
     */
    @Benchmark
    public Forecast forecast() {
        return session.forecast();
    }

    /**
     * Appends a row.
     *
     * @return its time
     */
    @Benchmark
    public long append() {
        time += HOUR;
        session.append(time, row);
        return time;
    }

    /** Records a time as the observing wrapper does, of no work. */
    @Benchmark
    public void timer() {
        long start = clock.monotonicTime();
        timer.record(clock.monotonicTime() - start, TimeUnit.NANOSECONDS);
    }
}
