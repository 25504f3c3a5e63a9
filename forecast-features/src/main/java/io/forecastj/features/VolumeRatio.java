package io.forecastj.features;

import java.util.List;

/** Volume relative to its average. */
final class VolumeRatio {
    static final Kind KIND = Kind.named("volumeRatio")
            .inputs("volume")
            .window("n", 1, 20)
            .formula("volume / mean(volume,n). NaN where the mean is 0, and while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RATIO.create(
                            List.of(in.get(0), RollingMean.KIND.of(in.get(0), a)), new double[0]);
                }
            });

    private VolumeRatio() {}
}
