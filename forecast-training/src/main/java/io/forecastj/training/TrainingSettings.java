package io.forecastj.training;

import io.forecastj.training.network.TrainerSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the training of a network.
 *
 * <p>Immutable and thread-safe, compared by value. The builder documents the defaults, which suit a few thousand rows.
 * The same settings, rows and versions of the engine give the same network in every byte on one kind of processor; the
 * number of threads is one of these settings.
 */
public final class TrainingSettings {
    private final int epochs;
    private final int batchSize;
    private final LearningRate learningRate;
    private final double weightDecay;
    private final double clipNorm;
    private final double validation;
    private final int patience;
    private final int rowsPerEpoch;
    private final long seed;
    private final int threads;
    private final String device;

    private TrainingSettings(Builder builder) {
        this.epochs = builder.epochs;
        this.batchSize = builder.batchSize;
        this.learningRate = builder.learningRate;
        this.weightDecay = builder.weightDecay;
        this.clipNorm = builder.clipNorm;
        this.validation = builder.validation;
        this.patience = builder.patience;
        this.rowsPerEpoch = builder.rowsPerEpoch;
        this.seed = builder.seed;
        this.threads = builder.threads;
        this.device = builder.device;
    }

    /**
     * Starts settings with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the default settings.
     *
     * @return the settings
     */
    public static TrainingSettings defaults() {
        return builder().build();
    }

    /**
     * Returns the largest number of epochs.
     *
     * @return the number, at least 1
     */
    public int epochs() {
        return epochs;
    }

    /**
     * Returns the number of rows of a step of the optimiser.
     *
     * @return the number, at least 1
     */
    public int batchSize() {
        return batchSize;
    }

    /**
     * Returns the plan of the learning rate.
     *
     * @return the plan
     */
    public LearningRate learningRate() {
        return learningRate;
    }

    /**
     * Returns the part of each series that chooses the epoch.
     *
     * @return the part, from 0 to below 1; 0 if all rows train
     */
    public double validation() {
        return validation;
    }

    /**
     * Returns the number of epochs without a lower validation loss after which a training stops.
     *
     * @return the number, at least 1
     */
    public int patience() {
        return patience;
    }

    /**
     * Returns the number of rows that are drawn for each epoch.
     *
     * @return the number; empty if each epoch has all rows
     */
    public OptionalInt rowsPerEpoch() {
        return rowsPerEpoch == Builder.ALL ? OptionalInt.empty() : OptionalInt.of(rowsPerEpoch);
    }

    /**
     * Returns the seed of all random numbers.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /** Returns what the engine needs of the settings. */
    TrainerSettings trainer() {
        return new TrainerSettings(weightDecay, clipNorm, seed, threads, device);
    }

