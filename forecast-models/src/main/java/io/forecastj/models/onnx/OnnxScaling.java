package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.Json;
import java.util.Arrays;

/**
 * Scaling of an input's columns before they reach the model.
 *
 * <p>Immutable and thread-safe. Other steps, such as a logarithm or bounds, are features: {@code
 * Features.transforms()} has {@code log1p}, {@code clip} and {@code affine}, one after the other as needed.
 */
public final class OnnxScaling {
    private final ObjectNode json;

    private OnnxScaling(ObjectNode json) {
        this.json = json;
    }

    /**
     * Scales column by column: {@code z = (x - offset) / scale}.
     *
     * @param offset one finite number for each column, in their order
     * @param scale one finite positive number for each column
     * @return the scaling
     * @throws IllegalArgumentException if the arrays have different lengths, an offset is not finite, or a scale is not
     *     finite and positive; the message names the column
     */
    public static OnnxScaling affine(double[] offset, double[] scale) {
        requireSameLength("offset and scale", offset, scale);
        for (int i = 0; i < scale.length; i++) {
            ArgumentChecks.require(Double.isFinite(offset[i]), "the offset of column " + i, "finite", offset[i]);
            ArgumentChecks.require(
                    scale[i] > 0 && Double.isFinite(scale[i]),
                    "the scale of column " + i,
                    "positive and finite",
                    scale[i]);
        }
        ObjectNode json = Json.object().put("kind", InputScaling.Affine.KIND);
        Json.put(json.putArray("offset"), offset);
        Json.put(json.putArray("scale"), scale);
        return new OnnxScaling(json);
    }

    /**
     * Scales as scikit-learn's {@code StandardScaler} does: {@code z = (x - mean) / deviation}, where a deviation of 0
     * counts as 1.
     *
     * @param mean the scaler's {@code mean_}, one finite number for each column
     * @param deviation the scaler's {@code scale_}, the standard deviations, at least 0
     * @return the scaling
     * @throws IllegalArgumentException as for {@link #affine}
     */
    public static OnnxScaling standard(double[] mean, double[] deviation) {
        return affine(mean, oneForZero(deviation));
    }

    /**
     * Scales as scikit-learn's {@code MinMaxScaler} does for the range from 0 to 1: {@code z = (x - min) / (max -
     * min)}, where a range of 0 counts as 1.
     *
     * @param min the scaler's {@code data_min_}, one finite number for each column
     * @param max the scaler's {@code data_max_}, not below {@code min}
     * @return the scaling
     * @throws IllegalArgumentException if the arrays have different lengths, a number is not finite, or a maximum is
     *     below its minimum; the message names the column
     */
    public static OnnxScaling minMax(double[] min, double[] max) {
        requireSameLength("min and max", min, max);
        for (int i = 0; i < min.length; i++) {
            if (!(min[i] <= max[i])) {
                throw new IllegalArgumentException("min must be at most max, found " + min[i] + " and " + max[i]
                        + " in column " + i + "; are the arrays in the order min, max?");
            }
        }
        double[] range = new double[min.length];
        Arrays.setAll(range, i -> max[i] - min[i]);
        return affine(min, oneForZero(range));
    }

    /**
     * Scales by the window itself: the z-score over all rows and columns of a group together, with the population's
     * standard deviation; 0 where all values are equal. Columns of no group stay unchanged. Only for the past.
     * {@link OnnxOutput#windowScaling} scales the answers back.
     *
     * @param groups the numbers of the columns of each group, from 0 on; no column is in two groups
     * @return the scaling
     */
    public static OnnxScaling window(int[]... groups) {
        ObjectNode json = Json.object().put("kind", InputScaling.Window.KIND);
        ArrayNode all = json.putArray("groups");
        for (int[] group : groups) {
            Arrays.stream(group).forEach(all.addArray()::add);
        }
        return new OnnxScaling(json);
    }

    private static void requireSameLength(String names, double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(names + " should have as many numbers as there are columns, found "
                    + one.length + " and " + other.length);
        }
    }

    private static double[] oneForZero(double[] scale) {
        return Arrays.stream(scale).map(each -> each == 0 ? 1 : each).toArray();
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
