package io.forecastj.spring.service;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import java.util.function.Consumer;

/** Trains with LightGBM's native library and says how it went: program of child processes. */
public final class NativeTraining {
    private NativeTraining() {}

    public static void main(String[] args) {
        train(System.out::println);
    }

    static void train(Consumer<String> out) {
        try (Predictor predictor = LightGbm.forecaster()
                .target(Target.difference("units", 1))
                .features(FeaturePipeline.of(Features.lag("units", 1), Features.lag("units", 7)))
                .horizon(2)
                .build()
                .fit(ServiceApplication.history())) {
            out.accept("trained: "
                    + predictor.predict(ServiceApplication.history()).point(1));
        } catch (RuntimeException e) {
            out.accept("failed: " + e.getMessage());
        }
    }
}
