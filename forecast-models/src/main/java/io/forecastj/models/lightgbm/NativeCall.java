package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;

/** Turns LightGBM's result codes into exceptions. */
final class NativeCall {
    private NativeCall() {}

    /**
     * Checks a result.
     *
     * @param code what the native function returned: 0 for success
     * @param doing what was tried, such as {@code "create the data set"}
     */
    static void check(int code, String doing) {
        if (code != 0) {
            // the native error text is kept for each thread
            throw new ForecastException("LightGBM could not " + doing + ": " + lightgbmlib.LGBM_GetLastError());
        }
    }
}
