package io.forecastj.models.lightgbm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a random forest's training.
 *
 * <p>Immutable and thread-safe. Built by {@link RandomForest#parameters}; the builder documents the defaults. Training
 * is deterministic: the same settings and examples give the same model, in every byte, for any number of threads.
 */
public final class RandomForestParameters {
    /** The largest number of leaves that LightGBM allows. */
    private static final int MOST_LEAVES = 131_072;

    /** Probability of an empty draw for some tree, which LightGBM refuses, above which all rows are taken. */
    private static final double EMPTY_DRAW = 1e-9;

    /** Megabytes for the histograms of a tree's leaves; the others are computed again. */
    private static final String POOL = "256";

    /**
     * Too little for any histogram to be kept. Where LightGBM keeps that of a parent, its children no longer consider a
     * feature whose drawn threshold happened to suit no split of the parent, which does not matter where the best
     * threshold is taken, and makes extremely randomised trees clearly worse.
     */
    private static final String NO_POOL = "0.0001";

    private final int trees;
    private final boolean extraTrees;
    private final double rowShare;
    private final double featureShare;
    private final int minLeafRows;
    private final int leaves;
    private final int maxDepth;
    private final int maxBin;
    private final Set<String> categorical;
    private final int seed;
    private final int threads;

    private RandomForestParameters(Builder builder) {
        this.trees = builder.trees;
        this.extraTrees = builder.extraTrees;
        this.rowShare = builder.rowShare != 0 ? builder.rowShare : extraTrees ? 1 : 0.632;
        this.featureShare = builder.featureShare;
        this.minLeafRows = builder.minLeafRows;
        this.leaves = builder.leaves;
        this.maxDepth = builder.maxDepth;
        this.maxBin = builder.maxBin;
        this.categorical = Collections.unmodifiableSet(new TreeSet<>(builder.categorical));
        this.seed = builder.seed;
        this.threads = builder.threads;
    }

    boolean extraTrees() {
        return extraTrees;
    }

    int trees() {
        return trees;
    }

    int seed() {
        return seed;
    }

    /** Returns the smallest number of rows in a leaf of a forest for a purpose. */
    int minLeafRows(Forest forest) {
        return minLeafRows == 0 ? forest.minLeafRows() : minLeafRows;
    }

    /** Returns the share of the features at each split of a forest for a purpose. */
    double featureShare(Forest forest, int features) {
        if (featureShare != 0) {
            return featureShare;
        }
        if (forest instanceof Forest.Classes) {
            return Math.sqrt(features) / features;
        }
        return extraTrees ? 1 : 1 / 3.0;
    }

    /** Returns LightGBM's settings for examples of given numbers of rows and features. */
    LightGbmParameters lightGbm(Forest forest, int rows, int features) {
        int least = minLeafRows(forest);
        // memory for histograms grows with the allowed leaves, so only as many as the rows can fill
        int possible = (int) Math.max(2, Math.min(MOST_LEAVES, Math.ceil(rows * rowShare / least)));
        LightGbmParameters.Builder settings = LightGbm.parameters()
                .objective(forest.objective())
                .boosting(Boosting.RF)
                .rounds(trees)
                .learningRate(1)
                .leaves(Math.min(leaves, possible))
                .maxDepth(maxDepth)
                .minLeafRows(least)
                .maxBin(maxBin)
                .categorical(categorical.toArray(String[]::new))
                .seed(seed)
                .earlyStoppingRounds(0);
        if (threads != LightGbmParameters.AUTOMATIC) {
            settings.threads(threads);
        }
        if (rowShare < 1 && trees * Math.pow(1 - rowShare, rows) < EMPTY_DRAW) {
            settings.bagging(rowShare, 1);
        } else {
            // LightGBM grows a forest only if rows or features are drawn; this share is rounded to all of them
            settings.featureFraction(0.999999);
        }
        settings.more = Map.of(
                "extra_trees", Boolean.toString(extraTrees),
                "feature_fraction_bynode", Double.toString(featureShare(forest, features)),
                "histogram_pool_size", extraTrees ? NO_POOL : POOL);
        return settings.build();
    }

    /**
     * Returns the settings by LightGBM's names, for reports and saved models. Defaults that depend on the forest's
     * purpose are those of a forest of values.
     *
     * @return names and values in a fixed order, unmodifiable; features by name
     */
    public Map<String, String> asMap() {
        return asMap(Forest.VALUES);
    }

    Map<String, String> asMap(Forest forest) {
        Map<String, String> all = new LinkedHashMap<>(forest.settings());
        all.put("boosting", Boosting.RF.nativeName());
        all.put("num_iterations", Integer.toString(trees));
        all.put("extra_trees", Boolean.toString(extraTrees));
        all.put("bagging_fraction", Double.toString(rowShare));
        boolean root = featureShare == 0 && forest instanceof Forest.Classes;
        all.put("feature_fraction_bynode", root ? "sqrt" : Double.toString(featureShare(forest, 1)));
        all.put("min_data_in_leaf", Integer.toString(minLeafRows(forest)));
        all.put("num_leaves", Integer.toString(leaves));
        all.put("max_depth", Integer.toString(maxDepth));
        all.put("max_bin", Integer.toString(maxBin));
        all.put("seed", Integer.toString(seed));
        if (!categorical.isEmpty()) {
            all.put("categorical_feature", String.join(" ", categorical));
        }
        return Collections.unmodifiableMap(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RandomForestParameters that
                && threads == that.threads
                && minLeafRows == that.minLeafRows
                && featureShare == that.featureShare
                && asMap().equals(that.asMap());
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
        private int trees = 300;
        private boolean extraTrees;
        private double rowShare;
        private double featureShare;
        private int minLeafRows;
        private int leaves = MOST_LEAVES;
        private int maxDepth = -1;
        private int maxBin = 255;
        private Set<String> categorical = Set.of();
        private int seed = 1;
        private int threads = LightGbmParameters.AUTOMATIC;

        Builder() {}

        /**
         * Sets the number of trees; a forest of classes has as many for each class.
         *
         * @param count at least 1; default 300
         * @return this builder
         */
        public Builder trees(int count) {
            require(count >= 1, "trees", "at least 1", count);
            this.trees = count;
            return this;
        }

        /**
         * Grows extremely randomised trees: a split's threshold is drawn at random for each feature that is considered,
         * and the best of these is taken (Geurts, Ernst and Wehenkel, Extremely randomized trees, Machine Learning 63,
         * 2006). Each tree has all rows, and for values each split considers all features, unless set otherwise.
         *
         * <p>LightGBM draws the threshold from the histogram bins of all rows; Geurts et al. draw from the range of the
         * feature in the node, so each of their draws splits it. In deep nodes LightGBM's often do not, and trees whose
         * signal needs deep nodes are worse for it. Compare with a forest before use.
         *
         * @return this builder
         */
        public Builder extraTrees() {
            this.extraTrees = true;
            return this;
        }

        /**
         * Sets the share of the rows that each tree is grown on, drawn without replacement. If there are so few rows
         * that a draw could be empty, below 27 of the defaults, each tree has all.
         *
         * @param share above 0 and at most 1; default 0.632, the expected share of distinct rows in a bootstrap sample
         *     (Strobl et al., BMC Bioinformatics 8, 2007), for {@link #extraTrees} 1
         * @return this builder
         */
        public Builder rowShare(double share) {
            require(share > 0 && share <= 1, "rowShare", "above 0 and at most 1", share);
            this.rowShare = share;
            return this;
        }

        /**
         * Sets the share of the features that are considered at each split.
         *
         * @param share above 0 and at most 1; default 1/3 for values and quantiles, the square root of the number of
         *     features for classes (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009,
         *     section 15.3), 1 for values by {@link #extraTrees}
         * @return this builder
         */
        public Builder featureShare(double share) {
            require(share > 0 && share <= 1, "featureShare", "above 0 and at most 1", share);
            this.featureShare = share;
            return this;
        }

        /**
         * Sets the smallest number of training rows in a leaf. Fewer rows than two leaves need give a constant, whose
         * forecasts are {@link io.forecastj.ForecastStatus#DEGRADED} with that reason, unless all labels are equal.
         *
         * @param rows at least 1; default 3 for values and 5 for classes, since R's randomForest and ranger's
         *     probability forests split no node of 5 or 10 rows; 20 for quantiles
         * @return this builder
         */
        public Builder minLeafRows(int rows) {
            require(rows >= 1, "minLeafRows", "at least 1", rows);
            this.minLeafRows = rows;
            return this;
        }

        /**
         * Sets the largest number of leaves of a tree, which bounds the size of a model.
         *
         * @param count 2 to 131,072; default 131,072, so that only {@link #minLeafRows} limits trees
         * @return this builder
         */
        public Builder leaves(int count) {
            require(count >= 2 && count <= MOST_LEAVES, "leaves", "2 to " + MOST_LEAVES, count);
            this.leaves = count;
            return this;
        }

        /**
         * Sets the largest depth of a tree.
         *
         * @param depth at least 1, or -1 for no limit; default -1
         * @return this builder
         */
        public Builder maxDepth(int depth) {
            require(depth == -1 || depth >= 1, "maxDepth", "at least 1, or -1 for no limit", depth);
            this.maxDepth = depth;
            return this;
        }

        /**
         * Sets the largest number of bins for a feature's values.
         *
         * @param bins 2 to 65,535; default 255
         * @return this builder
         */
        public Builder maxBin(int bins) {
            require(bins >= 2 && bins <= 65_535, "maxBin", "2 to 65535", bins);
            this.maxBin = bins;
            return this;
        }

        /**
         * Sets features whose values are codes of categories, as {@link LightGbmParameters.Builder#categorical}.
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
         * Sets the number of training threads, as {@link LightGbmParameters.Builder#threads}. The model is the same in
         * every byte whatever it is.
         *
         * @param count at least 1; the processors' share unless set
         * @return this builder
         */
        public Builder threads(int count) {
            require(count >= 1, "threads", "at least 1", count);
            this.threads = count;
            return this;
        }

        /**
         * Makes the settings. Each method has checked its value, and all values fit together.
         *
         * @return the settings
         */
        public RandomForestParameters build() {
            return new RandomForestParameters(this);
        }

        private static void require(boolean holds, String setting, String expected, Object found) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "random forest setting '" + setting + "': expected " + expected + ", found " + found);
            }
        }
    }
}
