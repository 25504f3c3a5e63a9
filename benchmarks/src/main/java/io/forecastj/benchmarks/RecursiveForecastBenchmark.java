package io.forecastj.benchmarks;

import io.forecastj.FitListener;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a recursive forecast of 300 steps with 122 features and models of 300 trees of 31 leaves: of the close only,
 * of whole bars by four models, and of the close with LightGBM's own fastest call.
 *
 * <p>Every call takes a new bar first, from 4,096 different ones. Run with {@code java -jar
 * benchmarks/target/benchmarks.jar RecursiveForecastBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecursiveForecastBenchmark {
    private static final int STEPS = 300;
    private static final int TREES = 300;
    private static final int TRAINING = 12_000;
    private static final int LIVE = 4_096;
    private static final Target TARGET = Target.logReturn("close");
    private static final LightGbmParameters SETTINGS =
            LightGbm.parameters().rounds(TREES).leaves(31).build();

    /** Nine features of thirteen lengths, and the shape of the bar. */
    static FeaturePipeline features() {
        Feature change = Features.price().logReturns("close", 1);
        List<Feature> all = new ArrayList<>();
        all.add(change);
        all.add(Features.price().gap());
        all.add(Features.price().body());
        all.add(Features.price().range());
        all.add(Features.price().closeLocation());
        for (int n : new int[] {2, 3, 5, 7, 10, 15, 20, 30, 60, 90, 120, 180, 240}) {
            all.add(Features.lag(change, n));
            all.add(Features.rolling().mean(change, n));
            all.add(Features.rolling().std(change, n));
            all.add(Features.rolling().zscore("close", n));
            all.add(Features.momentum().rsi("close", n));
            all.add(Features.price()
                    .ratio(Features.column("close"), Features.rolling().max("high", n)));
            all.add(Features.price()
                    .ratio(Features.column("close"), Features.rolling().min("low", n)));
            all.add(Features.price()
                    .ratio(Features.column("close"), Features.trend().ema("close", n)));
            all.add(Features.volume().ratio(n));
        }
        return FeaturePipeline.of(all);
    }

    /** A session that takes one bar after the other. */
    private static final class Live {
        private final Predictor predictor;
        private final PredictionSession session;
        private final double[][] rows = new double[LIVE][5];
        private final double[] out;
        private long time;
        private int next;

        Live(Predictor predictor, TimeSeries bars) {
            this.predictor = predictor;
            this.session = predictor.openSession(bars.head(TRAINING));
            this.out = new double[predictor.info().targets().size() * STEPS];
            this.time = bars.timestamp(TRAINING - 1);
            for (int i = 0; i < LIVE; i++) {
                for (int c = 0; c < 5; c++) {
                    rows[i][c] = bars.value(TRAINING + i, c);
                }
            }
        }

        double[] next() {
            time += 3_600_000;
            session.append(time, rows[next++ & LIVE - 1]);
            session.forecastInto(out);
            return out;
        }

        void close() {
            session.close();
            predictor.close();
        }
    }

    /** One model of the close, evaluated in Java. */
    @State(Scope.Thread)
    public static class Close {
        private Live live;

        /** Trains. */
        @Setup
        public void setUp() {
            live = ofClose(Engine.JAVA);
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            live.close();
        }
    }

    /** The same model, evaluated by LightGBM. */
    @State(Scope.Thread)
    public static class NativeClose {
        private Live live;

        /** Trains. */
        @Setup
        public void setUp() {
            live = ofClose(Engine.NATIVE);
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            live.close();
        }
    }

    /** Four models of bars, evaluated in Java. */
    @State(Scope.Thread)
    public static class Ohlc {
        private Live live;

        /** Trains. */
        @Setup
        public void setUp() {
            TimeSeries bars = Bars.hourly(TRAINING + LIVE, 1);
            live = new Live(
                    LightGbm.forecaster(SETTINGS)
                            .bars()
                            .features(features())
                            .horizon(STEPS)
                            .build()
                            .fit(bars.head(TRAINING)),
                    bars);
        }

        /** Frees the models. */
        @TearDown
        public void tearDown() {
            live.close();
        }
    }

    private static Live ofClose(Engine engine) {
        TimeSeries bars = Bars.hourly(TRAINING + LIVE, 1);
        FeaturePipeline features = features();
        double[][] rows = features.rows(bars.head(TRAINING));
        double[] close = bars.values("close");
        int first = features.warmup();
        double[] labels = new double[TRAINING - 1 - first];
        Arrays.setAll(labels, i -> TARGET.encode(close[first + i], close[first + i + 1]));
        Examples examples =
                new Examples(features.columns(), Arrays.copyOfRange(rows, first, TRAINING - 1), labels, null);
        LightGbmModel model = (LightGbmModel) LightGbm.regressor(SETTINGS).fit(examples, null, FitListener.NONE);
        if (model.rounds() != TREES) {
            throw new IllegalStateException("expected " + TREES + " trees, found " + model);
        }
        return new Live(
                LightGbm.predictor(model.withEngine(engine), features, TARGET, Strategy.RECURSIVE, STEPS), bars);
    }

    /**
     * Takes a bar and returns 300 closes.
     *
     * @param state the session
     * @return the points
     */
    @Benchmark
    public double[] forecast300(Close state) {
        return state.live.next();
    }

    /**
     * Takes a bar and returns 300 whole bars.
     *
     * @param state the session
     * @return the points
     */
    @Benchmark
    public double[] multiOhlc300(Ohlc state) {
        return state.live.next();
    }

    /**
     * Takes a bar and returns 300 closes, evaluated by LightGBM.
     *
     * @param state the session
     * @return the points
     */
    @Benchmark
    public double[] nativeRecursive300(NativeClose state) {
        return state.live.next();
    }
}
