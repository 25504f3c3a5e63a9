package io.forecastj.backtest.strategy;

import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import org.jspecify.annotations.Nullable;

/** The settings of a strategy; changed only before a strategy is made of them. */
final class StrategySettings implements Cloneable {
    /** The meaning of a position below 0. */
    enum Side {
        /** Flat. */
        LONG_FLAT("long/flat"),
        /** Short. */
        LONG_SHORT("long/short");

        private final String text;

        Side(String text) {
            this.text = text;
        }
    }

    Side side = Side.LONG_SHORT;

    @Nullable
    PositionRule rule;

    @Nullable
    SignalRule signalRule;

    int step = 1;
    boolean byConfidence;
    double rowVolatility;
    int volatilityRows;
    Costs costs = Costs.none();
    Allocation allocation = Allocation.equal();
    double maxLeverage = 1;
    int delay = 1;
    String open = "open";
    String close = "close";

    @Nullable
    String target;

    double periodsPerYear = Double.NaN;
    double capital = 1;
    /** The number given; 0 for that of the models compared. */
    int trials;

    int models = 1;
    double tolerance;

    StrategySettings copy() {
        try {
            return (StrategySettings) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    int trials() {
        return trials == 0 ? models : trials;
    }

    /** Decides a position; NaN keeps what is held. */
    double position(DecisionContext context, Opinion opinion) {
        double position = opinion.forecast() == null ? given(context, opinion) : forecast(context);
        if (side == Side.LONG_FLAT && position < 0) {
            position = 0;
        }
        if (rowVolatility == 0 || position == 0 || Double.isNaN(position)) {
            return position;
        }
        double volatility = context.volatility(volatilityRows);
        return Double.isNaN(volatility) ? 0 : position * Math.min(maxLeverage, rowVolatility / volatility);
    }

    private double given(DecisionContext context, Opinion opinion) {
        if (rule != null || signalRule != null) {
            throw new IllegalStateException("signals and positions come without a forecast to apply a rule to; take"
                    + " longFlat() or longShort() without a rule");
        }
        if (byConfidence && Double.isNaN(opinion.confidence())) {
            throw new IllegalStateException("positions have no confidence to size them by; leave sizeByConfidence out");
        }
        double position = opinion.position();
        if (Double.isInfinite(position)) {
            throw new IllegalArgumentException("a position must be finite, or NaN to keep what is held; found "
                    + position + " for the " + context);
        }
        return byConfidence ? position * opinion.confidence() : position;
    }

    private double forecast(DecisionContext context) {
        if (rule != null) {
            return rule.position(context);
        }
        if (signalRule != null) {
            double last = context.lastValue();
            if (!(last > 0)) {
                return Double.NaN;
            }
            Signal signal = signalRule.signal(context.forecast(), last);
            return Opinion.position(signal) * (byConfidence ? signal.confidence() : 1);
        }
        return byConfidence ? confidence(context) : direction(context);
    }

    private double confidence(DecisionContext context) {
        if (!context.isClasses() && context.forecast().levels().length == 0) {
            throw new IllegalArgumentException("sizeByConfidence needs class probabilities or quantiles, and '"
                    + context.forecast().info().name() + "' forecasts points only at " + context.time());
        }
        return context.probabilityOfRise(step) - context.probabilityOfFall(step);
    }

    private double direction(DecisionContext context) {
        if (!context.isClasses()) {
            return Math.signum(context.forecastReturn(step));
        }
        double up = context.probabilityOfRise(step);
        double down = context.probabilityOfFall(step);
        double other = context.forecast().probabilities(step).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()
                - up
                - down;
        return up > down && up > other ? 1 : down > up && down > other ? -1 : 0;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (rule != null) {
            text.append("positions by a function");
        } else {
            text.append(side.text);
            text.append(signalRule != null ? " by a signal rule" : "");
            text.append(byConfidence ? ", sized by confidence" : "");
        }
        if (rowVolatility > 0) {
            text.append(StrategyText.of(
                    ", sized to a volatility of %s%% a row by %d rows",
                    StrategyText.given(100 * rowVolatility), volatilityRows));
        }
        return text.toString();
    }
}
