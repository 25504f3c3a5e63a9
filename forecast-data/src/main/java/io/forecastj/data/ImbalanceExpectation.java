package io.forecastj.data;

/**
 * Expected length and imbalance of imbalance bars, as learnt from the trades before.
 *
 * <p>Immutable and thread-safe; each method returns a new one.
 *
 * <p>A trade has the side b, 1 for a buy and -1 for a sale, and the measure v: 1 for tick, its quantity for volume,
 * and its money for dollar imbalance bars. A bar closes at the first trade at which |sum of b v| reaches E[T] |E[b v]|
 * (López de Prado, Advances in Financial Machine Learning, Wiley 2018, section 2.3.2). For ticks E[b v] is 2 P[b = 1] -
 * 1. E[T], the number of trades in a bar, is an exponentially weighted mean over the bars before. E[b v] is one over
 * the trades before, a plain mean until there are as many trades as its {@link #trades() memory}. Both change at the
 * end of a bar only, so the threshold of a bar is known at its start.
 *
 * <p>Warm-up: the first bar closes after the given number of trades, whatever their imbalance; E[T] starts from this
 * number. Both expectations feed on their own bars: without limits, the length is known to grow or shrink without end.
 * A bar therefore has at least a tenth and at most ten times the trades of the first one, unless {@link #length} sets
 * other limits; it closes at the upper one whatever its imbalance.
 */
public final class ImbalanceExpectation {
    private static final int FACTOR = 10;
    private static final int BARS = 20;

    private final int firstTrades;
    private final int bars;
    private final int trades;
    private final int fewestTrades;
    private final int mostTrades;

    private ImbalanceExpectation(int firstTrades, int bars, int trades, int fewestTrades, int mostTrades) {
        this.firstTrades = firstTrades;
        this.bars = bars;
        this.trades = trades;
        this.fewestTrades = fewestTrades;
        this.mostTrades = mostTrades;
    }

    /**
     * Returns the expectation that starts from bars of a given number of trades. The mean length spans 20 bars, the
     * mean imbalance as many trades as 20 bars of this number hold.
     *
     * @param trades the number of trades in the first bar, 1 to 10 million
     * @return the expectation
     * @throws IllegalArgumentException if the number is outside of this range
     */
    public static ImbalanceExpectation startingWith(int trades) {
        range("the trades of the first bar", 1, 10_000_000, trades);
        return new ImbalanceExpectation(
                trades, BARS, BARS * trades, Math.max(1, trades / FACTOR), Math.multiplyExact(FACTOR, trades));
    }

    /**
     * Returns this expectation with other memories. A memory of n gives the latest one the weight 2 / (n + 1).
     *
     * @param bars the bars over which the length of a bar is averaged, at least 1
     * @param trades the trades over which the imbalance is averaged, at least 1
     * @return the expectation
     * @throws IllegalArgumentException if one of them is below 1
     */
    public ImbalanceExpectation memory(int bars, int trades) {
        range("the bars of the memory", 1, Integer.MAX_VALUE, bars);
        range("the trades of the memory", 1, Integer.MAX_VALUE, trades);
        return new ImbalanceExpectation(firstTrades, bars, trades, fewestTrades, mostTrades);
    }

    /**
     * Returns this expectation with other limits of the length of a bar.
     *
     * @param fewest the fewest trades, 1 up to the trades of the first bar
     * @param most the most trades, at least those of the first bar
     * @return the expectation
     * @throws IllegalArgumentException if the trades of the first bar are not within the limits, or {@code fewest < 1}
     */
    public ImbalanceExpectation length(int fewest, int most) {
        range("the fewest trades", 1, firstTrades, fewest);
        range("the most trades", firstTrades, Integer.MAX_VALUE, most);
        return new ImbalanceExpectation(firstTrades, bars, trades, fewest, most);
    }

    private static void range(String what, int least, int most, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", found " + value);
        }
    }

    /**
     * Returns the number of trades in the first bar.
     *
     * @return the number
     */
    public int firstTrades() {
        return firstTrades;
    }

    /**
     * Returns the number of bars over which the length of a bar is averaged.
     *
     * @return the memory in bars
     */
    public int bars() {
        return bars;
    }

    /**
     * Returns the number of trades over which the imbalance is averaged.
     *
     * @return the memory in trades
     */
    public int trades() {
        return trades;
    }

    /**
     * Returns the fewest trades of a bar.
     *
     * @return the number
     */
    public int fewestTrades() {
        return fewestTrades;
    }

    /**
     * Returns the most trades of a bar.
     *
     * @return the number
     */
    public int mostTrades() {
        return mostTrades;
    }

    @Override
    public String toString() {
        return "imbalance bars from " + firstTrades + " trades, " + fewestTrades + " to " + mostTrades + ", memory of "
                + bars + " bars and " + trades + " trades";
    }
}
