package io.forecastj.models.statistical;

import io.forecastj.Forecaster;
import io.forecastj.models.internal.ClassForecasts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry point to forecasts of a series without its seasons: a decomposition removes them from the rows that a
 * forecaster gets, and adds them to its forecasts.
 *
 * <pre>{@code
 * Forecaster load = Deseasonalised.forecaster(Baselines.drift("load", 48)).seasons(24, 168).build();
 * }</pre>
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class Deseasonalised {
    private Deseasonalised() {}

    /**
     * Starts the settings of a forecaster of the series without its seasons.
     *
     * <p>The seasonal components of each training series are found by STL, or MSTL for several seasons ({@link
     * Decomposition}). Forecasts continue the last season of each, as R's function {@code stlf} does (Hyndman and
     * Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021, section 5.7). The same last season is
     * removed from all rows, of training and of later histories, so the member is trained on what it is given later.
     * Points and quantiles of the member get the component of their step: intervals are as wide as the member's, and do
     * not know that the season is an estimate.
     *
     * <p>The place of a row in the season is the number of steps, by the spacing of the training series, from the last
     * training row to its time. So a history may begin at any row, and absent rows do not shift the season. Appending a
     * row to a session takes constant time beside that of the member.
     *
     * <p>A series whose id training did not see has no season yet: the {@linkplain Builder#unseen policy} says whether
     * it is estimated from the history.
     *
     * <p>A series too short for a season is forecast without it: it needs more than two seasons of rows and values, and
     * values in at least half of the rows. The forecast is then {@link io.forecastj.ForecastStatus#DEGRADED}. Missing
     * values are filled for the decomposition only.
     *
     * @param member the forecaster, of one target
     * @return a new builder
     */
    public static Builder forecaster(Forecaster member) {
        return new Builder(Objects.requireNonNull(member, "member"));
    }

    /** Collects the settings of a forecaster of series without their seasons. Not thread-safe. */
    public static final class Builder {
        private final Forecaster member;
        private @Nullable String name;
        private int @Nullable [] seasons;
        private boolean multiplicative;
        private UnseenSeries unseen = UnseenSeries.ESTIMATE;

        private Builder(Forecaster member) {
            this.member = member;
        }

        /**
         * Sets the name for reports; default that of the member with {@code "+deseasonalised"}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the numbers of rows of a season, such as 24 and 168 for hours. By default there is one, {@linkplain
         * io.forecastj.Sampling#season() the usual one} of the series' spacing; series of a spacing without one are
         * given to the member as they are.
         *
         * @param rows the numbers, increasing, at least 2 each
         * @return this builder
         * @throws IllegalArgumentException if there is none, they do not increase, or one is below 2
         */
        public Builder seasons(int... rows) {
            this.seasons = Mstl.checked(rows);
            return this;
        }

        /**
         * Lets seasons multiply the level, instead of adding to it: the logarithm of the column is decomposed. All
         * values in training, and of unseen series, must be positive.
         *
         * @return this builder
         */
        public Builder multiplicative() {
            this.multiplicative = true;
            return this;
        }

        /**
         * Sets the policy for series that training did not see; default {@link UnseenSeries#ESTIMATE}: their seasons
         * are found by a decomposition of the whole history at each forecast, and their sessions keep all rows. The
         * last training row of a series that it saw need not be in the history.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder unseen(UnseenSeries policy) {
            this.unseen = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Makes the forecaster.
         *
         * @return the forecaster; closing its predictors closes the member's
         * @throws IllegalArgumentException if the member has several targets, or its target is a direction, whose
         *     classes have no numbers
         */
        public Forecaster build() {
            List<String> targets = member.targets();
            if (targets.size() != 1) {
                throw new IllegalArgumentException("seasons are removed from one column, but '" + member.name()
                        + "' forecasts " + targets + ": wrap a forecaster of one of them");
            }
            if (member instanceof ClassForecasts its && its.classes()) {
                throw new IllegalArgumentException(
                        "'" + member.name() + "' forecasts classes, which have no numbers to add a season to");
            }
            return new DeseasonalisedForecaster(
                    name == null ? member.name() + "+" + DeseasonalisedPredictor.KIND : name,
                    member,
                    seasons,
                    multiplicative,
                    unseen);
        }
    }
}
