package io.forecastj.testkit.models;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import java.time.Instant;
import java.util.Random;

/** The example of {@link FeatureContract}. */
class StreakTest extends FeatureContract {
    @Override
    protected Feature feature() {
        return Streak.of(Features.column("close"));
    }

    @Override
    protected TimeSeries series() {
        return TimeSeries.of(
                "close",
                Instant.EPOCH,
                Sampling.daily(),
                new Random(7).doubles(400).toArray());
    }

    @Override
    protected FeatureRegistry registry() {
        return Streak.REGISTRY;
    }
}
