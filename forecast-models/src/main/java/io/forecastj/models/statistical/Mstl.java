package io.forecastj.models.statistical;

import io.forecastj.models.internal.ArgumentChecks;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decomposition of a series into several seasonal components, a trend and a remainder: STL season by season, from the
 * shortest to the longest, each of the series without the other components (Bandara, Hyndman and Bergmeir, MSTL: A
 * Seasonal-Trend Decomposition Algorithm for Time Series with Multiple Seasonal Patterns, 2021). Defaults are those of
 * R's function {@code mstl}: windows of 11, 15, 19 and so on, two rounds, one if there is one season.
 *
 * <p>Immutable and thread-safe.
 */
final class Mstl {
    private static final int FIRST_WINDOW = 11;
    private static final int MORE_WINDOW = 4;

    private final int[] seasons;
    private final Stl[] parts;
    private final int rounds;

    private Mstl(int[] seasons, Stl[] parts, int rounds) {
        this.seasons = seasons;
        this.parts = parts;
        this.rounds = rounds;
    }

    /**
     * Returns a decomposition with components that change from season to season.
     *
     * @param seasons the numbers of values of a season, increasing, at least 2 each
     * @return the decomposition, not robust
     * @throws IllegalArgumentException if there is no season, one is below 2, or they do not increase
     */
    static Mstl of(int... seasons) {
        return new Mstl(
                checked(seasons),
                IntStream.range(0, seasons.length)
                        .mapToObj(i -> Stl.changing(seasons[i], FIRST_WINDOW + MORE_WINDOW * i))
                        .toArray(Stl[]::new),
                seasons.length == 1 ? 1 : 2);
    }

    /**
     * Returns a decomposition with the same components in every season.
     *
     * @param seasons the numbers of values of a season, increasing, at least 2 each
     * @return the decomposition, not robust
     * @throws IllegalArgumentException if there is no season, one is below 2, or they do not increase
     */
    static Mstl periodic(int... seasons) {
        return new Mstl(
                checked(seasons),
                Arrays.stream(seasons).mapToObj(Stl::periodic).toArray(Stl[]::new),
                seasons.length == 1 ? 1 : 2);
    }

    /** Returns this decomposition with rounds in which values far from the fit lose weight. */
    Mstl robust() {
        return new Mstl(seasons, Arrays.stream(parts).map(Stl::robust).toArray(Stl[]::new), rounds);
    }

    static int[] checked(int... seasons) {
        ArgumentChecks.require(seasons.length > 0, "seasons", "at least one", Arrays.toString(seasons));
        for (int i = 0; i < seasons.length; i++) {
            boolean increases = seasons[i] >= 2 && (i == 0 || seasons[i] > seasons[i - 1]);
            ArgumentChecks.require(increases, "seasons", "increasing and at least 2 each", Arrays.toString(seasons));
        }
        return seasons.clone();
    }

    /**
     * Decomposes a series.
     *
     * @param values the values, all finite, more than two of the longest season; not changed
     * @return the parts
     * @throws IllegalArgumentException if there are at most two seasons of values, or one is not finite
     */
    MstlParts decompose(double[] values) {
        int n = values.length;
        double[][] components = new double[seasons.length][n];
        double[] rest = values.clone();
        double[] trend = new double[n];
        for (int round = 0; round < rounds; round++) {
            for (int s = 0; s < seasons.length; s++) {
                for (int i = 0; i < n; i++) {
                    rest[i] += components[s][i];
                }
                StlParts fit = parts[s].decompose(rest);
                components[s] = fit.seasonal();
                trend = fit.trend();
                for (int i = 0; i < n; i++) {
                    rest[i] -= components[s][i];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            rest[i] -= trend[i];
        }
        return new MstlParts(components, trend, rest);
    }
}
