package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.Json;
import io.forecastj.models.onnx.OutputSpec.Activation;
import java.util.List;

/**
 * Description of an output of an ONNX model, for an {@link OnnxContract}.
 *
 * <p>Immutable and thread-safe. Names and layouts are checked when the contract is built and when the model is loaded.
 */
public final class OnnxOutput {
    private final ObjectNode json;

    private OnnxOutput(ObjectNode json) {
        this.json = json;
    }

    private static OnnxOutput of(String tensor, String kind) {
        return new OnnxOutput(Json.object().put("tensor", tensor).put("kind", kind));
    }

    private static OnnxOutput of(String tensor, String kind, String key, String[] names, Activation activation) {
        OnnxOutput output = of(tensor, kind).with("activation", activation.word());
        List.of(names).forEach(output.json.putArray(key)::add);
        return output;
    }

    private OnnxOutput with(String key, String value) {
        ObjectNode changed = json.deepCopy();
        changed.put(key, value);
        return new OnnxOutput(changed);
    }

    /**
     * Describes one number for each step, with the axes [batch, steps].
     *
     * @param tensor the output's name in the graph
     * @return the output
     */
    public static OnnxOutput point(String tensor) {
        return of(tensor, OutputSpec.Point.KIND);
    }

    /**
     * Describes quantiles of each step.
     *
     * @param tensor the output's name in the graph
     * @param layout the order of the axes: {@code "bsq"} for [batch, steps, levels], {@code "bqs"} for [batch, levels,
     *     steps], {@code "sbq"} for [steps, batch, levels]
     * @param levels the levels, increasing, between 0 and 1; with 0.5, which becomes the point, unless there is another
     *     output for it
     * @return the output
     */
    public static OnnxOutput quantiles(String tensor, String layout, double... levels) {
        OnnxOutput output = of(tensor, OutputSpec.Quantiles.KIND).with("layout", layout);
        Json.put(output.json.putArray("levels"), levels);
        return output;
    }

    /**
     * Returns this output of quantiles with other levels of the forecast than those of the tensor: linear between two
     * of them. Outside them a level gets the outermost one, and the forecast is {@link
     * io.forecastj.ForecastStatus#DEGRADED} with a reason that lists these levels.
     *
     * @param levels the levels, increasing, between 0 and 1
     * @return the output
     */
    public OnnxOutput forecastLevels(double... levels) {
        ObjectNode changed = json.deepCopy();
        Json.put(changed.putArray("forecastLevels"), levels);
        return new OnnxOutput(changed);
    }

    /**
     * Describes the probabilities of classes for each step, with the axes [batch, steps, classes].
     *
     * @param tensor the output's name in the graph
     * @param classes the names in the tensor's order, such as DOWN, FLAT, UP
     * @return the output
     */
    public static OnnxOutput probabilities(String tensor, String... classes) {
        return of(tensor, OutputSpec.Probabilities.KIND, "classes", classes, Activation.NONE);
    }

    /**
     * Describes the logits of classes for each step, which softmax makes probabilities, with the axes [batch, steps,
     * classes].
     *
     * @param tensor the output's name in the graph
     * @param classes the names in the tensor's order, such as DOWN, FLAT, UP
     * @return the output
     */
    public static OnnxOutput logits(String tensor, String... classes) {
        return of(tensor, OutputSpec.Probabilities.KIND, "classes", classes, Activation.SOFTMAX);
    }

    /**
     * Describes a probability for each pattern, with the axes [batch, patterns].
     *
     * @param tensor the output's name in the graph
     * @param patterns the names in the tensor's order
     * @return the output
     */
    public static OnnxOutput patterns(String tensor, String... patterns) {
        return of(tensor, OutputSpec.Patterns.KIND, "patterns", patterns, Activation.NONE);
    }

    /**
     * Describes a logit for each pattern, which the sigmoid makes a probability, with the axes [batch, patterns].
     *
     * @param tensor the output's name in the graph
     * @param patterns the names in the tensor's order
     * @return the output
     */
    public static OnnxOutput patternLogits(String tensor, String... patterns) {
        return of(tensor, OutputSpec.Patterns.KIND, "patterns", patterns, Activation.SIGMOID);
    }

    /**
     * Returns this output with another order of its axes, such as {@code "sb"} for points with the axes [steps, batch],
     * and for a raw context {@code "bsc"} or {@code "bcs"} for points of all channels with the axes [batch, steps,
     * channels] or [batch, channels, steps].
     *
     * @param layout the order
     * @return the output
     */
    public OnnxOutput layout(String layout) {
        return with("layout", layout);
    }

    /**
     * Returns this output with its numbers scaled back: {@code y * scale + offset} is what the target describes. For
     * points and quantiles.
     *
     * @param offset the number to add, such as the mean of a standard scaler
     * @param scale the positive factor, such as its standard deviation
     * @return the output
     */
    public OnnxOutput scaling(double offset, double scale) {
        ObjectNode changed = json.deepCopy();
        changed.putObject("scaling").put("offset", offset).put("scale", scale);
        return new OnnxOutput(changed);
    }

    /**
     * Returns this output with its numbers scaled back by the window of each forecast, for a network whose input is
     * scaled by {@link OnnxScaling#window}: if the group has the mean m and the standard deviation s, {@code y * s + m}
     * is the value for a target that is a level, {@code y * s} the change for any other. If all values of the group are
     * equal, s is 0: the forecast is m, or no change, whatever the network answers. For points and quantiles.
     *
     * @param group the number of the group of the window's scaling, from 0 on
     * @return the output
     */
    public OnnxOutput windowScaling(int group) {
        ObjectNode changed = json.deepCopy();
        changed.putObject("scaling").put("kind", InputScaling.Window.KIND).put("group", group);
        return new OnnxOutput(changed);
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
