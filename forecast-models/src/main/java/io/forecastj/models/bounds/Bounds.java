package io.forecastj.models.bounds;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.models.internal.ClassForecasts;
import java.util.Objects;

/**
 * Range of the values that forecasts may have: not below a floor, not above a ceiling, whole numbers only. Keeps the
 * points and the quantiles, and so the intervals, of any forecaster or predictor within it.
 *
 * <pre>{@code
 * Forecaster sales = Bounds.atLeast(0).wholeNumbers().applyTo(Conformal.adaptive(model, 0.80, 0.95));
 * }</pre>
 *
 * <p>Immutable and thread-safe, as are the forecasters and predictors that it makes.
 *
 * <p><b>Order.</b> Bounds belong outside: around intervals, ensembles and fallbacks, since a wrapper around bounded
 * forecasts computes new numbers, which are not bounded.
 *
 * <p><b>Range.</b> A number below the floor becomes the floor, and one above the ceiling becomes the ceiling. If the
 * column's values are within the bounds, intervals lose no value that they held, so coverages stay as they were, and no
 * point becomes worse.
 *
 * <p><b>Whole numbers.</b> Points and quantiles are rounded to the nearest whole number, halves to the even one. A
 * whole number that an interval held is never farther out than its rounded end, so the interval of counts holds all
 * counts that it held before, and its coverage is at least what it was. It may be more, since an end that is rounded
 * outwards adds a count.
 *
 * <p>A number that is missing (NaN) stays missing. Forecasts of classes have no numbers: forecasters of
 * a direction are refused, and classes of other predictors stay as they are. All
 * targets of a predictor have the same bounds. Models learn and run ahead on values that are not bounded.
 */
public final class Bounds {
    private static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    private final double floor;
    private final double ceiling;
    private final boolean whole;

    private Bounds(double floor, double ceiling, boolean whole) {
        // a range of whole numbers begins and ends with one
        this.floor = (whole ? Math.ceil(floor) : floor) + 0.0;
        this.ceiling = (whole ? Math.floor(ceiling) : ceiling) + 0.0;
        this.whole = whole;
        if (!(this.floor <= this.ceiling)) {
            throw new IllegalArgumentException("there is no " + (whole ? "whole number" : "number") + " from " + floor
                    + " to " + ceiling + ": the floor must be at most the ceiling");
        }
    }

    /**
     * Returns bounds with a floor, such as 0 for quantities that cannot be negative.
     *
     * @param floor the smallest value, finite
     * @return the bounds
     * @throws IllegalArgumentException if {@code floor} is not finite
     */
    public static Bounds atLeast(double floor) {
        return new Bounds(finite("floor", floor), Double.POSITIVE_INFINITY, false);
    }

    /**
     * Returns bounds with a ceiling.
     *
     * @param ceiling the largest value, finite
     * @return the bounds
     * @throws IllegalArgumentException if {@code ceiling} is not finite
     */
    public static Bounds atMost(double ceiling) {
        return new Bounds(Double.NEGATIVE_INFINITY, finite("ceiling", ceiling), false);
    }

    /**
     * Returns bounds with a floor and a ceiling, such as 0 and 100 for percentages.
     *
     * @param floor the smallest value, finite
     * @param ceiling the largest value, finite, at least {@code floor}
     * @return the bounds
     * @throws IllegalArgumentException if one is not finite, or the floor is above the ceiling
     */
    public static Bounds between(double floor, double ceiling) {
        return new Bounds(finite("floor", floor), finite("ceiling", ceiling), false);
    }

    /**
     * Returns no bounds, to which {@link #wholeNumbers()} can be added.
     *
     * @return bounds that change nothing
     */
    public static Bounds none() {
        return NONE;
    }

    /**
     * Returns these bounds for whole numbers, such as counts.
     *
     * @return the bounds, from the first to the last whole number of this range
     * @throws IllegalArgumentException if the range holds no whole number
     */
    public Bounds wholeNumbers() {
        return new Bounds(floor, ceiling, true);
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "the " + name + " must be finite, found " + value + "; leave it out for a range without a " + name);
        }
        return value;
    }

    /**
     * Keeps the forecasts of a forecaster's predictors within these bounds.
     *
     * @param member the forecaster
     * @return a forecaster named {@code "<member>+bounds"}; closing its predictors closes the member's
     * @throws IllegalArgumentException if the forecaster's target is a direction, whose classes have no numbers
     */
    public Forecaster applyTo(Forecaster member) {
        Objects.requireNonNull(member, "member");
        ClassForecasts.refuse(member, this);
        return new BoundedForecaster(member, this);
    }

    /**
     * Keeps the forecasts of a fitted predictor within these bounds.
     *
     * @param member the predictor, which then belongs to the new one: closing the new one closes it
     * @return a new predictor named {@code "<member>+bounds"}, which can be saved if the member can; the caller closes
     *     it
     * @throws IllegalArgumentException if the predictor is one by regression of a direction, whose classes have no
     *     numbers
     */
    public Predictor applyTo(Predictor member) {
        return BoundedPredictor.around(Objects.requireNonNull(member, "member"), this);
    }

    /** Returns the smallest value; minus infinity if there is no floor. */
    double floor() {
        return floor;
    }

    /** Returns the largest value; infinity if there is no ceiling. */
    double ceiling() {
        return ceiling;
    }

    boolean whole() {
        return whole;
    }

    /** Returns a number within the bounds; NaN stays NaN. */
    double apply(double value) {
        // rounding makes -0.0 of -0.3, which 0.0 removes
        return Math.min(ceiling, Math.max(floor, whole ? Math.rint(value) : value)) + 0.0;
    }

    /**
     * Returns the bounds in words.
     *
     * @return such as {@code at least 0.0, whole numbers}
     */
    @Override
    public String toString() {
        boolean lower = floor > Double.NEGATIVE_INFINITY;
        boolean upper = ceiling < Double.POSITIVE_INFINITY;
        String range = lower && upper
                ? "from " + floor + " to " + ceiling
                : lower ? "at least " + floor : upper ? "at most " + ceiling : "none";
        return range + (whole ? ", whole numbers" : "");
    }
}
