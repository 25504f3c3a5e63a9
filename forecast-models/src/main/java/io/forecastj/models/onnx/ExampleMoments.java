package io.forecastj.models.onnx;

import io.forecastj.Target;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moments of the unscaled numbers of examples. Rows that only other origins see change nothing.
 *
 * <p>Stateless and thread-safe; series and rows are added in their order, so results do not depend on threads.
 */
final class ExampleMoments {
    private ExampleMoments() {}

    static ColumnMoments past(ContractExamples examples, List<int[]> origins) {
        Contract contract = examples.described();
        ColumnMoments.Collector all = new ColumnMoments.Collector(contract.width());
        for (int i = 0; i < origins.size(); i++) {
            double[] numbers = examples.numbers(i).features();
            add(all, numbers, contract.width(), rows(origins.get(i), 1 - contract.lookback(), 0));
        }
        return all.moments();
    }

    static ColumnMoments future(ContractExamples examples, List<int[]> origins) {
        InputSpec.@Nullable KnownFuture future = examples.described().future();
        int width = future == null ? 0 : future.width();
        ColumnMoments.Collector all = new ColumnMoments.Collector(width);
        for (int i = 0; i < origins.size() && width > 0; i++) {
            add(
                    all,
                    examples.numbers(i).future(),
                    width,
                    rows(origins.get(i), 1, examples.described().horizon()));
        }
        return all.moments();
    }

    /** Returns the rows from {@code first} to {@code last} after each origin. */
    private static BitSet rows(int[] origins, int first, int last) {
        BitSet rows = new BitSet();
        for (int origin : origins) {
            rows.set(origin + first, origin + last + 1);
        }
        return rows;
    }

    private static void add(ColumnMoments.Collector all, double[] numbers, int width, BitSet rows) {
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            all.add(numbers, row * width);
        }
    }

    static ColumnMoments attributes(ContractExamples examples, List<int[]> origins) {
        ColumnMoments.Collector all = new ColumnMoments.Collector(examples.attributeSize());
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i).length > 0) {
                all.add(examples.numbers(i).attributes(), 0);
            }
        }
        return all.moments();
    }

    static ColumnMoments labels(ContractExamples examples, List<int[]> origins) {
        Target target = examples.described().target();
        int columns = examples.unscale() != null
                ? 1
                : target == null ? examples.labelSize() : Target.Direction.CLASSES.size();
        ColumnMoments.Collector all = new ColumnMoments.Collector(columns);
        double[] row = new double[columns];
        for (int i = 0; i < origins.size(); i++) {
            for (int origin : origins.get(i)) {
                if (target == null) {
                    addPatterns(all, row, examples.numbers(i).patterns(), origin);
                } else {
                    addSteps(all, row, examples, target, i, origin);
                }
            }
        }
        return all.moments();
    }

    private static void addPatterns(ColumnMoments.Collector all, double[] row, float[] patterns, int origin) {
        for (int c = 0; c < row.length; c++) {
            row[c] = patterns[origin * row.length + c];
        }
        all.add(row, 0);
    }

    private static void addSteps(
            ColumnMoments.Collector all,
            double[] row,
            ContractExamples examples,
            Target target,
            int series,
            int origin) {
        for (int step : examples.described().steps()) {
            double change = examples.numbers(series).change(target, origin, step);
            if (row.length == 1) {
                row[0] = change;
            } else {
                for (int c = 0; c < row.length; c++) {
                    row[c] = c == (int) change ? 1 : 0;
                }
            }
            all.add(row, 0);
        }
    }
}
