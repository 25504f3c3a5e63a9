package io.forecastj.backtest.leakage;

import io.forecastj.CausalMatrix;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One feature, as a user would write it: a function of all values of "close". */
record FeatureOf(String name, int warmup, boolean boundedMemory, Function<TimeSeries, double[]> function)
        implements CausalMatrix {

    static FeatureOf closes(String name, UnaryOperator<double[]> function) {
        return closes(name, 0, function);
    }

    static FeatureOf closes(String name, int warmup, UnaryOperator<double[]> function) {
        return new FeatureOf(name, warmup, false, series -> function.apply(series.values("close")));
    }

    /** A function of the values and a row of each feature. */
    @FunctionalInterface
    interface AtRow {
        double value(double[] close, int row);
    }

    static FeatureOf rows(String name, int warmup, AtRow function) {
        return closes(name, warmup, close -> {
            double[] values = new double[close.length];
            Arrays.setAll(values, row -> row < warmup ? Double.NaN : function.value(close, row));
            return values;
        });
    }

    FeatureOf bounded() {
        return new FeatureOf(name, warmup, true, function);
    }

    @Override
    public List<String> columns() {
        return List.of(name);
    }

    @Override
    public double[][] rows(TimeSeries series) {
        return Arrays.stream(function.apply(series))
                .mapToObj(value -> new double[] {value})
                .toArray(double[][]::new);
    }

    /** Several features beside each other. */
    static CausalMatrix together(CausalMatrix... parts) {
        return new CausalMatrix() {
            @Override
            public List<String> columns() {
                return Arrays.stream(parts)
                        .flatMap(part -> part.columns().stream())
                        .toList();
            }

            @Override
            public int warmup() {
                return Arrays.stream(parts).mapToInt(CausalMatrix::warmup).max().orElse(0);
            }

            @Override
            public double[][] rows(TimeSeries series) {
                double[][][] all =
                        Arrays.stream(parts).map(part -> part.rows(series)).toArray(double[][][]::new);
                double[][] rows = new double[series.length()][];
                Arrays.setAll(rows, r -> Arrays.stream(all)
                        .flatMapToDouble(part -> Arrays.stream(part[r]))
                        .toArray());
                return rows;
            }
        };
    }
}
