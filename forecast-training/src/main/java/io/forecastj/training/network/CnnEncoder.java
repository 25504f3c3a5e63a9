package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Encoder of stacked convolutions over time with rectifiers, each followed by dropout and, if wanted, by pooling of two
 * neighbouring times to their greater value. The representation is the last layer at all of its times, so that it holds
 * where in the window a shape is.
 */
public final class CnnEncoder implements Encoder {
    private final int inputs;
    private final boolean pooled;
    private final int width;
    private final List<Convolution> layers = new ArrayList<>();
    private final List<Dropout> dropouts = new ArrayList<>();

    /**
     * Creates an encoder.
     *
     * @param lookback the rows of the window
     * @param inputs the values in each row
     * @param filters the filters of each layer, at least one layer
     * @param kernel the times that a filter reads, at least 1
     * @param pooled true to halve the number of times after each layer
     * @param dropout the rate of dropout after each layer, from 0 to below 1
     */
    public CnnEncoder(int lookback, int inputs, int[] filters, int kernel, boolean pooled, double[] dropout) {
        Layers.require(filters, dropout);
        Layers.requireAtLeastOne("the kernel", kernel);
        this.inputs = inputs;
        this.pooled = pooled;
        int in = inputs;
        int time = lookback;
        for (int i = 0; i < filters.length; i++) {
            String name = "convolution" + (i + 1);
            layers.add(Convolution.of(name, in, filters[i], kernel, 1));
            dropouts.add(new Dropout(name + ".dropout", filters[i], dropout[i]));
            in = filters[i];
            time = pooled ? TimePooling.groups(time, 2) : time;
        }
        this.width = Math.multiplyExact(in, time);
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
        return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
    }

    @Override
    public List<DropoutMask> masks() {
        return dropouts.stream().flatMap(dropout -> dropout.masks().stream()).toList();
    }

    @Override
    public <T> T encode(Ops<T> ops, T window) {
        T x = ops.transpose(window, 0, 2, 1);
        for (int i = 0; i < layers.size(); i++) {
            x = ops.relu(layers.get(i).centred(ops, x));
            x = pooled && ops.shape(x)[2] > 1 ? TimePooling.max(ops, x, 2) : x;
            x = dropouts.get(i).onMiddleAxis(ops, x);
        }
        return ops.reshape(x, width);
    }
}
