package io.forecastj.models.statistical;

import java.util.function.DoubleUnaryOperator;

/**
 * Search for the minimum of a function of one number between two bounds: even steps first, since the function may have
 * several valleys, then golden sections around the best of them (Kiefer, Sequential Minimax Search for a Maximum,
 * Proceedings of the American Mathematical Society 4, 1953).
 *
 * <p>Stateless and thread-safe.
 */
final class LineSearch {
    private static final int STEPS = 16;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double NARROW = 1e-9;

    private LineSearch() {}

    /**
     * Searches for the smallest value. Where several are equal, the first of the even steps wins.
     *
     * @param function the function, NaN where it is not defined
     * @param low the smallest argument
     * @param high the largest argument
     * @return the argument at which the smallest value was found
     */
    static double minimum(DoubleUnaryOperator function, double low, double high) {
        double width = (high - low) / STEPS;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= STEPS; i++) {
            double value = function.applyAsDouble(low + i * width);
            if (value < least) {
                least = value;
                best = i;
            }
        }
        double left = low + Math.max(0, best - 1) * width;
        double right = low + Math.min(STEPS, best + 1) * width;
        double found = sections(function, left, right);
        return function.applyAsDouble(found) < least ? found : low + best * width;
    }

    private static double sections(DoubleUnaryOperator function, double low, double high) {
        double left = low;
        double right = high;
        double first = right - GOLDEN * (right - left);
        double second = left + GOLDEN * (right - left);
        double atFirst = function.applyAsDouble(first);
        double atSecond = function.applyAsDouble(second);
        while (right - left > NARROW * (high + NARROW)) {
            if (atFirst <= atSecond) {
                right = second;
                second = first;
                atSecond = atFirst;
                first = right - GOLDEN * (right - left);
                atFirst = function.applyAsDouble(first);
            } else {
                left = first;
                first = second;
                atFirst = atSecond;
                second = left + GOLDEN * (right - left);
                atSecond = function.applyAsDouble(second);
            }
        }
        return (left + right) / 2;
    }
}
