package io.forecastj.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spread of the members' values at a horizon of a {@link ForecastDocument}.
 *
 * <p>Immutable and thread-safe, equal by value. Members without a finite value are left out. The spread shows how far
 * the members disagree; it is no interval, since it knows nothing of the noise that all of them leave out.
 */
public final class DocumentSpread {
    private final int members;
    private final double lowest;
    private final double highest;
    private final double mean;
    private final double deviation;

    DocumentSpread(int members, double lowest, double highest, double mean, double deviation) {
        this.members = members;
        this.lowest = lowest;
        this.highest = highest;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Returns the spread of finite values, at least two. */
    static DocumentSpread of(double[] values) {
        double lowest = values[0];
        double highest = values[0];
        double mean = 0;
        for (double value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new DocumentSpread(values.length, lowest, highest, mean, Math.sqrt(squares / (values.length - 1)));
    }

    /** {@return the number of members with a finite value, at least 2} */
    public int members() {
        return members;
    }

    /** {@return the lowest value, in the target's unit} */
    public double lowest() {
        return lowest;
    }

    /** {@return the highest value, in the target's unit} */
    public double highest() {
        return highest;
    }

    /** {@return the mean of the values, each with the same weight, in the target's unit} */
    public double mean() {
        return mean;
    }

    /**
     * {@return the standard deviation of the values, with n - 1 in the denominator; infinite beyond a double's range}
     */
    public double deviation() {
        return deviation;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("members", members);
        plain.put("lowest", lowest);
        plain.put("highest", highest);
        plain.put("mean", mean);
        plain.put("deviation", DocumentStep.orNull(deviation));
        return plain;
    }

    private List<Object> parts() {
        return List.of(members, lowest, highest, mean, deviation);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentSpread that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return members + " members from " + lowest + " to " + highest;
    }
}
