package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;

/**
 * The computation behind a {@link Kind}: a kernel, an expression over other features, or a kernel with parameters.
 * Immutable.
 *
 * <p>Each kind has an anonymous class of one of these rather than a lambda for each function: a JVM that has just
 * started has to link every lambda, even one from an archive of classes, and the standard features would have 150.
 */
abstract sealed class Body {
    private Body() {}

    /** Makes a feature from inputs and arguments that the kind has checked. */
    abstract KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments);

    /** Returns the features that the computation reads; see {@link Feature#parts}. By default the inputs. */
    List<Feature> parts(List<Feature> inputs, double[] arguments) {
        return inputs;
    }

    /** Returns the rows that the kernel itself needs, without those of its parts. By default none. */
    int warmup(double[] arguments) {
        return 0;
    }

    /** A kernel that reads the slots of the feature's parts. */
    abstract static non-sealed class Computed extends Body {
        @Override
        final KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Computed(kind, inputs, arguments, this);
        }

        /** Makes the kernel from the slots of the parts. */
        abstract Kernel bind(int[] slots, double[] arguments);
    }

    /** A kernel of the row's time, which may have the name of a time zone as its input. */
    abstract static class OfTime extends Computed {
        @Override
        final List<Feature> parts(List<Feature> zone, double[] arguments) {
            List<Feature> times = new ArrayList<>();
            for (Feature each : zone) {
                times.add(LocalTime.of(each));
            }
            return times;
        }

        @Override
        final Kernel bind(int[] slots, double[] arguments) {
            return bind(slots.length == 0 ? Kernel.TIME : slots[0], arguments);
        }

        /** Makes the kernel from the slot of the time. */
        abstract Kernel bind(int time, double[] arguments);
    }

    /** Another name of an expression over other features, which needs no kernel. */
    abstract static non-sealed class Alias extends Body {
        @Override
        final KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Alias(kind, inputs, arguments, expression(inputs, arguments));
        }

        /** Makes the feature of which the alias is another name. */
        abstract Feature expression(List<Feature> inputs, double[] arguments);
    }

    /** A kernel whose parameters are learnt from training series. */
    abstract static non-sealed class Fitted extends Body {
        @Override
        final KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Fitted(kind, inputs, arguments, this);
        }

        /** Learns parameters; see {@link FittedFeature#fit}. */
        abstract double[] fit(Feature feature, List<double[][]> training);

        /** Makes the kernel from the slots of the parts and the parameters. */
        abstract Kernel bind(int[] slots, double[] arguments, double[] parameters);
    }
}
