package io.forecastj.training.export;

import io.forecastj.training.network.RecurrentWeights;
import java.util.Arrays;
import java.util.List;

/** Nodes of recurrent layers, whose sequences have the time before the batch. */
final class RecurrentNodes {
    private RecurrentNodes() {}

    /** Adds a one-way layer to a graph and returns its states, {@code [batch, time, units]}. */
    static OnnxValue states(
            ExportGraph graph,
            ExportWeights weights,
            String operator,
            WeightForm form,
            OnnxValue x,
            RecurrentWeights layer,
            ExportAttribute... further) {
        int units = layer.units();
        ExportShapes.requireRank(operator, x, 3);
        ExportWeights.require(operator, x, layer.input(), form.gates() * units, x.size(2));
        ExportWeights.require(operator, x, layer.recurrent(), form.gates() * units, units);
        ExportWeights.require(operator, x, layer.inputBias(), form.gates() * units);
        ExportWeights.require(operator, x, layer.recurrentBias(), form.gates() * units);
        List<String> inputs = List.of(
                graph.transpose(x, 1, 0, 2).name(),
                weights.store(form, layer.input()).name(),
                weights.store(form, layer.recurrent()).name(),
                weights.store(form, layer.inputBias(), layer.recurrentBias()).name());
        ExportAttribute[] attributes = Arrays.copyOf(further, further.length + 1);
        attributes[further.length] = ExportAttribute.integer("hidden_size", units);
        String states = graph.node(operator, inputs, attributes);
        // the states are [time, 1, batch, units], the second axis for the directions
        String oneWay = graph.node("Squeeze", List.of(states, graph.constant(ExportTensor.integers(1))));
        return graph.transpose(OnnxValue.of(oneWay, x.size(1), x.size(0), units), 1, 0, 2);
    }
}
