package io.forecastj.backtest.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Costs of trading and of holding positions.
 *
 * <p>Immutable and thread-safe. All rates are fractions: 0.001 is 0.1 %.
 *
 * <p>Fee, half-spread and slippage are paid on the value traded, at the fill: a round trip pays them twice. Borrow and
 * interest are paid for the time between two rows, by the value at the earlier one, in years of 365 days. Funding is
 * paid at the close of each row by the position that is held then.
 */
public final class Costs {
    private static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0, null);

    private final double fee;
    private final double halfSpread;
    private final double slippage;
    private final double borrow;
    private final double interest;
    private final double funding;
    private final @Nullable String fundingColumn;

    private Costs(
            double fee,
            double halfSpread,
            double slippage,
            double borrow,
            double interest,
            double funding,
            @Nullable String fundingColumn) {
        this.fee = fee;
        this.halfSpread = halfSpread;
        this.slippage = slippage;
        this.borrow = borrow;
        this.interest = interest;
        this.funding = funding;
        this.fundingColumn = fundingColumn;
    }

    /**
     * Returns no costs at all, which no market offers.
     *
     * @return the costs
     */
    public static Costs none() {
        return NONE;
    }

    /**
     * Returns a fee on each trade, and nothing else.
     *
     * @param fee the fee as a fraction of the value traded, from 0 to below 0.5
     * @return the costs
     * @throws IllegalArgumentException if the fee is out of this range
     */
    public static Costs perTrade(double fee) {
        return new Costs(trade("fee", fee), 0, 0, 0, 0, 0, null);
    }

    /**
     * Adds half the distance between bid and ask, which a trade at the market pays.
     *
     * @param fraction half the spread as a fraction of the price, from 0 to below 0.5
     * @return a copy with this half-spread
     * @throws IllegalArgumentException if the fraction is out of this range
     */
    public Costs halfSpread(double fraction) {
        return new Costs(fee, trade("halfSpread", fraction), slippage, borrow, interest, funding, fundingColumn);
    }

    /**
     * Adds slippage: how much worse than the open a trade is filled, beyond the half-spread.
     *
     * @param fraction the difference as a fraction of the price, from 0 to below 0.5
     * @return a copy with this slippage
     * @throws IllegalArgumentException if the fraction is out of this range
     */
    public Costs slippage(double fraction) {
        return new Costs(fee, halfSpread, trade("slippage", fraction), borrow, interest, funding, fundingColumn);
    }

    /**
     * Adds the cost of borrowing what is sold short.
     *
     * @param perYear the rate a year on the value of short positions, at least 0
     * @return a copy with this rate
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public Costs borrow(double perYear) {
        return new Costs(fee, halfSpread, slippage, yearly("borrow", perYear), interest, funding, fundingColumn);
    }

    /**
     * Adds the interest on borrowed cash, which only a leverage above 1 needs. Cash that is left earns nothing.
     *
     * @param perYear the rate a year on negative cash, at least 0
     * @return a copy with this rate
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public Costs interest(double perYear) {
        return new Costs(fee, halfSpread, slippage, borrow, yearly("interest", perYear), funding, fundingColumn);
    }

    /**
     * Adds funding at a constant rate, as of perpetual futures. With a positive rate long positions pay it and short
     * ones receive it.
     *
     * @param perRow the rate of each row on the value of the position, finite
     * @return a copy with this rate
     * @throws IllegalArgumentException if the rate is not finite
     */
    public Costs funding(double perRow) {
        if (!Double.isFinite(perRow)) {
            throw new IllegalArgumentException("funding must be finite, found " + perRow);
        }
        return new Costs(fee, halfSpread, slippage, borrow, interest, perRow, null);
    }

    /**
     * Adds funding at rates in a column of the bars, as {@link #funding(double)}.
     *
     * @param column the column with the rate of each row; a missing rate is no payment
     * @return a copy with this column
     */
    public Costs fundingColumn(String column) {
        return new Costs(fee, halfSpread, slippage, borrow, interest, 0, column);
    }

    private static double trade(String name, double fraction) {
        if (!(fraction >= 0 && fraction < 0.5)) {
            throw new IllegalArgumentException(
                    name + " must be a fraction of the price from 0 to below 0.5, found " + fraction);
        }
        return fraction;
    }

    private static double yearly(String name, double rate) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be a finite rate a year of at least 0, found " + rate);
        }
        return rate;
    }

    /** {@return the fee on the value traded} */
    public double fee() {
        return fee;
    }

    /** {@return half the spread, as a fraction of the price} */
    public double halfSpread() {
        return halfSpread;
    }

    /** {@return the slippage, as a fraction of the price} */
    public double slippage() {
        return slippage;
    }

    /** {@return the rate a year on the value of short positions} */
    public double borrow() {
        return borrow;
    }

    /** {@return the rate a year on borrowed cash} */
    public double interest() {
        return interest;
    }

    /** {@return the constant rate of funding of each row; 0 if a column has the rates} */
    public double funding() {
        return funding;
    }

    @Nullable
    String fundingColumn() {
        return fundingColumn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Costs that
                && Arrays.equals(rates(), that.rates())
                && Objects.equals(fundingColumn, that.fundingColumn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(rates()), fundingColumn);
    }

    private double[] rates() {
        return new double[] {fee, halfSpread, slippage, borrow, interest, funding};
    }

    /** {@return the rates in words} */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, fee, "fee %s of a trade");
        add(parts, halfSpread, "half-spread %s");
        add(parts, slippage, "slippage %s");
        add(parts, borrow, "borrow %s a year");
        add(parts, interest, "interest %s a year");
        add(parts, funding, "funding %s a row");
        if (fundingColumn != null) {
            parts.add("funding by column '" + fundingColumn + "'");
        }
        return parts.isEmpty() ? "no costs" : String.join(", ", parts);
    }

    private static void add(List<String> parts, double rate, String text) {
        if (rate != 0) {
            parts.add(StrategyText.of(text, StrategyText.given(100 * rate) + "%"));
        }
    }
}
