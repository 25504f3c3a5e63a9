package io.forecastj.backtest.tuning;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * A setting to search: its name, its range, and the key to its value in {@link Parameters}.
 *
 * <p>Immutable and thread-safe. Keep it in a constant or variable: {@code parameters.get(rate)} knows its type.
 *
 * @param <T> the type of its values
 */
public final class Parameter<T> {
    private final String name;
    private final String range;
    private final Axis<T> axis;

    private Parameter(String name, String range, Axis<T> axis) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a parameter needs a name");
        }
        this.name = name;
        this.range = range;
        this.axis = axis;
    }

    /**
     * Makes a parameter for a number; all values of the range are equally likely.
     *
     * @param name the name, not blank
     * @param low the least value
     * @param high the greatest value, above {@code low}
     * @return the parameter
     * @throws IllegalArgumentException if the name is blank, or the ends are not finite and increasing
     */
    public static Parameter<Double> uniform(String name, double low, double high) {
        require(Double.isFinite(low) && Double.isFinite(high) && low < high, name, "finite and increasing", low, high);
        return new Parameter<>(
                name,
                "uniform(" + low + ", " + high + ")",
                new Axis<>(Double.POSITIVE_INFINITY, true, place -> clamp(low + place * (high - low), low, high)));
    }

    /**
     * Makes a parameter for a positive number; all orders of magnitude are equally likely. Suits learning rates and
     * penalties.
     *
     * @param name the name, not blank
     * @param low the least value, above 0
     * @param high the greatest value, above {@code low}
     * @return the parameter
     * @throws IllegalArgumentException if the name is blank, or the ends are not positive, finite and increasing
     */
    public static Parameter<Double> logUniform(String name, double low, double high) {
        require(
                low > 0 && high < Double.POSITIVE_INFINITY && low < high,
                name,
                "positive, finite and increasing",
                low,
                high);
        // strict, since the values must be the same on every machine
        double from = StrictMath.log(low);
        double span = StrictMath.log(high) - from;
        return new Parameter<>(
                name,
                "logUniform(" + low + ", " + high + ")",
                new Axis<>(
                        Double.POSITIVE_INFINITY,
                        true,
                        place -> clamp(StrictMath.exp(from + place * span), low, high)));
    }

    /**
     * Makes a parameter for a whole number; all numbers of the range are equally likely.
     *
     * @param name the name, not blank
     * @param low the least value
     * @param high the greatest value, above {@code low}
     * @return the parameter
     * @throws IllegalArgumentException if the name is blank or the ends do not increase
     */
    public static Parameter<Integer> integer(String name, int low, int high) {
        require(low < high, name, "increasing", low, high);
        double count = (double) high - low + 1;
        return new Parameter<>(name, "integer(" + low + ", " + high + ")", new Axis<>(count, true, place ->
                (int) (low + (long) (place * count))));
    }

    /**
     * Makes a parameter for one of several values, which are equally likely.
     *
     * @param name the name, not blank
     * @param values the values, at least two, immutable, with different texts
     * @param <T> their type; its {@code equals} and {@code toString} distinguish the values
     * @return the parameter
     * @throws IllegalArgumentException if the name is blank, there are fewer than two values, or two have the same text
     */
    public static <T> Parameter<T> choice(String name, List<T> values) {
        List<T> all = List.copyOf(values);
        List<String> texts = all.stream().map(Objects::toString).toList();
        if (all.size() < 2 || new HashSet<>(texts).size() < texts.size()) {
            throw new IllegalArgumentException(
                    "'" + name + "' needs at least two values of different texts to choose from, found " + texts);
        }
        return new Parameter<>(
                name, "choice" + texts, new Axis<>(all.size(), false, place -> all.get((int) (place * all.size()))));
    }

    private static void require(boolean holds, String name, String what, Number low, Number high) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "the range of '" + name + "' must be " + what + ", found " + low + " to " + high);
        }
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    Axis<T> axis() {
        return axis;
    }

    /**
     * Returns the name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the name and the range.
     *
     * @return a text such as {@code rate: logUniform(0.001, 0.3)}
     */
    @Override
    public String toString() {
        return name + ": " + range;
    }
}
