package io.forecastj.models.onnx;

import io.forecastj.models.internal.JsonFields;
import java.util.BitSet;
import java.util.List;

/** Scaling of a tensor's numbers, as stated in the contract: one of a closed set of methods. */
sealed interface InputScaling {
    /** No scaling: the numbers stay unchanged. */
    record None() implements InputScaling {}

    /** Returns the number of statistics of a window: mean and standard deviation of each of its groups. */
    default int statistics() {
        return this instanceof Window window ? 2 * window.groups().length : 0;
    }

    /** Scales the columns of one row by a scaling that is not one of a whole window. */
    static void scale(InputScaling scaling, double[] values, int at) {
        if (scaling instanceof Affine affine) {
            affine.apply(values, at);
        }
    }

    /**
     * Affine scaling, column by column: {@code z = (x - offset) / scale}.
     *
     * @param offset one for each column
     * @param scale one for each column, positive
     */
    record Affine(double[] offset, double[] scale) implements InputScaling {
        static final String KIND = "affine";

        void apply(double[] values, int at) {
            for (int i = 0; i < offset.length; i++) {
                values[at + i] = (values[at + i] - offset[i]) / scale[i];
            }
        }
    }

    /**
     * Z-score over the window and all columns of a group, with the population's standard deviation; 0 if all values are
     * equal. Missing values count for nothing and stay missing. Columns of no group stay unchanged.
     *
     * @param groups column indices, each at most once
     */
    record Window(int[][] groups) implements InputScaling {
        static final String KIND = "window";

        /**
         * Scales a window, row by row.
         *
         * @param statistics gets the mean and the standard deviation of each group, one after the other
         */
        void apply(double[] window, int width, double[] statistics) {
            for (int i = 0; i < groups.length; i++) {
                apply(window, width, groups[i], statistics, 2 * i);
            }
        }

        private static void apply(double[] window, int width, int[] group, double[] statistics, int at) {
            double sum = 0;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double count = 0;
            for (int row = 0; row < window.length; row += width) {
                for (int column : group) {
                    double value = window[row + column];
                    if (!Double.isNaN(value)) {
                        count++;
                        sum += value;
                        min = Math.min(min, value);
                        max = Math.max(max, value);
                    }
                }
            }
            double mean = sum / count;
            double squares = 0;
            for (int row = 0; row < window.length; row += width) {
                for (int column : group) {
                    double deviation = window[row + column] - mean;
                    squares += Double.isNaN(deviation) ? 0 : deviation * deviation;
                }
            }
            // equal values can have a deviation of rounding errors, and the z-scores would be noise
            double deviation = min == max ? 0 : Math.sqrt(squares / count);
            // the mean of equal values can have a rounding error too
            statistics[at] = min == max ? min : mean;
            statistics[at + 1] = deviation;
            for (int row = 0; row < window.length; row += width) {
                for (int column : group) {
                    double value = window[row + column];
                    if (!Double.isNaN(value)) {
                        window[row + column] = deviation == 0 ? 0 : (value - mean) / deviation;
                    }
                }
            }
        }
    }

    /**
     * Reads the scaling of an input with this number of columns; the groups of a window are allowed only for the past.
     */
    static InputScaling input(JsonFields input, int columns, boolean window) {
        if (!input.has("scaling")) {
            return new None();
        }
        JsonFields fields = input.object("scaling");
        List<String> kinds = window ? List.of(Affine.KIND, Window.KIND) : List.of(Affine.KIND);
        InputScaling scaling = fields.choice("kind", kinds).equals(Affine.KIND)
                ? affine(fields, columns)
                : new Window(groups(fields, columns));
        fields.requireNoOther();
        return scaling;
    }

    private static Affine affine(JsonFields fields, int columns) {
        double[] offset = fields.decimals("offset");
        double[] scale = fields.decimals("scale");
        if (offset.length != columns) {
            throw fields.fail("offset", "a list of " + columns + " numbers, one for each column", offset.length + "");
        }
        if (scale.length != columns) {
            throw fields.fail("scale", "a list of " + columns + " numbers, one for each column", scale.length + "");
        }
        for (double each : scale) {
            if (!(each > 0)) {
                throw fields.fail("scale", "positive numbers", each + "");
            }
        }
        return new Affine(offset, scale);
    }

    private static int[][] groups(JsonFields fields, int columns) {
        BitSet seen = new BitSet();
        List<List<Integer>> groups = fields.groups("groups", 0, columns - 1);
        for (List<Integer> group : groups) {
            for (int column : group) {
                if (seen.get(column)) {
                    throw fields.fail("groups", "groups that share no column", "the column " + column + " twice");
                }
                seen.set(column);
            }
            if (group.isEmpty()) {
                throw fields.fail("groups", "groups of at least one column", "an empty one");
            }
        }
        return groups.stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
