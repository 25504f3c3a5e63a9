package io.forecastj.models.onnx;

import java.util.Arrays;

/**
 * Scaling of the window of features, and the numbers that the model takes in it: one arithmetic for forecasts and for
 * training.
 *
 * <p>Immutable and thread-safe.
 */
final class PastScaling {
    /**
     * Largest feature that counts: the sum of a window's squares up to here is finite, so no z-score becomes 0 by
     * overflow.
     */
    private static final double MAX_SQUARED = 1e150;

    private final InputScaling scaling;
    private final int width;
    /** Largest number of each column that the model takes. */
    private final double[] limits;

    /**
     * Creates the scaling of a contract.
     *
     * @param limit the largest number that the tensor can hold
     */
    PastScaling(Contract contract, double limit) {
        this.scaling = contract.past().scaling();
        this.width = contract.width();
        this.limits = new double[width];
        Arrays.fill(limits, scaling instanceof InputScaling.Window ? Math.min(limit, MAX_SQUARED) : limit);
        if (scaling instanceof InputScaling.Window grouped) {
            // the tensor holds z-scores, which fit in every type; floats have always been limited as they are
            for (int[] group : grouped.groups()) {
                for (int column : group) {
                    limits[column] = Math.min(Math.max(limit, Float.MAX_VALUE), MAX_SQUARED);
                }
            }
        }
    }

    /** Scales one row, as far as it does not depend on the others of its window. */
    void scaleRow(double[] rows, int at) {
        InputScaling.scale(scaling, rows, at);
    }

    /** Returns true if a number of a scaled row is missing or too large. */
    boolean flawed(double[] rows, int at) {
        boolean flaw = false;
        for (int i = 0; i < width; i++) {
            flaw |= !takes(rows[at + i], i);
        }
        return flaw;
    }

    /** Returns true if the model takes a number of a scaled row, which it does not if that is missing. */
    boolean takes(double value, int column) {
        return Math.abs(value) <= limits[column];
    }

    /**
     * Replaces the numbers of an unscaled row that the model does not take by NaN.
     *
     * @param scratch as long as a row
     */
    void removeRefused(double[] rows, int at, double[] scratch) {
        System.arraycopy(rows, at, scratch, 0, width);
        scaleRow(scratch, 0);
        for (int i = 0; i < width; i++) {
            if (!takes(scratch[i], i)) {
                rows[at + i] = Double.NaN;
            }
        }
    }

    /**
     * Scales a window of scaled rows by its own numbers, where the contract says so.
     *
     * @param statistics gets those of the scaling, as many as {@link InputScaling#statistics()}
     */
    void scaleWindow(double[] rows, double[] statistics) {
        if (scaling instanceof InputScaling.Window window) {
            window.apply(rows, width, statistics);
        }
    }
}
