package io.forecastj.features;

import io.forecastj.TimeSeries;

/**
 * Computes the features of a whole series.
 *
 * <p>The kernels and their order are those of a {@link FeatureStream}, and so each result is the same in every bit. Only
 * the nesting of the loops differs: a stream runs all kernels for a row, this runs one kernel for a block of rows and
 * then the next, which keeps a kernel's code and state in the fastest memory. A block is short enough for its rows to
 * stay in the cache meanwhile.
 */
final class FeatureHistory {
    private static final int BLOCK = 64;

    private FeatureHistory() {}

    /** Computes the rows by kernels that have seen none yet, and leaves them after the last one. */
    static double[][] rows(Graph graph, Kernel[] kernels, TimeSeries series) {
        int[] sources = graph.columns().stream().mapToInt(series::columnIndex).toArray();
        int[] places = graph.places();
        int[] outputs = graph.outputs();
        KernelLoop[] loops = new KernelLoop[kernels.length];
        for (int k = 0; k < loops.length; k++) {
            loops[k] = KernelLoop.of(kernels[k]);
        }
        double[][] rows = new double[series.length()][];
        double[][] block = new double[Math.min(BLOCK, rows.length)][graph.size()];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int count = Math.min(BLOCK, rows.length - from);
            for (int r = 0; r < count; r++) {
                fill(block[r], series, from + r, sources);
            }
            for (int k = 0; k < kernels.length; k++) {
                loops[k].run(kernels[k], places[k], block, count);
            }
            for (int r = 0; r < count; r++) {
                rows[from + r] = choose(block[r], outputs);
            }
        }
        return rows;
    }

    private static void fill(double[] slots, TimeSeries series, int row, int[] sources) {
        slots[Kernel.TIME] = series.timestamp(row);
        for (int c = 0; c < sources.length; c++) {
            slots[1 + c] = series.value(row, sources[c]);
        }
    }

    private static double[] choose(double[] slots, int[] outputs) {
        double[] row = new double[outputs.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = slots[outputs[i]];
        }
        return row;
    }
}
