package io.forecastj.training.export;

import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network whose function is a lambda. */
record BodyNetwork(String name, NetworkShape shape, List<Weight> weights, List<DropoutMask> masks, Body body)
        implements Network {

    /** The function from inputs to output, for tensors of any type. */
    interface Body {
        Object output(Ops<Object> ops, NetworkInputs<Object> in);
    }

    /** Gives a network a name. */
    static BodyNetwork of(String name, Network network) {
        return new BodyNetwork(
                name, network.shape(), network.weights(), network.masks(), (ops, in) -> network.output(ops, in));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T output(Ops<T> ops, NetworkInputs<T> in) {
        return (T) body.output((Ops<Object>) ops, (NetworkInputs<Object>) in);
    }

    /** Draws numbers for the weights. */
    Map<String, float[]> numbers(long seed) {
        Random random = new Random(seed);
        Map<String, float[]> numbers = new LinkedHashMap<>();
        weights.forEach(weight -> numbers.put(weight.name(), drawn(random, weight.size())));
        return numbers;
    }

    /** Draws inputs for a batch, those of masks among them. */
    Map<String, float[]> inputs(int batch, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> inputs = new LinkedHashMap<>();
        inputs.put("past", drawn(random, batch * shape.lookback() * shape.features()));
        if (shape.futureColumns() > 0) {
            inputs.put("future", drawn(random, batch * shape.horizon() * shape.futureColumns()));
        }
        if (shape.attributes() > 0) {
            inputs.put("attributes", drawn(random, batch * shape.attributes()));
        }
        for (DropoutMask mask : masks) {
            float[] factors = new float[batch * mask.units()];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = random.nextDouble() < mask.rate() ? 0 : (float) (1 / (1 - mask.rate()));
            }
            inputs.put(mask.name(), factors);
        }
        return inputs;
    }

    private static float[] drawn(Random random, int count) {
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        return drawn;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape.outputs().shape());
    }
}
