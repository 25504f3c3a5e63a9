package io.forecastj.benchmarks;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT32;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.FitListener;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
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
 * model's text and its reader, and for comparison LightGBM only, on values that are already in native memory.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar TrainingBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class TrainingBenchmark {
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

    /**
     * Trains with this library.
     *
     * @return the model
     */
    @Benchmark
    public RegressionModel fit() {
        return regressor.fit(examples, null, FitListener.NONE);
    }

    /** Trains the same rounds with LightGBM only. */
    @Benchmark
    public void nativeTraining() {
        String parameters = TreeTask.nativeParameters(trees);
        SWIGTYPE_p_p_void place = lightgbmlib.voidpp_handle();
        NativeTrees.check(lightgbmlib.LGBM_DatasetCreateFromMat(
                lightgbmlib.double_to_voidp_ptr(values),
                C_API_DTYPE_FLOAT64,
                examples.rows().length,
                TreeTask.FEATURES,
                1,
                parameters,
                null,
                place));
        SWIGTYPE_p_void data = lightgbmlib.voidpp_value(place);
        NativeTrees.check(lightgbmlib.LGBM_DatasetSetField(
                data, "label", lightgbmlib.float_to_voidp_ptr(labels), examples.labels().length, C_API_DTYPE_FLOAT32));
        NativeTrees.check(lightgbmlib.LGBM_BoosterCreate(data, parameters, place));
        SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(place);
        SWIGTYPE_p_int finished = lightgbmlib.new_intp();
        for (int round = 0; round < trees; round++) {
            NativeTrees.check(lightgbmlib.LGBM_BoosterUpdateOneIter(booster, finished));
        }
        lightgbmlib.delete_intp(finished);
        NativeTrees.check(lightgbmlib.LGBM_BoosterFree(booster));
        NativeTrees.check(lightgbmlib.LGBM_DatasetFree(data));
        lightgbmlib.delete_voidpp(place);
    }
}
