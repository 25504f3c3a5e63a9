package io.forecastj.spark;

import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recipe of one model of all series, whose examples executors make and the driver trains on; see {@link
 * ForecastSpark#fitGlobal}.
 *
 * <p>Immutable and thread-safe. {@link Builder} has the defaults.
 */
public final class GlobalFit {
    private final FeaturePipeline features;
    private final Target target;
    private final Strategy strategy;
    private final int horizon;
    private final LightGbmParameters parameters;
    private final double share;
    private final long seed;
    private final long mostNumbers;

    private GlobalFit(Builder from, FeaturePipeline features, Target target) {
        this.features = features;
        this.target = target;
        this.strategy = from.strategy;
        this.horizon = from.horizon;
        this.parameters = from.parameters;
        this.share = from.share;
        this.seed = from.seed;
        this.mostNumbers = from.mostNumbers;
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    FeaturePipeline features() {
        return features;
    }

    Target target() {
        return target;
    }

    Strategy strategy() {
        return strategy;
    }

    int horizon() {
        return horizon;
    }

    LightGbmParameters parameters() {
        return parameters;
    }

    double share() {
        return share;
    }

    long seed() {
        return seed;
    }

    long mostNumbers() {
        return mostNumbers;
    }

    /** Returns a forecaster of these features and labels whose models a regressor trains. */
    Forecaster forecaster(Regressor regressor) {
        return Regression.forecaster()
                .regressor(regressor)
                .target(target)
                .features(features)
                .strategy(strategy)
                .horizon(horizon)
                .shrinkage(false)
                .build();
    }

    /**
     * Collects the settings. Not thread-safe. Features, target and horizon must be set.
     */
    public static final class Builder {
        private @Nullable FeaturePipeline features;
        private @Nullable Target target;
        private Strategy strategy = Strategy.RECURSIVE;
        private int horizon;
        private LightGbmParameters parameters = LightGbm.parameters().build();
        private double share = 1;
        private long seed;
        private long mostNumbers = 100_000_000;

        private Builder() {}

        /**
         * Sets the features of the origin's row.
         *
         * @param pipeline the features; those that need fitting must be fitted
         * @return this builder
         */
        public Builder features(FeaturePipeline pipeline) {
            this.features = Objects.requireNonNull(pipeline, "pipeline");
            return this;
        }

        /**
         * Sets the target.
         *
         * @param learnt the target
         * @return this builder
         */
        public Builder target(Target learnt) {
            this.target = Objects.requireNonNull(learnt, "learnt");
            return this;
        }

        /**
         * Sets the strategy; {@link Strategy#RECURSIVE} unless set.
         *
         * @param one a strategy with one model: {@link Strategy#RECURSIVE} or {@link Strategy#DIRECT_SHARED}
         * @return this builder
         */
        public Builder strategy(Strategy one) {
            this.strategy = Objects.requireNonNull(one, "one");
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
         * Sets the parameters of the training; LightGBM's unless set.
         *
         * @param chosen the parameters
         * @return this builder
         */
        public Builder parameters(LightGbmParameters chosen) {
            this.parameters = Objects.requireNonNull(chosen, "chosen");
            return this;
        }

        /**
         * Sets the share of examples that are trained on; 1, all of them, unless set. Whether an example is drawn
         * depends on the series' id, the example's place in it and the seed only.
         *
         * @param part the share, above 0 and at most 1
         * @param drawnBy the seed
         * @return this builder
         */
        public Builder sample(double part, long drawnBy) {
            this.share = part;
            this.seed = drawnBy;
            return this;
        }

        /**
         * Sets the largest number of numbers, which is examples times inputs, that the driver takes; 100 million unless
         * set. Each needs 8 bytes there, and about as much again in LightGBM.
         *
         * @param limit the limit, at least 1
         * @return this builder
         */
        public Builder mostNumbers(long limit) {
            this.mostNumbers = limit;
            return this;
        }

        /**
         * Makes the recipe.
         *
         * @return the recipe
         * @throws IllegalArgumentException if a setting is missing or out of its range, the strategy needs several
         *     models, or features need fitting
         */
        public GlobalFit build() {
            if (features == null || target == null) {
                throw new IllegalArgumentException("the features and the target of a global fit must be set");
            }
            if (!features.fitted()) {
                throw new IllegalArgumentException("each executor would fit the features to other series, found "
                        + features + "; fit them on the driver to some series first");
            }
            if (strategy != Strategy.RECURSIVE && strategy != Strategy.DIRECT_SHARED) {
                throw new IllegalArgumentException("expected a strategy of one model, " + Strategy.RECURSIVE + " or "
                        + Strategy.DIRECT_SHARED + ", found " + strategy);
            }
            if (horizon < 1 || mostNumbers < 1 || !(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "expected a horizon and a limit of at least 1 and a share above 0 and" + " at most 1, found "
                                + horizon + ", " + mostNumbers + " and " + share);
            }
            return new GlobalFit(this, features, target);
        }
    }
}
