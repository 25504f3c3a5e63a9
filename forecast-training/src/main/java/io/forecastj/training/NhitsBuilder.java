package io.forecastj.training;

import io.forecastj.training.network.NhitsNetwork;
import io.forecastj.training.network.NhitsSettings;
import io.forecastj.training.network.NhitsStack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a forecaster by N-HiTS; see {@link Neural#nhits}.
 *
 * <p>Not thread-safe. Unless {@link #pooling} and {@link #knotSpacing} are set, there are three stacks, from slow to
 * fast; both are set together, with a number for each stack.
 */
public final class NhitsBuilder extends NeuralBuilder<NhitsBuilder> {
    private int @Nullable [] pooling;
    private int @Nullable [] spacing;
    private int blocks = 1;
    private int[] units = {128, 128};
    private double dropout;

    NhitsBuilder() {}

    @Override
    NhitsBuilder self() {
        return this;
    }

    /**
     * Sets the number of neighbouring rows of which each stack sees the greatest value.
     *
     * @param rows the number for each stack, each at least 1; default 8, 4 and 1, with a window of less
     *     than 48 rows 2, 2 and 1
     * @return this builder
     */
    public NhitsBuilder pooling(int... rows) {
        this.pooling = rows.clone();
        return this;
    }

    /**
     * Sets the number of steps between the knots of each stack's forecast, between which it is interpolated; a stack
     * has at least one knot.
     *
     * @param steps the number for each stack, each at least 1; default a half and a quarter of the
     *     horizon, and 1
     * @return this builder
     */
    public NhitsBuilder knotSpacing(int... steps) {
        this.spacing = steps.clone();
        return this;
    }

    /**
     * Sets the blocks of each stack.
     *
     * @param blocks the number, at least 1; default 1
     * @return this builder
     */
    public NhitsBuilder blocks(int blocks) {
        this.blocks = blocks;
        return this;
    }

    /**
     * Sets the units of the hidden layers of each block.
     *
     * @param units the number for each layer, each at least 1; default 128 and 128
     * @return this builder
     */
    public NhitsBuilder units(int... units) {
        this.units = units.clone();
        return this;
    }

    /**
     * Sets the rate of dropout after each hidden layer.
     *
     * @param rate the rate, from 0 to below 1; default 0
     * @return this builder
     */
    public NhitsBuilder dropout(double rate) {
        this.dropout = rate;
        return this;
    }

    @Override
    Architecture architecture() {
        int[] pooled = pooling;
        int[] knots = spacing;
        int each = blocks;
        int[] layers = units.clone();
        double rate = dropout;
        int stacks = pooled == null ? 0 : pooled.length;
        if (stacks != (knots == null ? 0 : knots.length)) {
            throw new IllegalArgumentException("pooling and knotSpacing need a number for each stack, found "
                    + (pooled == null ? "no pooling" : Arrays.toString(pooled)) + " and "
                    + (knots == null ? "no knotSpacing" : Arrays.toString(knots)));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        if (pooled != null && knots != null) {
            settings.put("pooling", Arrays.toString(pooled));
            settings.put("knotSpacing", Arrays.toString(knots));
        }
        settings.put("blocks", each);
        settings.put("units", Arrays.toString(layers));
        settings.put("dropout", rate);
        // made here too, so that a bad setting is refused before the fit
        settings(stacks(pooled, knots, each, 1, 1), layers, rate, OptionalInt.empty());
        return new Architecture(
                "nhits",
                settings,
                rate > 0,
                (shape, level) -> new NhitsNetwork(
                        shape,
                        settings(stacks(pooled, knots, each, shape.lookback(), shape.horizon()), layers, rate, level)));
    }

    private static NhitsSettings settings(List<NhitsStack> stacks, int[] units, double dropout, OptionalInt level) {
        return new NhitsSettings(stacks, units, dropout, NhitsSettings.Pooling.MAX, level.orElse(0), level.isPresent());
    }

    private static List<NhitsStack> stacks(
            int @Nullable [] pooled, int @Nullable [] knots, int blocks, int lookback, int steps) {
        if (pooled == null || knots == null) {
            return NhitsStack.defaults(lookback, steps).stream()
                    .map(stack -> new NhitsStack(blocks, stack.pooling(), stack.rate()))
                    .toList();
        }
        return IntStream.range(0, pooled.length)
                .mapToObj(i -> new NhitsStack(blocks, pooled[i], knots[i]))
                .toList();
    }
}
