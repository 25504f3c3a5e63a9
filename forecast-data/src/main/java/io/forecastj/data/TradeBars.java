package io.forecastj.data;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Collector that makes price bars of trades: a bar for each span of time, number of trades, traded volume, traded money
 * or imbalance of buyers and sellers.
 *
 * <pre>{@code
 * TradeBars bars = TradeBars.volume(1_000);
 * bars.add(epochMillis, price, quantity);      // for each trade
 * TimeSeries completed = bars.drain();         // as often as wanted
 * }</pre>
 *
 * <p>Not thread-safe. Trades come one by one in order of time, several of one millisecond in the order in which they
 * happened. Equal trades give equal bars, whatever is drained in between.
 *
 * <p>The bars have the columns of {@link #COLUMNS}. The mean price of a bar, weighted by volume, is {@code dollar /
 * volume}. A trade counts to {@code buy_volume} if its buyer took the initiative: as given, or by the tick rule, if the
 * price is above the last different one. Trades before the first change of price have no side; they count to no side.
 *
 * <p>A bar has the time of the trade that completes it, when it is known; a time bar that of its end. A trade is never
 * split: it belongs to the bar that it completes, also where it is larger than several bars, and the next bar begins at
 * zero. Times of rows differ, so a bar that closes in the same millisecond as the bar before, or before the time of
 * that one, gets the next millisecond: later than it was known, never earlier.
 *
 * <p>Time bars end at full periods as of {@link io.forecastj.Sampling#fixed}: hours at full hours, days at midnight in
 * UTC, weeks on Mondays. A trade at the end of a bar is in the next one. A span without trades is a row of volume 0 and
 * missing prices. A time bar is completed by the first trade after it or by {@link #advance}. To make longer bars of
 * these, resample them with {@link Resample#rowsAtEnd}.
 *
 * <p>The bars are those of López de Prado, Advances in Financial Machine Learning, Wiley 2018, sections 2.3.1 and
 * 2.3.2.
 */
public final class TradeBars {
    /** The number of trades in a bar. */
    public static final String TRADES = "trades";
    /** The traded money: the sum of price times quantity. */
    public static final String DOLLAR = "dollar";
    /** The part of the volume that buyers initiated. */
    public static final String BUY_VOLUME = "buy_volume";
    /** The columns of the bars: those of {@link Ohlcv#COLUMNS}, {@code trades}, {@code dollar}, {@code buy_volume}. */
    public static final List<String> COLUMNS =
            List.of(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE, Ohlcv.VOLUME, TRADES, DOLLAR, BUY_VOLUME);

    private final BarRule rule;
    private final OpenBar open = new OpenBar();
    private TimeSeries.Builder completed = TimeSeries.builder(COLUMNS);
    private long trades;
    private long lastTime = Long.MIN_VALUE;
    private long lastLabel = Long.MIN_VALUE;
    private double lastPrice = Double.NaN;
    private int lastSide;

    private TradeBars(BarRule rule) {
        this.rule = rule;
    }

    /**
     * Returns a collector of bars of equal time.
     *
     * @param period the length of a bar, whole milliseconds, at least one and at most 366 days
     * @return the collector
     * @throws IllegalArgumentException if the period is outside of this range
     */
    public static TradeBars time(Duration period) {
        return new TradeBars(new BarRule.OfTime(period));
    }

    /**
     * Returns a collector of bars of an equal number of trades.
     *
     * @param trades the number, at least 1
     * @return the collector
     * @throws IllegalArgumentException if {@code trades < 1}
     */
    public static TradeBars ticks(int trades) {
        return new TradeBars(new BarRule.OfSum(BarRule.Measure.TRADES, "trades", trades));
    }

    /**
     * Returns a collector of bars that close when their volume reaches a size.
     *
     * @param volume the size, above 0
     * @return the collector
     * @throws IllegalArgumentException if the size is not positive and finite
     */
    public static TradeBars volume(double volume) {
        return new TradeBars(new BarRule.OfSum(BarRule.Measure.VOLUME, "volume", volume));
    }

    /**
     * Returns a collector of bars that close when their traded money, price times quantity, reaches a size.
     *
     * @param dollars the size in the currency of the prices, above 0
     * @return the collector, which refuses negative prices
     * @throws IllegalArgumentException if the size is not positive and finite
     */
    public static TradeBars dollar(double dollars) {
        return new TradeBars(new BarRule.OfSum(BarRule.Measure.DOLLAR, "dollars", dollars));
    }

    /**
     * Returns a collector of bars that close when buys or sells outnumber the others by more than expected.
     *
     * @param expectation the expected length and imbalance of a bar, see {@link ImbalanceExpectation}
     * @return the collector
     */
    public static TradeBars tickImbalance(ImbalanceExpectation expectation) {
        return new TradeBars(new BarRule.OfImbalance(BarRule.Measure.TRADES, expectation));
    }

    /**
     * Returns a collector of bars that close when bought or sold volume exceeds the other by more than expected.
     *
     * @param expectation the expected length and imbalance of a bar, see {@link ImbalanceExpectation}
     * @return the collector
     */
    public static TradeBars volumeImbalance(ImbalanceExpectation expectation) {
        return new TradeBars(new BarRule.OfImbalance(BarRule.Measure.VOLUME, expectation));
    }

    /**
     * Returns a collector of bars that close when bought or sold money exceeds the other by more than expected.
     *
     * @param expectation the expected length and imbalance of a bar, see {@link ImbalanceExpectation}
     * @return the collector, which refuses negative prices
     */
    public static TradeBars dollarImbalance(ImbalanceExpectation expectation) {
        return new TradeBars(new BarRule.OfImbalance(BarRule.Measure.DOLLAR, expectation));
    }

    /**
     * Adds a trade, whose side follows from the tick rule.
     *
     * @param epochMillis its time in milliseconds since 1970-01-01T00:00Z, not before the last one
     * @param price its price, finite
     * @param quantity the traded amount, finite and above 0
     * @return this collector
     * @throws IllegalArgumentException if the time is before that of the last trade, the price is not finite (or
     *     negative where money is counted), the quantity is not finite and positive, or there would be more than 10
     *     million time bars without trades; the message names the trade, which is not added
     */
    public TradeBars add(long epochMillis, double price, double quantity) {
        return add(epochMillis, price, quantity, tickRule(price));
    }

    /**
     * Adds a trade of a known side.
     *
     * @param epochMillis its time in milliseconds since 1970-01-01T00:00Z, not before the last one
     * @param price its price, finite
     * @param quantity the traded amount, finite and above 0
     * @param buyer true if the buyer took the initiative, false if the seller did. Of Binance's {@code isBuyerMaker} it
     *     is the opposite
     * @return this collector
     * @throws IllegalArgumentException as for {@link #add(long, double, double)}
     */
    public TradeBars add(long epochMillis, double price, double quantity, boolean buyer) {
        return add(epochMillis, price, quantity, buyer ? 1 : -1);
    }

    private TradeBars add(long epochMillis, double price, double quantity, int side) {
        String flaw = flaw(epochMillis, price, quantity);
        if (!flaw.isEmpty()) {
            throw new IllegalArgumentException(
                    "trade " + trades + " at " + Instant.ofEpochMilli(epochMillis) + " has " + flaw);
        }
        advance(epochMillis);
        trades++;
        lastSide = side;
        lastPrice = price;
        open.add(epochMillis, price, quantity, side);
        if (rule.closes(price, quantity, side)) {
            complete(epochMillis);
        }
        return this;
    }

    private String flaw(long epochMillis, double price, double quantity) {
        if (epochMillis < lastTime) {
            return "a time before the last one, " + Instant.ofEpochMilli(lastTime) + "; sort the trades by time";
        }
        if (!Double.isFinite(price) || rule.needsPositivePrices() && price < 0) {
            return "the price " + price + "; expected a finite one"
                    + (rule.needsPositivePrices() ? ", at least 0, since money is counted" : "");
        }
        if (!(quantity > 0 && quantity < Double.POSITIVE_INFINITY)) {
            return "the quantity " + quantity + "; expected a finite one above 0";
        }
        if (!Double.isFinite(price * quantity)) {
            return "the price " + price + " and the quantity " + quantity + ", whose product is infinite";
        }
        return tooManyBars(epochMillis);
    }

    private String tooManyBars(long until) {
        return trades == 0 ? "" : rule.refusal(lastTime, until);
    }

    /** Returns 1 or -1 by the last change of price, 0 before the first one. */
    private int tickRule(double price) {
        if (price > lastPrice) {
            return 1;
        }
        return price < lastPrice ? -1 : lastSide;
    }

    /**
     * Completes the time bars that end at or before a time, for a live feed in which no trade comes. Other bars do not
     * depend on it.
     *
     * @param epochMillis the time in milliseconds since 1970-01-01T00:00Z: no trade before it will come
     * @return this collector
     * @throws IllegalArgumentException if it is before the last trade or an earlier call, or there would be more than
     *     10 million bars without trades
     */
    public TradeBars advance(long epochMillis) {
        String refusal = epochMillis < lastTime
                ? "a time before the last one, " + Instant.ofEpochMilli(lastTime)
                : tooManyBars(epochMillis);
        if (!refusal.isEmpty()) {
            throw new IllegalArgumentException("advance to " + Instant.ofEpochMilli(epochMillis) + " has " + refusal);
        }
        if (trades > 0) {
            for (long end = rule.endAfter(lastTime); end <= epochMillis; end = rule.endAfter(end)) {
                complete(end);
            }
        }
        lastTime = epochMillis;
        return this;
    }

    private void complete(long known) {
        lastLabel = Math.max(known, lastLabel == Long.MIN_VALUE ? known : lastLabel + 1);
        completed.add(lastLabel, open.values());
        open.clear();
    }

    /**
     * Returns the bars that were completed since the last call, and forgets them.
     *
     * @return the bars, maybe none
     */
    public TimeSeries drain() {
        TimeSeries bars = build();
        completed = TimeSeries.builder(COLUMNS);
        return bars;
    }

    /**
     * Returns the bars that were completed since they were last drained, and keeps them.
     *
     * @return the bars, maybe none
     */
    public TimeSeries build() {
        return completed.build();
    }

    /**
     * Returns the bars as {@link #build()}, and the unfinished one, if it has trades, as the last row with the time of
     * its last trade. Its values change with further trades.
     *
     * @return the bars, maybe none
     */
    public TimeSeries buildWithUnfinished() {
        TimeSeries bars = build();
        if (open.isEmpty()) {
            return bars;
        }
        long label = Math.max(open.lastTime(), lastLabel == Long.MIN_VALUE ? open.lastTime() : lastLabel + 1);
        return bars.append(label, open.values());
    }
}
