package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neural hierarchical interpolation for time series, N-HiTS (Challu et al., AAAI 2023).
 *
 * <p>Each block takes from the window of one feature what it explains (its backcast) and adds its share to the output;
 * the next block sees the rest. Blocks of a slow stack see the window pooled and give few knots, between which backcast
 * and output are interpolated linearly. The other features of the window, pooled alike, the known future and the
 * attributes are further inputs of each block, as in the implementation of neuralforecast.
 *
 * <p>For a level, the window is taken less its last value, which is added to the output again, and the outputs of the
 * blocks start with zeros: the network starts as the naive forecast.
 */
public final class NhitsNetwork implements Network {
    private final NetworkShape shape;
    private final NhitsSettings settings;
    private final OutputLayer form;
    private final List<NhitsBlock> blocks = new ArrayList<>();
    private final Weight bias;

    /**
     * Creates a network.
     *
     * @throws IllegalArgumentException if the column is no feature, or the output is a level but neither points nor
     *     quantiles
     */
    public NhitsNetwork(NetworkShape shape, NhitsSettings settings) {
        Highway.requireColumn(shape, settings.column());
        this.shape = shape;
        this.settings = settings;
        this.form = new OutputLayer(shape.outputs());
        if (settings.level() && !form.isOfLevels()) {
            throw new IllegalArgumentException("only points and quantiles can be levels, found " + shape.outputs());
        }
        List<NhitsStack> stacks = settings.stacks();
        for (int s = 0; s < stacks.size(); s++) {
            for (int b = 0; b < stacks.get(s).blocks(); b++) {
                boolean last = s == stacks.size() - 1 && b == stacks.get(s).blocks() - 1;
                String name = "stack" + (s + 1) + ".block" + (b + 1);
                blocks.add(new NhitsBlock(name, shape, settings, stacks.get(s), form, last));
            }
        }
        this.bias = Weight.of("bias", form.bias(), false, form.values());
    }

    @Override
    public NetworkShape shape() {
        return shape;
    }

    @Override
    public List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        blocks.forEach(block -> all.addAll(block.weights()));
        all.add(bias);
        return all;
    }

    @Override
    public List<DropoutMask> masks() {
        return blocks.stream().flatMap(block -> block.masks().stream()).toList();
    }

    @Override
    public <T> T output(Ops<T> ops, NetworkInputs<T> in) {
        int column = settings.column();
        T past = ops.transpose(in.past(), 0, 2, 1);
        T rest = ops.slice(past, 1, column, column + 1);
        T last = ops.slice(rest, 2, shape.lookback() - 1, shape.lookback());
        if (settings.level()) {
            rest = ops.subtract(rest, last);
        }
        @Nullable T others = others(ops, past);
        T sum = ops.weight(bias);
        for (NhitsBlock block : blocks) {
            T hidden = block.hidden(ops, rest, others, in);
            sum = ops.add(sum, block.forecast(ops, hidden));
            rest = block.explains() ? ops.subtract(rest, block.backcast(ops, hidden)) : rest;
        }
        return settings.level() ? form.on(ops, sum, ops.reshape(last, 1)) : form.on(ops, sum);
    }

    private <T> @Nullable T others(Ops<T> ops, T past) {
        int column = settings.column();
        List<T> parts = new ArrayList<>();
        if (column > 0) {
            parts.add(ops.slice(past, 1, 0, column));
        }
        if (column < shape.features() - 1) {
            parts.add(ops.slice(past, 1, column + 1, shape.features()));
        }
        return switch (parts.size()) {
            case 0 -> null;
            case 1 -> parts.get(0);
            default -> ops.concat(parts, 1);
        };
    }
}
