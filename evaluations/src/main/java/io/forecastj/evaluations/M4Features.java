package io.forecastj.evaluations;

import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of {@link M4Hourly}. They are computed from the seasonal difference {@code d} of a series: {@code d} at
 * 24, 48, ... 336 hours before the forecast hour and, at 24 and 48 hours before it, an exponentially weighted mean and
 * the means of a week and of two weeks.
 *
 * <p>A pipeline describes the row of the origin, one row before the forecast one; so a lag of 24 hours is one of 23
 * rows here.
 */
final class M4Features {
    private M4Features() {}

    static FeaturePipeline pipeline() {
        Feature change = Features.difference(M4Data.COLUMN, M4Data.SEASON);
        List<Feature> features = new ArrayList<>();
        for (int hours = 24; hours <= 336; hours += 24) {
            features.add(Features.lag(change, hours - 1));
        }
        for (int hours : new int[] {24, 48}) {
            features.add(Features.lag(weightedMean(change, 0.3), hours - 1));
            features.add(Features.lag(Features.rolling().mean(change, 168), hours - 1));
            features.add(Features.lag(Features.rolling().mean(change, 336), hours - 1));
        }
        return FeaturePipeline.of(features);
    }

    /** The exponentially weighted mean that starts at the first value and gives each later one the weight alpha. */
    private static Feature weightedMean(Feature x, double alpha) {
        return Features.custom("weighted", List.of(x), new double[] {alpha}, 0, in -> new Kernel(2) {
            @Override
            public void update(double[] row, double[] out, int at) {
                double value = row[in[0]];
                if (!Double.isNaN(value)) {
                    state[0] = state[1] == 0 ? value : state[0] + alpha * (value - state[0]);
                    state[1] = 1;
                }
                out[at] = state[1] == 0 ? Double.NaN : state[0];
            }
        });
    }
}
