package io.forecastj.models.xgboost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an XGBoost training.
 *
 * <p>Immutable and thread-safe. Built by {@link XgBoost#parameters}; the builder documents the defaults. Training is
 * deterministic: the same settings and examples give the same model in every byte.
 */
public final class XgBoostParameters {
    private final XgBoostObjective objective;
    private final Map<String, String> settings;
    private final int rounds;
    private final int threads;
    private final int earlyStoppingRounds;
    private final int seed;

    private XgBoostParameters(Builder builder) {
        this.objective = builder.objective;
        this.rounds = builder.rounds;
        this.threads = builder.threads;
        this.earlyStoppingRounds = builder.patience();
        this.seed = builder.seed;
        this.settings = builder.settings();
    }

    private XgBoostParameters(XgBoostParameters other, XgBoostObjective objective) {
        this.objective = objective;
        this.rounds = other.rounds;
        this.threads = other.threads;
        this.earlyStoppingRounds = other.earlyStoppingRounds;
        this.seed = other.seed;
        this.settings = other.settings;
    }

    XgBoostObjective objective() {
        return objective;
    }

    /** Returns the same settings with another loss. */
    XgBoostParameters with(XgBoostObjective other) {
        return new XgBoostParameters(this, other);
    }

    int rounds() {
        return rounds;
    }

    int threads() {
        return threads;
    }

    int earlyStoppingRounds() {
        return earlyStoppingRounds;
    }

    int seed() {
        return seed;
    }

    /** Returns the settings that XGBoost reads, without the number of threads. */
    Map<String, String> nativeSettings() {
        Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(objective.settings()));
        all.putAll(settings);
        return all;
    }

    /**
     * Returns the settings by XGBoost's names, for reports and saved models.
     *
     * @return names and values in a fixed order, unmodifiable
     */
    public Map<String, String> asMap() {
        Map<String, String> all = nativeSettings();
        all.put("num_boost_round", Integer.toString(rounds));
        all.put("early_stopping_rounds", Integer.toString(earlyStoppingRounds));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XgBoostParameters that && threads == that.threads && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /**
     * Collects the settings of a training; {@link #build} checks them.
     *
     * <p>Not thread-safe. Every setting has a default, given in its method.
     */
    public static final class Builder {
        static final int UNSET = Integer.MIN_VALUE;

        XgBoostObjective objective = new XgBoostObjective.SquaredError();
        int rounds = 300;
        double learningRate = 0.05;
        int maxDepth = UNSET;
        int leaves;
        double minChildWeight = 1;
        double rowFraction = 1;
        double featureFraction = 1;
        double lambdaL1;
        double lambdaL2 = 1;
        double minGainToSplit;
        int maxBin = 256;
        double dropFraction;
        int parallelTrees = 1;
        int seed = 1;
        int threads = 1;
        int earlyStoppingRounds = UNSET;

        Builder() {}

        /**
         * Sets the loss.
         *
         * @param objective the loss; default {@link XgBoostObjective.SquaredError}
         * @return this builder
         */
        public Builder objective(XgBoostObjective objective) {
            this.objective = Objects.requireNonNull(objective, "objective");
            return this;
        }

        /**
         * Sets the largest number of rounds; each round trains one tree for each output, or {@link #parallelTrees}.
         *
         * @param rounds at least 1; default 300
         * @return this builder
         */
        public Builder rounds(int rounds) {
            this.rounds = rounds;
            return this;
        }

        /**
         * Sets the learning rate, the factor by which each tree is multiplied; XGBoost's {@code eta}.
         *
         * @param factor above 0 and finite; default 0.05
         * @return this builder
         */
        public Builder learningRate(double factor) {
            this.learningRate = factor;
            return this;
        }

        /**
         * Sets the largest depth of a tree.
         *
         * @param depth 1 to 64; default 6, or no limit if {@link #leaves} is set
         * @return this builder
         */
        public Builder maxDepth(int depth) {
            this.maxDepth = depth;
            return this;
        }

        /**
         * Sets the largest number of leaves of a tree, and grows trees leaf by leaf where the loss falls most, as
         * LightGBM does; XGBoost's {@code grow_policy=lossguide}. By default trees grow level by level.
         *
         * @param leaves 2 to 131,072; by default {@link #maxDepth} is the only limit
         * @return this builder
         */
        public Builder leaves(int leaves) {
            this.leaves = leaves;
            return this;
        }

        /**
         * Sets the smallest sum of the loss's second derivatives in a leaf; for squared errors it is the sum of the
         * rows' weights.
         *
         * @param sum at least 0 and finite; default 1
         * @return this builder
         */
        public Builder minChildWeight(double sum) {
            this.minChildWeight = sum;
            return this;
        }

        /**
         * Sets the share of the rows on which a tree is grown, drawn for each round; XGBoost's {@code subsample}.
         *
         * @param fraction above 0 and at most 1; default 1
         * @return this builder
         */
        public Builder rowFraction(double fraction) {
            this.rowFraction = fraction;
            return this;
        }

        /**
         * Sets the share of the features that each tree may use; XGBoost's {@code colsample_bytree}.
         *
         * @param fraction above 0 and at most 1; default 1
         * @return this builder
         */
        public Builder featureFraction(double fraction) {
            this.featureFraction = fraction;
            return this;
        }

        /**
         * Sets the penalty on the absolute values of leaves; XGBoost's {@code alpha}.
         *
         * @param penalty at least 0 and finite; default 0
         * @return this builder
         */
        public Builder lambdaL1(double penalty) {
            this.lambdaL1 = penalty;
            return this;
        }

        /**
         * Sets the penalty on the squares of leaves; XGBoost's {@code lambda}.
         *
         * @param penalty at least 0 and finite; default 1
         * @return this builder
         */
        public Builder lambdaL2(double penalty) {
            this.lambdaL2 = penalty;
            return this;
        }

        /**
         * Sets the smallest reduction of the loss by a split; XGBoost's {@code gamma}.
         *
         * @param gain at least 0 and finite; default 0
         * @return this builder
         */
        public Builder minGainToSplit(double gain) {
            this.minGainToSplit = gain;
            return this;
        }

        /**
         * Sets the largest number of bins for a feature's values.
         *
         * @param bins 2 to 65,535; default 256
         * @return this builder
         */
        public Builder maxBin(int bins) {
            this.maxBin = bins;
            return this;
        }

        /**
         * Drops random earlier trees in each round (DART; Rashmi and Gilad-Bachrach, 2015). Later rounds rescale
         * earlier trees, so a model cannot be cut back to its best round, and early stopping is not possible.
         *
         * @param fraction the share of the earlier trees to drop, at least 0 and below 1; default 0, for ordinary
         *     boosting
         * @return this builder
         */
        public Builder dart(double fraction) {
            this.dropFraction = fraction;
            return this;
        }

        /**
         * Sets the number of trees that a round grows for each output: with more than one, a random forest is boosted.
         * With one round and a learning rate of 1 the model is a random forest. Needs a {@link #rowFraction} or a
         * {@link #featureFraction} below 1.
         *
         * @param count 1 to 10,000; default 1
         * @return this builder
         */
        public Builder parallelTrees(int count) {
            this.parallelTrees = count;
            return this;
        }

        /**
         * Sets the seed of all random choices.
         *
         * @param seed the seed; default 1
         * @return this builder
         */
        public Builder seed(int seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the number of training threads. A training by the same number gives the same model again; XGBoost does
         * not promise that two numbers give the same: their sums may differ in the last bit.
         *
         * @param threads at least 1; default 1
         * @return this builder
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Sets the number of rounds without a lower validation loss after which training stops; the model is then cut
         * back to its best round. If no round has a lower loss than the constant from which training starts, such as
         * the labels' mean, the model answers with that constant. Without validation examples all rounds are trained.
         *
         * @param rounds at least 1, or 0 to train all rounds; default 50, with {@link #dart} 0
         * @return this builder
         */
        public Builder earlyStoppingRounds(int rounds) {
            this.earlyStoppingRounds = rounds;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a value is out of its range or two settings do not fit together; the
         *     message names them
         */
        public XgBoostParameters build() {
            XgBoostRules.check(this);
            return new XgBoostParameters(this);
        }

        private int patience() {
            int unset = dropFraction > 0 ? 0 : 50;
            return earlyStoppingRounds == UNSET ? unset : earlyStoppingRounds;
        }

        private Map<String, String> settings() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("booster", dropFraction > 0 ? "dart" : "gbtree");
            if (dropFraction > 0) {
                all.put("rate_drop", Double.toString(dropFraction));
            }
            all.put("tree_method", "hist");
            all.put("learning_rate", Double.toString(learningRate));
            all.put("grow_policy", leaves == 0 ? "depthwise" : "lossguide");
            all.put("max_depth", Integer.toString(maxDepth == UNSET ? leaves == 0 ? 6 : 0 : maxDepth));
            all.put("max_leaves", Integer.toString(leaves));
            all.put("min_child_weight", Double.toString(minChildWeight));
            all.put("subsample", Double.toString(rowFraction));
            all.put("colsample_bytree", Double.toString(featureFraction));
            all.put("alpha", Double.toString(lambdaL1));
            all.put("lambda", Double.toString(lambdaL2));
            all.put("gamma", Double.toString(minGainToSplit));
            all.put("max_bin", Integer.toString(maxBin));
            all.put("num_parallel_tree", Integer.toString(parallelTrees));
            all.put("seed", Integer.toString(seed));
            return Collections.unmodifiableMap(all);
        }
    }
}
