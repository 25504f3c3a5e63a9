package io.forecastj.training;

import io.forecastj.training.network.AttentionEncoder;
import io.forecastj.training.network.EncodedNetwork;
import io.forecastj.training.network.Encoder;
import io.forecastj.training.network.HeadSettings;
import io.forecastj.training.network.RecurrentCell;
import io.forecastj.training.network.RecurrentEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a forecaster by a recurrent network; see {@link Neural#lstm}, {@link Neural#gru} and {@link
 * Neural#bidirectionalLstm}.
 *
 * <p>Not thread-safe.
 */
public final class RecurrentBuilder extends NeuralBuilder<RecurrentBuilder> {
    /** Kind of the layers. */
    enum Kind {
        LSTM("lstm"),
        GRU("gru"),
        BIDIRECTIONAL("bidirectionalLstm");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        Encoder encoder(int inputs, int[] units, double[] dropout) {
            double[] layers = Arrays.copyOf(dropout, units.length);
            return switch (this) {
                case LSTM -> new RecurrentEncoder(RecurrentCell.LSTM, inputs, units, layers);
                case GRU -> new RecurrentEncoder(RecurrentCell.GRU, inputs, units, layers);
                case BIDIRECTIONAL -> new AttentionEncoder(inputs, units, layers);
            };
        }
    }

    private final Kind kind;
    private int[] units = {64};
    private double[] dropout = {0.1};
    private int hidden;

    RecurrentBuilder(Kind kind) {
        this.kind = kind;
    }

    @Override
    RecurrentBuilder self() {
        return this;
    }

    /**
     * Sets the units of each layer, from the first to the last; those of one direction if there are two.
     *
     * @param units the numbers, each at least 1; default one layer of 64
     * @return this builder
     */
    public RecurrentBuilder units(int... units) {
        this.units = units.clone();
        return this;
    }

    /**
     * Sets the rates of dropout after the layers; see {@link #samples} for their use in forecasts.
     *
     * @param rates one rate for all; or one for each layer; or one more, for the hidden layer of {@link #hidden}; each
     *     from 0 to below 1; default 0.1
     * @return this builder
     */
    public RecurrentBuilder dropout(double... rates) {
        this.dropout = rates.clone();
        return this;
    }

    /**
     * Sets the units of a hidden layer between the recurrent layers and the output.
     *
     * @param units the number, or 0 for no such layer; default 0
     * @return this builder
     */
    public RecurrentBuilder hidden(int units) {
        this.hidden = units;
        return this;
    }

    @Override
    Architecture architecture() {
        int[] chosen = units.clone();
        double[] rates = DropoutRates.of(dropout, chosen.length, hidden);
        HeadSettings head = Heads.of(hidden, rates[chosen.length]);
        Encoder tried = kind.encoder(1, chosen, rates);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("units", Arrays.toString(chosen));
        settings.put("dropout", Arrays.toString(dropout));
        settings.put("hidden", hidden);
        return new Architecture(
                kind.text,
                settings,
                !tried.masks().isEmpty() || hidden > 0 && head.dropout() > 0,
                (shape, level) -> new EncodedNetwork(
                        shape, kind.encoder(EncodedNetwork.inputs(shape), chosen, rates), Heads.with(head, level)));
    }
}
