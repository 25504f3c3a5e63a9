package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What all features of one name have in common: their inputs, arguments, outputs, warm-up and kernel, and what the
 * documentation says of them.
 *
 * <p>A feature of this library is one class with a kernel and a constant of this type, and one line in {@link
 * Catalogue}. The kernel comes in one of three forms, each ending the builder: {@link Builder#kernel}, {@link
 * Builder#alias} for a name of an expression over other features, and {@link Builder#fitted} for parameters learnt from
 * training series.
 */
final class Kind implements FeatureRegistry.Factory {
    /** The longest window, so that a damaged file cannot ask for all memory. */
    static final int LONGEST = 1_000_000;

    private final Builder settings;
    private final @Nullable Binder binder;
    private final @Nullable Alias alias;
    private final @Nullable Fit fit;
    private final @Nullable FittedBinder fittedBinder;

    private Kind(
            Builder settings,
            @Nullable Binder binder,
            @Nullable Alias alias,
            @Nullable Fit fit,
            @Nullable FittedBinder fittedBinder) {
        this.settings = settings;
        this.binder = binder;
        this.alias = alias;
        this.fit = fit;
        this.fittedBinder = fittedBinder;
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

    /** The formula, then what is said of missing values and division by zero. */
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
        if (fit != null && fittedBinder != null) {
            return new KindFeature.Fitted(this, inputs, checked, settings.parts.of(inputs, checked), fit, fittedBinder);
        }
        return alias != null
                ? new KindFeature(this, inputs, checked, List.of(alias.of(inputs, checked)), null)
                : new KindFeature(this, inputs, checked, settings.parts.of(inputs, checked), binder);
    }

    int ownWarmup(double[] arguments) {
        return settings.warmup.applyAsInt(arguments);
    }

    private double[] check(List<Feature> inputs, double[] arguments) {
        if (inputs.size() != settings.inputs.size() || arguments.length != settings.arguments.size()) {
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
        for (int i = 0; i < checked.length; i++) {
            checked[i] = settings.arguments.get(i).check(name(), arguments[i]);
        }
        if (!settings.rule.test(checked)) {
            throw new IllegalArgumentException(usage() + ": " + settings.ruleText);
        }
        return checked;
    }

    /** Such as {@code macd(x,fast,slow,signal)}. */
    String usage() {
        List<String> all = new ArrayList<>(settings.inputs);
        settings.arguments.forEach(argument -> all.add(argument.name));
        return name() + "(" + String.join(",", all) + ")";
    }

    /**
     * A number that a kind is set by.
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

    /** Makes the kernel from the slots of the parts. */
    interface Binder {
        Kernel bind(int[] slots, double[] arguments);
    }

    /** The expression that a feature is another name of. */
    interface Alias {
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

        private Builder(String name) {
            this.name = name;
        }

        /** Names the inputs; one called as a standard column, such as {@code high}, has that for its example. */
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

        /** Says what must hold between the arguments. */
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

        Kind kernel(Binder binder) {
            return new Kind(this, binder, null, null, null);
        }

        Kind alias(Alias alias) {
            return new Kind(this, null, alias, null, null);
        }

        Kind fitted(Fit fit, FittedBinder binder) {
            return new Kind(this, null, null, fit, binder);
        }
    }
}
