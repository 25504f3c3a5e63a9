package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.ArrayList;
import java.util.List;

/** The pipelines that {@link Features} offers ready-made. */
final class ReadyPipelines {
    /** The number of steps ahead whose changes in earlier seasons are features. */
    private static final int SEASONAL_STEPS = 7;

    private ReadyPipelines() {}

    static FeaturePipeline standardOhlcv() {
        return FeaturePipeline.of(StandardOhlcv.features());
    }

    static FeaturePipeline standardOhlc() {
        return FeaturePipeline.of(StandardOhlcv.features().stream()
                .filter(feature -> !FeaturePipeline.of(feature).inputs().contains(Ohlcv.VOLUME))
                .toList());
    }

    static FeaturePipeline univariate(Feature y, int season) {
        if (season < 1 || season > 100_000) {
            throw new IllegalArgumentException("seasonLength must be from 1 to 100000, found " + season);
        }
        PriceFeatures arithmetic = Features.price();
        Feature change = Features.difference(y, 1);
        List<Feature> features = new ArrayList<>(
                List.of(change, Features.lag(change, 1), Features.lag(change, 2), Features.difference(y, 3)));
        if (season > 1) {
            features.addAll(seasonal(y, season));
        }
        int window = Math.max(season, 4);
        // short enough for exponential weights to be settled within two windows, or 16 rows
        int nominal = Math.max(2, window / 5);
        RollingFeatures rolling = Features.rolling();
        features.addAll(List.of(
                arithmetic.minus(rolling.mean(y, window), y),
                arithmetic.minus(rolling.mean(y, 2 * window), y),
                arithmetic.minus(rolling.ewMean(y, nominal), y),
                rolling.std(y, window),
                rolling.ewStd(y, nominal),
                rolling.rank(y, 2 * window),
                rolling.zscore(y, 2 * window),
                arithmetic.position(y, rolling.min(y, window), rolling.max(y, window)),
                Features.calendar().hourOfDay(),
                Features.calendar().dayOfWeek(),
                Features.calendar().monthOfYear(),
                Features.calendar().fourier(365.25, 1),
                Features.calendar().fourier(365.25, 2)));
        return FeaturePipeline.of(distinct(features));
    }

    /**
     * The change since a season before; and, for the next few steps, the change from now to where that step was a
     * season and two seasons before: the forecast of the seasonal naive method, as a change.
     */
    private static List<Feature> seasonal(Feature y, int season) {
        List<Feature> features = new ArrayList<>();
        features.add(Features.difference(y, season));
        for (int step = 1; step <= Math.min(SEASONAL_STEPS, season - 1); step++) {
            features.add(Features.price().minus(Features.lag(y, season - step), y));
        }
        features.add(Features.price().minus(Features.lag(y, 2 * season - 1), y));
        return features;
    }

    private static List<Feature> distinct(List<Feature> features) {
        return features.stream().distinct().toList();
    }
}
