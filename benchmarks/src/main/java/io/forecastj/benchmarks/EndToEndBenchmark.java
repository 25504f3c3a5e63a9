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
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
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
 * Time from a bar to a forecast through a session, and of a stateless predict on the least history.
 *
 * <p>Bars are simulated; the session takes 4,096 different ones, so that branch predictors cannot learn them. Run with
 * {@code java -jar benchmarks/target/benchmarks.jar EndToEndBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EndToEndBenchmark {
    private static final int TRAINING = 4_000;
    private static final int LIVE = 4_096;

    /**
     * The model: linear over 60 rows, LightGBM with the standard features for one step or ten, or 24 steps of two
     * LightGBM models and the linear one with online weights and adaptive intervals.
     */
    @Param({"linear", "lightgbm1", "lightgbm10", "ensemble24"})
    public String model;

    private Predictor predictor;
    private PredictionSession session;
    private TimeSeries least;
    private final double[][] rows = new double[LIVE][5];
    private double[] out;
    private long time;
    private int next;

    /** Trains and opens the session. */
    @Setup
    public void setUp() {
        TimeSeries bars = Bars.hourly(TRAINING + LIVE, 1);
        TimeSeries training = bars.head(TRAINING);
        predictor = forecaster().fit(training);
        session = predictor.openSession(training);
        least = training.tail(predictor.info().requiredHistory());
        out = new double[predictor.info().horizon()];
        time = training.timestamp(TRAINING - 1);
        for (int i = 0; i < LIVE; i++) {
            for (int c = 0; c < 5; c++) {
                rows[i][c] = bars.value(TRAINING + i, c);
            }
        }
    }

    private Forecaster forecaster() {
        if (model.equals("linear")) {
            return Linear.forecaster().column("close").lookback(60).horizon(10).build();
        }
        if (model.equals("ensemble24")) {
            Forecaster online = Ensembles.online(
                    lightGbm(hundredTrees(31), 24),
                    lightGbm(hundredTrees(15), 24),
                    Linear.forecaster().column("close").lookback(60).horizon(24).build());
            return Conformal.adaptive(online, 0.80, 0.95);
        }
        return lightGbm(LightGbm.forecaster(), model.equals("lightgbm1") ? 1 : 10);
    }

    private static Regression.Builder hundredTrees(int leaves) {
        return LightGbm.forecaster(
                LightGbm.parameters().rounds(100).leaves(leaves).build());
    }

    private static Forecaster lightGbm(Regression.Builder builder, int horizon) {
        return builder.target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .strategy(Strategy.RECURSIVE)
                .horizon(horizon)
                .build();
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() {
        session.close();
        predictor.close();
    }

    /**
     * Takes a bar and returns the points, through a session.
     *
     * @return the points
     */
    @Benchmark
    public double[] barInForecastOut() {
        time += 3_600_000;
        session.append(time, rows[next++ & LIVE - 1]);
        session.forecastInto(out);
        return out;
    }

    /**
     * Takes a bar and returns the whole forecast, with intervals if the model has them.
     *
     * @return the forecast
     */
    @Benchmark
    public Object barInWholeForecastOut() {
        time += 3_600_000;
        session.append(time, rows[next++ & LIVE - 1]);
        return session.forecast();
    }

    /**
     * Makes a stateless forecast from the least history that the model accepts.
     *
     * @return the forecast
     */
    @Benchmark
    public Object statelessPredict() {
        return predictor.predict(least);
    }
}
