package io.forecastj.training.torch;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network of one operator over windows {@code [batch, 5, 4]}. A trained shift is added to the window first, so that
 * its gradient is that of the operator's input.
 */
final class OperatorNetwork implements Network {
    static final int TIME = 5;
    static final int FEATURES = 4;
    static final Weight SHIFT = Weight.uniform("shift", 0.5, false, TIME, FEATURES);
    static final Weight MATRIX = Weight.uniform("matrix", 0.8, true, 3, FEATURES);
    static final Weight BIAS = Weight.uniform("bias", 0.8, false, 3);
    static final Weight OTHER = Weight.uniform("other", 1.5, true, TIME, 1);
    static final Weight GAIN = Weight.uniform("gain", 1, false, FEATURES);
    static final Weight OFFSET = Weight.uniform("offset", 1, false, FEATURES);
    static final Weight KERNEL = Weight.uniform("kernel", 0.5, true, 3, FEATURES, 3);
    static final RecurrentWeights LSTM = RecurrentWeights.of("lstm", 4, FEATURES, 3);
    static final RecurrentWeights GRU = RecurrentWeights.of("gru", 3, FEATURES, 3);

    private static final List<Weight> ALL = all();

    /** An operator, with the weights above. */
    interface Operator {
        <T> T apply(Ops<T> ops, T x);
    }

    private final Operator operator;
    private final int size;

    /**
     * Creates the network.
     *
     * @param size the number of elements of the operator's result for each row
     */
    OperatorNetwork(Operator operator, int size) {
        this.operator = operator;
        this.size = size;
    }

    private static List<Weight> all() {
        List<Weight> all = new ArrayList<>(List.of(SHIFT, MATRIX, BIAS, OTHER, GAIN, OFFSET, KERNEL));
        all.addAll(LSTM.all());
        all.addAll(GRU.all());
        return all;
    }

    @Override
    public NetworkShape shape() {
        return new NetworkShape(TIME, FEATURES, 1, 0, 0, new OutputForm.Points(size));
    }

    @Override
    public List<Weight> weights() {
        return ALL;
    }

    @Override
    public List<DropoutMask> masks() {
        return List.of();
    }

    @Override
    public <T> T output(Ops<T> ops, NetworkInputs<T> in) {
        T result = operator.apply(ops, ops.add(in.past(), ops.weight(SHIFT)));
        int[] shape = ops.shape(result);
        int found = Arrays.stream(shape, 1, shape.length).reduce(1, Math::multiplyExact);
        if (found != size) {
            throw new IllegalArgumentException("expected " + size + " elements, found " + Arrays.toString(shape));
        }
        return ops.reshape(result, size);
    }
}
