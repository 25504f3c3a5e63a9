package io.forecastj.models.regression;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;

/** Response of one column, whose label is that of a {@link Target}. Immutable. */
sealed interface ColumnResponse extends Response permits TargetResponse, QuantileResponse, ClassResponse {
    Target target();

    @Override
    default List<String> columns() {
        return List.of(target().column());
    }

    @Override
    default int baseLag(int step) {
        return target().baseLag(step);
    }

    @Override
    default List<String> parts() {
        return List.of("");
    }

    @Override
    default String flaw(double[] row) {
        return Response.flaw(target(), row[0]);
    }

    @Override
    default void check(TimeSeries series) {
        target().check(series);
    }

    @Override
    default double label(int part, double[][] columns, int base, int row) {
        return target().encode(columns[0][base], columns[0][row]);
    }
}
