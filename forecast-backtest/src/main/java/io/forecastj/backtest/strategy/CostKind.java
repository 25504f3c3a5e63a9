package io.forecastj.backtest.strategy;

import java.util.Locale;

/** A kind of costs. */
public enum CostKind {
    /** The fee on a trade. */
    FEE,
    /** Half the spread of a trade. */
    HALF_SPREAD,
    /** The slippage of a trade. */
    SLIPPAGE,
    /** The cost of borrowing what is sold short. */
    BORROW,
    /** The interest on borrowed cash. */
    INTEREST,
    /** Funding paid. */
    FUNDING,
    /** Funding received: a negative amount. */
    FUNDING_RECEIVED;

    /** {@return the kind in words} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
