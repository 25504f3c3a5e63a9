package io.forecastj.features;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature of one of this library's {@linkplain Kind kinds}; immutable, in one of the forms of {@link Body}. */
abstract sealed class KindFeature implements Feature {
    private final Kind kind;
    private final List<Feature> inputs;
    private final double[] arguments;
    private final List<Feature> parts;
    private final int warmup;
    private final int depth;
    private final String text;

    private KindFeature(Kind kind, List<Feature> inputs, double[] arguments, List<Feature> parts) {
        this.kind = kind;
        this.inputs = List.copyOf(inputs);
        this.arguments = arguments;
        this.parts = List.copyOf(parts);
        this.warmup = Kind.warmup(kind.ownWarmup(arguments), parts);
        this.depth = Nesting.around(kind.name(), this.inputs);
        this.text = Text.of(this);
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

    /** Returns how deep features stand in one another; 1 for one of columns. */
    final int depth() {
        return depth;
    }

    /** True if rows before the warm-up may count. */
    final boolean unbounded() {
        return kind.unbounded();
    }

    @Override
    public final int warmup() {
        return warmup;
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

    /** A feature with a kernel. */
    static final class Computed extends KindFeature {
        private final Body.Computed body;

        Computed(Kind kind, List<Feature> inputs, double[] arguments, Body.Computed body) {
            super(kind, inputs, arguments, kind.parts(inputs, arguments));
            this.body = body;
        }

        @Override
        public Kernel bind(int[] slots) {
            return body.bind(slots, arguments());
        }
    }

    /** Another name of one feature, which is its only part; {@link Graph} gives both the same slot. */
    static final class Alias extends KindFeature {
        Alias(Kind kind, List<Feature> inputs, double[] arguments, Feature original) {
            super(kind, inputs, arguments, List.of(original));
        }

        @Override
        public Kernel bind(int[] slots) {
            return new Pass(slots[0]);
        }
    }

    /** A feature with a kernel whose parameters are learnt. */
    static final class Fitted extends KindFeature implements FittedFeature {
        private final Body.Fitted body;

        Fitted(Kind kind, List<Feature> inputs, double[] arguments, Body.Fitted body) {
            super(kind, inputs, arguments, kind.parts(inputs, arguments));
            this.body = body;
        }

        @Override
        public double[] fit(List<double[][]> training) {
            return body.fit(this, training);
        }

        @Override
        public Kernel bind(int[] slots, double[] parameters) {
            return body.bind(slots, arguments(), parameters);
        }
    }
}
