package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Network of an encoder of the window and a head.
 *
 * <p>Attributes of the series are further inputs of each row of the window (Salinas et al., DeepAR, International
 * Journal of Forecasting 2020), so that they shape what is read from it, and of the head.
 */
public final class EncodedNetwork implements Network {
    private final NetworkShape shape;
    private final Encoder encoder;
    private final Head head;
    private final List<Weight> weights;
    private final List<DropoutMask> masks;

    /**
     * Creates a network.
     *
     * @param shape the sizes of inputs and output
     * @param encoder the encoder, for {@link #inputs} values in each row
     * @param settings the settings of the head
     * @throws IllegalArgumentException if the encoder takes another number of values than the shape has, or the head's
     *     level is no feature, or the output is none of levels
     */
    public EncodedNetwork(NetworkShape shape, Encoder encoder, HeadSettings settings) {
        if (encoder.inputs() != inputs(shape)) {
            throw new IllegalArgumentException("the encoder takes " + encoder.inputs() + " values in a row, expected "
                    + inputs(shape) + ": features and attributes of " + shape);
        }
        this.shape = shape;
        this.encoder = encoder;
        this.head = new Head(shape, encoder.width(), settings);
        this.weights = joined(encoder.weights(), head.weights());
        this.masks = joined(encoder.masks(), head.masks());
    }

    /** Returns the number of values in each row that an encoder of such a network takes: features and attributes. */
    public static int inputs(NetworkShape shape) {
        return shape.features() + shape.attributes();
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        List<E> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    @Override
    public NetworkShape shape() {
        return shape;
    }

    @Override
    public List<Weight> weights() {
        return weights;
    }

    @Override
    public List<DropoutMask> masks() {
        return masks;
    }

    @Override
    public <T> T output(Ops<T> ops, NetworkInputs<T> in) {
        return head.output(ops, encoder.encode(ops, window(ops, in)), in);
    }

    private <T> T window(Ops<T> ops, NetworkInputs<T> in) {
        @Nullable T attributes = in.attributes();
        if (attributes == null) {
            return in.past();
        }
        float[] ones = new float[shape.lookback()];
        Arrays.fill(ones, 1);
        T row = ops.reshape(attributes, 1, shape.attributes());
        T repeated = ops.multiply(row, ops.constant(ones, shape.lookback(), 1));
        return ops.concat(List.of(in.past(), repeated), 2);
    }
}
