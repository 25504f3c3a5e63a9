package io.forecastj.models.statistical;

/**
 * Least squares for two coefficients, the second of which may have bounds: the start values of models whose errors are
 * linear in them.
 *
 * <p>Not thread-safe. Rows are added one by one and not kept.
 */
final class PairRegression {
    /** Part of its size below which a determinant counts as 0. */
    private static final double SINGULAR = 1e-12;

    private double firstFirst;
    private double firstSecond;
    private double secondSecond;
    private double firstTarget;
    private double secondTarget;
    private double targetTarget;
    private double first;
    private double second;

    /** Forgets all rows. */
    void clear() {
        firstFirst = 0;
        firstSecond = 0;
        secondSecond = 0;
        firstTarget = 0;
        secondTarget = 0;
        targetTarget = 0;
    }

    /** Adds a row {@code target = first * x + second * y + error}. */
    void add(double x, double y, double target) {
        firstFirst += x * x;
        firstSecond += x * y;
        secondSecond += y * y;
        firstTarget += x * target;
        secondTarget += y * target;
        targetTarget += target * target;
    }

    /** Solves for both coefficients, the second one from {@code least} to {@code most}; 0 of these if any will do. */
    void solve(double least, double most) {
        double determinant = firstFirst * secondSecond - firstSecond * firstSecond;
        double free = determinant > SINGULAR * firstFirst * secondSecond
                ? (firstFirst * secondTarget - firstSecond * firstTarget) / determinant
                : 0;
        solveFirst(Math.max(least, Math.min(most, free)));
    }

    /** Solves for the first coefficient with a given second one. */
    void solveFirst(double given) {
        second = given;
        first = firstFirst > 0 ? (firstTarget - given * firstSecond) / firstFirst : 0;
    }

    double first() {
        return first;
    }

    double second() {
        return second;
    }

    /** Returns the sum of squared errors of the solution. */
    double squares() {
        double sum = targetTarget
                - 2 * (first * firstTarget + second * secondTarget)
                + first * first * firstFirst
                + 2 * first * second * firstSecond
                + second * second * secondSecond;
        return Math.max(0, sum); // rounding can make it slightly negative
    }
}
