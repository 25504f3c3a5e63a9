package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Networks of all architectures that are small enough to be worked out in plain loops. */
final class SmallNetworks {
    /** Names of the architectures. */
    static final List<String> KINDS =
            List.of("lstm", "gru", "attention", "transformer", "cnn", "flat cnn", "tcn", "nhits");

    private SmallNetworks() {}

    /** Makes a network; with a rate of dropout above 0 it has a mask at each place. */
    static Network of(String kind, NetworkShape shape, double rate, OptionalInt level) {
        int inputs = EncodedNetwork.inputs(shape);
        int lookback = shape.lookback();
        double[] rates = {rate, rate};
        Encoder encoder =
                switch (kind) {
                    case "lstm" -> new RecurrentEncoder(RecurrentCell.LSTM, inputs, new int[] {4, 3}, rates);
                    case "gru" -> new RecurrentEncoder(RecurrentCell.GRU, inputs, new int[] {4, 3}, rates);
                    case "attention" -> new AttentionEncoder(inputs, new int[] {3, 2}, rates);
                    case "transformer" -> new TransformerEncoder(lookback, inputs, 6, 2, 2, 8, rate);
                    case "cnn" -> new CnnEncoder(lookback, inputs, new int[] {3, 4}, 3, true, rates);
                    case "flat cnn" -> new CnnEncoder(lookback, inputs, new int[] {3, 4}, 2, false, rates);
                    case "tcn" -> new TcnEncoder(inputs, new int[] {4, 4}, 2, rates);
                    case "nhits" -> null;
                    default -> throw new IllegalArgumentException(kind);
                };
        if (encoder == null) {
            List<NhitsStack> stacks = new ArrayList<>(NhitsStack.defaults(lookback, 4));
            stacks.add(new NhitsStack(2, 2, 3));
            NhitsSettings.Pooling pooling = NhitsSettings.Pooling.MAX;
            int column = level.orElse(0);
            NhitsSettings settings =
                    new NhitsSettings(stacks, new int[] {12, 10}, rate, pooling, column, level.isPresent());
            return new NhitsNetwork(shape, settings);
        }
        return new EncodedNetwork(shape, encoder, new HeadSettings(5, 3, rate, level));
    }

    /** Returns numbers for the weights of a network, from a generator. */
    static Map<String, float[]> start(Network network, RandomGenerator random) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        network.weights().forEach(weight -> numbers.put(weight.name(), weight.start(random)));
        return numbers;
    }

    /** Returns numbers that are all drawn, those that start with zeros too. */
    static Map<String, float[]> random(Network network, RandomGenerator random) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        network.weights().forEach(weight -> numbers.put(weight.name(), normal(weight.size(), random)));
        return numbers;
    }

    static float[] normal(int size, RandomGenerator random) {
        float[] drawn = new float[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        return drawn;
    }

    /** Returns inputs of a shape drawn from a seed. */
    static NetworkInputs<PlainTensor> inputs(NetworkShape shape, int batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int futures = shape.horizon() * shape.futureColumns();
        return new NetworkInputs<>(
                tensor(random, batch, shape.lookback(), shape.features()),
                futures == 0 ? null : tensor(random, batch, shape.horizon(), shape.futureColumns()),
                shape.attributes() == 0 ? null : tensor(random, batch, shape.attributes()));
    }

    private static PlainTensor tensor(RandomGenerator random, int... shape) {
        return PlainTensor.of(normal(PlainTensor.size(shape), random), shape);
    }
}
