package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Temporal convolutional network: residual blocks of two causal convolutions, whose dilation doubles from block to
 * block (Bai, Kolter and Koltun, An empirical evaluation of generic convolutional and recurrent networks for sequence
 * modeling, 2018; without the normalisation of weights). The representation is the last time.
 *
 * <p>{@code n} blocks read {@code 1 + 2 (kernel - 1) (2^n - 1)} rows.
 */
public final class TcnEncoder implements Encoder {
    private final int inputs;
    private final int width;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * Creates an encoder.
     *
     * @param inputs the values in each row
     * @param channels the channels of each block, at least one block and at most 20
     * @param kernel the times that a convolution reads, at least 2
     * @param dropout the rate of dropout of both convolutions of each block, from 0 to below 1
     */
    public TcnEncoder(int inputs, int[] channels, int kernel, double[] dropout) {
        Layers.require(channels, dropout);
        if (kernel < 2) {
            throw new IllegalArgumentException("the kernel must be at least 2, found " + kernel);
        }
        if (channels.length > 20) {
            throw new IllegalArgumentException("the blocks must be at most 20, found " + channels.length);
        }
        this.inputs = inputs;
        int in = inputs;
        for (int i = 0; i < channels.length; i++) {
            blocks.add(new Block("block" + (i + 1), in, channels[i], kernel, 1 << i, dropout[i]));
            in = channels[i];
        }
        this.width = in;
    }

    /** Returns the least number of blocks, at most 20, that read a whole window. */
    public static int blocksFor(int lookback, int kernel) {
        int blocks = 1;
        while (blocks < 20 && 1L + 2L * (kernel - 1) * ((1L << blocks) - 1) < lookback) {
            blocks++;
        }
        return blocks;
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
        return blocks.stream().flatMap(block -> block.weights().stream()).toList();
    }

    @Override
    public List<DropoutMask> masks() {
        return blocks.stream().flatMap(block -> block.masks().stream()).toList();
    }

    @Override
    public <T> T encode(Ops<T> ops, T window) {
        int time = ops.shape(window)[1];
        T x = ops.transpose(window, 0, 2, 1);
        for (Block block : blocks) {
            x = block.on(ops, x);
        }
        return ops.reshape(ops.slice(x, 2, time - 1, time), width);
    }

    private static final class Block {
        private final Convolution first;
        private final Convolution second;
        private final @Nullable Convolution shortcut;
        private final Dropout firstDropout;
        private final Dropout secondDropout;

        Block(String name, int in, int out, int kernel, int dilation, double dropout) {
            this.first = Convolution.of(name + ".first", in, out, kernel, dilation);
            this.second = Convolution.of(name + ".second", out, out, kernel, dilation);
            this.shortcut = in == out ? null : Convolution.of(name + ".shortcut", in, out, 1, 1);
            this.firstDropout = new Dropout(name + ".first.dropout", out, dropout);
            this.secondDropout = new Dropout(name + ".second.dropout", out, dropout);
        }

        List<Weight> weights() {
            List<Weight> all = new ArrayList<>(first.weights());
            all.addAll(second.weights());
            if (shortcut != null) {
                all.addAll(shortcut.weights());
            }
            return all;
        }

        List<DropoutMask> masks() {
            List<DropoutMask> all = new ArrayList<>(firstDropout.masks());
            all.addAll(secondDropout.masks());
            return all;
        }

        <T> T on(Ops<T> ops, T x) {
            T y = firstDropout.onMiddleAxis(ops, ops.relu(first.causal(ops, x)));
            y = secondDropout.onMiddleAxis(ops, ops.relu(second.causal(ops, y)));
            return ops.relu(ops.add(y, shortcut == null ? x : shortcut.causal(ops, x)));
        }
    }
}
