package io.forecastj.training;

import io.forecastj.training.network.CnnEncoder;
import io.forecastj.training.network.EncodedNetwork;
import io.forecastj.training.network.Encoder;
import io.forecastj.training.network.HeadSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a forecaster by convolutions over the window; see {@link Neural#cnn}.
 *
 * <p>Not thread-safe.
 */
public final class ConvolutionalBuilder extends NeuralBuilder<ConvolutionalBuilder> {
    private int[] filters = {32, 64, 128};
    private int kernel = 3;
    private boolean pooled = true;
    private double[] dropout = {0.1};
    private int hidden;

    ConvolutionalBuilder() {}

    @Override
    ConvolutionalBuilder self() {
        return this;
    }

    /**
     * Sets the filters of each layer, from the first to the last.
     *
     * @param filters the numbers, each at least 1; default 32, 64 and 128
     * @return this builder
     */
    public ConvolutionalBuilder filters(int... filters) {
        this.filters = filters.clone();
        return this;
    }

    /**
     * Sets the rows that a filter reads.
     *
     * @param rows the number, at least 1; default 3
     * @return this builder
     */
    public ConvolutionalBuilder kernel(int rows) {
        this.kernel = rows;
        return this;
    }

    /**
     * Sets whether the number of rows is halved after each layer, by the greater of two neighbouring values.
     *
     * @param pooled true to halve it; default true
     * @return this builder
     */
    public ConvolutionalBuilder pooling(boolean pooled) {
        this.pooled = pooled;
        return this;
    }

    /**
     * Sets the rates of dropout after the layers.
     *
     * @param rates one rate for all; or one for each layer; or one more, for the hidden layer of {@link #hidden}; each
     *     from 0 to below 1; default 0.1
     * @return this builder
     */
    public ConvolutionalBuilder dropout(double... rates) {
        this.dropout = rates.clone();
        return this;
    }

    /**
     * Sets the units of a hidden layer between the convolutions and the output.
     *
     * @param units the number, or 0 for no such layer; default 0
     * @return this builder
     */
    public ConvolutionalBuilder hidden(int units) {
        this.hidden = units;
        return this;
    }

    @Override
    Architecture architecture() {
        int[] chosen = filters.clone();
        int size = kernel;
        boolean halved = pooled;
        double[] rates = DropoutRates.of(dropout, chosen.length, hidden);
        double[] ofLayers = Arrays.copyOf(rates, chosen.length);
        HeadSettings head = Heads.of(hidden, rates[chosen.length]);
        Encoder tried = new CnnEncoder(1, 1, chosen, size, halved, ofLayers);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("filters", Arrays.toString(chosen));
        settings.put("kernel", size);
        settings.put("pooling", halved);
        settings.put("dropout", Arrays.toString(dropout));
        settings.put("hidden", hidden);
        return new Architecture(
                "cnn",
                settings,
                !tried.masks().isEmpty() || hidden > 0 && head.dropout() > 0,
                (shape, level) -> new EncodedNetwork(
                        shape,
                        new CnnEncoder(shape.lookback(), EncodedNetwork.inputs(shape), chosen, size, halved, ofLayers),
                        Heads.with(head, level)));
    }
}
