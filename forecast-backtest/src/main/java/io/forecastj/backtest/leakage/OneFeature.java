package io.forecastj.backtest.leakage;

import io.forecastj.CausalMatrix;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A matrix of one column, computed by a function. */
record OneFeature(String name, int warmup, Function<TimeSeries, double[]> function) implements CausalMatrix {
    OneFeature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
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
}
