package io.forecastj.models.lightgbm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a LightGBM training.
 *
 * <p>Immutable and thread-safe. Built by {@link LightGbm#parameters}; the builder names the defaults. Trainings are
 * deterministic: the same settings and examples give the same model.
 */
public final class LightGbmParameters {
    private final Objective objective;
    private final Map<String, String> settings;
    private final Map<String, Integer> monotone;
    private final Set<String> categorical;
    private final int rounds;
    private final int threads;
    private final int earlyStoppingRounds;

    private LightGbmParameters(Builder builder) {
        this.objective = builder.objective;
        this.monotone = Collections.unmodifiableMap(new TreeMap<>(builder.monotone));
        this.categorical = Collections.unmodifiableSet(new TreeSet<>(builder.categorical));
        this.rounds = builder.rounds;
        this.threads = builder.threads;
        this.earlyStoppingRounds = builder.patience();
        this.settings = builder.settings();
    }

    private LightGbmParameters(LightGbmParameters other, Objective objective) {
        this.objective = objective;
        this.monotone = other.monotone;
        this.categorical = other.categorical;
        this.rounds = other.rounds;
        this.threads = other.threads;
        this.earlyStoppingRounds = other.earlyStoppingRounds;
        Map<String, String> changed = new LinkedHashMap<>(new TreeMap<>(objective.settings()));
        other.settings.forEach((name, value) -> {
            if (!other.objective.settings().containsKey(name)) {
                changed.put(name, value);
            }
        });
        this.settings = Collections.unmodifiableMap(changed);
    }

    Objective objective() {
        return objective;
    }

    /** The same settings with another loss. */
    LightGbmParameters with(Objective other) {
        ParameterRules.checkMonotone(other, monotone);
        return new LightGbmParameters(this, other);
    }

    Map<String, Integer> monotone() {
        return monotone;
    }

    Set<String> categorical() {
        return categorical;
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

    /**
     * Returns the settings as LightGBM names them, for reports and saved models.
     *
     * @return names and values in a fixed order, unmodifiable; features by name
     */
    public Map<String, String> asMap() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (!categorical.isEmpty()) {
            all.put("categorical_feature", String.join(" ", categorical));
        }
        if (!monotone.isEmpty()) {
            all.put("monotone_constraints", monotone.toString());
        }
        all.put("early_stopping_round", Integer.toString(earlyStoppingRounds));
        return Collections.unmodifiableMap(all);
    }

    /** The settings in LightGBM's own form, with features by number. */
    String nativeSettings(List<String> features) {
        StringBuilder text = new StringBuilder("verbosity=-1 deterministic=true force_row_wise=true");
        settings.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(value));
        if (!categorical.isEmpty()) {
            text.append(" categorical_feature=")
                    .append(join(categorical.stream()
                            .map(feature -> features.indexOf(feature))
                            .toList()));
        }
        if (!monotone.isEmpty()) {
            text.append(" monotone_constraints=")
                    .append(join(features.stream()
                            .map(feature -> monotone.getOrDefault(feature, 0))
                            .toList()));
        }
        return text.toString();
    }

    private static String join(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LightGbmParameters that && asMap().equals(that.asMap());
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
     * <p>Not thread-safe. Every setting has a default, given with it.
     */
    public static final class Builder {
        static final int UNSET = Integer.MIN_VALUE;

        Objective objective = new Objective.SquaredError();
        Boosting boosting = Boosting.GBDT;
        int rounds = 300;
        double learningRate = 0.05;
        int leaves = 31;
        int maxDepth = -1;
        int minLeafRows = 20;
        double baggingFraction = 1;
        int baggingFrequency;
        double featureFraction = 1;
        double lambdaL1;
        double lambdaL2;
        double minGainToSplit;
        int maxBin = 255;
        Map<String, Integer> monotone = Map.of();
        Set<String> categorical = Set.of();
        int seed = 1;
        int threads = 1;
        int earlyStoppingRounds = UNSET;

        Builder() {}

        /**
         * Sets the loss.
         *
         * @param value the loss; default {@link Objective.SquaredError}
         * @return this
         */
        public Builder objective(Objective value) {
            objective = Objects.requireNonNull(value, "objective");
            return this;
        }

        /**
         * Sets how trees are grown and added up.
         *
         * @param value the kind of boosting; default {@link Boosting#GBDT}
         * @return this
         */
        public Builder boosting(Boosting value) {
            boosting = Objects.requireNonNull(value, "boosting");
            return this;
        }

        /**
         * Sets the largest number of rounds, each of one tree for each output.
         *
         * @param value at least 1; default 300
         * @return this
         */
        public Builder rounds(int value) {
            rounds = value;
            return this;
        }

        /**
         * Sets the factor on each tree. A random forest does not use it.
         *
         * @param value above 0 and finite; default 0.05
         * @return this
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * Sets the largest number of leaves of a tree.
         *
         * @param value 2 to 131,072; default 31
         * @return this
         */
        public Builder leaves(int value) {
            leaves = value;
            return this;
        }

        /**
         * Sets the largest depth of a tree.
         *
         * @param value at least 1, or -1 for no limit; default -1
         * @return this
         */
        public Builder maxDepth(int value) {
            maxDepth = value;
            return this;
        }

        /**
         * Sets how many training rows a leaf holds at least.
         *
         * @param value at least 1; default 20
         * @return this
         */
        public Builder minLeafRows(int value) {
            minLeafRows = value;
            return this;
        }

        /**
         * Sets the bag of rows that trees are grown on.
         *
         * @param fraction the share of the rows, above 0 and at most 1; default 1
         * @param frequency after how many rounds a new bag is drawn, 0 for no bagging; default 0
         * @return this
         */
        public Builder bagging(double fraction, int frequency) {
            baggingFraction = fraction;
            baggingFrequency = frequency;
            return this;
        }

        /**
         * Sets the share of the features that each tree may use.
         *
         * @param value above 0 and at most 1; default 1
         * @return this
         */
        public Builder featureFraction(double value) {
            featureFraction = value;
            return this;
        }

        /**
         * Sets the penalty on the absolute values of leaves.
         *
         * @param value at least 0 and finite; default 0
         * @return this
         */
        public Builder lambdaL1(double value) {
            lambdaL1 = value;
            return this;
        }

        /**
         * Sets the penalty on the squares of leaves.
         *
         * @param value at least 0 and finite; default 0
         * @return this
         */
        public Builder lambdaL2(double value) {
            lambdaL2 = value;
            return this;
        }

        /**
         * Sets how much a split must lower the loss.
         *
         * @param value at least 0 and finite; default 0
         * @return this
         */
        public Builder minGainToSplit(double value) {
            minGainToSplit = value;
            return this;
        }

        /**
         * Sets into how many bins a feature's values are sorted.
         *
         * @param value 2 to 65,535; default 255
         * @return this
         */
        public Builder maxBin(int value) {
            maxBin = value;
            return this;
        }

        /**
         * Sets features in which the output may only rise or only fall.
         *
         * @param directions 1 for rising, -1 for falling, by feature name; default none
         * @return this
         */
        public Builder monotone(Map<String, Integer> directions) {
            monotone = Map.copyOf(directions);
            return this;
        }

        /**
         * Sets features whose values are codes of categories: whole numbers from 0 to 1,000,000, best consecutive.
         *
         * @param features their names; default none
         * @return this
         */
        public Builder categorical(String... features) {
            categorical = Set.copyOf(List.of(features));
            return this;
        }

        /**
         * Sets the seed of all random choices.
         *
         * @param value the seed; default 1
         * @return this
         */
        public Builder seed(int value) {
            seed = value;
            return this;
        }

        /**
         * Sets the number of threads that train. More than one pays on idle cores only: OpenMP's threads spin while
         * they wait, and training with two on a busy machine of two cores was measured several times slower than with
         * one. Trainings with different numbers of threads do not run at the same time in one process.
         *
         * @param value at least 1; default 1
         * @return this
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * Sets after how many rounds without a lower validation loss training stops; the model is then cut back to its
         * best round. Without validation examples all rounds are trained.
         *
         * @param value at least 1, or 0 to train all rounds; default 50, with {@link Boosting#DART} 0
         * @return this
         */
        public Builder earlyStoppingRounds(int value) {
            earlyStoppingRounds = value;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a value is out of its range or two do not go together; the message names
         *     them
         */
        public LightGbmParameters build() {
            ParameterRules.check(this);
            return new LightGbmParameters(this);
        }

        private int patience() {
            int unset = boosting == Boosting.DART ? 0 : 50;
            return earlyStoppingRounds == UNSET ? unset : earlyStoppingRounds;
        }

        private Map<String, String> settings() {
            Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(objective.settings()));
            // GOSS is gradient boosting with a sampling of its own; so LightGBM 4 names it.
            all.put("boosting", boosting == Boosting.GOSS ? "gbdt" : boosting.nativeName());
            all.put("data_sample_strategy", boosting == Boosting.GOSS ? "goss" : "bagging");
            all.put("num_iterations", Integer.toString(rounds));
            all.put("learning_rate", Double.toString(learningRate));
            all.put("num_leaves", Integer.toString(leaves));
            all.put("max_depth", Integer.toString(maxDepth));
            all.put("min_data_in_leaf", Integer.toString(minLeafRows));
            all.put("bagging_fraction", Double.toString(baggingFraction));
            all.put("bagging_freq", Integer.toString(baggingFrequency));
            all.put("feature_fraction", Double.toString(featureFraction));
            all.put("lambda_l1", Double.toString(lambdaL1));
            all.put("lambda_l2", Double.toString(lambdaL2));
            all.put("min_gain_to_split", Double.toString(minGainToSplit));
            all.put("max_bin", Integer.toString(maxBin));
            all.put("seed", Integer.toString(seed));
            all.put("num_threads", Integer.toString(threads));
            return Collections.unmodifiableMap(all);
        }
    }
}
