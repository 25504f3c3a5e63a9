package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Block of an {@link NhitsNetwork}: hidden layers, and the knots of backcast and output that they give. */
final class NhitsBlock {
    private final NetworkShape shape;
    private final NhitsSettings.Pooling pooling;
    private final int pooled;
    private final int values;
    private final int steps;
    private final int forecastKnots;
    private final int backcastKnots;
    private final float[] overSteps;
    private final float[] overRows;
    private final List<Dense> layers = new ArrayList<>();
    private final List<Dropout> dropouts = new ArrayList<>();
    private final Dense forecast;
    private final @Nullable Dense backcast;

    NhitsBlock(
            String name, NetworkShape shape, NhitsSettings settings, NhitsStack stack, OutputLayer form, boolean last) {
        this.shape = shape;
        this.pooling = settings.pooling();
        this.pooled = Math.min(stack.pooling(), shape.lookback());
        this.values = form.values();
        this.steps = form.steps();
        this.forecastKnots = Math.max(steps / stack.rate(), 1);
        this.backcastKnots = Math.max(shape.lookback() / stack.rate(), 1);
        this.overSteps = interpolation(forecastKnots, steps);
        this.overRows = interpolation(backcastKnots, shape.lookback());
        int in = TimePooling.groups(shape.lookback(), pooled) * shape.features()
                + shape.horizon() * shape.futureColumns()
                + shape.attributes();
        int[] units = settings.units();
        for (int i = 0; i < units.length; i++) {
            layers.add(Dense.of(name + ".layer" + (i + 1), in, units[i]));
            dropouts.add(new Dropout(name + ".dropout" + (i + 1), units[i], settings.dropout()));
            in = units[i];
        }
        String out = name + ".forecast";
        this.forecast = settings.level()
                ? Dense.withoutBias(out, in, values * forecastKnots, 0)
                : Dense.of(out, in, values * forecastKnots);
        this.backcast = last ? null : Dense.of(name + ".backcast", in, backcastKnots);
    }

    List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        layers.forEach(layer -> all.addAll(layer.weights()));
        all.addAll(forecast.weights());
        if (backcast != null) {
            all.addAll(backcast.weights());
        }
        return all;
    }

    List<DropoutMask> masks() {
        return dropouts.stream().flatMap(dropout -> dropout.masks().stream()).toList();
    }

    /**
     * Computes the last hidden layer.
     *
     * @param rest what is left of the window of the feature that is taken apart, {@code [batch, 1, lookback]}
     * @param others the windows of the other features, {@code [batch, features - 1, lookback]}; null if there are none
     */
    <T> T hidden(Ops<T> ops, T rest, @Nullable T others, NetworkInputs<T> in) {
        List<T> parts = new ArrayList<>();
        parts.add(pooled(ops, rest, 1));
        if (others != null) {
            parts.add(pooled(ops, others, shape.features() - 1));
        }
        @Nullable T future = in.future();
        if (future != null) {
            parts.add(ops.reshape(future, shape.horizon() * shape.futureColumns()));
        }
        @Nullable T attributes = in.attributes();
        if (attributes != null) {
            parts.add(attributes);
        }
        T x = parts.size() == 1 ? parts.get(0) : ops.concat(parts, 1);
        for (int i = 0; i < layers.size(); i++) {
            x = dropouts.get(i).onRow(ops, ops.relu(layers.get(i).on(ops, x)));
        }
        return x;
    }

    private <T> T pooled(Ops<T> ops, T window, int features) {
        T x = pooling == NhitsSettings.Pooling.MAX
                ? TimePooling.max(ops, window, pooled)
                : TimePooling.mean(ops, window, pooled);
        return ops.reshape(x, features * TimePooling.groups(shape.lookback(), pooled));
    }

    /** Computes the share of the output, {@code [batch, steps, values]}. */
    <T> T forecast(Ops<T> ops, T hidden) {
        T knots = ops.reshape(forecast.on(ops, hidden), values, forecastKnots);
        return ops.transpose(interpolated(ops, knots, overSteps, forecastKnots, steps), 0, 2, 1);
    }

    /** Returns true if there is a block behind, which sees the window less this one's backcast. */
    boolean explains() {
        return backcast != null;
    }

    /** Computes the backcast, {@code [batch, 1, lookback]}. */
    <T> T backcast(Ops<T> ops, T hidden) {
        if (backcast == null) {
            throw new IllegalStateException("the last block has no backcast");
        }
        T knots = ops.reshape(backcast.on(ops, hidden), 1, backcastKnots);
        return interpolated(ops, knots, overRows, backcastKnots, shape.lookback());
    }

    private static <T> T interpolated(Ops<T> ops, T knots, float[] matrix, int from, int to) {
        return from == to ? knots : ops.matMul(knots, ops.constant(matrix, from, to));
    }

    /**
     * Returns the matrix {@code [from, to]} of linear interpolation between knots in the middle of equal spans, level
     * before the first and after the last, as PyTorch's {@code interpolate} without aligned corners.
     */
    static float[] interpolation(int from, int to) {
        float[] matrix = new float[from * to];
        for (int i = 0; i < to; i++) {
            double at = Math.min(Math.max((i + 0.5) * from / to - 0.5, 0), from - 1);
            int left = (int) at;
            double share = at - left;
            matrix[left * to + i] += (float) (1 - share);
            if (share > 0) {
                matrix[(left + 1) * to + i] += (float) share;
            }
        }
        return matrix;
    }
}
