package io.forecastj.examples.rest;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import java.util.Map;

/**
 * The forecaster that trains each model of {@code forecastj.models}.
 *
 * @param byModel the forecasters by the names of the models
 */
record Recipes(Map<String, Forecaster> byModel) {
    private static final int HORIZON = 10;

    Recipes {
        byModel = Map.copyOf(byModel);
    }

    /** Bars by a ridge regression, and the last value, which a model has to beat; both with adaptive intervals. */
    static Recipes standard() {
        FeaturePipeline features = FeaturePipeline.of(
                Features.price().logReturns("close", 1),
                Features.price().logReturns("close", 5),
                Features.price().logReturns("close", 20),
                Features.momentum().rsi("close", 14),
                Features.rolling().std("close", 20));
        Forecaster bars = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .bars()
                .features(features)
                .horizon(HORIZON)
                .build();
        return new Recipes(Map.of(
                "linear", withIntervals("linear", bars),
                "last-value", withIntervals("last-value", Baselines.naive("close", HORIZON))));
    }

    private static Forecaster withIntervals(String name, Forecaster forecaster) {
        return Conformal.builder().name(name).coverages(0.5, 0.8, 0.95).build(forecaster);
    }
}
