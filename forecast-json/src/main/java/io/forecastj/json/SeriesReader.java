package io.forecastj.json;

import io.forecastj.TimeSeries;
import java.util.List;

/** Reads series. Only times and values are required, so that a client can write a document by hand. */
final class SeriesReader {
    private SeriesReader() {}

    static TimeSeries read(PlainFields fields) {
        fields.schema(DocumentSchema.SERIES);
        if (!fields.has("columns")
                || fields.has("values") && !fields.object("values").keys().isEmpty()) {
            fields.require("times", "values");
        }
        PlainFields values = fields.objectOrEmpty("values");
        List<String> columns = fields.has("columns") ? fields.texts("columns") : values.keys();
        values.requireOnly(columns);
        long[] times = fields.epochMillisOf("times");
        if (columns.isEmpty() && times.length == 0) {
            return TimeSeries.empty();
        }
        TimeSeries.Builder series = TimeSeries.builder(columns).id(fields.textOrEmpty("id"));
        if (fields.has("zone")) {
            series.zone(SamplingReader.zone(fields));
        }
        if (fields.has("sampling")) {
            series.sampling(SamplingReader.read(fields.object("sampling")));
        }
        PlainFields attributes = fields.objectOrEmpty("attributes");
        attributes.keys().forEach(name -> series.attribute(name, attributes.number(name)));
        double[][] numbers = columns.stream()
                .map(column -> values.numbers(column, times.length))
                .toArray(double[][]::new);
        double[] row = new double[numbers.length];
        for (int r = 0; r < times.length; r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = numbers[c][r];
            }
            series.add(times[r], row);
        }
        return series.build();
    }
}
