package io.forecastj.models.lightgbm;

import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT32;
import static com.microsoft.ml.lightgbm.lightgbmlibConstants.C_API_DTYPE_FLOAT64;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.models.regression.Examples;
import org.jspecify.annotations.Nullable;

/**
 * Copies examples to LightGBM's native memory.
 *
 * <p>Rows are written value by value to one native array, which is freed as soon as LightGBM has binned it. Writing a
 * value takes a few nanoseconds: 6 million values (50,000 rows of 120) take 0.06 to 0.09 s, while LightGBM needs 1.0 to
 * 1.1 s to bin them. The binding offers no bulk copy, and its one call that reads Java arrays in place ({@code
 * LGBM_DatasetCreateFromCSRSpark}) blocks the garbage collector during the whole construction.
 */
final class NativeDataset {
    private NativeDataset() {}

    /**
     * Creates a data set.
     *
     * @param scope frees it
     * @param examples at least one row, checked by {@link ExampleChecks}
     * @param parameters LightGBM's settings
     * @param reference the training data whose bins a validation set uses, or null
     * @param start the model to continue, whose scores training starts from, or null
     * @return the handle
     */
    static SWIGTYPE_p_void create(
            NativeScope scope,
            Examples examples,
            String parameters,
            @Nullable SWIGTYPE_p_void reference,
            @Nullable LightGbmModel start) {
        int rows = examples.rows().length;
        int columns = examples.features().size();
        SWIGTYPE_p_void dataset;
        try (NativeScope copy = new NativeScope()) {
            SWIGTYPE_p_double values = copy.newDoubles((long) rows * columns);
            fill(values, examples.rows());
            dataset = scope.create(
                    "create the data set",
                    place -> lightgbmlib.LGBM_DatasetCreateFromMat(
                            lightgbmlib.double_to_voidp_ptr(values),
                            C_API_DTYPE_FLOAT64,
                            rows,
                            columns,
                            1, // row by row
                            parameters,
                            reference,
                            place),
                    lightgbmlib::LGBM_DatasetFree);
        }
        NativeCall.check(
                lightgbmlib.LGBM_DatasetSetFeatureNames(dataset, FeatureNames.encode(examples.features()), columns),
                "name the features");
        setField(dataset, "label", examples.labels());
        if (examples.weights() != null) {
            setField(dataset, "weight", examples.weights());
        }
        if (start != null) {
            setScores(dataset, examples.rows(), start);
        }
        return dataset;
    }

    // LightGBM keeps a copy, as doubles, output after output.
    private static void setScores(SWIGTYPE_p_void dataset, double[][] rows, LightGbmModel start) {
        int outputs = start.outputs();
        int count = Math.multiplyExact(rows.length, outputs);
        double[] scores = new double[count];
        start.scores(rows, scores);
        try (NativeScope copy = new NativeScope()) {
            SWIGTYPE_p_double values = copy.newDoubles(count);
            for (int i = 0; i < count; i++) {
                lightgbmlib.doubleArray_setitem(values, (long) (i % outputs) * rows.length + i / outputs, scores[i]);
            }
            NativeCall.check(
                    lightgbmlib.LGBM_DatasetSetField(
                            dataset, "init_score", lightgbmlib.double_to_voidp_ptr(values), count, C_API_DTYPE_FLOAT64),
                    "set the scores of the model to continue");
        }
    }

    private static void fill(SWIGTYPE_p_double values, double[][] rows) {
        long at = 0;
        for (double[] row : rows) {
            for (double value : row) {
                lightgbmlib.doubleArray_setitem(values, at++, value);
            }
        }
    }

    // LightGBM keeps a copy, as floats.
    private static void setField(SWIGTYPE_p_void dataset, String field, double[] values) {
        try (NativeScope copy = new NativeScope()) {
            SWIGTYPE_p_float floats =
                    copy.keep(lightgbmlib.new_floatArray(values.length), lightgbmlib::delete_floatArray);
            for (int i = 0; i < values.length; i++) {
                lightgbmlib.floatArray_setitem(floats, i, (float) values[i]);
            }
            NativeCall.check(
                    lightgbmlib.LGBM_DatasetSetField(
                            dataset, field, lightgbmlib.float_to_voidp_ptr(floats), values.length, C_API_DTYPE_FLOAT32),
                    "set the field '" + field + "'");
        }
    }
}
