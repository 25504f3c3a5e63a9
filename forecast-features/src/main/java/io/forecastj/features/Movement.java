package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/** Number and size of the rises and falls of a value over the last rows. */
final class Movement extends WindowKernel {
    static final Kind KIND = Kind.named("movement")
            .inputs("x")
            .window("n", 1, 20)
            .outputs("rising", "falling", "gain", "loss", "size")
            .formula("of the n last changes x[t] - x[t-1]: rising and falling, the shares of those above"
                    + " and below 0; gain and loss, the sums of the sizes of those; size, of all. NaN while"
                    + " a change from or to a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(Changes.DIFFERENCE.of(in.get(0), 1));
                }

                @Override
                int warmup(double[] a) {
                    return (int) a[0] - 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Movement(in[0], (int) a[0]);
                }
            });

    static final Kind RISING = alias("rising", "the share of rises among the n last changes x[t] - x[t-1]");
    static final Kind FALLING = alias("falling", "the share of falls among the n last changes x[t] - x[t-1]");

    /** A cell: the numbers of rises and falls, and their sums. */
    private static final int CELL = 4;

    /**
     * The place in the state, after the ring, of the cells of the suffixes, an empty one at the end, and that of the
     * prefix.
     */
    private final int cells;

    private final int prefix;

    private Movement(int in, int length) {
        super(in, length, CELL * (length + 2));
        cells = length;
        prefix = cells + CELL * (length + 1);
        Arrays.fill(state, cells, cells + CELL * length, Double.NaN);
    }

    private static Kind alias(String name, String formula) {
        return Kind.named(name)
                .inputs("x")
                .window("n", 1, 20)
                .formula(formula + ", from 0 to 1. NaN while a change from or to a missing value is in the window")
                .body(new Body.Alias() {
                    @Override
                    Feature expression(List<Feature> in, double[] a) {
                        return KIND.of(in.get(0), a).output(name);
                    }
                });
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        int p = position;
        double change = row[in];
        s[p++] = change;
        grow(s, prefix, prefix, change);
        int suffix = cells + CELL * p;
        out[at] = (s[suffix] + s[prefix]) / count;
        out[at + 1] = (s[suffix + 1] + s[prefix + 1]) / count;
        double gain = s[suffix + 2] + s[prefix + 2];
        double loss = s[suffix + 3] + s[prefix + 3];
        out[at + 2] = gain;
        out[at + 3] = loss;
        out[at + 4] = gain + loss;
        if (p == length) {
            for (int i = length - 1; i > 0; i--) {
                int cell = cells + CELL * i;
                grow(s, cell + CELL, cell, s[i]);
            }
            Arrays.fill(s, prefix, prefix + CELL, 0);
            p = 0;
        }
        position = p;
    }

    /** Writes a cell that has one change more than another. */
    private static void grow(double[] s, int from, int to, double change) {
        double missing = 0 * change; // NaN if it is
        s[to] = s[from] + (change > 0 ? 1 : missing);
        s[to + 1] = s[from + 1] + (change < 0 ? 1 : missing);
        s[to + 2] = s[from + 2] + Math.max(change, 0);
        s[to + 3] = s[from + 3] + Math.max(-change, 0);
    }
}
