package io.forecastj.models.conformal;

import java.util.Arrays;
import java.util.Map;

/**
 * All that was learnt of the errors in training: plain numbers, shared and never changed.
 *
 * @param profiles for each target the errors of each step in units of a series' spread
 * @param pooled for each target and step what a series that is not known starts from
 * @param series by id what the series of the training start from
 */
record Calibration(double[][] profiles, StepState[][] pooled, Map<String, SeriesStart> series) {
    SeriesStart start(String id) {
        SeriesStart known = series.get(id);
        if (known != null) {
            return known;
        }
        double[] unknown = new double[profiles.length];
        double[] usual = new double[profiles.length];
        Arrays.fill(unknown, Double.NaN);
        Arrays.fill(usual, 1);
        return new SeriesStart(unknown, usual, pooled);
    }
}
