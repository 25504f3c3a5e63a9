package io.forecastj.training;

import io.forecastj.training.network.EncodedNetwork;
import io.forecastj.training.network.Encoder;
import io.forecastj.training.network.HeadSettings;
import io.forecastj.training.network.TcnEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Settings of a forecaster by a temporal convolutional network; see {@link Neural#tcn}.
 *
 * <p>Not thread-safe.
 */
public final class TcnBuilder extends NeuralBuilder<TcnBuilder> {
    private static final int CHANNELS = 32;

    private OptionalInt same = OptionalInt.of(CHANNELS);
    private int[] channels = {};
    private int kernel = 3;
    private double dropout = 0.1;

    TcnBuilder() {}

    @Override
    TcnBuilder self() {
        return this;
    }

    /**
     * Sets the channels of all blocks; as many blocks are made as it takes to read the whole window.
     *
     * @param channels the number, at least 1; default 32
     * @return this builder
     */
    public TcnBuilder channels(int channels) {
        this.same = OptionalInt.of(channels);
        this.channels = new int[0];
        return this;
    }

    /**
     * Sets the channels of each block; {@code n} blocks read {@code 1 + 2 (kernel - 1) (2^n - 1)} rows.
     *
     * @param channels the numbers, from 1 to 20 of them, each at least 1
     * @return this builder
     */
    public TcnBuilder blocks(int... channels) {
        this.same = OptionalInt.empty();
        this.channels = channels.clone();
        return this;
    }

    /**
     * Sets the rows that a convolution reads, which are farther apart from block to block.
     *
     * @param rows the number, at least 2; default 3
     * @return this builder
     */
    public TcnBuilder kernel(int rows) {
        this.kernel = rows;
        return this;
    }

    /**
     * Sets the rate of dropout after each convolution.
     *
     * @param rate the rate, from 0 to below 1; default 0.1
     * @return this builder
     */
    public TcnBuilder dropout(double rate) {
        this.dropout = rate;
        return this;
    }

    @Override
    Architecture architecture() {
        OptionalInt each = same;
        int[] given = channels.clone();
        int size = kernel;
        double rate = dropout;
        HeadSettings head = Heads.of(0, rate);
        Encoder tried = encoder(1, 1, each, given, size, rate);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("channels", each.isPresent() ? each.getAsInt() : Arrays.toString(given));
        settings.put("kernel", size);
        settings.put("dropout", rate);
        return new Architecture(
                "tcn",
                settings,
                !tried.masks().isEmpty(),
                (shape, level) -> new EncodedNetwork(
                        shape,
                        encoder(shape.lookback(), EncodedNetwork.inputs(shape), each, given, size, rate),
                        Heads.with(head, level)));
    }

    private static Encoder encoder(
            int lookback, int inputs, OptionalInt each, int[] given, int kernel, double dropout) {
        int[] channels = given;
        if (each.isPresent()) {
            // a kernel of 1 would never read the window; the encoder refuses it
            channels = new int[TcnEncoder.blocksFor(lookback, Math.max(2, kernel))];
            Arrays.fill(channels, each.getAsInt());
        }
        double[] rates = new double[channels.length];
        Arrays.fill(rates, dropout);
        return new TcnEncoder(inputs, channels, kernel, rates);
    }
}
