package io.forecastj.backtest;

import java.util.HashMap;
import java.util.Map;

/** The samples of one forecaster; empty for all but tables of forecasts that hold them. */
final class Samples {
    private static final double[] NONE = new double[0];

    /** The place of a step. */
    private record Place(int target, int series, int origin, int step) {}

    private final Map<Place, double[]> byPlace = new HashMap<>();

    void put(int target, int series, int origin, int step, double[] samples) {
        if (samples.length > 0) {
            byPlace.put(new Place(target, series, origin, step), samples);
        }
    }

    boolean present() {
        return !byPlace.isEmpty();
    }

    /** The samples of a step, none if there are none; not to be changed. */
    double[] get(int target, int series, int origin, int step) {
        return byPlace.isEmpty() ? NONE : byPlace.getOrDefault(new Place(target, series, origin, step), NONE);
    }

    /** The largest number of samples of a step. */
    int most() {
        return byPlace.values().stream()
                .mapToInt(samples -> samples.length)
                .max()
                .orElse(0);
    }
}
