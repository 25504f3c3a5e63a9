package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Transformer encoder (Vaswani et al., Attention is all you need, NeurIPS 2017) with the norms before attention and
 * feed-forward layer (Xiong et al., On layer normalization in the transformer architecture, ICML 2020).
 *
 * <p>Positions are the fixed waves of the first paper. Attention sees the whole window, and the representation is the
 * normed last row, so the last block computes that row only.
 */
public final class TransformerEncoder implements Encoder {
    private final int lookback;
    private final int inputs;
    private final int units;
    private final float[] positions;
    private final Dense projection;
    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final Weight gain;
    private final Weight shift;

    /**
     * Creates an encoder.
     *
     * @param lookback the rows of the window
     * @param inputs the values in each row
     * @param units the units of a row, a multiple of the heads
     * @param heads the heads of attention, at least 1
     * @param layers the blocks, at least 1
     * @param feedForward the units of the feed-forward layers, at least 1
     * @param dropout the rate of dropout after attention and feed-forward layer of each block, from 0 to below 1
     */
    public TransformerEncoder(
            int lookback, int inputs, int units, int heads, int layers, int feedForward, double dropout) {
        Layers.requireAtLeastOne("units", units);
        Layers.requireAtLeastOne("heads", heads);
        Layers.requireAtLeastOne("layers", layers);
        Layers.requireAtLeastOne("units of the feed-forward layers", feedForward);
        if (units % heads != 0) {
            throw new IllegalArgumentException(
                    "units must be a multiple of the heads, found " + units + " units and " + heads + " heads");
        }
        this.lookback = lookback;
        this.inputs = inputs;
        this.units = units;
        this.positions = positions(lookback, units);
        this.projection = Dense.of("projection", inputs, units);
        for (int i = 0; i < layers; i++) {
            blocks.add(new TransformerBlock("block" + (i + 1), units, heads, feedForward, dropout));
        }
        this.gain = Weight.filled("norm.gain", 1, units);
        this.shift = Weight.filled("norm.shift", 0, units);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int width() {
        return units;
    }

    @Override
    public List<Weight> weights() {
        List<Weight> all = new ArrayList<>(projection.weights());
        blocks.forEach(block -> all.addAll(block.weights()));
        all.add(gain);
        all.add(shift);
        return all;
    }

    @Override
    public List<DropoutMask> masks() {
        return blocks.stream().flatMap(block -> block.masks().stream()).toList();
    }

    @Override
    public <T> T encode(Ops<T> ops, T window) {
        T x = ops.add(projection.on(ops, window), ops.constant(positions, lookback, units));
        for (TransformerBlock block : blocks.subList(0, blocks.size() - 1)) {
            x = block.on(ops, x, x);
        }
        T last = blocks.get(blocks.size() - 1).on(ops, ops.slice(x, 1, lookback - 1, lookback), x);
        return ops.reshape(ops.layerNorm(last, gain, shift), units);
    }

    /** Sines and cosines of the row number, with wave lengths from 2 pi to 10,000 times that. */
    private static float[] positions(int lookback, int units) {
        float[] positions = new float[lookback * units];
        for (int row = 0; row < lookback; row++) {
            for (int u = 0; u < units; u++) {
                double angle = row / Math.pow(10_000, (u - u % 2) / (double) units);
                positions[row * units + u] = (float) (u % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return positions;
    }
}
