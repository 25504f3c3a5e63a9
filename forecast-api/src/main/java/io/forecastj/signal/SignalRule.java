package io.forecastj.signal;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.MessageText;
import io.forecastj.signal.Signal.Action;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a forecast of a price, and the patterns of the same rows, into a {@link Signal}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p><b>Values.</b> The gross return of one {@linkplain Builder#step step} is {@code point / lastPrice - 1}, plus for
 * each weighted pattern its weight times its probability. A round trip pays the {@linkplain Builder#costPerTrade cost}
 * twice, once to enter and once to leave. The signal is BUY for a rise and SELL for a fall if the return after costs is
 * at least {@link Builder#minReturn} and the confidence is at least {@link Builder#minConfidence}; otherwise it is
 * HOLD. The confidence is computed from the forecast's quantiles, linearly interpolated between two neighbouring
 * levels. No distribution is assumed, so probabilities beyond the outermost levels are unknown. Patterns move the
 * quantiles by as much as the point.
 *
 * <p><b>Classes.</b> A forecast has the classes DOWN, FLAT and UP, or SELL, HOLD and BUY; the middle one may be absent.
 * It has a return only if {@link Builder#typicalMove} gives the size of a rise or fall. Then the gross return is {@code
 * (P(up) - P(down)) * typicalMove}, plus patterns, and decides as above. Otherwise the most probable class is the
 * action, and a tie is HOLD; such a rule must have no costs, no minimum return and no patterns, since it could not
 * compare them.
 *
 * <p><b>Doubtful forecasts.</b> A forecast or pattern recognition whose status is not OK gives HOLD, unless the status
 * is {@linkplain Builder#allow allowed}; the reason contains its reasons. A forecast without a finite value at the step
 * also gives HOLD.
 */
public final class SignalRule {
    private final double costPerTrade;
    private final double minReturn;
    private final double minConfidence;
    private final int step;
    private final @Nullable String target;
    private final double typicalMove;
    private final Set<ForecastStatus> allowed;
    private final Map<String, Double> weights;

    private SignalRule(Builder builder) {
        this.costPerTrade = builder.costPerTrade;
        this.minReturn = builder.minReturn;
        this.minConfidence = builder.minConfidence;
        this.step = builder.step;
        this.target = builder.target;
        this.typicalMove = builder.typicalMove;
        this.allowed = EnumSet.copyOf(builder.allowed);
        this.weights = new LinkedHashMap<>(builder.weights);
    }

    /**
     * Starts a rule. Its cost per trade must be set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides on a forecast without patterns, as {@link #signal(Forecast, double, List)} with an empty list.
     *
     * @param forecast the forecast
     * @param lastPrice the last known value of the target, above 0
     * @return the signal
     * @throws IllegalArgumentException as {@link #signal(Forecast, double, List)}
     * @throws IndexOutOfBoundsException if the forecast has no such step
     */
    public Signal signal(Forecast forecast, double lastPrice) {
        return signal(forecast, lastPrice, List.of());
    }

    /**
     * Decides on a forecast and the patterns of the same rows.
     *
     * @param forecast the forecast; its target is a price
     * @param lastPrice the last known value of the target, above 0
     * @param patterns the recognitions of the same rows; patterns without a weight in this rule have no effect
     * @return the signal
     * @throws IllegalArgumentException if the last price is not finite and above 0, the forecast has no such target, a
     *     recognition has another series or time than the forecast, a weighted pattern is known to none of the
     *     recognitions or to several, or the forecast has classes that this rule cannot use (see above)
     * @throws IndexOutOfBoundsException if the forecast has no such step
     */
    public Signal signal(Forecast forecast, double lastPrice, List<PatternRecognition> patterns) {
        if (!(lastPrice > 0 && lastPrice < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the last price must be finite and above 0, found " + lastPrice);
        }
        double tilt = PatternTilt.of(weights, forecast, patterns);
        String column = target == null ? forecast.targets().get(0) : target;
        if (!forecast.targets().contains(column)) {
            throw new IllegalArgumentException("the forecast has no target '" + column + "', which this rule trades; it"
                    + " has " + MessageText.list(forecast.targets()));
        }
        Outlook outlook =
                Outlook.of(forecast, column, step, lastPrice, typicalMove).moved(tilt);
        if (outlook.byClassAlone() && (costPerTrade > 0 || minReturn > 0 || !weights.isEmpty())) {
            throw new IllegalArgumentException("'" + forecast.info().name() + "' forecasts the classes "
                    + outlook.classes() + ", which tell no return to weigh against costs, a minimum return or patterns:"
                    + " set typicalMove(), or build the rule with costPerTrade(0) and none of them");
        }
        String doubt = Doubts.of(forecast, patterns, allowed);
        if (doubt.isEmpty() && !outlook.known()) {
            doubt = "there is no finite forecast of " + column + " at step " + step;
        }
        Decision decision = new Decision(outlook, 2 * costPerTrade, minReturn, minConfidence);
        Action action = doubt.isEmpty() ? decision.action() : Action.HOLD;
        String reason = decision.reason(action, doubt);
        double confidence = outlook.known() ? decision.confidence(action) : 0;
        return new Signal(action, confidence, reason, forecast.seriesId(), forecast.origin(), decision.netReturn());
    }

    /** Collects the parts of a rule. Not thread-safe. */
    public static final class Builder {
        private double costPerTrade = Double.NaN;
        private double minReturn;
        private double minConfidence;
        private int step = 1;
        private @Nullable String target;
        private double typicalMove = Double.NaN;
        private boolean typicalMoveSet;
        private final EnumSet<ForecastStatus> allowed = EnumSet.of(ForecastStatus.OK);
        private final Map<String, Double> weights = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the cost of one trade: fees, half the spread, slippage. A round trip pays it twice.
         *
         * @param fraction the cost as a fraction of the price, from 0 to below 0.5; 0.001 is 0.1 %
         * @return this builder
         */
        public Builder costPerTrade(double fraction) {
            this.costPerTrade = fraction;
            return this;
        }

        /**
         * Sets the least expected return after costs of a trade; 0 unless set.
         *
         * @param fraction the return as a fraction, 0 or more
         * @return this builder
         */
        public Builder minReturn(double fraction) {
            this.minReturn = fraction;
            return this;
        }

        /**
         * Sets the least {@linkplain Signal confidence} of a trade; 0 unless set, which allows trades on forecasts
         * without quantiles.
         *
         * @param probability the probability, from 0 to 1
         * @return this builder
         */
        public Builder minConfidence(double probability) {
            this.minConfidence = probability;
            return this;
        }

        /**
         * Sets the step of the forecast to trade on, which is the holding period of a position; 1 unless set.
         *
         * @param step the step, at least 1
         * @return this builder
         */
        public Builder step(int step) {
            this.step = step;
            return this;
        }

        /**
         * Sets the target column that is the price; the forecast's first target unless set.
         *
         * @param column the target column
         * @return this builder
         */
        public Builder target(String column) {
            this.target = column;
            return this;
        }

        /**
         * Sets the size of a price move when a forecast of classes is right, so that such forecasts can be compared
         * with costs. An example is the mean absolute return of past moves of the classes UP and DOWN.
         *
         * @param fraction the move as a fraction of the price, above 0
         * @return this builder
         */
        public Builder typicalMove(double fraction) {
            this.typicalMove = fraction;
            this.typicalMoveSet = true;
            return this;
        }

        /**
         * Allows trades on forecasts and recognitions with a status other than OK.
         *
         * @param status the status, such as {@link ForecastStatus#FALLBACK}
         * @return this builder
         */
        public Builder allow(ForecastStatus status) {
            allowed.add(status);
            return this;
        }

        /**
         * Sets the weight of a pattern: the return that it adds to the forecast's if its probability is 1, and in
         * proportion if less.
         *
         * @param name the pattern's name
         * @param weight the return as a fraction at the step; positive for a bullish pattern, negative for a bearish
         *     one
         * @return this builder
         */
        public Builder pattern(String name, double weight) {
            weights.put(name, weight);
            return this;
        }

        /**
         * Makes the rule.
         *
         * @return the rule
         * @throws IllegalArgumentException if the cost per trade is not set or a value is out of its range
         */
        public SignalRule build() {
            if (!(costPerTrade >= 0 && costPerTrade < 0.5)) {
                throw new IllegalArgumentException(
                        "costPerTrade must be set, from 0 to below 0.5, found " + costPerTrade);
            }
            if (!(minReturn >= 0 && minReturn < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("minReturn must be finite and at least 0, found " + minReturn);
            }
            if (!(minConfidence >= 0 && minConfidence <= 1)) {
                throw new IllegalArgumentException("minConfidence must be from 0 to 1, found " + minConfidence);
            }
            if (step < 1) {
                throw new IllegalArgumentException("step must be at least 1, found " + step);
            }
            if (typicalMoveSet && !(typicalMove > 0 && typicalMove < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("typicalMove must be finite and above 0, found " + typicalMove);
            }
            weights.forEach((name, weight) -> {
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException(
                            "the weight of the pattern '" + name + "' must be finite, found " + weight);
                }
            });
            return new SignalRule(this);
        }
    }
}
