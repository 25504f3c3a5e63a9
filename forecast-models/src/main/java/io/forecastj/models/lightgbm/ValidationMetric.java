package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;

/** Loss of the objective on the validation examples; lower is better for all objectives here. */
final class ValidationMetric {
    private static final int FIRST_VALIDATION_SET = 1; // 0 is the training set

    private final SWIGTYPE_p_void booster;
    private final SWIGTYPE_p_int count;
    private final SWIGTYPE_p_double values;
    private final String name;

    private ValidationMetric(NativeScope scope, SWIGTYPE_p_void booster) {
        this.booster = booster;
        this.count = scope.newInt();
        NativeCall.check(lightgbmlib.LGBM_BoosterGetEvalCounts(booster, count), "count its metrics");
        int metrics = lightgbmlib.intp_value(count);
        if (metrics != 1) {
            throw new ForecastException("expected one metric of LightGBM's objective, found " + metrics);
        }
        this.values = scope.newDoubles(metrics);
        SWIGTYPE_p_void names =
                scope.keep(lightgbmlib.LGBM_BoosterGetEvalNamesSWIG(booster), lightgbmlib::StringArrayHandle_free);
        this.name = lightgbmlib.StringArrayHandle_get_strings(names)[0];
    }

    static ValidationMetric add(NativeScope scope, SWIGTYPE_p_void booster, SWIGTYPE_p_void validation) {
        NativeCall.check(lightgbmlib.LGBM_BoosterAddValidData(booster, validation), "add the validation examples");
        return new ValidationMetric(scope, booster);
    }

    String name() {
        return name;
    }

    double value() {
        NativeCall.check(
                lightgbmlib.LGBM_BoosterGetEval(booster, FIRST_VALIDATION_SET, count, values),
                "evaluate the validation examples");
        return lightgbmlib.doubleArray_getitem(values, 0);
    }
}
