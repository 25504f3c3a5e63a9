package io.forecastj.features;

import java.util.List;

/** The computation behind a {@link Kind}: a kernel, an expression over other features, or a kernel with parameters. */
sealed interface Body {
    /** Makes a feature from inputs and arguments that the kind has checked. */
    KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments);

    /** A kernel that reads the slots of the feature's parts. */
    record Computed(Binder binder) implements Body {
        @Override
        public KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Computed(kind, inputs, arguments, binder);
        }
    }

    /** Another name of an expression over other features, which needs no kernel. */
    record Alias(Expression expression) implements Body {
        @Override
        public KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Alias(kind, inputs, arguments, expression.of(inputs, arguments));
        }
    }

    /** A kernel whose parameters are learnt from training series. */
    record Fitted(Fit fit, FittedBinder binder) implements Body {
        @Override
        public KindFeature feature(Kind kind, List<Feature> inputs, double[] arguments) {
            return new KindFeature.Fitted(kind, inputs, arguments, fit, binder);
        }
    }

    /** Makes the kernel from the slots of the parts. */
    interface Binder {
        Kernel bind(int[] slots, double[] arguments);
    }

    /** Makes the feature of which an alias is another name. */
    interface Expression {
        Feature of(List<Feature> inputs, double[] arguments);
    }

    /** Learns parameters; see {@link FittedFeature#fit}. */
    interface Fit {
        double[] fit(Feature feature, List<double[][]> training);
    }

    /** Makes the kernel from the slots of the parts and the parameters. */
    interface FittedBinder {
        Kernel bind(int[] slots, double[] arguments, double[] parameters);
    }
}
