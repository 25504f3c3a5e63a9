package io.forecastj.training.export;

import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writer of networks as ONNX files: version 8 of the format, operator set 17, all numbers in the file.
 *
 * <p>Thread-safe. The inputs are {@link #PAST} {@code [batch, lookback, features]}, then, if the network has them,
 * {@link #FUTURE} {@code [batch, horizon, columns]} and {@link #ATTRIBUTES} {@code [batch, columns]}, and each mask by
 * its name {@code [batch, units]}. All are required, since ONNX Runtime for Java refuses to be given optional ones; a
 * run without dropout passes masks of ones. The output is {@link #output}.
 */
public final class OnnxExport {
    /** Name of the input with the window. */
    public static final String PAST = "past";
    /** Name of the input with the known future. */
    public static final String FUTURE = "future";
    /** Name of the input with the attributes of the series. */
    public static final String ATTRIBUTES = "attributes";

    private static final int FORMAT = 8;
    private static final int OPERATORS = 17;

    private OnnxExport() {}

    /**
     * Returns the name of the output of a form: {@code point}, {@code quantiles}, {@code probabilities} or {@code
     * patterns}. The latter two are logits, which the runner turns into probabilities as the contract says.
     */
    public static String output(OutputForm form) {
        if (form instanceof OutputForm.Points) {
            return "point";
        }
        if (form instanceof OutputForm.Quantiles) {
            return "quantiles";
        }
        return form instanceof OutputForm.Classes ? "probabilities" : "patterns";
    }

    /**
     * Writes a network. The same arguments give the same bytes.
     *
     * @param network the network
     * @param weights the numbers of its weights by name
     * @param metadata the properties of the file, such as {@code forecastj.version} with the JSON text of its value
     * @return the bytes of the file
     * @throws IllegalArgumentException if a weight of the network lacks numbers, has too few or too many, has one that
     *     is not finite, or does not change the output; if there are numbers of no weight; if a name is taken twice or
     *     has other characters than letters, digits and {@code ._/-}; if an operator of the network gets shapes that do
     *     not fit; or if the output has another shape than its form
     */
    public static byte[] write(Network network, Map<String, float[]> weights, Map<String, String> metadata) {
        NetworkShape shape = network.shape();
        String output = output(shape.outputs());
        ExportGraph graph = new ExportGraph();
        requireNames(network, output);
        ExportWeights stored = new ExportWeights(graph, network.weights(), weights);
        NetworkInputs<OnnxValue> inputs = inputs(graph, shape);
        network.masks().forEach(mask -> graph.input(mask.name(), OnnxValue.BATCH, mask.units()));
        OnnxValue result = network.output(new OnnxOps(graph, stored, network.masks()), inputs);
        int[] form = shape.outputs().shape();
        int[] expected = new int[form.length + 1];
        expected[0] = OnnxValue.BATCH;
        System.arraycopy(form, 0, expected, 1, form.length);
        ExportShapes.require("output", result, expected);
        stored.requireAllIn(graph.needed(result));

        ProtoWriter model = new ProtoWriter()
                .integer(1, FORMAT)
                .text(2, "forecastj")
                .message(7, graph.message(result, output))
                .message(8, new ProtoWriter().text(1, "").integer(2, OPERATORS));
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        model.message(14, new ProtoWriter().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private static NetworkInputs<OnnxValue> inputs(ExportGraph graph, NetworkShape shape) {
        OnnxValue past = graph.input(PAST, OnnxValue.BATCH, shape.lookback(), shape.features());
        @Nullable
        OnnxValue future = shape.futureColumns() == 0
                ? null
                : graph.input(FUTURE, OnnxValue.BATCH, shape.horizon(), shape.futureColumns());
        @Nullable
        OnnxValue attributes =
                shape.attributes() == 0 ? null : graph.input(ATTRIBUTES, OnnxValue.BATCH, shape.attributes());
        return new NetworkInputs<>(past, future, attributes);
    }

    private static void requireNames(Network network, String output) {
        Set<String> taken = new LinkedHashSet<>(List.of(PAST, FUTURE, ATTRIBUTES, output));
        List<String> names = new ArrayList<>();
        network.weights().forEach(weight -> names.add(weight.name()));
        network.masks().forEach(mask -> names.add(mask.name()));
        for (String name : names) {
            if (!WeightForm.isName(name) || !taken.add(name)) {
                throw new IllegalArgumentException("expected letters, digits and ._/- in the name of a weight or mask,"
                        + " and none of " + taken + ", found '" + name + "'");
            }
        }
    }
}
