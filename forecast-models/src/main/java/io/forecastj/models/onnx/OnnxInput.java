package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.features.Feature;
import io.forecastj.models.internal.Json;
import java.util.Arrays;
import java.util.List;

/**
 * Description of an input of an ONNX model, for an {@link OnnxContract}.
 *
 * <p>Immutable and thread-safe. Names and layouts are checked when the contract is built and when the model is loaded.
 */
public final class OnnxInput {
    private final ObjectNode json;

    private OnnxInput(ObjectNode json) {
        this.json = json;
    }

    private static OnnxInput of(String tensor, String kind) {
        return new OnnxInput(Json.object().put("tensor", tensor).put("kind", kind));
    }

    private OnnxInput with(String key, String value) {
        ObjectNode changed = json.deepCopy();
        changed.put(key, value);
        return new OnnxInput(changed);
    }

    private OnnxInput withTexts(String key, List<String> texts) {
        ObjectNode changed = json.deepCopy();
        texts.forEach(changed.putArray(key)::add);
        return new OnnxInput(changed);
    }

    /**
     * Describes the window of feature rows up to the origin, the oldest row first.
     *
     * @param tensor the input's name in the graph
     * @param layout the order of the axes: {@code "btf"} for [batch, lookback, features], {@code "tbf"} for [lookback,
     *     batch, features], {@code "bft"} for [batch, features, lookback], {@code "bf"} for [batch, lookback *
     *     features], row after row
     * @return the input
     */
    public static OnnxInput past(String tensor, String layout) {
        return of(tensor, InputSpec.Past.KIND).with("layout", layout);
    }

    /**
     * Describes the values of each step up to the horizon, which are known ahead: those of columns, then those of
     * features of the step's time. The axes are [batch, horizon, values].
     *
     * @param tensor the input's name in the graph
     * @param columns the known-future columns; none if there are only features of the time
     * @param calendar features that need nothing but the time; none if there are only columns
     * @return the input
     */
    public static OnnxInput knownFuture(String tensor, List<String> columns, List<Feature> calendar) {
        OnnxInput input = of(tensor, InputSpec.KnownFuture.KIND);
        input = columns.isEmpty() ? input : input.withTexts("columns", columns);
        return calendar.isEmpty()
                ? input
                : input.withTexts(
                        "calendar", calendar.stream().map(Feature::text).toList());
    }

    /**
     * Describes attributes of the whole series, with the axes [batch, columns].
     *
     * @param tensor the input's name in the graph
     * @param columns the names of the attributes
     * @return the input
     */
    public static OnnxInput attributes(String tensor, String... columns) {
        return of(tensor, InputSpec.Static.KIND).withTexts("columns", List.of(columns));
    }

    /**
     * Describes an initial state of a recurrent network, which is filled with zeros.
     *
     * @param tensor the input's name in the graph
     * @param layout the order of the axes: {@code "lbu"} for [layers, batch, units], {@code "blu"} for [batch, layers,
     *     units], {@code "bu"} for [batch, units]
     * @return the input
     */
    public static OnnxInput state(String tensor, String layout) {
        return of(tensor, InputSpec.State.KIND).with("layout", layout);
    }

    /**
     * Describes the presence of a raw context's values: 1 for a value, 0 for a missing one and for rows before the
     * first one. Elements may be booleans.
     *
     * @param tensor the input's name in the graph
     * @param layout the order of the axes: {@code "bt"} for [batch, lookback], 0 where any value of a row is missing;
     *     {@code "btf"} for [batch, lookback, features]
     * @return the input
     */
    public static OnnxInput attentionMask(String tensor, String layout) {
        return of(tensor, InputSpec.AttentionMask.KIND).with("layout", layout);
    }

    /**
     * Describes the numbers of groups, for a model in which the series of one group see each other: each series of a
     * batch is a separate group, with the numbers 0, 1 and so on. The axes are [batch] or [batch, 1].
     *
     * @param tensor the input's name in the graph
     * @return the input
     */
    public static OnnxInput groupIds(String tensor) {
        return of(tensor, InputSpec.GroupIds.KIND).with("ids", InputSpec.GroupIds.SEPARATE);
    }

    /**
     * Describes the numbers of groups, all of them 0. Series that see each other then run one by one.
     *
     * @param tensor the input's name in the graph
     * @return the input
     */
    public static OnnxInput zeroGroupIds(String tensor) {
        return of(tensor, InputSpec.GroupIds.KIND).with("ids", InputSpec.GroupIds.ZERO);
    }

    /**
     * Describes a dropout mask, with the axes [batch, shape...]; see {@link OnnxOptions.Builder#samples}.
     *
     * @param tensor the input's name in the graph
     * @param rate the probability of a drop, at least 0 and below 1
     * @param shape the shape without the batch
     * @return the input
     */
    public static OnnxInput mask(String tensor, double rate, int... shape) {
        ObjectNode json = Json.object()
                .put("tensor", tensor)
                .put("kind", InputSpec.Mask.KIND)
                .put("rate", rate);
        ArrayNode sizes = json.putArray("shape");
        Arrays.stream(shape).forEach(sizes::add);
        return new OnnxInput(json);
    }

    /**
     * Returns this input with another order of its axes, such as {@code "tbf"} for [horizon, batch, values] of a known
     * future.
     *
     * @param layout the order
     * @return the input
     */
    public OnnxInput layout(String layout) {
        return with("layout", layout);
    }

    /**
     * Returns this input with scaled columns. For the past, the known future and attributes.
     *
     * @param scaling the scaling
     * @return the input
     */
    public OnnxInput scaling(OnnxScaling scaling) {
        ObjectNode changed = json.deepCopy();
        changed.set("scaling", scaling.json());
        return new OnnxInput(changed);
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