    /**
     * Returns all settings, for reports and for the file of the network.
     *
     * @return names and values in a fixed order, unmodifiable
     */
    public Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("epochs", epochs);
        all.put("batchSize", batchSize);
        all.put("learningRate", learningRate.toString());
        all.put("weightDecay", weightDecay);
        if (clipNorm < Double.POSITIVE_INFINITY) {
            all.put("clipNorm", clipNorm);
        }
        all.put("validation", validation);
        if (validation > 0) {
            all.put("patience", patience);
        }
        rowsPerEpoch().ifPresent(rows -> all.put("rowsPerEpoch", rows));
        all.put("seed", seed);
        all.put("threads", threads);
        all.put("device", device);
        return Collections.unmodifiableMap(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingSettings that && patience == that.patience && asMap().equals(that.asMap());
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
        private static final int ALL = Integer.MAX_VALUE;

        private int epochs = 50;
        private int batchSize = 64;
        private LearningRate learningRate = LearningRate.plateau(1e-3, 3, 0.5);
        private double weightDecay = 1e-4;
        private double clipNorm = 1;
        private double validation = 0.15;
        private int patience = 8;
        private int rowsPerEpoch = ALL;
        private long seed = 1;
        private int threads = 1;
        private String device = "cpu";

        private Builder() {}

        /**
         * Sets the largest number of epochs, in each of which every row is used once, unless {@link #rowsPerEpoch} is
         * set.
         *
         * @param epochs from 1 to 1,000,000; default 50
         * @return this builder
         */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /**
         * Sets the number of rows of a step of the optimiser. Larger batches are faster for each row and need more
         * epochs.
         *
         * @param rows from 1 to 65,536; default 64
         * @return this builder
         */
        public Builder batchSize(int rows) {
            this.batchSize = rows;
            return this;
        }

        /**
         * Sets the plan of the learning rate.
         *
         * @param plan the plan; default {@link LearningRate#plateau plateau(0.001, 3, 0.5)}
         * @return this builder
         */
        public Builder learningRate(LearningRate plan) {
            this.learningRate = Objects.requireNonNull(plan, "plan");
            return this;
        }

        /**
         * Sets the weight decay of AdamW: the share of each weight, times the learning rate, that a step takes away.
         * Biases and norms are not decayed.
         *
         * @param share at least 0 and finite; default 0.0001
         * @return this builder
         */
        public Builder weightDecay(double share) {
            this.weightDecay = share;
            return this;
        }

        /**
         * Sets the largest norm of a gradient over all weights; a longer one is scaled down to it.
         *
         * @param norm above 0, infinite for no limit; default 1
         * @return this builder
         */
        public Builder clipNorm(double norm) {
            this.clipNorm = norm;
            return this;
        }

        /**
         * Sets the part of each series, at its end, that chooses the epoch and does not train. Origins whose labels
         * reach into it do not train either. With 0 all rows train: then all epochs run, the last weights are kept,
         * and {@link #patience} has no meaning.
         *
         * @param fraction the fraction of the origins with known labels, at least 0 and below 1; default 0.15
         * @return this builder
         */
        public Builder validation(double fraction) {
            this.validation = fraction;
            return this;
        }

        /**
         * Sets the number of epochs without a lower validation loss after which the training stops. The weights of the
         * epoch with the lowest validation loss are kept, whether it stops early or not.
         *
         * @param epochs at least 1; default 8; with the number of all epochs it never stops early
         * @return this builder
         */
        public Builder patience(int epochs) {
            this.patience = epochs;
            return this;
        }

        /**
         * Sets the number of rows that are drawn at random, each at most once, for each epoch. For many rows, so that
         * validation and the learning rate do not wait for all of them.
         *
         * @param rows at least 1; all rows unless set
         * @return this builder
         */
        public Builder rowsPerEpoch(int rows) {
            this.rowsPerEpoch = rows;
            return this;
        }

        /**
         * Sets the seed of the first weights, of the order of rows and of dropout.
         *
         * @param seed the seed; default 1
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the number of threads of the engine. More than one pays for large networks on processors that are
         * otherwise idle; beside other work its threads wait for each other, and a training may take ten times as long.
         * Networks of different numbers of threads differ in the last digits.
         *
         * @param threads from 1 to 1,024; default 1
         * @return this builder
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Sets the device that trains. A forecast is always computed on the CPU. A GPU needs the engine's library for
         * it, and does not repeat a training in every byte.
         *
         * @param device {@code "cpu"}, {@code "gpu"}, or {@code "gpu:1"} and so on for one of several; default
         *     {@code "cpu"}
         * @return this builder
         */
        public Builder device(String device) {
            this.device = Objects.requireNonNull(device, "device");
            return this;
        }

        /**
         * Checks the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public TrainingSettings build() {
            SettingChecks.require(epochs >= 1 && epochs <= 1_000_000, "epochs", "from 1 to 1,000,000", epochs);
            SettingChecks.require(batchSize >= 1 && batchSize <= 65_536, "batchSize", "from 1 to 65,536", batchSize);
            SettingChecks.require(
                    weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY,
                    "weightDecay",
                    "at least 0 and finite",
                    weightDecay);
            SettingChecks.require(clipNorm > 0, "clipNorm", "above 0", clipNorm);
            SettingChecks.require(
                    validation >= 0 && validation < 1, "validation", "at least 0 and below 1", validation);
            SettingChecks.atLeast(1, "patience", patience);
            SettingChecks.atLeast(1, "rowsPerEpoch", rowsPerEpoch);
            SettingChecks.require(threads >= 1 && threads <= 1_024, "threads", "from 1 to 1,024", threads);
            SettingChecks.require(
                    device.matches("cpu|gpu(:[0-9]{1,3})?"), "device", "\"cpu\", \"gpu\" or such as \"gpu:1\"", device);
            return new TrainingSettings(this);
        }
    }
}
