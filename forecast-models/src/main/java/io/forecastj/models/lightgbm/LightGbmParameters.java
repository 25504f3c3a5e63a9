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
 * Settings of a LightGBM training.
 *
 * <p>Immutable and thread-safe. Built by {@link LightGbm#parameters}; the builder documents the defaults. Training is
 * deterministic: the same settings and examples give the same model.
 */
public final class LightGbmParameters {
    /** Number of threads that stands for the processors that a training may use. */
    static final int AUTOMATIC = Builder.UNSET;

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

    /** Returns the same settings with another loss. */
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

    /** Returns the number of training rows that one split needs: a bag with two leaves. */
    long rowsToSplit() {
        double share = "0".equals(settings.get("bagging_freq"))
                ? 1
                : Double.parseDouble(settings.getOrDefault("bagging_fraction", "1"));
        return (long) Math.ceil(2 * Long.parseLong(settings.getOrDefault("min_data_in_leaf", "1")) / share);
    }

    /**
     * Returns the settings by LightGBM's names, for reports and saved models.
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

    /**
     * Returns the settings in the form that LightGBM reads, with features by number.
     *
     * @param threads the number of training threads
     */
    String nativeSettings(List<String> features, int threads) {
        // one thread sums a feature's histogram, in the order of the rows: the same bits for any number of threads,
        // which sums by blocks of rows do not have
        StringBuilder text =
                new StringBuilder("verbosity=-1 deterministic=true force_col_wise=true num_threads=").append(threads);
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
     * <p>Not thread-safe. Every setting has a default, given in its method.
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
        int threads = AUTOMATIC;
        int earlyStoppingRounds = UNSET;
        /** Further settings by LightGBM's names. */
        Map<String, String> more = Map.of();

        Builder() {}

        /**
         * Sets the loss.
         *
         * @param objective the loss; default {@link Objective.SquaredError}
         * @return this builder
         */
        public Builder objective(Objective objective) {
            this.objective = Objects.requireNonNull(objective, "objective");
            return this;
        }

        /**
         * Sets the method by which trees are grown and summed.
         *
         * @param boosting the kind of boosting; default {@link Boosting#GBDT}
         * @return this builder
         */
        public Builder boosting(Boosting boosting) {
            this.boosting = Objects.requireNonNull(boosting, "boosting");
            return this;
        }

        /**
         * Sets the largest number of rounds; each round trains one tree for each output.
         *
         * @param rounds at least 1; default 300
         * @return this builder
         */
        public Builder rounds(int rounds) {
            this.rounds = rounds;
            return this;
        }

        /**
         * Sets the learning rate, the factor by which each tree is multiplied. A random forest does not use it.
         *
         * @param factor above 0 and finite; default 0.05
         * @return this builder
         */
        public Builder learningRate(double factor) {
            this.learningRate = factor;
            return this;
        }

        /**
         * Sets the largest number of leaves of a tree.
         *
         * @param leaves 2 to 131,072; default 31
         * @return this builder
         */
        public Builder leaves(int leaves) {
            this.leaves = leaves;
            return this;
        }

        /**
         * Sets the largest depth of a tree.
         *
         * @param depth at least 1, or -1 for no limit; default -1
         * @return this builder
         */
        public Builder maxDepth(int depth) {
            this.maxDepth = depth;
            return this;
        }

        /**
         * Sets the smallest number of training rows in a leaf. A split needs twice as many, so a training on fewer rows
         * gives a constant, whose forecasts are {@link io.forecastj.ForecastStatus#DEGRADED} with that reason, unless
         * all labels are equal.
         *
         * @param rows at least 1; default 20
         * @return this builder
         */
        public Builder minLeafRows(int rows) {
            this.minLeafRows = rows;
            return this;
        }

        /**
         * Sets the bag of rows on which trees are grown.
         *
         * @param fraction the share of the rows, above 0 and at most 1; default 1
         * @param frequency the number of rounds between two bags, 0 for no bagging; default 0
         * @return this builder
         */
        public Builder bagging(double fraction, int frequency) {
            this.baggingFraction = fraction;
            this.baggingFrequency = frequency;
            return this;
        }

        /**
         * Sets the share of the features that each tree may use.
         *
         * @param fraction above 0 and at most 1; default 1
         * @return this builder
         */
        public Builder featureFraction(double fraction) {
            this.featureFraction = fraction;
            return this;
        }

        /**
         * Sets the penalty on the absolute values of leaves.
         *
         * @param penalty at least 0 and finite; default 0
         * @return this builder
         */
        public Builder lambdaL1(double penalty) {
            this.lambdaL1 = penalty;
            return this;
        }

        /**
         * Sets the penalty on the squares of leaves.
         *
         * @param penalty at least 0 and finite; default 0
         * @return this builder
         */
        public Builder lambdaL2(double penalty) {
            this.lambdaL2 = penalty;
            return this;
        }

        /**
         * Sets the smallest reduction of the loss by a split.
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
         * @param bins 2 to 65,535; default 255
         * @return this builder
         */
        public Builder maxBin(int bins) {
            this.maxBin = bins;
            return this;
        }

        /**
         * Sets features in which the output may only rise or only fall.
         *
         * @param directions 1 for rising, -1 for falling, by feature name; default none
         * @return this builder
         */
        public Builder monotone(Map<String, Integer> directions) {
            this.monotone = Map.copyOf(directions);
            return this;
        }

        /**
         * Sets features whose values are codes of categories: whole numbers from 0 to 1,000,000, best consecutive. NaN
         * is a missing category. A forecast from a category that the training would refuse or has not kept is {@link
         * io.forecastj.ForecastStatus#DEGRADED}; see {@link LightGbmModel#flaw}.
         *
         * @param features their names; default none
         * @return this builder
         */
        public Builder categorical(String... features) {
            this.categorical = Set.copyOf(List.of(features));
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
         * Sets the number of training threads. The model is the same in every byte whatever it is.
         *
         * <p>Unless set, a training uses all processors if it has at least 500,000 values (rows by features) and is not
         * one of several parts of a fit that run in parallel; then each has its share of the processors. It uses one
         * thread with less data, on an executor that was given to the fit, and on other systems than Linux, where
         * waiting threads would spin. Trainings with different numbers of threads do not run at the same time in one
         * process; if the number is not set, a training takes that of a running one, or waits if there would be more
         * than two threads for each processor.
         *
         * @param threads at least 1; the processors' share unless set
         * @return this builder
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Sets the number of rounds without a lower validation loss after which training stops; the model is then cut
         * back to its best round. If the objective is a squared, absolute or quantile error and no round has a lower
         * loss than the labels' mean, median or quantile, the model answers with that constant. Without validation
         * examples all rounds are trained.
         *
         * @param rounds at least 1, or 0 to train all rounds; default 50, with {@link Boosting#DART} 0
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
            // GOSS is gradient boosting with a special sampling of rows; LightGBM 4 names it in this way.
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
            all.putAll(new TreeMap<>(more));
            return Collections.unmodifiableMap(all);
        }
    }
}
