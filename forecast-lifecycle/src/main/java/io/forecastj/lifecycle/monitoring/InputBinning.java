package io.forecastj.lifecycle.monitoring;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the bins of one input from the training series. */
final class InputBinning {
    /** A multiple of ten, so that the deciles are edges. */
    private static final int BINS = 60;

    private static final int DECILES = 10;
    /** The number of parts of the training span that are compared with the whole of it. */
    private static final int PARTS = 10;

    private final String column;
    private final int difference;
    private long rows;
    private long missing;
    private final double[][] byPart = new double[PARTS][];
    private final int[] sizes = new int[PARTS];

    private InputBinning(String column, int difference) {
        this.column = column;
        this.difference = difference;
        Arrays.fill(byPart, new double[0]);
    }

    static InputColumn of(List<TimeSeries> series, String column, int difference) {
        InputBinning binning = new InputBinning(column, difference);
        series.forEach(binning::add);
        return binning.column();
    }

    private void add(TimeSeries one) {
        int at = one.columnIndex(column);
        for (int row = 0; row < one.length(); row++) {
            rows++;
            double value = one.value(row, at);
            if (Double.isNaN(value)) {
                missing++;
            }
            double before = difference == 0 ? 0 : row < difference ? Double.NaN : one.value(row - difference, at);
            double watched = value - before;
            if (Double.isFinite(watched)) {
                add((int) ((long) PARTS * row / one.length()), watched + 0.0);
            }
        }
    }

    private void add(int part, double value) {
        if (sizes[part] == byPart[part].length) {
            byPart[part] = Arrays.copyOf(byPart[part], Math.max(64, 2 * sizes[part]));
        }
        byPart[part][sizes[part]++] = value;
    }

    private InputColumn column() {
        double[] sorted = new double[Arrays.stream(sizes).sum()];
        int filled = 0;
        for (int part = 0; part < PARTS; part++) {
            System.arraycopy(byPart[part], 0, sorted, filled, sizes[part]);
            filled += sizes[part];
        }
        double mean = Arrays.stream(sorted).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        Arrays.sort(sorted);
        double[] edges = edges(sorted, BINS);
        int[] deciles = Arrays.stream(edges(sorted, DECILES))
                .mapToInt(edge -> Arrays.binarySearch(edges, edge))
                .toArray();
        InputColumn empty = column(sorted, mean, deviation, edges, deciles, new long[edges.length + 1], 0);
        long[][] counts = new long[PARTS][edges.length + 1];
        long[] all = new long[edges.length + 1];
        for (int part = 0; part < PARTS; part++) {
            for (int i = 0; i < sizes[part]; i++) {
                int bin = empty.bin(byPart[part][i]);
                counts[part][bin]++;
                all[bin]++;
            }
        }
        double usual = 0;
        for (long[] ofPart : counts) {
            if (InputDistance.sum(ofPart) > 0) {
                usual = Math.max(usual, InputDistance.psi(empty.byDecile(all), empty.byDecile(ofPart)));
            }
        }
        return column(sorted, mean, deviation, edges, deciles, all, usual);
    }

    private InputColumn column(
            double[] sorted,
            double mean,
            double deviation,
            double[] edges,
            int[] deciles,
            long[] counts,
            double usualPsi) {
        double min = sorted.length == 0 ? 0 : sorted[0];
        double max = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        return new InputColumn(
                column,
                difference,
                rows,
                missing,
                finite(mean),
                finite(deviation),
                min,
                max,
                edges,
                deciles,
                counts,
                usualPsi);
    }

    /** A mean of values near the largest double may overflow. */
    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /**
     * Returns the quantiles between bins of equal counts. A value of at least one bin's count has a bin to itself:
     * between an edge just below it and itself. So the quantiles of fewer bins are among those of a multiple of them.
     */
    private static double[] edges(double[] sorted, int bins) {
        int n = sorted.length;
        if (n == 0) {
            return new double[0];
        }
        List<Double> edges = new ArrayList<>();
        for (int i = 1; i < bins; i++) {
            double edge = quantile(sorted, i, bins);
            boolean heavy = i > 1 && quantile(sorted, i - 1, bins) == edge
                    || i + 1 < bins && quantile(sorted, i + 1, bins) == edge;
            if (heavy) {
                edges.add(Math.max(-Double.MAX_VALUE, Math.nextDown(edge)));
            }
            edges.add(edge);
        }
        return edges.stream().mapToDouble(Double::doubleValue).distinct().toArray();
    }

    private static double quantile(double[] sorted, int i, int bins) {
        return sorted[(int) Math.max(0, ((long) i * sorted.length + bins - 1) / bins - 1)];
    }
}
