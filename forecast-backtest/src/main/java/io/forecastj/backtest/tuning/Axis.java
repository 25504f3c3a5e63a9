package io.forecastj.backtest.tuning;

import java.util.Random;
import java.util.function.DoubleFunction;

/**
 * The values of a parameter over the unit interval, so that a sampler need not know their type.
 *
 * <p>Each of several values has a cell, all equally wide, and its place is the middle of the cell.
 *
 * @param values the number of values, infinite for a range of {@code double}
 * @param ordered whether values that are near each other are alike
 * @param at returns the value at a place, from 0, inclusive, to 1, exclusive
 * @param <T> the type of the values
 */
record Axis<T>(double values, boolean ordered, DoubleFunction<T> at) {

    /** Draws the place of a value; all values are equally likely. */
    double draw(Random random) {
        // a choice by a whole number, as in earlier versions, whose logs hold the points of a seed
        return ordered ? nearest(random.nextDouble()) : middle(random.nextInt((int) values));
    }

    /** Returns the place of the value whose cell has the given place. */
    double nearest(double place) {
        return Double.isInfinite(values) ? place : middle(Math.floor(place * values));
    }

    private double middle(double cell) {
        return (cell + 0.5) / values;
    }
}
