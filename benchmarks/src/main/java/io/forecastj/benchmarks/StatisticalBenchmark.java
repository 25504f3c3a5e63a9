package io.forecastj.benchmarks;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ces;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.Theta;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of statistical models on monthly series of 120 values with a trend and a season, on one thread: a fit of one
 * series with the automatic choice, and a row appended to a session, with and without a forecast of 12 steps.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar StatisticalBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class StatisticalBenchmark {
    private static final int SERIES = 20;
    private static final int ROWS = 120;
    private static final int APPENDED = 1_000;
    private static final int HORIZON = 12;

    /** The model. */
    @Param({"ets", "arima", "theta", "ces", "holt-winters"})
    public String model;

    private Forecaster forecaster;
    private TimeSeries[] series;
    private int next;
    private Predictor predictor;
    private PredictionSession session;
    private final double[] row = new double[1];
    private final double[] points = new double[HORIZON];
    private double[] values;
    private long time;

    /** Makes the series, and a session of the first one. */
    @Setup
    public void setUp() {
        forecaster = switch (model) {
            case "ets" -> Ets.forecaster().column("y").horizon(HORIZON).build();
            case "arima" -> Arima.forecaster().column("y").horizon(HORIZON).build();
            case "theta" -> Theta.forecaster().column("y").horizon(HORIZON).build();
            case "ces" -> Ces.forecaster().column("y").horizon(HORIZON).build();
            default -> HoltWinters.forecaster().column("y").horizon(HORIZON).build();
        };
        series = new TimeSeries[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = monthly(i, ROWS);
        }
        predictor = forecaster.fit(series[0]);
        session = predictor.openSession(series[0]);
        values = monthly(SERIES, APPENDED).values("y");
        time = series[0].timestamp(ROWS - 1);
    }

    private static TimeSeries monthly(long seed, int rows) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        double level = 200;
        double slope = random.nextGaussian();
        for (int t = 0; t < rows; t++) {
            level += slope + 2 * random.nextGaussian();
            values[t] = Math.max(20, level) * (1 + 0.2 * Math.sin(2 * Math.PI * t / 12)) + 3 * random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.parse("2010-01-01T00:00:00Z"), Sampling.monthly(), values);
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() {
        session.close();
        predictor.close();
    }

    /**
     * Fits one series.
     *
     * @return the predictor
     */
    @Benchmark
    public Predictor fit() {
        next = next + 1 == SERIES ? 0 : next + 1;
        try (Predictor fitted = forecaster.fit(List.of(series[next]), FitListener.NONE.on(Runnable::run))) {
            return fitted;
        }
    }

    /**
     * Appends 1,000 rows.
     *
     * @return the session
     */
    @Benchmark
    @OperationsPerInvocation(APPENDED)
    public PredictionSession append() {
        for (double value : values) {
            row[0] = value;
            time += 2_629_800_000L; // a twelfth of a year
            session.append(time, row);
        }
        return session;
    }

    /**
     * Appends 1,000 rows and forecasts after each.
     *
     * @return the last forecast
     */
    @Benchmark
    @OperationsPerInvocation(APPENDED)
    public double[] appendAndForecast() {
        for (double value : values) {
            row[0] = value;
            time += 2_629_800_000L;
            session.append(time, row);
            session.forecastInto(points);
        }
        return points;
    }
}
