package io.forecastj.xgboost;

import io.forecastj.ForecastException;
import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.jspecify.annotations.Nullable;

/**
 * Examples in XGBoost's native memory, until closed. Not thread-safe.
 *
 * <p>Values are rounded to 32-bit floats in one array, which XGBoost copies to 8 bytes for each value that is not
 * missing; its functions accept no parts of a matrix.
 */
final class NativeMatrix implements AutoCloseable {
    private long handle;

    private NativeMatrix(long handle) {
        this.handle = handle;
    }

    /**
     * Copies examples.
     *
     * @param examples examples of at most {@code Integer.MAX_VALUE - 8} values
     * @throws ForecastException if XGBoost refuses them
     */
    static NativeMatrix of(Examples examples) {
        double[][] rows = examples.rows();
        int columns = examples.features().size();
        float[] values = new float[Math.multiplyExact(rows.length, columns)];
        int at = 0;
        for (double[] row : rows) {
            for (double value : row) {
                values[at++] = (float) value;
            }
        }
        long[] place = new long[1];
        check(XGBoostJNI.XGDMatrixCreateFromMat(values, rows.length, columns, Float.NaN, place), "copy the examples");
        NativeMatrix matrix = new NativeMatrix(place[0]);
        try {
            matrix.put("label", examples.labels());
            matrix.put("weight", examples.weights());
            return matrix;
        } catch (RuntimeException | Error e) {
            matrix.close();
            throw e;
        }
    }

    private void put(String field, double @Nullable [] values) {
        if (values == null) {
            return;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        check(XGBoostJNI.XGDMatrixSetFloatInfo(handle, field, floats), "set the field '" + field + "'");
    }

    /** Returns the address of the native object; only while this is open. */
    long handle() {
        if (handle == 0) {
            throw new IllegalStateException("the matrix is closed");
        }
        return handle;
    }

    /**
     * Checks a result.
     *
     * @param code the result of the native function: 0 for success
     * @param doing the action that was tried, such as {@code "copy the examples"}
     * @throws ForecastException if the code is not 0; the message holds XGBoost's error
     */
    static void check(int code, String doing) {
        if (code != 0) {
            // the native library keeps the error text for each thread
            String text = String.valueOf(XGBoostJNI.XGBGetLastError());
            throw new ForecastException("XGBoost could not " + doing + ": " + firstLines(text));
        }
    }

    /** Returns an error without its time, place and native stack trace. */
    static String firstLines(String error) {
        int end = error.indexOf("Stack trace");
        String message = end < 0 ? error : error.substring(0, end);
        String plain = message.strip().replaceFirst("^\\[[0-9:]+\\] \\S+:[0-9]+: ", "");
        return String.join(" ", Arrays.asList(plain.split("\\s*\\R\\s*")));
    }

    @Override
    public void close() {
        if (handle != 0) {
            XGBoostJNI.XGDMatrixFree(handle);
            handle = 0;
        }
    }
}
