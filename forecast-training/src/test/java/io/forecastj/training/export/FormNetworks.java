package io.forecastj.training.export;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A small network with all kinds of inputs for each form of output. */
final class FormNetworks {
    private static final int UNITS = 4;

    private FormNetworks() {}

    static Stream<BodyNetwork> all() {
        return Stream.of(
                of(new OutputForm.Points(3)),
                of(new OutputForm.Quantiles(3, new double[] {0.1, 0.5, 0.9})),
                of(new OutputForm.Classes(3, 3)),
                of(new OutputForm.Labels(2)));
    }

    static BodyNetwork of(OutputForm form) {
        // a recognizer has neither steps nor a future
        boolean patterns = form instanceof OutputForm.Labels;
        NetworkShape shape = new NetworkShape(6, 3, patterns ? 0 : 3, patterns ? 0 : 2, patterns ? 0 : 2, form);
        RecurrentWeights lower = RecurrentWeights.of("lower", 4, 3, UNITS);
        RecurrentWeights upper = RecurrentWeights.of("upper", 4, UNITS, UNITS);
        int width = UNITS + shape.horizon() * shape.futureColumns() + shape.attributes();
        Weight weight = Weight.uniform("head.weight", 1, true, form.size(), width);
        Weight bias = Weight.uniform("head.bias", 1, false, form.size());
        DropoutMask first = new DropoutMask("dropout.window", 3, 0.2);
        DropoutMask last = new DropoutMask("dropout.head", UNITS, 0.5);
        List<Weight> weights = new ArrayList<>(lower.all());
        weights.addAll(upper.all());
        weights.addAll(List.of(weight, bias));
        return new BodyNetwork(
                form.getClass().getSimpleName(), shape, List.copyOf(weights), List.of(first, last), (ops, in) -> {
                    Object window = ops.multiply(in.past(), ops.reshape(ops.mask(first), 1, 3));
                    Object states = ops.lstm(ops.lstm(window, lower), upper);
                    Object state = ops.reshape(ops.slice(states, 1, 5, 6), UNITS);
                    Object all = joined(ops, in, ops.multiply(state, ops.mask(last)), shape);
                    return ops.reshape(ops.linear(all, weight, bias), form.shape());
                });
    }

    private static Object joined(Ops<Object> ops, NetworkInputs<Object> in, Object state, NetworkShape shape) {
        List<Object> parts = new ArrayList<>(List.of(state));
        if (in.future() != null) {
            parts.add(ops.reshape(in.future(), shape.horizon() * shape.futureColumns()));
        }
        if (in.attributes() != null) {
            parts.add(in.attributes());
        }
        return parts.size() == 1 ? state : ops.concat(parts, 1);
    }
}
