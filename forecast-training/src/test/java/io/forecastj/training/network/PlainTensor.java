package io.forecastj.training.network;

import java.util.Arrays;

/**
 * A tensor of doubles, the last axis next to each other.
 *
 * @param values the elements
 * @param shape the sizes of the axes
 */
record PlainTensor(double[] values, int... shape) {
    PlainTensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(Arrays.toString(shape) + " does not hold " + values.length + " numbers");
        }
    }

    static PlainTensor zeros(int... shape) {
        return new PlainTensor(new double[size(shape)], shape);
    }

    static PlainTensor of(float[] values, int... shape) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return new PlainTensor(copy, shape);
    }

    int axes() {
        return shape.length;
    }

    /** Returns the number of elements between two neighbours of an axis. */
    int stride(int axis) {
        int stride = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            stride *= shape[i];
        }
        return stride;
    }

    double at(int... index) {
        int at = 0;
        for (int i = 0; i < index.length; i++) {
            at += index[i] * stride(i);
        }
        return values[at];
    }

    static int size(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + Arrays.toString(values);
    }
}
