package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;

/**
 * Distribution of the sizes of demands as parts of their mean, and from it that of one row: 0 with the probability of
 * no demand, else a size (a compound Bernoulli distribution).
 *
 * <p>Immutable by agreement and thread-safe: the array is not copied and not changed.
 *
 * @param parts the sizes over their mean, not decreasing; empty if there was no demand
 * @param whole whether all sizes were whole numbers, so that those of later rows are taken to be whole too
 */
record DemandSizes(double[] parts, boolean whole) {
    /** Most numbers that are kept; of more sizes, evenly spread quantiles. */
    static final int MOST = 500;

    /** Collects the positive values of a series. */
    static DemandSizes of(double[] values) {
        double[] sizes =
                Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
        double mean = Arrays.stream(sizes).average().orElse(1);
        int count = Math.min(MOST, sizes.length);
        double[] parts = new double[count];
        for (int i = 0; i < count; i++) {
            parts[i] = sizes[(int) ((i + 0.5) * sizes.length / count)] / mean;
        }
        return new DemandSizes(parts, Arrays.stream(sizes).allMatch(size -> size == Math.rint(size)));
    }

    /**
     * Returns the smallest value that one row reaches at most with a given probability.
     *
     * @param level the probability, between 0 and 1
     * @param demand the probability of a demand
     * @param mean the mean of the row, zeros included
     */
    double quantile(double level, double demand, double mean) {
        double zero = 1 - demand;
        if (level <= zero || parts.length == 0 || !(demand > 0)) {
            return 0;
        }
        double rank = Math.ceil((level - zero) / demand * parts.length);
        double size = parts[(int) Math.max(1, Math.min(parts.length, rank)) - 1] * mean / demand;
        // a whole size just below the next one would else cover the rows of that size no more
        return whole ? Math.max(1, Math.rint(size)) : size;
    }

    void write(ObjectNode out) {
        out.put("sizeCount", parts.length).put("whole", whole);
        LocalJson.put(out, "sizes", parts);
    }

    static DemandSizes read(JsonFields in) {
        double[] parts = SavedNumbers.allBetween(in, "sizes", in.integer("sizeCount", 0, MOST), 0, Double.MAX_VALUE);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i] < parts[i - 1]) {
                throw in.fail("sizes", "numbers that do not decrease", parts[i] + " after " + parts[i - 1]);
            }
        }
        return new DemandSizes(parts, in.flag("whole"));
    }
}
