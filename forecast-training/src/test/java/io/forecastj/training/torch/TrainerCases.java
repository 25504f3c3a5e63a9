package io.forecastj.training.torch;

import io.forecastj.training.network.Batch;
import io.forecastj.training.network.DropoutMask;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkInputs;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.Ops;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.TrainerSettings;
import io.forecastj.training.network.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small network with dropout, its loss, and rows to train it with. */
final class TrainerCases {
    private static final int TIME = 6;
    private static final int FEATURES = 2;
    private static final int UNITS = 5;

    static final Loss SQUARES = new Loss() {
        @Override
        public <T> T of(Ops<T> ops, T output, T labels) {
            T difference = ops.subtract(output, labels);
            return ops.mean(ops.multiply(difference, difference), 1);
        }
    };

    private TrainerCases() {}

    static TrainerSettings settings(long seed) {
        return new TrainerSettings(0.01, 1, seed, 1, "cpu");
    }

    /** Returns a recurrent layer, dropout and a linear map to two points. */
    static Network network() {
        RecurrentWeights layer = RecurrentWeights.of("layer", 4, FEATURES, UNITS);
        Weight matrix = Weight.uniform("matrix", 0.5, true, 2, UNITS);
        Weight bias = Weight.uniform("bias", 0.5, false, 2);
        DropoutMask mask = new DropoutMask("mask", UNITS, 0.4);
        List<Weight> weights = new ArrayList<>(layer.all());
        weights.add(matrix);
        weights.add(bias);
        return new Network() {
            @Override
            public NetworkShape shape() {
                return new NetworkShape(TIME, FEATURES, 2, 0, 0, new OutputForm.Points(2));
            }

            @Override
            public List<Weight> weights() {
                return weights;
            }

            @Override
            public List<DropoutMask> masks() {
                return List.of(mask);
            }

            @Override
            public <T> T output(Ops<T> ops, NetworkInputs<T> in) {
                T states = ops.lstm(in.past(), layer);
                T last = ops.reshape(ops.slice(states, 1, TIME - 1, TIME), UNITS);
                return ops.linear(ops.multiply(last, ops.mask(mask)), matrix, bias);
            }
        };
    }

    /** Returns rows whose labels follow from their windows. */
    static Batch batch(Network network, int rows, long seed) {
        Batch batch = new Batch(network.shape(), rows);
        batch.size = rows;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < batch.past.length; i++) {
            batch.past[i] = (float) (2 * random.nextDouble() - 1);
        }
        for (int row = 0; row < rows; row++) {
            int end = (row + 1) * TIME * FEATURES;
            batch.labels[2 * row] = batch.past[end - 1];
            batch.labels[2 * row + 1] = batch.past[end - 2] - batch.past[end - 1];
            batch.weights[row] = 1 + row % 3;
        }
        return batch;
    }
}
