package io.forecastj.training;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.ExampleWriter;
import io.forecastj.training.network.Batch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Origins of several series with their weights; windows are cut when they are read. For one thread. */
final class ExampleRows implements RowSource {
    private final ExampleWriter writer;
    private final int[] series;
    private final int[] origins;
    private final float[] weights;

    private ExampleRows(ExampleWriter writer, int[] series, int[] origins, float[] weights) {
        this.writer = writer;
        this.series = series;
        this.origins = origins;
        this.weights = weights;
    }

    /**
     * Collects origins, series after series. Those of a weight of 0 are left out.
     *
     * @param origins the origins of each series
     * @param column the column with the weights, or null for equal ones
     * @throws InvalidSeriesException if a weight is NaN, negative or infinite; the message names the row
     */
    static ExampleRows of(
            ContractExamples examples, List<TimeSeries> series, List<int[]> origins, @Nullable String column) {
        int count = origins.stream().mapToInt(each -> each.length).sum();
        int[] index = new int[count];
        int[] rows = new int[count];
        float[] weights = new float[count];
        int at = 0;
        for (int i = 0; i < origins.size(); i++) {
            for (int origin : origins.get(i)) {
                float weight = column == null ? 1 : weight(series.get(i), column, origin);
                if (weight > 0) {
                    index[at] = i;
                    rows[at] = origin;
                    weights[at++] = weight;
                }
            }
        }
        return new ExampleRows(
                examples.writer(), Arrays.copyOf(index, at), Arrays.copyOf(rows, at), Arrays.copyOf(weights, at));
    }

    private static float weight(TimeSeries series, String column, int row) {
        double weight = series.value(row, column);
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new InvalidSeriesException(series + " has the weight " + weight + " in row " + row + " at "
                    + Instant.ofEpochMilli(series.timestamp(row))
                    + "; weights must be at least 0 and finite, and 0 leaves the row out");
        }
        return (float) weight;
    }

    @Override
    public int size() {
        return origins.length;
    }

    /** Returns the index of the series of a row. */
    int series(int row) {
        return series[row];
    }

    /** Returns the origin of a row. */
    int origin(int row) {
        return origins[row];
    }

    @Override
    public void read(int[] rows, int from, int count, Batch into) {
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            writer.write(series[row], origins[row], i, into.past, into.future, into.attributes, into.labels);
            into.weights[i] = weights[row];
        }
        into.size = count;
    }
}
