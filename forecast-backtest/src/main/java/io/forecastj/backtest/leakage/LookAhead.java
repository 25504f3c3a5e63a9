package io.forecastj.backtest.leakage;

import io.forecastj.backtest.leakage.FeatureExam.Evidence;
import io.forecastj.backtest.leakage.FeatureExam.Variant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Finds the last row on which a value depends, by changing fewer and fewer later rows. The columns of a matrix that
 * moved at the same place share the computed rows.
 */
final class LookAhead {
    private static final int MOST_RUNS = 120;
    /** The rows before and after the cut that are kept of a run. */
    private static final int KEPT = 3;

    private final Variant variant;
    private final IntFunction<double[][]> changedFrom;
    private final Map<Integer, double[][]> runs = new HashMap<>();
    private final int cut;

    /** @param changedFrom computes the rows where those from a given one on are changed as in the evidence */
    LookAhead(Variant variant, Evidence evidence, IntFunction<double[][]> changedFrom) {
        this.variant = variant;
        this.changedFrom = changedFrom;
        this.cut = evidence.from() - 1;
    }

    /**
     * Returns the last row whose change moves a value.
     *
     * @return the row; the value's own one if no later row does; empty if it is too far from the cut, or after too many
     *     runs
     */
    OptionalInt lastRow(int row, int column) {
        if (row < 0 || Math.abs(row - cut) >= KEPT || row >= variant.series().length()) {
            return OptionalInt.empty();
        }
        // a change from row 'moves' on moves the value, one from 'still' on does not
        int moves = row;
        int still = variant.series().length();
        while (still - moves > 1) {
            // near rows first: most features look a few rows ahead
            int middle = Math.min(moves + Math.max(1, 2 * (moves - row)), (moves + still) >>> 1);
            if (!runs.containsKey(middle) && runs.size() >= MOST_RUNS) {
                return OptionalInt.empty();
            }
            if (moved(middle, row, column)) {
                moves = middle;
            } else {
                still = middle;
            }
        }
        return OptionalInt.of(moves);
    }

    private boolean moved(int from, int row, int column) {
        double[][] kept = runs.computeIfAbsent(from, this::run);
        double[] values = kept[row - cut + KEPT];
        return !Rounding.same(variant.rows()[row][column], values[column], variant.sizes()[column]);
    }

    private double[][] run(int from) {
        double[][] rows = changedFrom.apply(from);
        double[][] kept = new double[2 * KEPT][];
        for (int i = 0; i < kept.length; i++) {
            int row = cut - KEPT + i;
            // rows that were cut off have moved
            kept[i] = row >= 0 && row < rows.length ? rows[row] : new double[variant.sizes().length];
        }
        return kept;
    }
}
