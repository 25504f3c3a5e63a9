package io.forecastj.models.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements of an array while it is read: numbers without a box, or a list if there are other values.
 *
 * <p>Not thread-safe.
 */
final class ArrayElements {
    private static final double[] NONE = {};

    private double[] numbers = NONE;
    private int size;
    private @Nullable List<Object> others;

    /**
     * Adds a number.
     *
     * @return false if the array holds other values
     */
    boolean add(double number) {
        if (others != null) {
            return false;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(8, size + (size >> 1)));
        }
        numbers[size++] = number;
        return true;
    }

    /**
     * Adds a value that is not a number.
     *
     * @return false if the array holds numbers
     */
    boolean addOther(Object value) {
        if (size > 0) {
            return false;
        }
        if (others == null) {
            others = new ArrayList<>(4);
        }
        others.add(value);
        return true;
    }

    /** Returns a {@code double[]}, also if there are no elements, or a list. */
    Object value() {
        if (others != null) {
            return others;
        }
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }
}
