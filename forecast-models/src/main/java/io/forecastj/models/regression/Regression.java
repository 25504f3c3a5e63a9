package io.forecastj.models.regression;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a forecaster of a {@link Regressor}: features of the origin in, the target's change over some steps out. */
public final class Regression {
    private Regression() {}

    /**
     * Starts a forecaster by regression; regressor, target or bars, features and horizon or horizons must be set.
     *
     * <p>A model's inputs are, in this order: the features of the origin's row; the values that the known-future columns
     * have at the step that is forecast, named {@code future(column)}; the static attributes, named {@code
     * static(attribute)}; and, for {@link Strategy#DIRECT_SHARED}, the {@code step} from 1. The forecast change is
     * turned into a value by {@link Target.Valued#decode}.
     *
     * <p><b>Training.</b> One model learns from the rows of all series, which weigh the same unless {@link
     * Builder#weights} is set. Rows within the features'
     * warm-up, rows whose base lies before the series, and labels with a missing end are left out. With a validation
     * part, the last origins of each series decide when the regressor stops; origins whose labels would reach into it
     * are left out as {@link io.forecastj.WalkForward} does it. A series too short to be split only trains. Features
     * that have to be fitted are fitted on what precedes the validation part; a pipeline that is fitted already is used
     * as it is. {@link Forecaster#prepare} computes the features once for all fits, unless they have to be fitted.
     *
     * <p><b>Running ahead.</b> In a {@link Strategy#RECURSIVE} forecast the rows ahead hold the forecast in the target's
     * column and the known values in the known-future ones. Other columns carry their last observed value on, except
     * that with the target {@code close} of price bars the bar is flat at the forecast close, and its volume the median
     * of the last 20 rows. The policy is recorded in {@link io.forecastj.PredictorInfo#parameters()}. Their times are
     * those that the forecast states.
     *
     * <p><b>Missing values.</b> If the target is missing where a change starts, the last value observed before is the
     * base. The forecast is {@link io.forecastj.ForecastStatus#DEGRADED}, with the reasons, if this happened, if the
     * target is missing at the origin, if an input of a model is missing, or if a forecast is not finite.
     *
     * <p><b>Bars.</b> {@link Builder#bars} forecasts open, high, low and close together, by four models in place of each
     * one. They learn the opening gap {@code log(open / close before)}, the body {@code log(close / open)}, the upper
     * wick {@code log(high / max(open, close))} and the lower wick {@code log(min(open, close) / low)}; direct strategies
     * measure the gap from the origin's close to the open of the step's bar. A wick below zero counts as none, so every
     * bar that is forecast holds {@code low <= open, close <= high}. A recursive forecast runs ahead on whole bars.
     *
     * <p><b>Quantiles.</b> With {@link Builder#quantiles} a model for each level takes the place of each one, trained by
     * {@link Regressor#quantile}. Where the models' quantiles cross they are sorted (Chernozhukov, Fernández-Val and
     * Galichon, Quantile and Probability Curves Without Crossing, Econometrica 78, 2010). The point forecast is the
     * median. They say what the models have learnt of the spread, and no coverage is promised.
     *
     * <p>A {@link Target.Direction} needs a regressor with three outputs, the probabilities of {@link
     * Target.Direction#CLASSES}, and a direct strategy; its forecasts hold probabilities.
     *
     * @return a builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /**
     * Makes a predictor of one model that was trained elsewhere. The caller vouches that it learnt what {@link
     * #forecaster()} says: the target's change over one step, or for {@link Strategy#DIRECT_SHARED} over as many steps
     * as its last input {@code step} says.
     *
     * @param model the model; closed with the predictor, and left open if this call throws
     * @param pipeline the features of the model's training, fitted if they have to be; the names of its columns, for
     *     {@link Strategy#DIRECT_SHARED} followed by {@code step}, must be the model's inputs in the same order
     * @param target what the model learnt
     * @param strategy {@link Strategy#RECURSIVE} or {@link Strategy#DIRECT_SHARED}; {@link Strategy#DIRECT} for the
     *     horizon 1 only
     * @param horizon how many steps ahead to forecast, at least 1
     * @return a new predictor, which saves and loads like every other; its training span is not known
     * @throws IllegalArgumentException if the inputs differ, with their names, if the model has another number of outputs
     *     than the target needs, if the pipeline is not fitted, or if strategy, target and horizon do not go together
     */
    public static Predictor predictor(
            RegressionModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        RegressionPlan plan = new RegressionPlan(
                Response.of(target, List.of()), strategy, RegressionPlan.upTo(horizon), pipeline, List.of(), List.of());
        return GivenModel.predictor(model, plan);
    }

