package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The definition of all features of one name: inputs, arguments, outputs, warm-up, computation and the text of their
 * documentation. Immutable and thread-safe.
 *
 * <p>A feature of this library is one class with a kernel and a constant of this type, and one line in {@link
 * Catalogue}. Its {@link Body} ends the builder.
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
        List<Feature> inputs = new ArrayList<>(given.size());
        for (Feature input : given) {
            inputs.add(Named.bare(input));
        }
        double[] checked = check(inputs, arguments);
        return body.feature(this, inputs, checked);
    }

    /** The features that the kernel reads; see {@link Feature#parts}. */
    List<Feature> parts(List<Feature> inputs, double[] arguments) {
        return body.parts(inputs, arguments);
    }

    /** The rows that the kernel itself needs, without those of its parts. */
    int ownWarmup(double[] arguments) {
        return body.warmup(arguments);
    }

    /** Returns the rows that a feature and its parts need; refuses more than any series has. */
    static int warmup(int own, List<Feature> parts) {
        int most = 0;
        for (Feature part : parts) {
            most = Math.max(most, part.warmup());
        }
        long rows = (long) own + most;
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
        if (settings.rule != null && !settings.rule.test(checked)) {
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

    /** Collects the parts of a kind. */
    static final class Builder {
        private final String name;
        private List<String> inputs = List.of();
        private final List<Argument> arguments = new ArrayList<>();
        private List<String> outputs = List.of("value");
        private String formula = "";
        private @Nullable Predicate<double[]> rule;
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

        Kind body(Body body) {
            ofTime = body instanceof Body.OfTime;
            return new Kind(this, body);
        }
    }
}
