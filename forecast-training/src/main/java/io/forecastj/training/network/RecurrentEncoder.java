package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Encoder of stacked recurrent layers: long short-term memory (Hochreiter and Schmidhuber, Neural Computation 1997) or
 * gated recurrent units (Cho et al., EMNLP 2014). The representation is the last state of the last layer.
 *
 * <p>Dropout follows each layer, the last one too.
 */
public final class RecurrentEncoder implements Encoder {
    private final RecurrentCell cell;
    private final int inputs;
    private final List<RecurrentWeights> layers = new ArrayList<>();
    private final List<Dropout> dropouts = new ArrayList<>();

    /**
     * Creates an encoder.
     *
     * @param cell the kind of all units
     * @param inputs the values in each row
     * @param units the units of each layer, at least one layer
     * @param dropout the rate of dropout after each layer, from 0 to below 1
     */
    public RecurrentEncoder(RecurrentCell cell, int inputs, int[] units, double[] dropout) {
        Layers.require(units, dropout);
        this.cell = cell;
        this.inputs = inputs;
        int in = inputs;
        for (int i = 0; i < units.length; i++) {
            String name = "recurrent" + (i + 1);
            layers.add(RecurrentWeights.of(name, cell.gates(), in, units[i]));
            dropouts.add(new Dropout(name + ".dropout", units[i], dropout[i]));
            in = units[i];
        }
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int width() {
        return layers.get(layers.size() - 1).units();
    }

    @Override
    public List<Weight> weights() {
        return layers.stream().flatMap(layer -> layer.all().stream()).toList();
    }

    @Override
    public List<DropoutMask> masks() {
        return dropouts.stream().flatMap(dropout -> dropout.masks().stream()).toList();
    }

    @Override
    public <T> T encode(Ops<T> ops, T window) {
        int time = ops.shape(window)[1];
        T x = window;
        for (int i = 0; i < layers.size() - 1; i++) {
            x = dropouts.get(i).onLastAxis(ops, states(ops, x, i));
        }
        int top = layers.size() - 1;
        T last = ops.reshape(ops.slice(states(ops, x, top), 1, time - 1, time), width());
        return dropouts.get(top).onRow(ops, last);
    }

    private <T> T states(Ops<T> ops, T x, int layer) {
        return cell == RecurrentCell.LSTM ? ops.lstm(x, layers.get(layer)) : ops.gru(x, layers.get(layer));
    }
}
