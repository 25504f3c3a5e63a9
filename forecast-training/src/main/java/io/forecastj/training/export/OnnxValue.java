package io.forecastj.training.export;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value of the graph: its name and its shape, in which -1 is the batch.
 *
 * <p>Immutable and thread-safe. A transposed value knows what it was made of, so that transposing it back costs
 * nothing.
 */
final class OnnxValue {
    /** The size of the batch in a shape. */
    static final int BATCH = -1;

    private final String name;
    private final int[] shape;
    private final @Nullable OnnxValue source;
    private final int[] order;

    private OnnxValue(String name, int[] shape, @Nullable OnnxValue source, int[] order) {
        this.name = name;
        this.shape = shape;
        this.source = source;
        this.order = order;
    }

    static OnnxValue of(String name, int... shape) {
        return new OnnxValue(name, shape.clone(), null, new int[0]);
    }

    /** Returns the value of a node that puts the axes of another one in an order. */
    static OnnxValue transposed(String name, OnnxValue source, int... order) {
        int[] shape = Arrays.stream(order).map(source::size).toArray();
        return new OnnxValue(name, shape, source, order.clone());
    }

    String name() {
        return name;
    }

    int[] shape() {
        return shape.clone();
    }

    int rank() {
        return shape.length;
    }

    int size(int axis) {
        return shape[axis];
    }

    /** Returns the value that this one is transposed from, or null. */
    @Nullable
    OnnxValue source() {
        return source;
    }

    /** Returns the axes of the source in the order that they have here. */
    int[] order() {
        return order.clone();
    }

    @Override
    public String toString() {
        return name + ExportShapes.text(shape);
    }
}
