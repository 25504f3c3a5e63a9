package io.forecastj;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A forecast as a table: a row for each forecast step, a column for each point, quantile or class. */
final class ForecastColumns {
    private record NamedColumn(String name, IntToDoubleFunction ofStep) {}

    private final Forecast forecast;
    private final List<NamedColumn> columns = new ArrayList<>();

    ForecastColumns(Forecast forecast, double... levels) {
        this.forecast = forecast;
        for (String target : forecast.targets()) {
            if (forecast.classes().isEmpty()) {
                columns.add(new NamedColumn(target, step -> forecast.point(target, step)));
            }
            for (double level : levels) {
                columns.add(new NamedColumn(
                        Forecast.quantileColumn(target, level), step -> forecast.quantile(target, step, level)));
            }
        }
        for (int c = 0; c < forecast.classes().size(); c++) {
            int index = c;
            columns.add(new NamedColumn(
                    forecast.targets().get(0) + "_" + forecast.classes().get(c),
                    step -> forecast.probability(step, index)));
        }
    }

    TimeSeries toTimeSeries() {
        TimeSeries.Builder series = TimeSeries.builder(
                        columns.stream().map(NamedColumn::name).toList())
                .id(forecast.seriesId());
        for (int step : forecast.steps()) {
            double[] row = columns.stream()
                    .mapToDouble(column -> column.ofStep().applyAsDouble(step))
                    .map(value -> Double.isInfinite(value) ? Double.NaN : value)
                    .toArray();
            series.add(forecast.time(step), row);
        }
        return series.build();
    }

    void writeCsv(Appendable out) throws IOException {
        out.append("time");
        for (NamedColumn column : columns) {
            out.append(',').append(quoted(column.name()));
        }
        out.append('\n');
        for (int step : forecast.steps()) {
            out.append(forecast.time(step).toString());
            for (NamedColumn column : columns) {
                double value = column.ofStep().applyAsDouble(step);
                out.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
            }
            out.append('\n');
        }
    }

    /** Quotes a field where RFC 4180 requires it. */
    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
