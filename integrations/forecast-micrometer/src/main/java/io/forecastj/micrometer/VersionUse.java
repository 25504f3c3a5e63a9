package io.forecastj.micrometer;

/**
 * The use of the meters of a version by one observed predictor.
 *
 * @param meters the meters
 * @param gauges the gauges of what is inside the predictor
 */
record VersionUse(VersionMeters meters, ModelGauges gauges) {
    void end() {
        meters.release(gauges);
    }
}
