package io.forecastj.features;

import io.forecastj.Ohlcv;

/**
 * How much is traded. Immutable and thread-safe.
 */
public final class VolumeFeatures {
    static final VolumeFeatures GROUP = new VolumeFeatures();

    private VolumeFeatures() {}

    /**
     * The volume relative to its mean over the last n bars: {@code volumeRatio(volume,n)}. NaN where the mean is 0.
     *
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature ratio(int n) {
        return ratio(Features.column(Ohlcv.VOLUME), n);
    }

    /**
     * The volume relative to its mean over the last n bars. NaN where the mean is 0.
     *
     * @param volume the traded amount
     * @param n the rows of the window
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature ratio(Feature volume, int n) {
        return VolumeRatio.KIND.of(volume, n);
    }
}
