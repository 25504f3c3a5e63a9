package io.forecastj.models.regression;

import io.forecastj.Forecaster;
import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes forecasters from a {@link Regressor}: the inputs are features of the origin, the output is the target's change
 * over a number of steps.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Regression {
    private Regression() {}

    /**
     * Starts the settings of a forecaster by regression. Regressor, target or bars, features, and horizon or horizons
     * must be set.
     *
     * <p>A model's inputs are, in this order: the features of the origin's row; the values of the known-future columns
     * at the forecast step, named {@code future(column)}; the features of that step's time, named {@code
     * future(dayOfWeek())}; the static attributes, named {@code static(attribute)}; and, for {@link
     * Strategy#DIRECT_SHARED}, the {@code step} from 1. {@link Target.Valued#decode} turns the forecast change into a
     * value.
     *
     * <p><b>Training.</b> One model learns from the rows of all series. All rows have the same weight unless {@link
     * Builder#weights} is set. Three kinds of rows are left out: rows within the features' warm-up, rows whose base
     * lies before the series, and rows whose label starts or ends at a missing value. With a validation part, the last
     * origins of each series decide when the regressor stops. Origins whose labels reach into the validation part are
     * left out, as in {@link io.forecastj.WalkForward}. A series that is too short for a validation part is used for
     * training only. Features that need fitting are fitted on the rows before the validation part; a fitted pipeline is
     * used unchanged. {@link Forecaster#prepare} computes the features once for all fits, unless they need fitting.
     *
     * <p><b>Shrinkage.</b> Many series cannot be forecast better than by their last value, and a model of such a series
     * does harm. So the models forecast the validation origins, and for each step the fit estimates how much of the
     * forecast change to keep: the forecast is {@code naive + m (forecast - naive) + s (seasonal naive - naive)}. The
     * weights {@code m} and {@code s} average the naive forecast, the seasonal naive one, the model and the best
     * mixture of them by their posterior probabilities, with prior odds of 55 to 1 for the naive forecast against the
     * model; a model that is clearly better is kept whole. The season is {@link io.forecastj.Sampling#season()}. The
     * parameter {@code "shrinkage"} of the description has the weights. Quantiles move with the median, and bars with
     * their close. See {@link Builder#shrinkage}.
     *
     * <p><b>Running ahead.</b> In a {@link Strategy#RECURSIVE} forecast, a future row holds the forecast in the
     * target's column and the known values in the known-future columns. Every other column keeps its last observed
     * value. There is one exception: if the target is the {@code close} of price bars, the future bar is flat at the
     * forecast close, and its volume is the median of the last 20 rows. The rules are recorded in {@link
     * io.forecastj.PredictorInfo#parameters()}. Future rows have the times of the forecast.
     *
     * <p><b>Missing values.</b> If the target is missing where a change starts, the last value observed before that row
     * is the base. The forecast is {@link io.forecastj.ForecastStatus#DEGRADED}, with the reasons, if this happened, if
     * the target is missing at the origin, if an input of a model is missing, or if a forecast is not finite. A feature
     * that had no value in any training row, such as one of volume for bars without volume, is not missed.
     *
     * <p><b>Bars.</b> {@link Builder#bars} forecasts open, high, low and close together, by four models instead of each
     * single model. The models learn the opening gap {@code log(open / close before)}, the body {@code log(close /
     * open)}, the upper wick {@code log(high / max(open, close))} and the lower wick {@code log(min(open, close) /
     * low)}. Direct strategies measure the gap from the origin's close to the open of the step's bar. A negative wick
     * counts as 0, so every forecast bar satisfies {@code low <= open, close <= high}. A recursive forecast runs ahead
     * on whole bars.
     *
     * <p><b>Quantiles.</b> {@link Builder#quantiles} replaces each model by one model for each level, trained by {@link
     * Regressor#quantile}. If the models' quantiles cross, they are sorted (Chernozhukov, Fernández-Val and Galichon,
     * Quantile and Probability Curves Without Crossing, Econometrica 78, 2010). The point forecast is the median. The
     * quantiles show the spread that the models have learnt; their coverage is not guaranteed.
     *
     * <p><b>Classes.</b> A {@link Target.Direction} needs a direct strategy and a regressor with three outputs, the
     * probabilities of {@link Target.Direction#CLASSES}; {@link Regressor#classes} makes one of a regressor that can.
     * Its forecasts hold probabilities.
     *
     * <p><b>Many series.</b> A series that is too short for an example, or has no known target, teaches nothing; the
     * parameter {@code "series without examples"} of the predictor's description has their number and first ids. Series
     * that are invalid, for example without a needed column, are refused together: the {@link
     * io.forecastj.InvalidSeriesException} has their number, their first ids and the first reason.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /**
     * Makes a predictor from one model that was trained elsewhere. The model must have been trained as described in
     * {@link #forecaster()}; this is not checked. Its output is the target's change over one step, or for {@link
     * Strategy#DIRECT_SHARED} over the number of steps in its last input {@code step}.
     *
     * @param model the model; closing the predictor closes it; it stays open if this call throws
     * @param pipeline the features of the model's training, fitted if they need fitting; the names of its columns, for
     *     {@link Strategy#DIRECT_SHARED} followed by {@code step}, must be the model's inputs in the same order
     * @param target the target that the model has learnt
     * @param strategy {@link Strategy#RECURSIVE} or {@link Strategy#DIRECT_SHARED}; {@link Strategy#DIRECT} for the
     *     horizon 1 only
     * @param horizon the number of steps to forecast, at least 1
     * @return a new predictor, which can be saved and loaded like any other; its training span is unknown
     * @throws IllegalArgumentException if the inputs differ (the message names them), if the model's number of outputs
     *     is not the one that the target needs, if the pipeline is not fitted, or if strategy, target and horizon do
     *     not fit together
     */
    public static Predictor predictor(
            RegressionModel model, FeaturePipeline pipeline, Target target, Strategy strategy, int horizon) {
        RegressionPlan plan = new RegressionPlan(
                Response.of(target, List.of()),
                strategy,
                RegressionPlan.upTo(horizon),
                pipeline,
                List.of(),
                StepCalendar.of(List.of()),
                List.of(),
                SeriesScaling.NONE,
                0);
        return GivenModel.predictor(model, plan);
    }

    /**
     * Collects the settings of a forecaster by regression. Not thread-safe.
     *
     * <p>A call that contradicts an earlier one throws {@link IllegalStateException}; the message names both. These
     * contradict each other: two regressors, two targets, bars and a target, quantiles and bars, horizons and a
     * horizon. Any other setting may be set again; the last one counts.
     */
    public static final class Builder {
        private static final String BARS = "bars()";

        private @Nullable String name;
        private @Nullable Regressor regressor;
        private @Nullable Target target;
        /** Name of the call that set the target or the bars, and of the call that set the steps; empty before. */
        private String learns = "";

        private String ahead = "";
        private List<Double> quantiles = List.of();
        private @Nullable FeaturePipeline features;
        private Supplier<List<Integer>> steps = () -> RegressionPlan.upTo(0);
        private Strategy strategy = Strategy.RECURSIVE;
        private List<String> knownFuture = List.of();
        private StepCalendar calendar = StepCalendar.of(List.of());
        private List<String> attributes = List.of();
        private @Nullable SeriesScale scale;
        private int shortestHistory;
        private Supplier<Validation> validation = () -> Validation.NONE;
        private @Nullable String weights;
        private boolean shrinkage = true;

        private Builder() {}

        /**
         * Sets the name for reports; default: the regressor's kind.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the regressor.
         *
         * @param regressor the regressor
         * @return this builder
         * @throws IllegalStateException if a regressor is set already
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
         * Sets the target; excludes {@link #bars}.
         *
         * @param target the target
         * @return this builder
         * @throws IllegalStateException if a target is set already, or {@link #bars} was called
         */
        public Builder target(Target target) {
            this.learns = only("target(" + Objects.requireNonNull(target, "target") + ")", learns);
            this.target = target;
            return this;
        }

        /**
         * Forecasts the columns {@code open}, {@code high}, {@code low} and {@code close} together, instead of one
         * {@link #target}; see {@link Regression#forecaster()}.
         *
         * @return this builder
         * @throws IllegalStateException if {@link #target} was called, or {@link #quantiles} with at least one level
         */
        public Builder bars() {
            String call = only(BARS, learns);
            requireNoQuantilesOfBars(call, quantiles);
            this.learns = call;
            return this;
        }

        /**
         * Sets the levels of the quantiles to forecast; the point forecast is the median. Default: points only.
         * Quantiles need a target of values, a direct strategy, and a regressor that implements {@link
         * Regressor#quantile}.
         *
         * @param levels the levels, increasing between 0 and 1, with 0.5; a level is the probability that the value is
         *     below the quantile
         * @return this builder
         * @throws IllegalStateException if {@link #bars} was called and there is at least one level
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
                                + " since those of their parts do not add up; set a target, or leave out"
                                + " quantiles(...)");
            }
        }

        /**
         * Sets the features that models learn from.
         *
         * @param pipeline the features of the origin's row
         * @return this builder
         */
        public Builder features(FeaturePipeline pipeline) {
            this.features = Objects.requireNonNull(pipeline, "pipeline");
            return this;
        }

        /**
         * Sets the number of steps to forecast; excludes {@link #horizons}.
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
         * Sets the steps to forecast, such as 1, 5, 15 and 60, and leaves out all others; excludes {@link #horizon}.
         * Needs a direct strategy. The last step is the forecast's horizon. {@link io.forecastj.Forecast#steps()}
         * returns the steps, and arrays of points hold NaN at all others.
         *
         * @param steps the steps, increasing, the first at least 1
         * @return this builder
         * @throws IllegalStateException if {@link #horizon} was called
         */
        public Builder horizons(int... steps) {
            List<Integer> chosen = Arrays.stream(steps).boxed().toList();
            this.ahead =
                    ahead.startsWith("horizons(") ? ahead : only("horizons(" + MessageText.list(chosen) + ")", ahead);
            this.steps = () -> chosen;
            return this;
        }

        /**
         * Sets the strategy that makes a forecast of several steps from one number; default {@link Strategy#RECURSIVE}.
         *
         * @param strategy the strategy
         * @return this builder
         */
        public Builder strategy(Strategy strategy) {
            this.strategy = Objects.requireNonNull(strategy, "strategy");
            return this;
        }

        /**
         * Sets the columns whose values are known ahead of time; their value at the forecast step is an input.
         *
         * @param columns the names of the columns; default none
         * @return this builder
         */
        public Builder knownFuture(String... columns) {
            this.knownFuture = List.of(columns);
            return this;
        }

        /**
         * Sets features of the time of the forecast step, such as its weekday, that are inputs; no column is needed.
         * The time of a step is the one that the forecast has: of the known-future row or, without known-future
         * columns, by the sampling of the series, which may skip closed days. In training it is the time of the row.
         *
         * @param features features of the time only, such as those of {@link
         *     io.forecastj.features.Features#calendar(java.time.ZoneId)}; default none
         * @return this builder
         * @throws IllegalArgumentException if a feature occurs twice, needs a column, earlier rows or fitting; the
         *     message names it
         */
        public Builder stepCalendar(Feature... features) {
            return stepCalendar(List.of(features));
        }

        /**
         * Sets features of the time of the forecast step, as {@link #stepCalendar(Feature...)} does.
         *
         * @param features features of the time only
         * @return this builder
         * @throws IllegalArgumentException if a feature occurs twice, needs a column, earlier rows or fitting; the
         *     message names it
         */
        public Builder stepCalendar(List<Feature> features) {
            this.calendar = StepCalendar.of(features);
            return this;
        }

        /**
         * Sets the static attributes of the series that are inputs.
         *
         * @param attributes the names of the attributes; default none
         * @return this builder
         */
        public Builder staticAttributes(String... attributes) {
            this.attributes = List.of(attributes);
            return this;
        }

        /**
         * Divides features and labels by the size of each series' recent values, and multiplies the forecasts by it, so
         * that one model learns from series of any level. For {@link Target.Difference} and {@link Target.Level}; the
         * other targets are the same at every level.
         *
         * <p>The scale is that of the target's column at the origin, so no later row enters it. A feature in the
         * target's unit, such as a lag or a deviation, is divided once and named {@code scaled(feature)}; one without a
         * unit, such as a ratio, a rank or the hour, stays as it is; a variance is divided twice. The units are found
         * by computing the features of generated rows, with the target's column once as it is and once doubled.
         * Known-future columns and static attributes are not divided. A {@link Strategy#RECURSIVE} forecast computes
         * the scale anew at each of its rows. Until a value other than 0 is observed there is no scale: such rows teach
         * nothing, and a forecast from them is {@link io.forecastj.ForecastStatus#DEGRADED}.
         *
         * @param scale the scale, such as {@link SeriesScale#meanAbsolute meanAbsolute(28)}; by default nothing is
         *     scaled
         * @return this builder
         */
        public Builder scale(SeriesScale scale) {
            this.scale = Objects.requireNonNull(scale, "scale");
            return this;
        }

        /**
         * Sets the number of rows from which a series is used although features reach back before its first row. By
         * default origins within the features' warm-up are left out of training, and a history must be longer than it.
         * With this setting such features are missing there, so that long lags do not shut out short series. The
         * regressor must learn from missing inputs, as LightGBM does. A target's lag still needs its rows.
         *
         * @param rows the number of rows of the shortest history that is forecast, at least 1; the first origin of
         *     training has as many rows
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder shortestHistory(int rows) {
            this.shortestHistory = ArgumentChecks.atLeast(1, "shortestHistory", rows);
            return this;
        }

        /**
         * Sets the column of the training series that holds the weights of the examples; by default all weights are
         * equal. The weight of an example is the column's value at the example's origin, both in training and in
         * validation: 2 counts the example twice, 0 leaves it out, and {@code Math.pow(0.5, age / 250.0)} gives rows
         * that are 250 steps old half the weight of the newest row. The features are fitted without weights. Forecasts
         * do not need the column.
         *
         * <p>Training throws {@link io.forecastj.InvalidSeriesException} if a series lacks the column, or if a weight
         * of an example is NaN or negative; the message names the row. It throws {@link
         * io.forecastj.InsufficientHistoryException} if the weights of all training or all validation examples are 0.
         *
         * @param column the name of the column
         * @return this builder
         */
        public Builder weights(String column) {
            this.weights = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * Keeps a fraction of each series for validation, at its end; replaces an earlier {@link #validationRows}.
         * Default: all rows train.
         *
         * @param fraction the fraction of the origins with known labels, greater than 0 and less than 1
         * @return this builder
         */
        public Builder validation(double fraction) {
            this.validation = () -> Validation.fraction(fraction);
            return this;
        }

        /**
         * Keeps a number of origins of each series for validation, at its end; replaces an earlier {@link #validation}.
         * Default: all rows train.
         *
         * @param rows the number of origins of each series, at least 1
         * @return this builder
         */
        public Builder validationRows(int rows) {
            this.validation = () -> Validation.rows(rows);
            return this;
        }

        /**
         * Sets whether forecasts are drawn towards naive ones as far as the validation part suggests; default true.
         * Without a validation part nothing is drawn; see {@link Regression#forecaster()}.
         *
         * @param estimate false to keep the models' forecasts as they are
         * @return this builder
         */
        public Builder shrinkage(boolean estimate) {
            this.shrinkage = estimate;
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if a required setting is missing, the horizon is below 1 or the horizons do
         *     not increase, the validation part is out of range, a column has two roles or occurs twice, two inputs
         *     have the same name, the quantiles' levels do not increase between 0 and 1 or lack 0.5, quantiles are set
         *     for classes or for a regressor that has none, a scale is set and the target has no unit, or a feature
         *     needs fitting or is not in proportion to a power of the target, the strategy is {@link
         *     Strategy#RECURSIVE} and there are quantiles, chosen horizons or a {@link Target.Direction}, or the
         *     forecaster needs several models and the regressor is {@link Regressor#single}
         */
        public Forecaster build() {
            Regressor learner = set(regressor, "regressor");
            Response response = response();
            List<Integer> chosen = steps.get();
            FeaturePipeline pipeline = set(features, "features");
            SeriesScaling scaling = SeriesScaling.of(scale, pipeline, response);
            RegressionPlan plan = new RegressionPlan(
                    response, strategy, chosen, pipeline, knownFuture, calendar, attributes, scaling, shortestHistory);
            quantiles.forEach(learner::quantile);
            if (learner.single() && plan.models() > 1) {
                throw new IllegalArgumentException("a regressor that trains one particular model, such as one that"
                        + " continues a model, suits forecasters of one model; " + plan.response() + " by " + strategy
                        + " takes " + plan.models() + ". Use " + Strategy.RECURSIVE + " or " + Strategy.DIRECT_SHARED
                        + " with one target");
            }
            String shown = name == null ? learner.kind() : name;
            // the rows of a validation part that nothing uses train
            boolean used = learner.stopsEarly() || response.shrinks();
            Validation kept = validation.get();
            return new RegressionForecaster(shown, learner, plan, used ? kept : Validation.NONE, weights, shrinkage);
        }

        private Response response() {
            return learns.equals(BARS) ? new BarResponse() : Response.of(set(target, "target"), quantiles);
        }

        /** Returns the call, or throws if an earlier call contradicts it. */
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
