package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.DenseModel.ints;
import static io.forecastj.models.onnx.DenseModel.number;
import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * Networks of the form of pretrained forecasters, small and with weights of a formula: a context with NaN is scaled by
 * its own mean and deviation in the graph, multiplied by weights, and scaled back.
 *
 * <p>For a context x with the values v that are there: {@code m} and {@code s} are their mean and population standard
 * deviation, at least 1e-6; z is (x - m) / s with 0 for a missing value, and the answer (z w + b) s + m.
 */
final class ContextModels {
    private ContextModels() {}

    /** The weight from row {@code i} of the context to the quantile {@code q} of step {@code step}. */
    static double weight(int i, int q, int step) {
        return ((5 * i + 3 * step + q) % 13 - 6) / 60.0;
    }

    /** Returns the number added to quantile {@code q} of {@code levels}, so that they rise. */
    static double shift(int q, int levels) {
        return (q - (levels - 1) / 2.0) / 2;
    }

    /**
     * Makes a network of quantiles.
     *
     * @param rows the size of the context's axis, or its name
     * @param count the number of rows that its weights are for
     * @param levelsFirst true for [batch, levels, steps], false for [batch, steps, levels]
     */
    static byte[] quantiles(Object rows, int count, int levels, int steps, boolean levelsFirst) {
        return quantiles(rows, count, levels, steps, levelsFirst, new Proto());
    }

    /** As {@link #quantiles}, with further fields of the graph. */
    static byte[] quantiles(Object rows, int count, int levels, int steps, boolean levelsFirst, Proto more) {
        int width = levels * steps;
        float[] weights = new float[count * width];
        float[] shifts = new float[width];
        for (int q = 0; q < levels; q++) {
            for (int step = 0; step < steps; step++) {
                int at = levelsFirst ? q * steps + step : step * levels + q;
                shifts[at] = (float) shift(q, levels);
                for (int i = 0; i < count; i++) {
                    weights[i * width + at] = (float) weight(i, q, step);
                }
            }
        }
        long first = levelsFirst ? levels : steps;
        long second = levelsFirst ? steps : levels;
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, value("context", FLOAT, "batch", rows))
                .message(12, value("quantile_preds", FLOAT, "batch", first, second))
                .append(more)
                .message(5, tensor("w", FLOAT, floats(weights), count, width))
                .message(5, tensor("b", FLOAT, floats(shifts), width))
                .message(5, tensor("zero", FLOAT, floats(0), 1))
                .message(5, tensor("one", FLOAT, floats(1), 1))
                .message(5, tensor("least", FLOAT, floats(1e-6f), 1))
                .message(5, tensor("axes", INT64, longs(1), 1))
                .message(5, tensor("shape", INT64, longs(-1, first, second), 3));
        nodes(graph);
        return new Proto()
                .varint(1, 8)
                .text(2, "test")
                .message(8, OnnxModels.opset("", 17))
                .message(7, graph)
                .toBytes();
    }

    private static void nodes(Proto graph) {
        for (Proto node : new Proto[] {
            node("IsNaN", "gap", "context"),
            node("Where", "present", "gap", "zero", "one"),
            node("Where", "filled", "gap", "zero", "context"),
            node("ReduceSum", "count0", "present", "axes").message(5, number("keepdims", 1)),
            node("Max", "count", "count0", "one"),
            node("ReduceSum", "sum", "filled", "axes").message(5, number("keepdims", 1)),
            node("Div", "mean", "sum", "count"),
            node("Sub", "off0", "filled", "mean"),
            node("Mul", "off", "off0", "present"),
            node("Mul", "squares", "off", "off"),
            node("ReduceSum", "total", "squares", "axes").message(5, number("keepdims", 1)),
            node("Div", "variance", "total", "count"),
            node("Sqrt", "deviation0", "variance"),
            node("Max", "deviation", "deviation0", "least"),
            node("Div", "z", "off", "deviation"),
            node("MatMul", "product", "z", "w"),
            node("Add", "answer", "product", "b"),
            node("Mul", "back", "answer", "deviation"),
            node("Add", "levels", "back", "mean"),
            node("Reshape", "quantile_preds", "levels", "shape")
        }) {
            graph.message(1, node);
        }
    }

    /** The answers of {@link #quantiles} by the formula, as [quantile][step]. */
    static double[][] expected(double[] context, int levels, int steps) {
        double[] there =
                Arrays.stream(context).filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(there).average().orElse(0);
        double deviation = Math.max(
                1e-6,
                Math.sqrt(Arrays.stream(there)
                        .map(value -> (value - mean) * (value - mean))
                        .average()
                        .orElse(0)));
        double[][] answers = new double[levels][steps];
        for (int q = 0; q < levels; q++) {
            for (int step = 0; step < steps; step++) {
                double sum = shift(q, levels);
                for (int i = 0; i < context.length; i++) {
                    sum += Double.isNaN(context[i]) ? 0 : (context[i] - mean) / deviation * weight(i, q, step);
                }
                answers[q][step] = sum * deviation + mean;
            }
        }
        return answers;
    }

    /** A network of channels, [batch, rows, channels] to [batch, steps, channels], without any scaling inside. */
    static byte[] channels(int rows, int channels, int steps) {
        float[] weights = new float[rows * steps];
        for (int i = 0; i < rows; i++) {
            for (int step = 0; step < steps; step++) {
                weights[i * steps + step] = (float) weight(i, 0, step);
            }
        }
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, value("past_values", FLOAT, "batch", (long) rows, (long) channels))
                .message(12, value("prediction_outputs", FLOAT, "batch", (long) steps, (long) channels))
                .message(5, tensor("w", FLOAT, floats(weights), rows, steps))
                .message(1, node("Transpose", "t", "past_values").message(5, ints("perm", 0, 2, 1)))
                .message(1, node("MatMul", "p", "t", "w"))
                .message(1, node("Transpose", "prediction_outputs", "p").message(5, ints("perm", 0, 2, 1)));
        return new Proto()
                .varint(1, 8)
                .text(2, "test")
                .message(8, OnnxModels.opset("", 17))
                .message(7, graph)
                .toBytes();
    }

    /** Hours of a random walk. */
    static TimeSeries walk(long seed, int rows, String... columns) {
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder(columns).id("walk " + seed).sampling(Sampling.hourly());
        double[] values = new double[columns.length];
        Arrays.fill(values, 20);
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < values.length; c++) {
                values[c] += random.nextGaussian();
            }
            series.add(Instant.EPOCH.plusSeconds(3600L * i), values);
        }
        return series.build();
    }

    /** A series of one column y with these values, NaN for a missing one. */
    static TimeSeries of(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("y").sampling(Sampling.hourly());
        for (int i = 0; i < values.length; i++) {
            series.add(Instant.EPOCH.plusSeconds(3600L * i), values[i]);
        }
        return series.build();
    }

    /** The last rows of a column, padded on the left with NaN. */
    static double[] context(TimeSeries series, String column, int rows) {
        double[] context = new double[rows];
        Arrays.fill(context, Double.NaN);
        for (int i = Math.max(0, series.length() - rows); i < series.length(); i++) {
            context[rows - series.length() + i] = series.value(i, column);
        }
        return context;
    }
}
