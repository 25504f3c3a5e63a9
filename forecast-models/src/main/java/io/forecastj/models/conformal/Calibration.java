package io.forecastj.models.conformal;

import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that training has learnt about the errors: plain numbers, shared and never changed.
 *
 * @param profiles for each target, the usual error of each step in units of a series' spread
 * @param pooled for each target and step, the start of a series not seen in training
 * @param series the starts of the training series by their ids
 */
record Calibration(double[][] profiles, StepState[][] pooled, Map<String, SeriesStart> series) {
    void identify(StateWriter out) {
        out.putInt(profiles.length);
        for (double[] profile : profiles) {
            out.putDoubles(profile);
        }
        identify(pooled, out);
        out.putInt(series.size());
        new TreeMap<>(series).forEach((id, start) -> {
            out.putText(id);
            out.putDoubles(start.spreads());
            out.putDoubles(start.volatilities());
            identify(start.cells(), out);
        });
    }

    private static void identify(StepState[][] cells, StateWriter out) {
        out.putInt(cells.length);
        for (StepState[] ofTarget : cells) {
            out.putInt(ofTarget.length);
            for (StepState cell : ofTarget) {
                out.putInt(cell.scores().length);
                for (double[] scores : cell.scores()) {
                    out.putDoubles(scores);
                }
                out.putInt(cell.trackers().length);
                for (double[] tracker : cell.trackers()) {
                    out.putDoubles(tracker);
                }
                out.putInt(cell.borrowed());
            }
        }
    }

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
