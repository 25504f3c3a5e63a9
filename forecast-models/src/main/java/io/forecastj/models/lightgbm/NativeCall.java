package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;

/** Turns LightGBM's result codes into exceptions. */
final class NativeCall {
    private NativeCall() {}

    /**
     * Checks a result.
     *
     * @param code the result of the native function: 0 for success
     * @param doing the action that was tried, such as {@code "create the data set"}
     * @throws ForecastException if the code is not 0; the message holds LightGBM's error
     */
    static void check(int code, String doing) {
        if (code != 0) {
            // the native library keeps the error text for each thread
            throw new ForecastException("LightGBM could not " + doing + ": " + lightgbmlib.LGBM_GetLastError());
        }
    }
}
