package io.forecastj.models.auto;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.PredictorView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to the automatic forecaster, which chooses and combines models for the series it is given.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Auto {
    private Auto() {}

    /**
     * Starts the settings of an automatic forecaster. Column and horizon must be set.
     *
     * <p>A fit finds the seasons, whether values are positive, intermittent or missing, and which candidates suit such
     * data: statistical models of each series, autoregressions and ridge regressions shared by all series, nearest
     * windows, gradient-boosted trees. They compete on the last windows of the training rows, each as long as the
     * horizon: every candidate is fitted to the rows before a window and forecasts it. The best ones become members,
     * fitted again to all rows. Their weights are those with the least absolute error in the windows, also for each
     * series; the median of the members counts as one more member. The rule that makes the weights is the one with the
     * least error in windows that it was not fitted to. Errors of these combined forecasts, pooled over all series,
     * give intervals of 80 % and 95 %.
     *
     * <p>If no series has rows for a window, or none changes, or the budget leaves no time, one model is fitted
     * instead, and its intervals are those of the forecast. Series need distinct ids, unless there is only one:
     * otherwise a fit throws an {@link IllegalArgumentException}.
     *
     * <p>A fit takes as many fits of every candidate as there are windows, and one more for the members. It is the same
     * in every bit with any executor, unless {@link Builder#budget} limits its time.
     *
     * <p>{@link #report} returns the account of a fit.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /**
     * Returns the account of the fit of a predictor.
     *
     * @param predictor a predictor of this forecaster, also a loaded one
     * @return the account
     * @throws IllegalArgumentException if it is another predictor
     */
    public static AutoReport report(Predictor predictor) {
        if (PredictorView.behind(predictor) instanceof AutoPredictor auto) {
            return auto.report();
        }
        throw new IllegalArgumentException("expected a predictor of Auto.forecaster(), found " + predictor);
    }

    /** Collects the settings of an automatic forecaster. Not thread-safe. */
    public static final class Builder {
        private String name = AutoPredictor.KIND;
        private @Nullable String column;
        private int horizon;
        private List<Integer> seasons = List.of();
        private Preset preset = Preset.BALANCED;
        private @Nullable Duration budget;
        private List<String> knownFuture = List.of();
        private List<String> attributes = List.of();
        private final List<Forecaster> own = new ArrayList<>();

        private Builder() {}

        /**
         * Sets the name for reports; default {@code "auto"}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the column to forecast.
         *
         * @param column its name
         * @return this builder
         */
        public Builder column(String column) {
            this.column = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * Sets the number of steps to forecast.
         *
         * @param steps the number, at least 1
         * @return this builder
         */
        public Builder horizon(int steps) {
            this.horizon = steps;
            return this;
        }

        /**
         * Sets the seasons in place of those that the fit finds.
         *
         * @param rows the numbers of rows, increasing, each at least 2; none if there is no season
         * @return this builder
         * @throws IllegalArgumentException if they do not increase from at least 2
         */
        public Builder seasons(int... rows) {
            int before = 1;
            for (int season : rows) {
                ArgumentChecks.require(season > before, "seasons", "at least 2 and increasing", Arrays.toString(rows));
                before = season;
            }
            // a season of one row is no season
            this.seasons =
                    rows.length == 0 ? List.of(1) : Arrays.stream(rows).boxed().toList();
            return this;
        }

        /**
         * Sets the effort; default {@link Preset#BALANCED}.
         *
         * @param preset the effort
         * @return this builder
         */
        public Builder preset(Preset preset) {
            this.preset = Objects.requireNonNull(preset, "preset");
            return this;
        }

        /**
         * Limits the time of a fit. When a candidate has taken so long in the last window that its other fits would
         * exceed the limit, it is left out; once the limit is reached, so are all that were not tried. Since times
         * differ between runs, so may the members. Without a limit they do not.
         *
         * @param limit the time, above 0; the fit ends near it, not exactly at it
         * @return this builder
         * @throws IllegalArgumentException if the limit is not above 0
         */
        public Builder budget(Duration limit) {
            ArgumentChecks.require(!limit.isNegative() && !limit.isZero(), "the budget", "above 0", limit);
            this.budget = limit;
            return this;
        }

        /**
         * Sets the columns that are known ahead, such as prices or weather forecasts. Gradient-boosted trees and ARIMA
         * models use them; ARIMA models need a value in every training row. A fit throws an {@link
         * io.forecastj.InvalidSeriesException} if a series lacks such a column.
         *
         * @param columns their names
         * @return this builder
         */
        public Builder knownFuture(String... columns) {
            this.knownFuture = List.of(columns);
            return this;
        }

        /**
         * Sets the attributes of series that gradient-boosted trees use. A fit throws an {@link
         * io.forecastj.InvalidSeriesException} if no series has one of them.
         *
         * @param attributes their names
         * @return this builder
         */
        public Builder staticAttributes(String... attributes) {
            this.attributes = List.of(attributes);
            return this;
        }

        /**
         * Adds a forecaster to the candidates. It is fitted to the rows before each window and, as a member, to all
         * rows. If a fit throws a {@link io.forecastj.ForecastException}, the candidate is left out, and the report has
         * the message; any other exception ends the whole fit.
         *
         * @param candidate a forecaster of the same column and horizon
         * @return this builder
         */
        public Builder candidate(Forecaster candidate) {
            own.add(Objects.requireNonNull(candidate, "candidate"));
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster
         * @throws IllegalArgumentException if no column is set, the horizon is below 1 or above {@value
         *     PredictorInfo#MAX_HORIZON}, the column to forecast is among those that are known ahead, or a candidate
         *     has another horizon or other targets
         */
        public Forecaster build() {
            String target = column;
            if (target == null) {
                throw new IllegalArgumentException("an automatic forecaster needs a column: set column(...)");
            }
            int steps = ArgumentChecks.horizon(horizon);
            ArgumentChecks.require(
                    !knownFuture.contains(target),
                    "knownFuture",
                    "columns other than the one to forecast",
                    knownFuture);
            for (Forecaster candidate : own) {
                ArgumentChecks.require(
                        candidate.horizon() == steps,
                        "the horizon of '" + candidate.name() + "'",
                        "" + steps,
                        candidate.horizon());
                ArgumentChecks.require(
                        candidate.targets().equals(List.of(target)),
                        "the target of '" + candidate.name() + "'",
                        "'" + target + "'",
                        candidate.targets());
            }
            return new AutoForecaster(
                    name, target, steps, seasons, preset, budget, knownFuture, attributes, List.copyOf(own));
        }
    }
}
