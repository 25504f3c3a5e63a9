package io.forecastj.testkit.models;

import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import java.util.List;

/** A user's feature: the number of rows in a row that have not fallen. */
final class Streak {
    static final FeatureRegistry REGISTRY =
            FeatureRegistry.standard().with("streak", (inputs, arguments) -> of(inputs.get(0)));

    private Streak() {}

    static Feature of(Feature x) {
        return Features.custom("streak", List.of(x), new double[0], 1, in -> new Kernel(3) {
            @Override
            public void update(double[] row, double[] out, int at) {
                double value = row[in[0]];
                if (Double.isNaN(value)) {
                    state[2] = 0;
                    out[at] = Double.NaN;
                    return;
                }
                state[0] = state[2] == 1 && value >= state[1] ? state[0] + 1 : 0;
                out[at] = state[2] == 1 ? state[0] : Double.NaN;
                state[1] = value;
                state[2] = 1;
            }
        });
    }
}
