package io.forecastj.models.lightgbm;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_PREDICT_NORMAL;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_PREDICT_RAW_SCORE;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.models.internal.HandleGuard;

/**
 * Model in LightGBM's memory, evaluated one row at a time by its fastest call.
 *
 * <p>Thread-safe, one call at a time: LightGBM 4.3 locks the booster in each call, so a lock here costs nothing more,
 * and all calls can share one output buffer. Closing while calls run is safe.
 *
 * <p>The native call reads one value for each of the model's features from the array's address, whatever the array's
 * length; so the length is checked before every call.
 */
final class NativePredictor implements AutoCloseable {
    // Parameters of every native prediction: by default a team of threads would be started for one row.
    private static final String PARAMETERS = "num_threads=1 verbosity=-1";

    private final NativeScope memory = new NativeScope();
    private final HandleGuard guard = new HandleGuard("the LightGBM model", memory::close);
    private final int features;
    private final int outputs;
    /** The function that LightGBM does not know; the identity for all that it knows. */
    private final OutputTransform transform;

    private final SWIGTYPE_p_void config;
    private final SWIGTYPE_p_long_long length;
    private final SWIGTYPE_p_double result;

    private NativePredictor(ModelText model, boolean raw) {
        features = model.features().size();
        outputs = model.outputs();
        boolean shares = !raw && model.transform().kind() == OutputTransform.Kind.SHARES;
        transform = shares ? model.transform() : OutputTransform.of(OutputTransform.Kind.IDENTITY);
        try {
            length = memory.newLong();
            result = memory.newDoubles(outputs);
            SWIGTYPE_p_int rounds = memory.newInt();
            SWIGTYPE_p_void booster = memory.create(
                    "load the model",
                    place -> lightgbmlib.LGBM_BoosterLoadModelFromString(model.text(), rounds, place),
                    lightgbmlib::LGBM_BoosterFree);
            config = memory.create(
                    "prepare predictions",
                    place -> lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                            booster,
                            raw ? C_API_PREDICT_RAW_SCORE : C_API_PREDICT_NORMAL,
                            0,
                            -1,
                            C_API_DTYPE_FLOAT64,
                            features,
                            PARAMETERS,
                            place),
                    lightgbmlib::LGBM_FastConfigFree);
        } catch (Throwable e) {
            memory.close();
            throw e;
        }
    }

    /** Makes a predictor of outputs on the scale of the labels, from a checked text only. */
    static NativePredictor of(ModelText model) {
        return create(model, false);
    }

    /** Makes a predictor of the sums of the trees. */
    static NativePredictor raw(ModelText model) {
        return create(model, true);
    }

    private static NativePredictor create(ModelText model, boolean raw) {
        NativeLibrary.load("evaluating a LightGBM model by Engine.NATIVE");
        NativeThreads.begin(1);
        try {
            return new NativePredictor(model, raw);
        } finally {
            NativeThreads.end();
        }
    }

    double predict(double[] row) {
        double[] out = new double[1];
        predict(row, out, 0);
        return out[0];
    }

    void predict(double[] row, double[] out, int at) {
        if (row.length != features) {
            throw new IllegalArgumentException("expected a row of " + features + " values, found " + row.length);
        }
        guard.acquire();
        try {
            NativeThreads.begin(1);
            try {
                call(row, out, at);
            } finally {
                NativeThreads.end();
            }
            transform.apply(out, at, outputs);
        } finally {
            guard.release();
        }
    }

    private synchronized void call(double[] row, double[] out, int at) {
        NativeCall.check(
                lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(row, config, length, result), "predict");
        for (int i = 0; i < outputs; i++) {
            out[at + i] = lightgbmlib.doubleArray_getitem(result, i);
        }
    }

    @Override
    public void close() {
        guard.close();
    }
}
