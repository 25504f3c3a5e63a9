package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The definition of all features of one name: inputs, arguments, outputs, warm-up, computation and the text of their
 * documentation. Immutable and thread-safe.
 *
 * <p>A feature of this library is one class with a kernel and a constant of this type, and one line in {@link
 * Catalogue}. One of three methods ends the builder and chooses the {@link Body}: {@link Builder#kernel}, {@link
 * Builder#alias} for another name of an expression over other features, and {@link Builder#fitted} for a kernel with
 * parameters learnt from training series.
 */
final class Kind implements FeatureRegistry.Factory {
    /** The longest window, so that a damaged file cannot ask for all memory. */
    static final int LONGEST = 1_000_000;

    /** The longest warm-up of a feature with its parts, some thousands of the rows that a window may have. */
    static final int LONGEST_WARMUP = 1_000_000_000;

    /** The largest number of arguments of a kind whose last one repeats. */
    static final int MOST_ARGUMENTS = 10_000;

    private final Builder settings;
    private final Body body;

    private Kind(Builder settings, Body body) {
        this.settings = settings;
        this.body = body;
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    String name() {
        return settings.name;
    }

    List<String> inputs() {
        return settings.inputs;
    }

    List<Argument> arguments() {
        return settings.arguments;
    }

    List<String> outputs() {
        return settings.outputs;
    }

    /** The formula, then the rules for missing values and division by zero. */
    String formula() {
        return settings.formula;
    }

    Feature of(Feature input, double... arguments) {
        return create(List.of(input), arguments);
    }

    @Override
    public Feature create(List<Feature> given, double[] arguments) {
        List<Feature> inputs = given.stream().map(Named::bare).toList();
        double[] checked = check(inputs, arguments);
        return body.feature(this, inputs, checked);
    }

    /** The features that the kernel reads; see {@link Feature#parts}. */
    List<Feature> parts(List<Feature> inputs, double[] arguments) {
        return settings.parts.of(inputs, arguments);
    }

    /** The rows that the kernel itself needs, without those of its parts. */
    int ownWarmup(double[] arguments) {
        return settings.warmup.applyAsInt(arguments);
    }

    /** Returns the rows that a feature and its parts need; refuses more than any series has. */
    static int warmup(int own, List<Feature> parts) {
        long rows = (long) own + parts.stream().mapToInt(Feature::warmup).max().orElse(0);
        if (rows > LONGEST_WARMUP) {
            throw new IllegalArgumentException("the feature needs " + rows + " rows before its first value, more than "
                    + LONGEST_WARMUP + "; use shorter windows");
        }
        return (int) rows;
    }

    private double[] check(List<Feature> inputs, double[] arguments) {
        if (!takes(inputs.size()) || !takesArguments(arguments.length)) {
            throw new IllegalArgumentException("expected " + usage() + ", found " + inputs.size() + " inputs and "
                    + arguments.length + " numbers");
        }
        for (Feature input : inputs) {
            if (input.outputs().size() != 1) {
                throw new IllegalArgumentException(name() + " takes single values; choose one of the outputs "
                        + input.outputs() + " of " + input.text());
            }
        }
        double[] checked = new double[arguments.length];
        int last = settings.arguments.size() - 1;
        for (int i = 0; i < checked.length; i++) {
            checked[i] = settings.arguments.get(Math.min(i, last)).check(name(), arguments[i]);
        }
        if (!settings.rule.test(checked)) {
            throw new IllegalArgumentException(usage() + ": " + settings.ruleText);
        }
        return checked;
    }

    private boolean takes(int inputs) {
        return inputs == settings.inputs.size() || settings.ofTime && inputs == 1;
    }

    private boolean takesArguments(int arguments) {
        int expected = settings.arguments.size();
        return arguments == expected || settings.repeats && expected <= arguments && arguments <= MOST_ARGUMENTS;
    }

    /** True if the feature depends on the row's time, in UTC or in the time zone that may be its input. */
    boolean ofTime() {
        return settings.ofTime;
    }

    /** True if rows before the warm-up may count. */
    boolean unbounded() {
        return settings.unbounded;
    }

    /** Returns the form of the text, such as {@code macd(x,fast,slow,signal)}. */
    String usage() {
        List<String> all = new ArrayList<>(settings.inputs);
        settings.arguments.forEach(argument -> all.add(argument.name));
        return name() + "(" + String.join(",", all) + (settings.repeats ? ",..." : "") + ")";
    }

    /**
     * A number that configures a kind.
     *
     * @param example a usual value, for tests and documentation
     */
    record Argument(String name, boolean whole, double least, double most, double example) {
        double check(String kind, double value) {
            if (!(value >= least && value <= most) || whole && value != Math.rint(value)) {
                throw new IllegalArgumentException(
                        kind + ": " + name + " must be a " + (whole ? "whole number" : "number") + " from "
                                + Text.number(least) + " to " + Text.number(most) + ", found " + value);
            }
            return value + 0.0; // -0.0 and 0.0 are one argument
        }
    }

    /** The parts of a feature; see {@link Feature#parts}. */
    interface Parts {
        List<Feature> of(List<Feature> inputs, double[] arguments);
    }

    /** Makes the kernel of a kind of the row's time, from the slot of the time. */
    interface TimeBinder {
        Kernel bind(int time, double[] arguments);
    }

    /** Collects the parts of a kind. */
    static final class Builder {
        private final String name;
        private List<String> inputs = List.of();
        private final List<Argument> arguments = new ArrayList<>();
        private List<String> outputs = List.of("value");
        private String formula = "";
        private Parts parts = (inputs, arguments) -> inputs;
        private ToIntFunction<double[]> warmup = arguments -> 0;
        private Predicate<double[]> rule = arguments -> true;
        private String ruleText = "";
        private boolean ofTime;
        private boolean repeats;
        private boolean unbounded;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Names the inputs; for one with the name of a standard column, such as {@code high}, that column is the
         * example.
         */
        Builder inputs(String... names) {
            inputs = List.of(names);
            return this;
        }

        /** Adds a whole number of rows. */
        Builder window(String name, int least, int example) {
            arguments.add(new Argument(name, true, least, LONGEST, example));
            return this;
        }

        Builder number(String name, double least, double most, double example) {
            arguments.add(new Argument(name, false, least, most, example));
            return this;
        }

        /** Adds a whole number that is not one of rows. */
        Builder whole(String name, double least, double most, double example) {
            arguments.add(new Argument(name, true, least, most, example));
            return this;
        }

        /** Lets the last argument occur several times. */
        Builder repeated() {
            repeats = true;
            return this;
        }

        /** States that rows before the warm-up may count: what is left of them is not small. */
        Builder unbounded() {
            unbounded = true;
            return this;
        }

        /** Sets a condition between the arguments. */
        Builder rule(Predicate<double[]> rule, String text) {
            this.rule = rule;
            this.ruleText = text;
            return this;
        }

        Builder outputs(String... names) {
            outputs = List.of(names);
            return this;
        }

        Builder formula(String text) {
            formula = text;
            return this;
        }

        Builder parts(Parts parts) {
            this.parts = parts;
            return this;
        }

        /** The rows that the kernel itself needs, without those of its parts. */
        Builder warmup(ToIntFunction<double[]> rows) {
            warmup = rows;
            return this;
        }

        Kind kernel(Body.Binder binder) {
            return new Kind(this, new Body.Computed(binder));
        }

        /** Ends a kind of the row's time, which may have the name of a time zone as its input. */
        Kind time(TimeBinder binder) {
            ofTime = true;
            parts = (zone, arguments) -> zone.stream().map(LocalTime::of).toList();
            return kernel((in, arguments) -> binder.bind(in.length == 0 ? Kernel.TIME : in[0], arguments));
        }

        Kind alias(Body.Expression expression) {
            return new Kind(this, new Body.Alias(expression));
        }

        Kind fitted(Body.Fit fit, Body.FittedBinder binder) {
            return new Kind(this, new Body.Fitted(fit, binder));
        }
    }
}
