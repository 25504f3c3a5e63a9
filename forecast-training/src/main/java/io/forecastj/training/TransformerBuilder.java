package io.forecastj.training;

import io.forecastj.training.network.EncodedNetwork;
import io.forecastj.training.network.Encoder;
import io.forecastj.training.network.HeadSettings;
import io.forecastj.training.network.TransformerEncoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a forecaster by a Transformer; see {@link Neural#transformer}.
 *
 * <p>Not thread-safe.
 */
public final class TransformerBuilder extends NeuralBuilder<TransformerBuilder> {
    private int units = 64;
    private int heads = 4;
    private int layers = 2;
    private int feedForward = 128;
    private double dropout = 0.1;

    TransformerBuilder() {}

    @Override
    TransformerBuilder self() {
        return this;
    }

    /**
     * Sets the units that represent a row.
     *
     * @param units the number, a multiple of the heads; default 64
     * @return this builder
     */
    public TransformerBuilder units(int units) {
        this.units = units;
        return this;
    }

    /**
     * Sets the heads of attention.
     *
     * @param heads the number, at least 1; default 4
     * @return this builder
     */
    public TransformerBuilder heads(int heads) {
        this.heads = heads;
        return this;
    }

    /**
     * Sets the layers, each of attention and a feed-forward network.
     *
     * @param layers the number, at least 1; default 2
     * @return this builder
     */
    public TransformerBuilder layers(int layers) {
        this.layers = layers;
        return this;
    }

    /**
     * Sets the units of the feed-forward networks.
     *
     * @param units the number, at least 1; default 128
     * @return this builder
     */
    public TransformerBuilder feedForward(int units) {
        this.feedForward = units;
        return this;
    }

    /**
     * Sets the rate of dropout after attention and feed-forward network of each layer.
     *
     * @param rate the rate, from 0 to below 1; default 0.1
     * @return this builder
     */
    public TransformerBuilder dropout(double rate) {
        this.dropout = rate;
        return this;
    }

    @Override
    Architecture architecture() {
        int rowUnits = units;
        int attention = heads;
        int blocks = layers;
        int inner = feedForward;
        double rate = dropout;
        HeadSettings head = Heads.of(0, rate);
        Encoder tried = new TransformerEncoder(1, 1, rowUnits, attention, blocks, inner, rate);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("units", rowUnits);
        settings.put("heads", attention);
        settings.put("layers", blocks);
        settings.put("feedForward", inner);
        settings.put("dropout", rate);
        return new Architecture(
                "transformer",
                settings,
                !tried.masks().isEmpty(),
                (shape, level) -> new EncodedNetwork(
                        shape,
                        new TransformerEncoder(
                                shape.lookback(),
                                EncodedNetwork.inputs(shape),
                                rowUnits,
                                attention,
                                blocks,
                                inner,
                                rate),
                        Heads.with(head, level)));
    }
}
