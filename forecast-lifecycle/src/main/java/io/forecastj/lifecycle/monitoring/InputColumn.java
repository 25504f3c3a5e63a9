package io.forecastj.lifecycle.monitoring;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The distribution of one input in training.
 *
 * @param name the column
 * @param difference the number of rows between the two values whose difference is watched, 0 for the values themselves
 * @param rows the number of rows
 * @param missing the number of rows without a value
 * @param mean the mean of what is watched, 0 if there is none
 * @param deviation its standard deviation
 * @param min its smallest value
 * @param max its largest value
 * @param edges the increasing upper ends of all bins but the last, each in its bin
 * @param deciles the indices of the edges at deciles
 * @param counts the number of training values in each bin
 * @param usualPsi the largest PSI of a tenth of the training span
 */
record InputColumn(
        String name,
        int difference,
        long rows,
        long missing,
        double mean,
        double deviation,
        double min,
        double max,
        double[] edges,
        int[] deciles,
        long[] counts,
        double usualPsi) {
    private static final int MAX_EDGES = 1_000;
    static final int MAX_DIFFERENCE = 10_000;

    /** More rows than are ever counted, so few that sums of counts that are read do not overflow. */
    static final long MAX_ROWS = 1L << 50;

    /** The bin of a finite value. */
    int bin(double value) {
        int at = Arrays.binarySearch(edges, value + 0.0); // without the sign of zero, which the search would see
        return at < 0 ? -at - 1 : at;
    }

    /** The number of training values. */
    long values() {
        return InputDistance.sum(counts);
    }

    /** Adds up the counts of bins between two deciles. */
    long[] byDecile(long[] fine) {
        long[] coarse = new long[deciles.length + 1];
        int at = 0;
        for (int bin = 0; bin < fine.length; bin++) {
            while (at < deciles.length && bin > deciles[at]) {
                at++;
            }
            coarse[at] += fine[bin];
        }
        return coarse;
    }

    /** Returns what is wrong with numbers that were read, or an empty text. */
    String mistake() {
        if (name == null || edges == null || deciles == null || counts == null) {
            return "a part is null";
        }
        if (difference < 0 || difference > MAX_DIFFERENCE) {
            return "the difference " + difference;
        }
        if (edges.length > MAX_EDGES || counts.length != edges.length + 1 || deciles.length > edges.length) {
            return edges.length + " edges, " + deciles.length + " deciles and " + counts.length + " counts";
        }
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || i > 0 && !(edges[i] > edges[i - 1])) {
                return "edges that do not increase";
            }
        }
        for (int i = 0; i < deciles.length; i++) {
            if (deciles[i] < (i == 0 ? 0 : deciles[i - 1] + 1) || deciles[i] >= edges.length) {
                return "deciles that are no increasing indices of edges";
            }
        }
        if (missing < 0
                || rows < missing
                || rows > MAX_ROWS
                || Arrays.stream(counts).anyMatch(count -> count < 0 || count > rows)) {
            return "counts that are negative or exceed the rows";
        }
        if (values() > rows - missing) {
            return values() + " values in " + (rows - missing) + " rows";
        }
        boolean finite = Double.isFinite(mean) && Double.isFinite(min) && Double.isFinite(max);
        return finite && deviation >= 0 && usualPsi >= 0 && Double.isFinite(deviation) && Double.isFinite(usualPsi)
                ? ""
                : "a mean, deviation, minimum, maximum or PSI that is not finite, or negative where it cannot be";
    }

    /** Returns what is wrong with columns that were read, or an empty text. */
    static String mistake(List<InputColumn> columns) {
        Set<String> names = new HashSet<>();
        for (InputColumn column : columns) {
            if (column == null) {
                return "a column is null";
            }
            String mistake = column.mistake();
            if (!mistake.isEmpty()) {
                return "column '" + column.name() + "' has " + mistake;
            }
            if (!names.add(column.name())) {
                return "column '" + column.name() + "' occurs twice";
            }
        }
        return "";
    }
}
