package io.forecastj.models.conformal;

import io.forecastj.models.internal.ArgumentChecks;
import java.util.ArrayList;
import java.util.List;

/**
 * Validated settings of a calibration.
 *
 * @param coverages the nominal coverages, increasing
 * @param adaptation rule by which later errors move the intervals
 * @param asymmetric true if the two ends have separate scores
 * @param fromQuantiles true if the intervals widen the member's own quantiles, not its points
 * @param volatilityRows rows over which the size of recent errors is averaged, 0 to leave it out
 * @param window number of scores that are kept
 * @param control strength of the control of the width two and more steps ahead
 */
record ConformalSettings(
        List<Double> coverages,
        Adaptation adaptation,
        boolean asymmetric,
        boolean fromQuantiles,
        int volatilityRows,
        int window,
        WidthControl control) {
    static final int WINDOW = 500;
    static final int VOLATILITY_ROWS = 33;
    private static final int LARGEST_WINDOW = 1_000_000;
    /** Precision to which levels are rounded: (1 - 0.95) / 2 should be 0.025, but is 0.025000000000000022 in double. */
    private static final double RESOLUTION = 1e12;

    ConformalSettings {
        coverages = coverages.stream().sorted().toList();
        if (coverages.isEmpty()) {
            throw new IllegalArgumentException("intervals need at least one coverage, such as 0.95");
        }
        if (!ArgumentChecks.increaseBetween0And1(coverages)) {
            throw new IllegalArgumentException(
                    "coverages must lie between 0 and 1 and differ from each other, found " + coverages);
        }
        ArgumentChecks.require(
                volatilityRows >= 0, "the rows of the volatility", "at least 1, or 0 for none", volatilityRows);
        if (control != WidthControl.NONE && !(adaptation instanceof Adaptation.Aggregated)) {
            throw new IllegalArgumentException("coverageFirst() is a choice of the adaptation aggregated(), found "
                    + adaptation + "; leave out coverageFirst() or the adaptation");
        }
        if (window > LARGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "a window must have at most " + LARGEST_WINDOW + " scores, found " + window);
        }
        int least = scoresNeeded(coverages.get(coverages.size() - 1), asymmetric);
        if (window < least) {
            throw new IllegalArgumentException("a window of " + window + " scores is too small for intervals of "
                    + coverages.get(coverages.size() - 1) + "; it needs at least " + least);
        }
    }

    /** Returns the number of scores from which on the quantile of a coverage is one of them. */
    private static int scoresNeeded(double coverage, boolean asymmetric) {
        return (int) Math.ceil(1 / (asymmetric ? (1 - coverage) / 2 : 1 - coverage) - 1e-9) - 1;
    }

    /** Returns the settings as text; without a control it is that of the models from before there was one. */
    @Override
    public String toString() {
        String text = "ConformalSettings[coverages=" + coverages + ", adaptation=" + adaptation + ", asymmetric="
                + asymmetric + ", fromQuantiles=" + fromQuantiles + ", volatilityRows=" + volatilityRows + ", window="
                + window;
        return text + (control == WidthControl.NONE ? "]" : ", control=" + control + "]");
    }

    int scoresNeeded() {
        return scoresNeeded(coverages.get(coverages.size() - 1), asymmetric);
    }

    /** Returns true if scores after training move the intervals. */
    boolean adaptive() {
        return !(adaptation instanceof Adaptation.Fixed);
    }

    /** Returns true if a forecast must be issued at every row, to be scored later. */
    boolean online() {
        return adaptive() || volatilityRows > 0;
    }

    int sides() {
        return asymmetric ? 2 : 1;
    }

    /** Returns the number of windows: scores of points are the same for all coverages, those of quantiles differ. */
    int windows() {
        return sides() * (fromQuantiles ? coverages.size() : 1);
    }

    int trackers() {
        return sides() * coverages.size();
    }

    /** Returns the levels of the member's quantiles that are needed: for each coverage the lower and the upper one. */
    double[] memberLevels() {
        if (!fromQuantiles) {
            return new double[0];
        }
        double[] levels = new double[2 * coverages.size()];
        for (int c = 0; c < coverages.size(); c++) {
            levels[2 * c] = lower(coverages.get(c));
            levels[2 * c + 1] = upper(coverages.get(c));
        }
        return levels;
    }

    /**
     * Returns the levels of a forecast: the lower ends, the widest interval's first, then the point and the upper ends.
     */
    double[] levels() {
        List<Double> levels = new ArrayList<>();
        levels.add(0.5);
        for (double coverage : coverages) {
            levels.add(0, lower(coverage));
            levels.add(upper(coverage));
        }
        return levels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double lower(double coverage) {
        return Math.rint((1 - coverage) / 2 * RESOLUTION) / RESOLUTION;
    }

    private static double upper(double coverage) {
        return Math.rint((1 + coverage) / 2 * RESOLUTION) / RESOLUTION;
    }
}
