package io.forecastj.models.statistical;

import io.forecastj.models.internal.ArgumentChecks;

/**
 * Entry point to means of the last values, for all rows or for each place in the season.
 *
 * <p>All methods are thread-safe; a {@link Builder} is not.
 */
public final class WindowMean {
    private WindowMean() {}

    /**
     * Starts the settings of a forecaster by the mean of the last values.
     *
     * <p>The forecast of every step is the mean of the last {@link Builder#window} values, or with {@link
     * Builder#seasonal} of the last values at the same place in the season. Missing values are left out of the mean.
     * The intervals are normal; their deviation is that of the errors of training, one season ahead.
     *
     * @return a new builder
     */
    public static Builder forecaster() {
        return new Builder();
    }

    /** Collects the settings of a forecaster by the mean of the last values. Not thread-safe. */
    public static final class Builder extends StatisticalBuilder<Builder> {
        private int window = 1;
        private boolean seasonal;

        private Builder() {}

        /**
         * Sets the number of values that are averaged; default 1.
         *
         * @param values the number, from 1 to 100,000
         * @return this builder
         */
        public Builder window(int values) {
            ArgumentChecks.require(
                    values >= 1 && values <= MeanModel.LARGEST, "window", "from 1 to " + MeanModel.LARGEST, values);
            this.window = values;
            return this;
        }

        /**
         * Averages the values at the same place in the season, such as those of the last Mondays.
         *
         * @return this builder
         */
        public Builder seasonal() {
            this.seasonal = true;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        LocalMethod method() {
            return new MeanMethod(seasonal, window);
        }
    }
}
