package io.forecastj.models.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The distinct comparisons of a model's nodes, and the rows of a block for which each of them is true.
 *
 * <p>A value is ranked among its feature's thresholds once for a row, however many nodes share them. A table by the
 * value's place between the least and the largest threshold leads close to the rank; a binary search without branches
 * does the rest. A value above a threshold never has an earlier place in the table than the threshold, since each step
 * of the arithmetic is monotone; so the rank is exact.
 *
 * <p>Immutable and thread-safe.
 */
final class CutRanks {
    /** Number of words of 64 rows in a block. */
    static final int WORDS = 4;

    /** Number of rows in a block. */
    static final int ROWS = WORDS * Long.SIZE;

    /** Largest number of places in the table of a feature. */
    private static final int MAX_PLACES = 2048;

    /** Number of cuts, with the unused ones behind each feature's, which stop the search. */
    final int size;

    /** Each node's cut. */
    final int[] cutOfNode;

    private final BlockColumns layout;
    private final int[] first; // by index among the features with splits
    private final int[] count;
    private final int[] steps; // of the binary search
    private final double[] least;
    private final double[] scale;
    private final int[][] places;
    private final double[] cuts; // ascending within a feature, then infinity
    private final long[] missingLeft; // all bits or none

    CutRanks(FlatTrees trees) {
        int[] byFeature = IntStream.range(0, trees.feature.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(node -> trees.feature[node])
                        .thenComparingDouble(node -> threshold(trees, node))
                        .thenComparingInt(node -> trees.kind[node]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] features = Arrays.stream(trees.feature).distinct().sorted().toArray(); // those with splits
        layout = new BlockColumns(features);
        int n = features.length;
        first = new int[n];
        count = new int[n];
        steps = new int[n];
        least = new double[n];
        scale = new double[n];
        places = new int[n][];
        cutOfNode = new int[trees.feature.length];
        double[] values = new double[3 * trees.feature.length + n];
        long[] missing = new long[values.length];
        int at = 0;
        int end = 0;
        for (int i = 0; i < n; i++) {
            first[i] = end;
            for (; at < byFeature.length && trees.feature[byFeature[at]] == features[i]; at++) {
                int node = byFeature[at];
                double value = threshold(trees, node);
                long left = (trees.kind[node] & FlatTrees.NAN_LEFT) != 0 ? -1 : 0;
                if (end == first[i] || values[end - 1] != value || missing[end - 1] != left) {
                    values[end] = value;
                    missing[end++] = left;
                }
                cutOfNode[node] = end - 1;
            }
            count[i] = end - first[i];
            int most = makeTable(i, values);
            steps[i] = Integer.SIZE - Integer.numberOfLeadingZeros(most);
            int stop = end + (1 << steps[i]);
            Arrays.fill(values, end, stop, Double.POSITIVE_INFINITY);
            end = stop;
        }
        size = end;
        cuts = Arrays.copyOf(values, end);
        missingLeft = Arrays.copyOf(missing, end);
    }

    /** Returns a node's threshold; -0.0 becomes 0.0, so that a difference of equal values is never -0.0. */
    private static double threshold(FlatTrees trees, int node) {
        return trees.threshold[node] + 0.0;
    }

    /** Makes the table of a feature, and returns the largest number of cuts at one place. */
    private int makeTable(int i, double[] values) {
        int from = first[i];
        int to = from + count[i];
        double low = 0;
        double high = 0;
        boolean found = false;
        for (int c = from; c < to; c++) {
            if (Double.isFinite(values[c])) {
                low = found ? low : values[c];
                high = values[c];
                found = true;
            }
        }
        int size = Math.min(MAX_PLACES, Integer.highestOneBit(8 * count[i]));
        double factor = size / (high - low);
        least[i] = low;
        // without a usable range all values have one place; a factor of 0 would make NaN of an infinite difference
        boolean usable = high > low && Double.isFinite(high - low) && Double.isFinite(factor) && factor > 0;
        scale[i] = usable ? factor : Double.MIN_NORMAL;
        int[] table = new int[usable ? size : 1];
        places[i] = table;
        int most = 0;
        int c = from;
        for (int p = 0; p < table.length; p++) {
            table[p] = c;
            while (c < to && place(values[c], low, scale[i], table.length - 1) <= p) {
                c++;
            }
            most = Math.max(most, c - table[p]);
        }
        return most;
    }

    private static int place(double value, double least, double scale, int last) {
        return Math.max(0, Math.min(last, (int) ((value - least) * scale)));
    }

    /** Returns the number of values that a block's columns take. */
    int columnValues() {
        return layout.values(WORDS);
    }

    /**
     * Finds the rows of a block that go left.
     *
     * @param rows the rows
     * @param from the block's first row
     * @param to the end of the block
     * @param columns receives the rows' values by feature; behind the last row it may hold any values
     * @param ranked receives the first cut at which each row goes left, in turns for each feature
     * @param left receives for each cut {@value #WORDS} words of rows
     */
    void compare(double[][] rows, int from, int to, double[] columns, int[] ranked, long[] left) {
        for (int word = 0; word < WORDS; word++) {
            int begin = from + word * Long.SIZE;
            int end = Math.min(to, begin + Long.SIZE);
            if (begin < end) {
                layout.copy(rows, begin, end, columns, word);
            }
        }
        Arrays.fill(left, 0, size * WORDS, 0);
        for (int i = 0; i < first.length; i++) {
            long exponents = 0;
            for (int word = 0; word < WORDS; word++) {
                exponents |= lookUp(i, columns, word, ranked);
            }
            for (int step = 1 << steps[i] >> 1; step > 0; step >>= 1) {
                for (int word = 0; word < WORDS; word++) {
                    search(layout.at(i, word), columns, word * Long.SIZE, ranked, step);
                }
            }
            if (exponents < 0) {
                rankOthers(i, columns, ranked);
            }
            mark(ranked, left);
            spread(first[i], count[i], left);
            if (exponents < 0) {
                addMissing(i, columns, left);
            }
        }
    }

    /** Finds the first cut of each value's place; returns a negative number if a value is not finite. */
    private long lookUp(int i, double[] columns, int word, int[] ranked) {
        int at = layout.at(i, word);
        int to = word * Long.SIZE;
        double low = least[i];
        double factor = scale[i];
        int[] table = places[i];
        int last = table.length - 1;
        long exponents = 0;
        for (int r = 0; r < Long.SIZE; r++) {
            double value = columns[at + r];
            ranked[to + r] = table[place(value, low, factor, last)];
            // the largest exponent, which only infinities and NaN have, carries into the sign
            exponents |= (Double.doubleToRawLongBits(value) & Long.MAX_VALUE) + (1L << 52);
        }
        return exponents;
    }

    /** Makes one step of the search. The sign of a difference is exact, and a branch would be mispredicted. */
    private void search(int at, double[] columns, int to, int[] ranked, int step) {
        double[] sorted = cuts;
        for (int r = 0; r < Long.SIZE; r++) {
            int cut = ranked[to + r];
            long above = Double.doubleToRawLongBits(sorted[cut + step - 1] - columns[at + r]) >> 63;
            ranked[to + r] = cut + ((int) above & step);
        }
    }

    /** Marks each row at the first cut at which it goes left. */
    private static void mark(int[] ranked, long[] left) {
        // Neighbouring rows often have the same cut; in turns with other words, they do not wait for each other.
        for (int r = 0; r < Long.SIZE; r++) {
            long bit = 1L << r;
            left[ranked[r] * WORDS] |= bit;
            left[ranked[r + Long.SIZE] * WORDS + 1] |= bit;
            left[ranked[r + 2 * Long.SIZE] * WORDS + 2] |= bit;
            left[ranked[r + 3 * Long.SIZE] * WORDS + 3] |= bit;
        }
    }

    /** Ranks infinities, and puts NaN behind all cuts. */
    private void rankOthers(int i, double[] columns, int[] ranked) {
        for (int r = 0; r < ROWS; r++) {
            double value = columns[layout.at(i, r / Long.SIZE) + r % Long.SIZE];
            if (value == Double.NEGATIVE_INFINITY) {
                ranked[r] = first[i];
            } else if (value == Double.POSITIVE_INFINITY) {
                ranked[r] = beforeInfinity(i);
            } else if (Double.isNaN(value)) {
                ranked[r] = first[i] + count[i];
            }
        }
    }

    /** Returns the first cut of positive infinity, or the one behind all cuts. */
    private int beforeInfinity(int i) {
        int cut = first[i] + count[i];
        while (cut > first[i] && cuts[cut - 1] == Double.POSITIVE_INFINITY) {
            cut--;
        }
        return cut;
    }

    /** Adds to each cut the rows of the cuts before: a row that goes left at one goes left at the next one too. */
    private static void spread(int first, int count, long[] left) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int at = first * WORDS; at < (first + count) * WORDS; at += WORDS) {
            left[at] = a |= left[at];
            left[at + 1] = b |= left[at + 1];
            left[at + 2] = c |= left[at + 2];
            left[at + 3] = d |= left[at + 3];
        }
    }

    private void addMissing(int i, double[] columns, long[] left) {
        for (int word = 0; word < WORDS; word++) {
            int at = layout.at(i, word);
            long missing = 0;
            for (int r = 0; r < Long.SIZE; r++) {
                missing |= Double.isNaN(columns[at + r]) ? 1L << r : 0;
            }
            for (int cut = first[i]; missing != 0 && cut < first[i] + count[i]; cut++) {
                left[cut * WORDS + word] |= missing & missingLeft[cut];
            }
        }
    }
}
