package io.forecastj.testkit.models;

import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;

/** The example of {@link FeatureContract}. */
class StreakTest extends FeatureContract {
    @Override
    protected Feature feature() {
        return Streak.of(Features.column("close"));
    }

    @Override
    protected TimeSeries series() {
        return Bars.random(1, 400);
    }

    @Override
    protected FeatureRegistry registry() {
        return Streak.REGISTRY;
    }
}
