package io.forecastj.models.onnx;

import io.forecastj.models.internal.JsonFields;
import java.util.List;

/** Conversion of an output's numbers to what the target describes, as stated in the contract. */
sealed interface OutputScaling {
    /**
     * Converts one number.
     *
     * @param statistics the mean and the standard deviation of each group of the window, see {@link
     *     InputScaling.Window}; empty if the window is not scaled by groups
     */
    double apply(double y, double[] statistics);

    /**
     * Computes the number that {@link #apply} converts to a given one, for training; NaN or infinite where there is
     * none, since the deviation is 0.
     */
    double invert(double converted, double[] statistics);

    /**
     * Affine conversion: {@code y * scale + offset}.
     *
     * @param scale positive
     */
    record Affine(double offset, double scale) implements OutputScaling {
        @Override
        public double apply(double y, double[] statistics) {
            return y * scale + offset;
        }

        @Override
        public double invert(double converted, double[] statistics) {
            return (converted - offset) / scale;
        }
    }

    /**
     * Inverse of the z-score of a group of the window: {@code y * deviation}, for a level plus the group's mean. If all
     * values of the group are equal, the deviation is 0 and every number becomes the mean, or no change.
     *
     * @param group the group's index
     * @param level true if the target is a level, false if it is a change
     */
    record Window(int group, boolean level) implements OutputScaling {
        @Override
        public double apply(double y, double[] statistics) {
            double change = y * statistics[2 * group + 1];
            return level ? change + statistics[2 * group] : change;
        }

        @Override
        public double invert(double converted, double[] statistics) {
            double change = level ? converted - statistics[2 * group] : converted;
            return change / statistics[2 * group + 1];
        }
    }

    /**
     * Reads the scaling of an output of numbers.
     *
     * @param past the scaling of the window
     * @param level true if the target is a level
     */
    static OutputScaling read(JsonFields output, InputScaling past, boolean level) {
        if (!output.has("scaling")) {
            return new Affine(0, 1);
        }
        JsonFields fields = output.object("scaling");
        boolean affine = !fields.has("kind")
                || fields.choice("kind", List.of(InputScaling.Affine.KIND, InputScaling.Window.KIND))
                        .equals(InputScaling.Affine.KIND);
        OutputScaling scaling = affine ? affine(fields) : new Window(group(fields, past), level);
        fields.requireNoOther();
        return scaling;
    }

    /** Refuses a scaling of an output whose numbers are not values of the target. */
    static void requireNone(JsonFields output, String kind) {
        if (output.has("scaling")) {
            throw output.fail(
                    "scaling",
                    "absent for the kind '" + kind + "'; only points and quantiles are scaled back",
                    output.node("scaling"));
        }
    }

    private static Affine affine(JsonFields fields) {
        double offset = fields.decimal("offset");
        double scale = fields.decimal("scale");
        if (!(scale > 0)) {
            throw fields.fail("scale", "a positive number", scale + "");
        }
        return new Affine(offset, scale);
    }

    private static int group(JsonFields fields, InputScaling past) {
        int group = fields.integer("group", 0, Integer.MAX_VALUE);
        if (!(past instanceof InputScaling.Window window)) {
            throw fields.fail(
                    "group",
                    "a group of the window's scaling, so the input of the kind 'past' needs {\"kind\": \"window\","
                            + " \"groups\": ...}",
                    "the group " + group + " and a window without groups");
        }
        if (group >= window.groups().length) {
            throw fields.fail(
                    "group",
                    "the number of one of the " + window.groups().length + " groups of the window's scaling, counted"
                            + " from 0",
                    group + "");
        }
        return group;
    }
}