    /**
     * Collects the settings of a forecaster by regression. Not thread-safe.
     *
     * <p>A call that contradicts an earlier one throws {@link IllegalStateException} and names both: a second regressor,
     * a second target or bars beside a target, quantiles of bars, and horizons beside a horizon. Any other setting may be
     * made again; the last one counts.
     */
    public static final class Builder {
        private static final String BARS = "bars()";

        private @Nullable String name;
        private @Nullable Regressor regressor;
        private @Nullable Target target;
        /** The call that set what is learnt, and the one that set the steps; empty before. */
        private String learns = "";

        private String ahead = "";
        private List<Double> quantiles = List.of();
        private @Nullable FeaturePipeline features;
        private Supplier<List<Integer>> steps = () -> RegressionPlan.upTo(0);
        private Strategy strategy = Strategy.RECURSIVE;
        private List<String> knownFuture = List.of();
        private List<String> attributes = List.of();
        private Supplier<Validation> validation = () -> Validation.NONE;
        private @Nullable String weights;

        private Builder() {}

        /**
         * Sets the name that reports show; the regressor's kind unless set.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets what learns.
         *
         * @param regressor the regressor
         * @return this builder
         * @throws IllegalStateException if there is one already
         */
        public Builder regressor(Regressor regressor) {
            Objects.requireNonNull(regressor, "regressor");
            if (this.regressor != null) {
                throw contradiction(
                        "regressor(" + regressor.kind() + ")", "the regressor '" + this.regressor.kind() + "'");
            }
            this.regressor = regressor;
            return this;
        }

        /**
         * Sets what is learnt, instead of {@link #bars}.
         *
         * @param target the target
         * @return this builder
         * @throws IllegalStateException if there is a target already, or {@link #bars} was called
         */
        public Builder target(Target target) {
            this.learns = only("target(" + Objects.requireNonNull(target, "target") + ")", learns);
            this.target = target;
            return this;
        }

        /**
         * Forecasts the columns {@code open}, {@code high}, {@code low} and {@code close} together, instead of one
         * {@link #target}; {@link Regression#forecaster()} says how.
         *
         * @return this builder
         * @throws IllegalStateException if {@link #target} or {@link #quantiles} was called
         */
        public Builder bars() {
            String call = only(BARS, learns);
            requireNoQuantilesOfBars(call, quantiles);
            this.learns = call;
            return this;
        }

        /**
         * Forecasts quantiles, whose median is the point; unless set, points alone. For a target of values and a direct
         * strategy, with a regressor that has a {@link Regressor#quantile}.
         *
         * @param levels the probabilities that the value stays below, increasing between 0 and 1, with 0.5
         * @return this builder
         * @throws IllegalStateException if {@link #bars} was called
         */
        public Builder quantiles(double... levels) {
            List<Double> chosen = Arrays.stream(levels).boxed().toList();
            requireNoQuantilesOfBars(learns, chosen);
            this.quantiles = chosen;
            return this;
        }

        private static void requireNoQuantilesOfBars(String learns, List<Double> quantiles) {
            if (learns.equals(BARS) && !quantiles.isEmpty()) {
                throw new IllegalStateException(
                        "bars() and quantiles(...) contradict each other: bars have no quantiles,"
                                + " since those of their parts do not add up; set a target, or leave out quantiles(...)");
            }
        }

        /**
         * Sets what is learnt from.
         *
         * @param pipeline the features of the origin's row
         * @return this builder
         */
        public Builder features(FeaturePipeline pipeline) {
            this.features = Objects.requireNonNull(pipeline, "pipeline");
            return this;
        }

        /**
         * Sets how many steps ahead to forecast, instead of {@link #horizons}.
         *
         * @param steps the number, at least 1
         * @return this builder
         * @throws IllegalStateException if {@link #horizons} was called
         */
        public Builder horizon(int steps) {
            this.ahead = ahead.startsWith("horizon(") ? ahead : only("horizon(" + steps + ")", ahead);
            this.steps = () -> RegressionPlan.upTo(steps);
            return this;
        }

        /**
         * Sets which steps to forecast and no others, such as 1, 5, 15 and 60, instead of {@link #horizon}. For a direct
         * strategy. The last one is the forecast's horizon; {@link io.forecastj.Forecast#steps()} tells them, and arrays
         * of points hold NaN at the others.
         *
         * @param steps the steps, increasing, the first one at least 1
         * @return this builder
         * @throws IllegalStateException if {@link #horizon} was called
         */
        public Builder horizons(int... steps) {
            List<Integer> chosen = Arrays.stream(steps).boxed().toList();
            this.ahead = ahead.startsWith("horizons(") ? ahead : only("horizons(" + chosen + ")", ahead);
            this.steps = () -> chosen;
            return this;
        }

