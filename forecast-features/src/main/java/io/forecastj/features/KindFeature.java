package io.forecastj.features;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature of one of this library's {@linkplain Kind kinds}. */
class KindFeature implements Feature {
    private final Kind kind;
    private final List<Feature> inputs;
    private final double[] arguments;
    private final List<Feature> parts;
    private final Kind.@Nullable Binder binder;
    private final int warmup;
    private final String text;

    /** With no binder, the feature is another name of its only part. */
    KindFeature(
            Kind kind, List<Feature> inputs, double[] arguments, List<Feature> parts, Kind.@Nullable Binder binder) {
        this.kind = kind;
        this.inputs = List.copyOf(inputs);
        this.arguments = arguments;
        this.parts = List.copyOf(parts);
        this.binder = binder;
        this.warmup = Math.addExact(
                kind.ownWarmup(arguments),
                parts.stream().mapToInt(Feature::warmup).max().orElse(0));
        this.text = Text.of(this);
    }

    /** Tells whether the feature is another name of its only part, and so needs no kernel. */
    boolean isAlias() {
        return binder == null;
    }

    @Override
    public final String kind() {
        return kind.name();
    }

    @Override
    public final List<Feature> inputs() {
        return inputs;
    }

    @Override
    public final double[] arguments() {
        return arguments.clone();
    }

    @Override
    public final List<String> outputs() {
        return kind.outputs();
    }

    @Override
    public final List<Feature> parts() {
        return parts;
    }

    @Override
    public final int warmup() {
        return warmup;
    }

    @Override
    public Kernel bind(int[] slots) {
        return binder == null ? new Pass(slots[0]) : binder.bind(slots, arguments);
    }

    @Override
    public final String text() {
        return text;
    }

    @Override
    public final String toString() {
        return text;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof KindFeature that
                        && kind == that.kind
                        && inputs.equals(that.inputs)
                        && Arrays.equals(arguments, that.arguments);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** One whose parameters are learnt. */
    static final class Fitted extends KindFeature implements FittedFeature {
        private final Kind.Fit fit;
        private final Kind.FittedBinder binder;

        Fitted(
                Kind kind,
                List<Feature> inputs,
                double[] arguments,
                List<Feature> parts,
                Kind.Fit fit,
                Kind.FittedBinder binder) {
            super(kind, inputs, arguments, parts, null);
            this.fit = fit;
            this.binder = binder;
        }

        @Override
        boolean isAlias() {
            return false;
        }

        @Override
        public double[] fit(List<double[][]> training) {
            return fit.fit(this, training);
        }

        @Override
        public Kernel bind(int[] slots, double[] parameters) {
            return binder.bind(slots, arguments(), parameters);
        }

        @Override
        public Kernel bind(int[] slots) {
            return FittedFeature.super.bind(slots);
        }
    }
}
