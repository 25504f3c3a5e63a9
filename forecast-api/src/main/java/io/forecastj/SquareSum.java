package io.forecastj;

/**
 * Sum of squares of numbers whose own squares may be too large for a double: those are summed apart, scaled by a power
 * of two (Blue, A portable Fortran program to find the Euclidean norm of a vector, 1978). The sum of other numbers is
 * the plain one in every bit.
 *
 * <p>Not thread-safe.
 */
final class SquareSum {
    private static final double LARGE = 0x1p480;
    private static final double DOWN = 0x1p-540;

    private double usual;
    private double large;

    void add(double number) {
        add(number, number);
    }

    /** Adds the product of two numbers of about the same size. */
    void add(double number, double other) {
        if (Math.abs(number) < LARGE && Math.abs(other) < LARGE) {
            usual += number * other;
        } else {
            large += number * DOWN * (other * DOWN);
        }
    }

    /** Returns this sum and the square of another number {@code count} times. */
    SquareSum plus(double number, double count) {
        SquareSum sum = new SquareSum();
        sum.usual = usual;
        sum.large = large;
        if (Math.abs(number) < LARGE) {
            sum.usual += count * number * number;
        } else {
            sum.large += count * (number * DOWN) * (number * DOWN);
        }
        return sum;
    }

    /** Returns the square root of the mean of {@code count} squares, times the root of a factor. */
    double root(double count, double factor) {
        return large == 0
                ? Math.sqrt(usual / count * factor)
                : Math.sqrt((large + usual * DOWN * DOWN) / count * factor) / DOWN;
    }

    void save(StateWriter out) {
        out.putDouble(usual);
        out.putDouble(large);
    }

    void restore(StateReader in) {
        usual = in.getDouble();
        large = in.getDouble();
    }
}