        /**
         * Sets how one model forecasts several steps; {@link Strategy#RECURSIVE} unless set.
         *
         * @param strategy the strategy
         * @return this builder
         */
        public Builder strategy(Strategy strategy) {
            this.strategy = Objects.requireNonNull(strategy, "strategy");
            return this;
        }

        /**
         * Sets the columns that are known ahead of time; their value at the forecast step is an input.
         *
         * @param columns their names
         * @return this builder
         */
        public Builder knownFuture(String... columns) {
            this.knownFuture = List.of(columns);
            return this;
        }

        /**
         * Sets the attributes of the series that are inputs.
         *
         * @param attributes their names
         * @return this builder
         */
        public Builder staticAttributes(String... attributes) {
            this.attributes = List.of(attributes);
            return this;
        }

        /**
         * Weights the examples by a column of the training series; unless set, all weigh the same. An example weighs
         * what the column holds at the row of its origin, in training and in validation alike: 2 counts it twice, 0 not at
         * all, and {@code Math.pow(0.5, age / 250.0)} lets rows of 250 steps ago weigh half of the newest. The
         * features are fitted without weights. Forecasts need no such column.
         *
         * <p>Training throws {@link io.forecastj.InvalidSeriesException} if a series has no such column, or if a weight
         * of an example is NaN or negative; the message names the row. Examples that all weigh 0 are refused by {@link
         * Regressor#fit}.
         *
         * @param column the name of the column
         * @return this builder
         */
        public Builder weights(String column) {
            this.weights = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * Keeps the last part of each series for validation, in place of the one that this method or {@link
         * #validationRows} has set before; unless set, all rows train.
         *
         * @param fraction the part of the origins with known labels, greater than 0 and less than 1
         * @return this builder
         */
        public Builder validation(double fraction) {
            this.validation = () -> Validation.fraction(fraction);
            return this;
        }

        /**
         * Keeps the last origins of each series for validation, in place of those that this method or {@link
         * #validation} has set before; unless set, all rows train.
         *
         * @param rows the number of origins of each series, at least 1
         * @return this builder
         */
        public Builder validationRows(int rows) {
            this.validation = () -> Validation.rows(rows);
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if a part is not set, the horizon is below 1 or the horizons do not increase,
         *     the validation part is out of range, a column has two roles or occurs twice, two inputs have one name, the
         *     quantiles' levels do not increase between 0 and 1 or lack 0.5, quantiles are asked for classes or of
         *     a regressor that has none, the strategy is {@link Strategy#RECURSIVE} and there are quantiles, chosen
         *     horizons or a {@link Target.Direction}, or the forecaster takes several models and the regressor {@link
         *     Regressor#single}
         */
        public Forecaster build() {
            Regressor learner = set(regressor, "regressor");
            RegressionPlan plan = new RegressionPlan(
                    response(), strategy, steps.get(), set(features, "features"), knownFuture, attributes);
            quantiles.forEach(learner::quantile);
            if (learner.single() && plan.models() > 1) {
                throw new IllegalArgumentException("a regressor that trains one particular model, such as one that"
                        + " continues a model, suits forecasters of one model; " + plan.response() + " by " + strategy
                        + " takes " + plan.models() + ". Use " + Strategy.RECURSIVE + " or " + Strategy.DIRECT_SHARED
                        + " with one target");
            }
            String shown = name == null ? learner.kind() : name;
            return new RegressionForecaster(shown, learner, plan, validation.get(), weights);
        }

        private Response response() {
            return learns.equals(BARS) ? new BarResponse() : Response.of(set(target, "target"), quantiles);
        }

        /** Returns the call, or refuses it beside an earlier one. */
        private static String only(String now, String before) {
            if (!before.isEmpty()) {
                throw contradiction(now, before);
            }
            return now;
        }

        private static IllegalStateException contradiction(String now, String before) {
            return new IllegalStateException(
                    now + " contradicts " + before + ", which is set already; set one of them");
        }

        private static <T> T set(@Nullable T part, String name) {
            if (part == null) {
                throw new IllegalArgumentException(
                        "a forecaster by regression needs its " + name + ": set " + name + "(...)");
            }
            return part;
        }
    }
}
