package io.forecastj.training.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Place of dropout that may be off: with a rate of 0 it has no mask and changes nothing. */
final class Dropout {
    private final @Nullable DropoutMask mask;

    Dropout(String name, int units, double rate) {
        this.mask = requireRate(rate) == 0 ? null : new DropoutMask(name, units, rate);
    }

    /** Returns the rate if it is one. */
    static double requireRate(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a rate of dropout must be from 0 to below 1, found " + rate);
        }
        return rate;
    }

    List<DropoutMask> masks() {
        return mask == null ? List.of() : List.of(mask);
    }

    /** Drops units of {@code [batch, units]}. */
    <T> T onRow(Ops<T> ops, T x) {
        return mask == null ? x : ops.multiply(x, ops.mask(mask));
    }

    /** Drops units of {@code [batch, time, units]}, the same at all times. */
    <T> T onLastAxis(Ops<T> ops, T x) {
        return mask == null ? x : ops.multiply(x, ops.reshape(ops.mask(mask), 1, mask.units()));
    }

    /** Drops units of {@code [batch, units, time]}, the same at all times. */
    <T> T onMiddleAxis(Ops<T> ops, T x) {
        return mask == null ? x : ops.multiply(x, ops.reshape(ops.mask(mask), mask.units(), 1));
    }
}
