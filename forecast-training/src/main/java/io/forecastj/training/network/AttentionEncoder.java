package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Encoder of stacked bidirectional long short-term memory, whose states are averaged over time with weights by additive
 * attention: {@code softmax(v' tanh(W h + b))} (Bahdanau et al., Neural machine translation by jointly learning to
 * align and translate, ICLR 2015).
 */
public final class AttentionEncoder implements Encoder {
    private final int inputs;
    private final List<RecurrentWeights> forward = new ArrayList<>();
    private final List<RecurrentWeights> backward = new ArrayList<>();
    private final List<Dropout> dropouts = new ArrayList<>();
    private final int width;
    private final Dense keys;
    private final Dense scores;

    /**
     * Creates an encoder.
     *
     * @param inputs the values in each row
     * @param units the units of each layer and direction, at least one layer
     * @param dropout the rate of dropout after each layer, from 0 to below 1
     */
    public AttentionEncoder(int inputs, int[] units, double[] dropout) {
        Layers.require(units, dropout);
        this.inputs = inputs;
        int in = inputs;
        for (int i = 0; i < units.length; i++) {
            String name = "bidirectional" + (i + 1);
            forward.add(RecurrentWeights.of(name + ".forward", 4, in, units[i]));
            backward.add(RecurrentWeights.of(name + ".backward", 4, in, units[i]));
            in = 2 * units[i];
            dropouts.add(new Dropout(name + ".dropout", in, dropout[i]));
        }
        this.width = in;
        this.keys = Dense.of("attention.keys", width, width / 2);
        this.scores = Dense.of("attention.scores", width / 2, 1);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        for (int i = 0; i < forward.size(); i++) {
            all.addAll(forward.get(i).all());
            all.addAll(backward.get(i).all());
        }
        all.addAll(keys.weights());
        all.addAll(scores.weights());
        return all;
    }

    @Override
    public List<DropoutMask> masks() {
        return dropouts.stream().flatMap(dropout -> dropout.masks().stream()).toList();
    }

    @Override
    public <T> T encode(Ops<T> ops, T window) {
        T states = window;
        for (int i = 0; i < forward.size(); i++) {
            T ahead = ops.lstm(states, forward.get(i));
            T back = ops.reverse(ops.lstm(ops.reverse(states, 1), backward.get(i)), 1);
            states = dropouts.get(i).onLastAxis(ops, ops.concat(List.of(ahead, back), 2));
        }
        return ops.reshape(ops.sum(ops.multiply(states, attention(ops, states)), 1), width);
    }

    /** Computes the weights of the times, {@code [batch, time, 1]}, from states {@code [batch, time, width]}. */
    <T> T attention(Ops<T> ops, T states) {
        return ops.softmax(scores.on(ops, ops.tanh(keys.on(ops, states))), 1);
    }
}
