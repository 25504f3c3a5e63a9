package io.forecastj.models.onnx;

import io.forecastj.MessageText;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.ArgumentChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings for loading and running an ONNX model; see {@link Onnx}.
 *
 * <p>Immutable and thread-safe. Made by a {@linkplain #builder builder}.
 */
public final class OnnxOptions {
    private final @Nullable String contract;
    private final @Nullable Path contractFile;
    private final @Nullable String sha256;
    private final int threads;
    private final String provider;
    private final MissingValues missing;
    private final int samples;
    private final long seed;
    private final List<Double> levels;
    private final FeatureRegistry features;
    private final @Nullable ProofLimits proof;

    private OnnxOptions(Builder builder) {
        this.contract = builder.contract;
        this.contractFile = builder.contractFile;
        this.sha256 = builder.sha256;
        this.threads = builder.threads;
        this.provider = builder.provider;
        this.missing = builder.missing;
        this.samples = builder.samples;
        this.seed = builder.seed;
        this.levels = builder.levels;
        this.features = builder.features;
        this.proof = builder.proof;
    }

    /**
     * Returns the default options.
     *
     * @return the options
     */
    public static OnnxOptions defaults() {
        return builder().build();
    }

    /**
     * Creates a builder with the default options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Nullable
    String contract() {
        return contract;
    }

    @Nullable
    Path contractFile() {
        return contractFile;
    }

    @Nullable
    String sha256() {
        return sha256;
    }

    int threads() {
        return threads;
    }

    String provider() {
        return provider;
    }

    MissingValues missing() {
        return missing;
    }

    int samples() {
        return samples;
    }

    long seed() {
        return seed;
    }

    List<Double> levels() {
        return levels;
    }

    FeatureRegistry features() {
        return features;
    }

    /** Returns the limits of the child process that tries a model first, or null if there is none. */
    @Nullable
    ProofLimits proof() {
        return proof;
    }

    /** Builder of options. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_THREADS = 1_024;
        private static final int MAX_SAMPLES = 1_000;

        private @Nullable String contract;
        private @Nullable Path contractFile;
        private @Nullable String sha256;
        private int threads = 1;
        private String provider = "CPU";
        private MissingValues missing = MissingValues.DEGRADE;
        private int samples;
        private long seed = 1;
        private List<Double> levels = List.of(0.025, 0.1, 0.5, 0.9, 0.975);
        private FeatureRegistry features = FeatureRegistry.standard();
        private @Nullable ProofLimits proof;

        private Builder() {}

        /**
         * Sets the contract of a model that has none in its metadata, or completes it.
         *
         * @param json the contract as {@code docs/onnx.md} specifies it: one JSON object
         * @return this builder
         * @throws IllegalStateException if {@link #contract(Path)} was called
         */
        public Builder contract(String json) {
            if (contractFile != null) {
                throw new IllegalStateException("a contract as a text contradicts contract(" + contractFile
                        + "), which is set already; give it once");
            }
            this.contract = Objects.requireNonNull(json, "json");
            return this;
        }

        /**
         * Sets the contract of a model that has none in its metadata, or completes it.
         *
         * @param contract the contract
         * @return this builder
         * @throws IllegalStateException if {@link #contract(Path)} was called
         */
        public Builder contract(OnnxContract contract) {
            return contract(contract.toJson());
        }

        /**
         * Sets the side file with the contract. Unless set, it is the file with the model's path followed by
         * {@code .json}, if that exists.
         *
         * @param file the file, at most 16 MiB of JSON in UTF-8
         * @return this builder
         * @throws IllegalStateException if {@link #contract(String)} was called
         */
        public Builder contract(Path file) {
            if (contract != null) {
                throw new IllegalStateException("contract(" + file
                        + ") contradicts the contract as a text, which is set already; give it once");
            }
            this.contractFile = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Sets the hash that the model's bytes must have. It is compared before anything is parsed.
         *
         * @param hash the SHA-256 in 64 hexadecimal digits
         * @return this builder
         */
        public Builder sha256(String hash) {
            this.sha256 = hash.toLowerCase(Locale.ROOT);
            return this;
        }

        /**
         * Sets the maximum number of threads of one run; 1 unless set. More threads make one run of a large model
         * faster and many simultaneous runs slower. They never spin.
         *
         * @param threads the number, from 1 to 1,024
         * @return this builder
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * Sets the execution provider of ONNX Runtime by its name, such as {@code "CUDA"} or {@code "CoreML"};
         * {@code "CPU"} unless set. With other providers forecasts need not be equal bit for bit.
         *
         * @param name the name, in any case; the present build of ONNX Runtime must have it
         * @return this builder
         */
        public Builder provider(String name) {
            this.provider = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the policy of a predictor when a value that the model needs is missing; {@link MissingValues#DEGRADE}
         * unless set. A recognizer of patterns always refuses.
         *
         * @param missing the policy
         * @return this builder
         */
        public Builder missing(MissingValues missing) {
            this.missing = Objects.requireNonNull(missing, "missing");
            return this;
        }

        /**
         * Sets the number of dropout masks to draw for a model that has them as inputs; none unless set. The point is
         * then the mean of the samples, and the quantiles are those of the samples (Gal and Ghahramani, Dropout as a
         * Bayesian Approximation, ICML 2016). Quantiles and probabilities that are outputs of the model are means over
         * the samples. The masks are drawn once, when the model is loaded, so the same rows always give the same
         * forecast, bit for bit.
         *
         * @param samples the number, from 2 to 1,000, or 0 for none
         * @param seed the seed of the masks
         * @return this builder
         */
        public Builder samples(int samples, long seed) {
            this.samples = samples;
            this.seed = seed;
            return this;
        }

        /**
         * Sets the levels of the quantiles that are computed from samples and from an ensemble's members; 0.025, 0.1,
         * 0.5, 0.9 and 0.975 unless set. Ignored for models with quantiles as outputs.
         *
         * @param levels the levels, increasing, between 0 and 1; none for no quantiles
         * @return this builder
         */
        public Builder levels(double... levels) {
            this.levels = Arrays.stream(levels).boxed().toList();
            return this;
        }

        /**
         * Sets the kinds of features that the contract's pipeline may use; those of this library unless set.
         *
         * @param features the registry
         * @return this builder
         */
        public Builder features(FeatureRegistry features) {
            this.features = Objects.requireNonNull(features, "features");
            return this;
        }

        /**
         * Has a child process load and run each model before this process does; see {@link
         * #provenInChildProcess(Duration, long, Path)}. The verdict is kept in this process only.
         *
         * @param maxTime the longest time of the child process, its start included, from 1 second to 10 minutes
         * @param maxMemoryBytes the most memory of the child process, from 256 MiB to 16 GiB
         * @return this builder
         * @throws IllegalArgumentException if a limit is out of its range
         */
        public Builder provenInChildProcess(Duration maxTime, long maxMemoryBytes) {
            this.proof = new ProofLimits(maxTime, maxMemoryBytes, null);
            return this;
        }

        /**
         * Has a child process load and run each model before this process does, with numbers over the whole range of
         * its inputs. A model that crashes ONNX Runtime, takes too long or needs too much memory then ends the child
         * process, and loading throws a {@link io.forecastj.ModelLoadException} with the cause. It proves nothing about
         * numbers that were not tried.
         *
         * <p>The child process is a JVM of the same Java installation. Of its memory at most half is the heap of Java;
         * the whole, with native code, is watched on Linux and macOS and not on Windows. A proof runs about 350 rows.
         * Its verdict is kept in this process for the same files, contract and limits, and a successful one in the
         * directory too, from where other processes on machines of the same kind can take it. Who may write to the
         * directory can make a proof be skipped, so give it the rights of the application's own files. A failure to
         * write is logged.
         *
         * <p>{@link io.forecastj.models.Predictors#save} saves the limits and not the directory: the loaded predictor
         * has been proven in the process that loads it.
         *
         * @param maxTime the longest time of the child process, its start included, from 1 second to 10 minutes
         * @param maxMemoryBytes the most memory of the child process, from 256 MiB to 16 GiB
         * @param verdicts the directory for successful verdicts; created if it does not exist
         * @return this builder
         * @throws IllegalArgumentException if a limit is out of its range
         */
        public Builder provenInChildProcess(Duration maxTime, long maxMemoryBytes, Path verdicts) {
            this.proof = new ProofLimits(maxTime, maxMemoryBytes, Objects.requireNonNull(verdicts, "verdicts"));
            return this;
        }

        /**
         * Creates the options.
         *
         * @return the options
         * @throws IllegalArgumentException if the hash is not 64 hexadecimal digits, the number of threads or samples
         *     is out of its range, or the levels do not increase between 0 and 1
         */
        public OnnxOptions build() {
            if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        MessageText.cut("sha256 must be 64 hexadecimal digits, found '" + sha256 + "'"));
            }
            ArgumentChecks.require(
                    threads >= 1 && threads <= MAX_THREADS, "threads", "from 1 to " + MAX_THREADS, threads);
            ArgumentChecks.require(
                    samples == 0 || samples >= 2 && samples <= MAX_SAMPLES,
                    "samples",
                    "0 or from 2 to " + MAX_SAMPLES,
                    samples);
            if (!ArgumentChecks.increaseBetween0And1(levels)) {
                throw new IllegalArgumentException(
                        "levels must increase between 0 and 1, found " + MessageText.list(levels));
            }
            return new OnnxOptions(this);
        }
    }
}
