package io.forecastj.features;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user's feature, made by {@code Features.custom}; equal to another of the same kind, inputs and arguments. */
final class CustomFeature implements Feature {
    private final String kind;
    private final List<Feature> inputs;
    private final double[] arguments;
    private final int warmup;
    private final int depth;
    private final Function<int[], ? extends Kernel> kernel;

    CustomFeature(
            String kind,
            List<Feature> inputs,
            double[] arguments,
            int ownWarmup,
            Function<int[], ? extends Kernel> kernel) {
        if (!Text.isKind(kind)) {
            throw new IllegalArgumentException(
                    "a kind is a letter followed by letters, digits and underscores; found '" + kind + "'");
        }
        if (ownWarmup < 0) {
            throw new IllegalArgumentException(kind + ": warmup must be at least 0, found " + ownWarmup);
        }
        this.kind = kind;
        this.inputs = inputs.stream().map(Named::bare).toList();
        this.arguments = arguments.clone();
        this.warmup = Kind.warmup(ownWarmup, inputs);
        this.kernel = kernel;
        this.depth = Nesting.around(kind, this.inputs);
        Text.of(this); // refuses arguments that are not finite
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Feature> inputs() {
        return inputs;
    }

    @Override
    public double[] arguments() {
        return arguments.clone();
    }

    @Override
    public int warmup() {
        return warmup;
    }

    /** Returns how deep features stand in one another; 1 for one of columns. */
    int depth() {
        return depth;
    }

    @Override
    public Kernel bind(int[] slots) {
        return kernel.apply(slots);
    }

    @Override
    public String toString() {
        return text();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof CustomFeature that
                        && kind.equals(that.kind)
                        && inputs.equals(that.inputs)
                        && Arrays.equals(arguments, that.arguments);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
