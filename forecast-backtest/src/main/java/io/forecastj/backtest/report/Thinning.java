package io.forecastj.backtest.report;

import java.util.BitSet;
import java.util.List;

/** Chooses the points of lines that a screen can show: the least and the greatest of each stretch stay. */
final class Thinning {
    private Thinning() {}

    /**
     * Returns the indexes of the points to draw, in order: all of them, or about {@code most}.
     *
     * @param lines the values, all of the same length; NaN where there is none
     */
    static int[] keep(List<double[]> lines, int length, int most) {
        BitSet kept = new BitSet(length);
        if (length <= most) {
            kept.set(0, length);
        } else {
            keep(lines, length, most, kept);
        }
        return kept.stream().toArray();
    }

    private static void keep(List<double[]> lines, int length, int most, BitSet kept) {
        int stretches = Math.max(20, most / Math.max(1, 2 * lines.size()));
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) stretch * length / stretches);
            int to = (int) ((long) (stretch + 1) * length / stretches);
            for (double[] line : lines) {
                keepExtremes(line, from, to, kept);
            }
        }
        kept.set(0);
        kept.set(length - 1);
    }

    private static void keepExtremes(double[] line, int from, int to, BitSet kept) {
        int least = -1;
        int greatest = -1;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(line[i])) {
                least = least < 0 || line[i] < line[least] ? i : least;
                greatest = greatest < 0 || line[i] > line[greatest] ? i : greatest;
            }
        }
        if (least >= 0) {
            kept.set(least);
            kept.set(greatest);
        }
        if (from < to && !Double.isFinite(line[from])) {
            // a gap stays a gap
            kept.set(from);
        }
    }

    static double[] pick(double[] values, int[] kept) {
        double[] picked = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            picked[i] = values[kept[i]];
        }
        return picked;
    }
}
