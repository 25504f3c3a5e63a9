package io.forecastj.testkit.models;

import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;

/** Settings of small LightGBM models that train in milliseconds. */
final class Boosters {
    private Boosters() {}

    static LightGbmParameters.Builder small() {
        return LightGbm.parameters().rounds(10).leaves(7);
    }

    static LightGbmParameters classes() {
        return small().objective(new Objective.Multiclass(3)).build();
    }
}
