package io.forecastj.json;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;

/** Reads series. Only times and values are required, so that a client can write a document by hand. */
final class SeriesReader {
    private SeriesReader() {}

    static TimeSeries read(PlainFields fields) {
        PlainFields values = fields.objectOrEmpty("values");
        List<String> columns = fields.has("columns") ? fields.texts("columns") : values.keys();
        List<Instant> times = fields.times("times");
        if (columns.isEmpty() && times.isEmpty()) {
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
                .map(column -> values.numbers(column, times.size()))
                .toArray(double[][]::new);
        double[] row = new double[numbers.length];
        for (int r = 0; r < times.size(); r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = numbers[c][r];
            }
            series.add(times.get(r), row);
        }
        return series.build();
    }
}
