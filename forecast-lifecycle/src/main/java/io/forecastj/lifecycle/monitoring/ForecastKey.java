package io.forecastj.lifecycle.monitoring;

import io.forecastj.ForecastStatus;

/** Parts that all scored steps of one forecast share. */
final class ForecastKey {
    private final String model;
    private final String seriesId;
    private final long origin;
    private final double[] levels;
    private final ForecastStatus status;
    private volatile boolean cut;

    ForecastKey(String model, String seriesId, long origin, double[] levels, ForecastStatus status) {
        this.model = model;
        this.seriesId = seriesId;
        this.origin = origin;
        this.levels = levels;
        this.status = status;
    }

    String model() {
        return model;
    }

    String seriesId() {
        return seriesId;
    }

    /** The origin in milliseconds since 1970. */
    long origin() {
        return origin;
    }

    /** The levels, not copied. */
    double[] levels() {
        return levels;
    }

    ForecastStatus status() {
        return status;
    }

    boolean is(String otherModel, long otherOrigin) {
        return origin == otherOrigin && model.equals(otherModel);
    }

    /** Notes that a scored step was dropped, so that the others no longer make up a whole forecast. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }
}
