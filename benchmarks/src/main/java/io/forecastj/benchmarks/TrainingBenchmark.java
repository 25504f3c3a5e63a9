package io.forecastj.benchmarks;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT32;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of training on 50,000 rows of 120 features, on one thread: {@code Regressor.fit}, with its checks, copies, the
 * model's text and its reader, and for comparison LightGBM only, on values that are already in native memory. And the
 * time of fitting intervals around an ensemble to 2,500 bars, on all processors.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar TrainingBenchmark}. {@link NeuralTrainingBenchmark} has
 * the times of networks.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class TrainingBenchmark {
    /** The rows of the two trainings. */
    @State(Scope.Thread)
    public static class Rows {
        /** The number of boosting rounds. */
        @Param({"300"})
        public int trees;

        private Examples examples;
        private Regressor regressor;
        private SWIGTYPE_p_double values;
        private SWIGTYPE_p_float labels;

        /** Computes the features and copies them for the native run. */
        @Setup
        public void setUp() {
            examples = TreeTask.examples(TreeTask.TRAINING, 1);
            regressor = LightGbm.regressor(TreeTask.parameters(trees));
            TreeTask.model(100).withEngine(Engine.NATIVE).close();
            values = NativeTrees.copy(examples.rows());
            labels = lightgbmlib.new_floatArray(examples.labels().length);
            for (int i = 0; i < examples.labels().length; i++) {
                lightgbmlib.floatArray_setitem(labels, i, (float) examples.labels()[i]);
            }
        }
    }

    /** The bars and the ensemble, as in the main example. */
    @State(Scope.Thread)
    public static class Ensemble {
        private static final int HORIZON = 10;

        /** The strategy of LightGBM: one model, or one for each of ten steps. */
        @Param({"RECURSIVE", "DIRECT"})
        public Strategy strategy;

        private TimeSeries bars;
        private Forecaster forecaster;

        /** Makes the bars. */
        @Setup
        public void setUp() {
            bars = Bars.hourly(2_500, 1);
            forecaster = Conformal.adaptive(
                    Ensembles.online(
                            LightGbm.forecaster()
                                    .target(Target.logReturn("close"))
                                    .features(Features.standardOhlcv())
                                    .strategy(strategy)
                                    .horizon(HORIZON)
                                    .build(),
                            Linear.forecaster()
                                    .column("close")
                                    .lookback(60)
                                    .horizon(HORIZON)
                                    .build(),
                            Baselines.naive("close", HORIZON)),
                    0.80,
                    0.95);
        }
    }

    /**
     * Fits adaptive intervals around an online ensemble of LightGBM, a linear model and the naive forecast.
     *
     * @param ensemble the bars and the ensemble
     */
    @Benchmark
    public void ensembleWithIntervals(Ensemble ensemble) {
        ensemble.forecaster.fit(ensemble.bars).close();
    }

    /**
     * Trains with this library.
     *
     * @param rows the rows
     * @return the model
     */
    @Benchmark
    public RegressionModel fit(Rows rows) {
        return rows.regressor.fit(rows.examples, null, FitListener.NONE);
    }

    /**
     * Trains the same rounds with LightGBM only.
     *
     * @param rows the rows
     */
    @Benchmark
    public void nativeTraining(Rows rows) {
        String parameters = TreeTask.nativeParameters(rows.trees);
        SWIGTYPE_p_p_void place = lightgbmlib.voidpp_handle();
        NativeTrees.check(lightgbmlib.LGBM_DatasetCreateFromMat(
                lightgbmlib.double_to_voidp_ptr(rows.values),
                C_API_DTYPE_FLOAT64,
                rows.examples.rows().length,
                TreeTask.FEATURES,
                1,
                parameters,
                null,
                place));
        SWIGTYPE_p_void data = lightgbmlib.voidpp_value(place);
        NativeTrees.check(lightgbmlib.LGBM_DatasetSetField(
                data,
                "label",
                lightgbmlib.float_to_voidp_ptr(rows.labels),
                rows.examples.labels().length,
                C_API_DTYPE_FLOAT32));
        NativeTrees.check(lightgbmlib.LGBM_BoosterCreate(data, parameters, place));
        SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(place);
        SWIGTYPE_p_int finished = lightgbmlib.new_intp();
        for (int round = 0; round < rows.trees; round++) {
            NativeTrees.check(lightgbmlib.LGBM_BoosterUpdateOneIter(booster, finished));
        }
        lightgbmlib.delete_intp(finished);
        NativeTrees.check(lightgbmlib.LGBM_BoosterFree(booster));
        NativeTrees.check(lightgbmlib.LGBM_DatasetFree(data));
        lightgbmlib.delete_voidpp(place);
    }
}
