package io.forecastj.benchmarks;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.ensemble.Combination;
import io.forecastj.models.ensemble.Ensembles;
import java.util.Arrays;
import java.util.List;
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
 * Time of combining ten members at each row: scores, new weights and the mixed forecast. The members themselves take
 * almost no time here.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar EnsembleBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnsembleBenchmark {
    private static final int MEMBERS = 10;
    private static final int TRAINING = 1_000;
    private static final int LIVE = 4_096;

    /** The way in which the weights adapt. */
    @Param({"ml-poly", "boa", "fixed-share(0.05,0.01)", "ridge(10)"})
    public String combination;

    /** The number of steps. */
    @Param({"1", "24"})
    public int horizon;

    private Predictor predictor;
    private PredictionSession session;
    private final double[][] rows = new double[LIVE][5];
    private double[] out;
    private long time;
    private int next;

    /** Repeats the last value, with a different error for each member. */
    private record Member(String name, int horizon, double factor) implements Forecaster {
        @Override
        public List<String> targets() {
            return List.of("close");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            PredictorInfo info = PredictorInfo.builder(name, horizon)
                    .column("close", ColumnRole.TARGET)
                    .trainedOn(series)
                    .build();
            return new AbstractPredictor(info) {
                @Override
                protected void identify(StateWriter out) {
                    out.putDouble(factor);
                }

                @Override
                protected SeriesState newState(SeriesContext context) {
                    return new Last(factor);
                }
            };
        }
    }

    private static final class Last implements SeriesState {
        private final double factor;
        private double value;

        Last(double factor) {
            this.factor = factor;
        }

        @Override
        public void update(long at, double[] row) {
            value = row[0] * factor;
        }

        @Override
        public void save(StateWriter out) {
            out.putDouble(value);
        }

        @Override
        public void restore(StateReader in) {
            value = in.getDouble();
        }

        @Override
        public void forecastInto(double[] to) {
            Arrays.fill(to, value);
        }
    }

    /** Trains and opens the session. */
    @Setup
    public void setUp() {
        TimeSeries bars = Bars.hourly(TRAINING + LIVE, 1);
        Forecaster[] members = new Forecaster[MEMBERS];
        for (int k = 0; k < MEMBERS; k++) {
            members[k] = new Member("member " + k, horizon, 1 + 0.001 * (k - 4));
        }
        predictor = Ensembles.online(members)
                .combination(Combination.parse(combination))
                .fit(bars.head(TRAINING));
        session = predictor.openSession(bars.head(TRAINING));
        out = new double[horizon];
        time = bars.timestamp(TRAINING - 1);
        for (int i = 0; i < LIVE; i++) {
            for (int c = 0; c < 5; c++) {
                rows[i][c] = bars.value(TRAINING + i, c);
            }
        }
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() {
        session.close();
        predictor.close();
    }

    /**
     * Takes a row and returns the mixed points.
     *
     * @return the points
     */
    @Benchmark
    public double[] rowInForecastOut() {
        time += 3_600_000;
        session.append(time, rows[next++ & LIVE - 1]);
        session.forecastInto(out);
        return out;
    }
}
