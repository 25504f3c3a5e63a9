package io.forecastj.cache;

import io.forecastj.Predictor;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Door to predictors that gather the calls of many threads into runs of one model.
 *
 * <p>Stateless and thread-safe.
 */
public final class Batching {
    private Batching() {}

    /**
     * Starts a predictor that gathers calls.
     *
     * <pre>{@code
     * BatchingPredictor batching = Batching.predictor(network).maximumSize(64).build();
     * }</pre>
     *
     * @param predictor the predictor, which the built one owns: closing that one closes it
     * @return a builder
     */
    public static Builder predictor(Predictor predictor) {
        return new Builder(predictor);
    }

    /** Builder of predictors that gather calls. Not thread-safe. */
    public static final class Builder {
        private final Predictor predictor;
        private int maximumSize = 32;
        private Duration maximumWait = Duration.ZERO;
        private int queueCapacity = 1_024;
        private int parallelRuns = Runtime.getRuntime().availableProcessors();
        private @Nullable Duration timeout;

        private Builder(Predictor predictor) {
            this.predictor = Objects.requireNonNull(predictor, "predictor");
        }

        /**
         * Sets the largest number of calls in one run; 32 unless set.
         *
         * @param calls the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code calls < 1}
         */
        public Builder maximumSize(int calls) {
            this.maximumSize = atLeastOne("the maximum size of a run", calls);
            return this;
        }

        /**
         * Sets the time for which a call waits for others before it runs with fewer than {@link #maximumSize}. Zero
         * unless set: a call then runs at once if a run is free, and with those that have come meanwhile otherwise.
         * With another time, a service with one caller waits for it in each call.
         *
         * @param time the time, not negative
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder maximumWait(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("the maximum wait must not be negative, found " + time);
            }
            this.maximumWait = time;
            return this;
        }

        /**
         * Sets the largest number of calls that wait to be run; 1,024 unless set. Further ones are refused with {@link
         * OverloadedException}.
         *
         * @param calls the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code calls < 1}
         */
        public Builder queueCapacity(int calls) {
            this.queueCapacity = atLeastOne("the capacity of the queue", calls);
            return this;
        }

        /**
         * Sets the number of runs at the same time; that of the processors unless set. Use 1 for a model that uses all
         * processors in one run.
         *
         * @param runs the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code runs < 1}
         */
        public Builder parallelRuns(int runs) {
            this.parallelRuns = atLeastOne("the number of runs at the same time", runs);
            return this;
        }

        /**
         * Sets the time after which a call that waits, in the queue or for a run of another thread, is refused with
         * {@link OverloadedException}. Unlimited unless set. The thread that runs a batch is not held to it, since a
         * run cannot be stopped.
         *
         * @param time the time, above zero
         * @return this builder
         * @throws IllegalArgumentException if the time is not above zero
         */
        public Builder timeout(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("the time limit must be above zero, found " + time);
            }
            this.timeout = time;
            return this;
        }

        /**
         * Creates the predictor.
         *
         * @return a new predictor; the caller closes it, and with it the one inside
         * @throws IllegalArgumentException if a timeout is set that is not above the maximum wait, so that calls would
         *     be refused while they wait for others
         */
        public BatchingPredictor build() {
            Duration limit = timeout;
            if (limit != null && limit.compareTo(maximumWait) <= 0) {
                throw new IllegalArgumentException("the timeout must be above the maximum wait of " + maximumWait
                        + ", or calls are refused while they wait for others; found " + limit);
            }
            long timeoutNanos = limit == null ? Long.MAX_VALUE : nanos(limit);
            BatchQueue queue = new BatchQueue(
                    predictor.info().name(),
                    maximumSize,
                    nanos(maximumWait),
                    queueCapacity,
                    parallelRuns,
                    timeoutNanos);
            return new BatchingPredictor(predictor, queue);
        }

        /** Longer times than these are none, and their sums with a clock must not overflow. */
        private static long nanos(Duration time) {
            Duration longest = Duration.ofDays(36_500);
            return (time.compareTo(longest) > 0 ? longest : time).toNanos();
        }

        private static int atLeastOne(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, found " + value);
            }
            return value;
        }
    }
}
