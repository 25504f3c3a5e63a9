package io.forecastj.backtest.strategy;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Divides the equity among several instruments.
 *
 * <p>Immutable and thread-safe, unless the function given to {@link #of} is not. A decided position times its
 * instrument's share is the weight to which it is traded. Shares are computed anew at each time with a decision, from
 * rows up to there only.
 */
public final class Allocation {
    /** Computes the shares from the histories, and what the positions earned on paper. */
    @FunctionalInterface
    interface Shares {
        double[] of(List<TimeSeries> histories, String price, List<PaperRecord> records);
    }

    private final String text;
    private final Shares shares;

    private Allocation(String text, Shares shares) {
        this.text = text;
        this.shares = shares;
    }

    /**
     * Gives each instrument the same share: 1 by the number of instruments, also before the first row of one that
     * starts later.
     *
     * @return the allocation
     */
    public static Allocation equal() {
        return new Allocation("equal shares", (histories, price, records) -> filled(histories.size(), 1));
    }

    /**
     * Gives each instrument the whole equity, so that positions are shares of the equity. Together they are limited by
     * {@link TradingStrategy#maxLeverage}.
     *
     * @return the allocation
     */
    public static Allocation whole() {
        return new Allocation(
                "positions as shares of the equity",
                (histories, price, records) -> filled(histories.size(), histories.size()));
    }

    private static double[] filled(int instruments, double total) {
        double[] shares = new double[instruments];
        Arrays.fill(shares, total / instruments);
        return shares;
    }

    /**
     * Gives calm instruments more: shares in proportion to 1 by the {@linkplain DecisionContext#volatility volatility},
     * which add up to 1. An instrument whose volatility is not known yet, or is 0, has no share.
     *
     * @param rows the number of returns from which the volatility is computed, at least 2
     * @return the allocation
     * @throws IllegalArgumentException if {@code rows < 2}
     */
    public static Allocation byVolatility(int rows) {
        StrategyChecks.atLeast(2, "rows", rows);
        return new Allocation("shares by 1 / volatility of " + rows + " rows", (histories, price, records) -> {
            double[] inverse = histories.stream()
                    .mapToDouble(history -> 1 / Volatility.of(history, price, rows))
                    .map(share -> Double.isFinite(share) ? share : 0)
                    .toArray();
            double total = Arrays.stream(inverse).sum();
            return total == 0
                    ? inverse
                    : Arrays.stream(inverse).map(share -> share / total).toArray();
        });
    }

    /**
     * Gives each instrument the Kelly fraction of its own record: the mean by the variance (n - 1) of the returns that
     * the decided positions earned there on paper, without costs, times a factor, from 0 to a cap. Until there are
     * enough rows since the first decision, it has no share.
     *
     * @param rows the number of returns of the record that count, the latest ones, at least 2
     * @param factor the part of the Kelly fraction to bet, above 0 and at most 1; 0.5 is usual, since the fraction is
     *     an estimate
     * @param cap the largest share, above 0
     * @return the allocation
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Allocation kelly(int rows, double factor, double cap) {
        StrategyChecks.atLeast(2, "rows", rows);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor must be above 0 and at most 1, found " + factor);
        }
        StrategyChecks.positive("cap", cap);
        return new Allocation(
                StrategyText.of(
                        "%s of Kelly by %d rows, at most %s each",
                        StrategyText.given(factor), rows, StrategyText.given(cap)),
                (histories, price, records) -> records.stream()
                        .mapToDouble(record -> kelly(record.latest(rows), factor, cap))
                        .toArray());
    }

    private static double kelly(double[] returns, double factor, double cap) {
        if (returns.length == 0) {
            return 0;
        }
        double mean = Volatility.mean(returns);
        double variance = Volatility.variance(returns);
        return mean > 0 && variance > 0 ? Math.min(cap, factor * mean / variance) : 0;
    }

    /**
     * Divides by a function.
     *
     * @param shares receives the bars of each instrument up to the decision, in the order in which they were given;
     *     empty before its first row. Returns the share of each, finite and at least 0
     * @return the allocation
     */
    public static Allocation of(Function<List<TimeSeries>, double[]> shares) {
        Objects.requireNonNull(shares, "shares");
        return new Allocation("shares by a function", (histories, price, records) -> shares.apply(histories));
    }

    double[] shares(List<TimeSeries> histories, String price, List<PaperRecord> records) {
        double[] found = shares.of(histories, price, records);
        if (found.length != histories.size()
                || Arrays.stream(found).anyMatch(share -> !(share >= 0 && share < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("an allocation must give each of the " + histories.size()
                    + " instruments a finite share of at least 0, found " + Arrays.toString(found));
        }
        return found;
    }

    /** {@return the rule in words} */
    @Override
    public String toString() {
        return text;
    }
}
