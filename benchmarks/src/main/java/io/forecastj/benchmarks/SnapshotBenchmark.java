package io.forecastj.benchmarks;

import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
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
 * Time of writing a session to bytes and of restoring it. The model's hash, which the first snapshot computes, is
 * already known; the size of a snapshot is printed.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar SnapshotBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SnapshotBenchmark {
    private static final int ROWS = 4_000;

    /**
     * The model: LightGBM with the 122 standard features for ten steps, or the same and the linear one with online
     * weights and adaptive intervals.
     */
    @Param({"lightgbm10", "ensemble10"})
    public String model;

    private Predictor predictor;
    private PredictionSession session;
    private byte[] snapshot;

    /** Trains, opens the session and prints the size of its snapshot. */
    @Setup
    public void setUp() {
        TimeSeries bars = Bars.hourly(ROWS + 200, 1);
        Forecaster boosted = LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(10)
                .build();
        Forecaster linear =
                Linear.forecaster().column("close").lookback(60).horizon(10).build();
        Forecaster forecaster = model.equals("lightgbm10")
                ? boosted
                : Conformal.adaptive(Ensembles.online(boosted, linear), 0.80, 0.95);
        predictor = forecaster.fit(bars.head(ROWS));
        session = predictor.openSession(bars);
        snapshot = session.snapshot();
        System.out.println("a snapshot of " + model + " has " + snapshot.length + " bytes");
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() {
        session.close();
        predictor.close();
    }

    /**
     * Writes the session to bytes.
     *
     * @return the snapshot
     */
    @Benchmark
    public byte[] snapshot() {
        return session.snapshot();
    }

    /**
     * Restores a session from bytes.
     *
     * @return a closed session
     */
    @Benchmark
    public PredictionSession restore() {
        PredictionSession restored = predictor.restore(snapshot);
        restored.close();
        return restored;
    }
}
