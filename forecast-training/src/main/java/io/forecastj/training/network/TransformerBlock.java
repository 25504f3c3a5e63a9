package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Block of a Transformer encoder: {@code x + attention(norm(x))}, then {@code x + feedForward(norm(x))}.
 *
 * <p>Weights start as those of PyTorch's {@code MultiheadAttention} and {@code Linear}.
 */
final class TransformerBlock {
    private final int units;
    private final int heads;
    private final Weight gain1;
    private final Weight shift1;
    private final Weight gain2;
    private final Weight shift2;
    private final Dense query;
    private final Dense key;
    private final Dense value;
    private final Dense attended;
    private final Dense wide;
    private final Dense narrow;
    private final Dropout attentionDropout;
    private final Dropout forwardDropout;

    TransformerBlock(String name, int units, int heads, int feedForward, double dropout) {
        this.units = units;
        this.heads = heads;
        this.gain1 = Weight.filled(name + ".norm1.gain", 1, units);
        this.shift1 = Weight.filled(name + ".norm1.shift", 0, units);
        this.gain2 = Weight.filled(name + ".norm2.gain", 1, units);
        this.shift2 = Weight.filled(name + ".norm2.shift", 0, units);
        // Glorot's bound for the three maps as one matrix [3 units, units], as PyTorch packs them
        double packed = Math.sqrt(6.0 / (4 * units));
        this.query = Dense.withoutBias(name + ".query", units, units, packed);
        this.key = Dense.withoutBias(name + ".key", units, units, packed);
        this.value = Dense.withoutBias(name + ".value", units, units, packed);
        this.attended = Dense.withoutBias(name + ".attended", units, units, 1 / Math.sqrt(units));
        this.wide = Dense.of(name + ".wide", units, feedForward);
        this.narrow = Dense.of(name + ".narrow", feedForward, units);
        this.attentionDropout = new Dropout(name + ".attention.dropout", units, dropout);
        this.forwardDropout = new Dropout(name + ".forward.dropout", units, dropout);
    }

    List<Weight> weights() {
        List<Weight> all = new ArrayList<>(List.of(gain1, shift1));
        for (Dense layer : List.of(query, key, value, attended)) {
            all.addAll(layer.weights());
        }
        all.add(gain2);
        all.add(shift2);
        all.addAll(wide.weights());
        all.addAll(narrow.weights());
        return all;
    }

    List<DropoutMask> masks() {
        List<DropoutMask> all = new ArrayList<>(attentionDropout.masks());
        all.addAll(forwardDropout.masks());
        return all;
    }

    /**
     * Computes rows of the block.
     *
     * @param rows the rows to compute, {@code [batch, rows, units]}
     * @param all the rows that attention sees, {@code [batch, time, units]}
     */
    <T> T on(Ops<T> ops, T rows, T all) {
        T normed = ops.layerNorm(all, gain1, shift1);
        T asking = rows == all ? normed : ops.layerNorm(rows, gain1, shift1);
        T weights = attention(ops, asking, normed);
        T mixed = ops.matMul(weights, ops.transpose(split(ops, value.on(ops, normed)), 0, 2, 1, 3));
        T joined = ops.reshape(ops.transpose(mixed, 0, 2, 1, 3), ops.shape(rows)[1], units);
        T x = ops.add(rows, attentionDropout.onLastAxis(ops, attended.on(ops, joined)));
        T fed = narrow.on(ops, ops.gelu(wide.on(ops, ops.layerNorm(x, gain2, shift2))));
        return ops.add(x, forwardDropout.onLastAxis(ops, fed));
    }

    /** Computes the weights of attention, {@code [batch, heads, rows, time]}, from normed rows. */
    <T> T attention(Ops<T> ops, T rows, T all) {
        T queries = ops.transpose(split(ops, query.on(ops, rows)), 0, 2, 1, 3);
        T keys = ops.transpose(split(ops, key.on(ops, all)), 0, 2, 3, 1);
        T scale = ops.constant(new float[] {(float) Math.sqrt(heads / (double) units)}, 1);
        return ops.softmax(ops.matMul(ops.multiply(queries, scale), keys), 3);
    }

    private <T> T split(Ops<T> ops, T x) {
        return ops.reshape(x, ops.shape(x)[1], heads, units / heads);
    }
}
