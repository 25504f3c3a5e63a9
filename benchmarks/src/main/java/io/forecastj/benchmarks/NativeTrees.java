package io.forecastj.benchmarks;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_PREDICT_RAW_SCORE;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbmModel;

/**
 * Evaluates trees by LightGBM itself with the fastest calls of lightgbm4j's native layer, without the guards that
 * {@link Engine#NATIVE} adds; nothing is freed before the process ends.
 */
final class NativeTrees {
    private static final String ONE_THREAD = "num_threads=1 verbosity=-1";

    private final SWIGTYPE_p_void booster;
    private final SWIGTYPE_p_void fast;
    private final SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
    private final SWIGTYPE_p_double result;

    NativeTrees(LightGbmModel model, int batch) {
        result = lightgbmlib.new_doubleArray(batch);
        SWIGTYPE_p_p_void handle = lightgbmlib.voidpp_handle();
        check(lightgbmlib.LGBM_BoosterLoadModelFromString(model.text(), lightgbmlib.new_intp(), handle));
        booster = lightgbmlib.voidpp_value(handle);
        SWIGTYPE_p_p_void config = lightgbmlib.voidpp_handle();
        check(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                booster,
                C_API_PREDICT_RAW_SCORE,
                0,
                -1,
                C_API_DTYPE_FLOAT64,
                model.features().size(),
                ONE_THREAD,
                config));
        fast = lightgbmlib.voidpp_value(config);
    }

    /** Loads the native library by making a model's native engine. */
    static NativeTrees of(LightGbmModel model, int batch) {
        model.withEngine(Engine.NATIVE).close();
        return new NativeTrees(model, batch);
    }

    static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException(lightgbmlib.LGBM_GetLastError());
        }
    }

    /** Copies rows to native memory. */
    static SWIGTYPE_p_double copy(double[][] rows) {
        SWIGTYPE_p_double copy = lightgbmlib.new_doubleArray((long) rows.length * rows[0].length);
        long at = 0;
        for (double[] row : rows) {
            for (double value : row) {
                lightgbmlib.doubleArray_setitem(copy, at++, value);
            }
        }
        return copy;
    }

    double score(double[] row) {
        check(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(row, fast, length, result));
        return lightgbmlib.doubleArray_getitem(result, 0);
    }

    /** Scores of rows that are already in native memory. */
    double scores(SWIGTYPE_p_double rows, int count, int features) {
        check(lightgbmlib.LGBM_BoosterPredictForMat(
                booster,
                lightgbmlib.double_to_voidp_ptr(rows),
                C_API_DTYPE_FLOAT64,
                count,
                features,
                1,
                C_API_PREDICT_RAW_SCORE,
                0,
                -1,
                ONE_THREAD,
                length,
                result));
        return lightgbmlib.doubleArray_getitem(result, count - 1);
    }
}
