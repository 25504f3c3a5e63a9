package io.forecastj.models.onnx;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeatureStream;
import io.forecastj.features.StepCalendar;
import java.util.List;

/**
 * Numbers of one series for training, computed once and not scaled; nobody may change them.
 *
 * @param id the series' id, for messages
 * @param length the number of rows
 * @param features the features of every row, row after row
 * @param target the target column; empty for patterns
 * @param future the known-future columns and the calendar of every row, row after row; empty if there are none
 * @param attributes the attributes of the series
 * @param patterns the labels of patterns of every row, row after row; empty for forecasts
 */
record ExampleSeries(
        String id,
        int length,
        double[] features,
        double[] target,
        double[] future,
        double[] attributes,
        float[] patterns) {

    static ExampleSeries of(Contract contract, TimeSeries series, float[] patterns) {
        Target target = contract.target();
        if (target != null) {
            target.check(series);
        }
        return new ExampleSeries(
                series.id(),
                series.length(),
                features(contract, series),
                target == null ? new double[0] : series.values(target.column()),
                future(contract, series),
                attributes(contract, series),
                patterns);
    }

    private static double[] features(Contract contract, TimeSeries series) {
        List<String> columns = contract.rowColumns();
        int[] indices = columns.stream().mapToInt(series::columnIndex).toArray();
        int width = contract.width();
        double[] rows = new double[Math.multiplyExact(series.length(), width)];
        double[] values = new double[indices.length];
        FeatureStream stream = contract.pipeline().open(columns);
        for (int row = 0; row < series.length(); row++) {
            for (int c = 0; c < indices.length; c++) {
                values[c] = series.value(row, indices[c]);
            }
            stream.update(series.timestamp(row), values);
            stream.write(rows, row * width);
        }
        return rows;
    }

    private static double[] future(Contract contract, TimeSeries series) {
        InputSpec.KnownFuture input = contract.future();
        if (input == null) {
            return new double[0];
        }
        int[] indices = input.columns().stream().mapToInt(series::columnIndex).toArray();
        int width = input.width();
        double[] rows = new double[Math.multiplyExact(series.length(), width)];
        StepCalendar.Evaluator calendar = input.calendar().open();
        for (int row = 0; row < series.length(); row++) {
            for (int c = 0; c < indices.length; c++) {
                rows[row * width + c] = series.value(row, indices[c]);
            }
            if (indices.length < width) {
                calendar.write(series.timestamp(row), rows, row * width + indices.length);
            }
        }
        return rows;
    }

    private static double[] attributes(Contract contract, TimeSeries series) {
        return contract.attributeNames().stream()
                .mapToDouble(name -> {
                    Double value = series.attributes().get(name);
                    if (value == null) {
                        throw new InvalidSeriesException(series + " has no attribute '" + name
                                + "', which is an input; it has "
                                + series.attributes().keySet());
                    }
                    return value;
                })
                .toArray();
    }

    /** Returns what the target learns at a step after an origin. */
    double change(Target of, int row, int step) {
        return of.encode(target[row - of.baseLag(step)], target[row + step]);
    }
}
