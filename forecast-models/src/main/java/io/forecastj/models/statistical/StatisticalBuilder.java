package io.forecastj.models.statistical;

import io.forecastj.Forecaster;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings that all statistical forecasters have. Column and horizon must be set.
 *
 * <p>Not thread-safe.
 *
 * @param <B> the type of the builder
 */
public abstract class StatisticalBuilder<B extends StatisticalBuilder<B>> {
    private @Nullable String name;
    private @Nullable String column;
    private int horizon;
    private int season;
    private UnseenSeries unseen = UnseenSeries.ESTIMATE;

    StatisticalBuilder() {}

    /** Returns this builder. */
    abstract B self();

    /** Returns the method that the settings describe. */
    abstract LocalMethod method();

    /** Returns the known-future columns that the method takes. */
    List<String> regressorColumns() {
        return List.of();
    }

    /**
     * Sets the name for reports; default the name of the method, such as {@code "ets"}.
     *
     * @param name the name
     * @return this builder
     */
    public B name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return self();
    }

    /**
     * Sets the column to forecast from its past values.
     *
     * @param column its name
     * @return this builder
     */
    public B column(String column) {
        this.column = Objects.requireNonNull(column, "column");
        return self();
    }

    /**
     * Sets the number of steps to forecast.
     *
     * @param steps the number, at least 1
     * @return this builder
     */
    public B horizon(int steps) {
        this.horizon = steps;
        return self();
    }

    /**
     * Sets the number of rows of a season. By default it is {@linkplain io.forecastj.Sampling#season() the usual one}
     * of the series' spacing, such as 12 for months.
     *
     * @param rows the number, from 1 to 100,000; 1 for no season
     * @return this builder
     */
    public B season(int rows) {
        ArgumentChecks.require(
                rows >= 1 && rows <= MeanModel.LARGEST, "season", "from 1 to " + MeanModel.LARGEST, rows);
        this.season = rows;
        return self();
    }

    /**
     * Sets the policy for a history whose model is not known; default {@link UnseenSeries#ESTIMATE}.
     *
     * @param policy the policy
     * @return this builder
     */
    public B unseen(UnseenSeries policy) {
        this.unseen = Objects.requireNonNull(policy, "policy");
        return self();
    }

    /**
     * Makes the forecaster.
     *
     * @return the forecaster
     * @throws IllegalArgumentException if no column is set, the horizon is below 1 or above
     *     {@value PredictorInfo#MAX_HORIZON}, or two settings contradict each other
     */
    public Forecaster build() {
        LocalMethod method = method();
        if (column == null) {
            throw new IllegalArgumentException(
                    "the forecaster '" + (name == null ? method.kind() : name) + "' needs a column: set column(...)");
        }
        List<String> regressors = regressorColumns();
        if (regressors.contains(column)) {
            throw new IllegalArgumentException(
                    "'" + column + "' is the column to forecast, so it cannot be a regressor");
        }
        return new LocalForecaster(
                name == null ? method.kind() : name,
                method,
                column,
                regressors,
                season,
                ArgumentChecks.horizon(horizon),
                unseen);
    }
}
