package io.forecastj.lifecycle.retraining;

import io.forecastj.lifecycle.monitoring.InputDrift;
import io.forecastj.lifecycle.monitoring.MonitorSnapshot;
import io.forecastj.lifecycle.monitoring.TargetErrors;
import io.forecastj.lifecycle.monitoring.WatchedInterval;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a model on which a {@link RetrainPolicy} decides. All but the time may be unknown.
 *
 * <p>Immutable and thread-safe. {@link Retrainer} fills in what the store and the data show; the numbers of watching
 * come from whoever watches, see {@link Builder#observed}.
 */
public final class RetrainState {
    private final Instant now;
    private final @Nullable Instant published;
    private final @Nullable Instant trainedTo;
    private final @Nullable Instant lastRetraining;
    private final @Nullable Instant lastAttempt;
    private final OptionalLong newRows;
    private final int overlap;
    private final @Nullable Observed errorAgainstNaive;
    private final @Nullable Observed degradedShare;
    private final Map<Double, Observed> coverage;
    private final Map<String, Drift> populationStability;
    private final Map<String, Drift> kolmogorovSmirnov;

    private RetrainState(Builder from) {
        this.now = from.now;
        this.published = from.published;
        this.trainedTo = from.trainedTo;
        this.lastRetraining = from.lastRetraining;
        this.lastAttempt = from.lastAttempt == null ? from.lastRetraining : from.lastAttempt;
        this.newRows = from.newRows;
        this.overlap = from.overlap;
        this.errorAgainstNaive = from.errorAgainstNaive;
        this.degradedShare = from.degradedShare;
        this.coverage = Collections.unmodifiableMap(new LinkedHashMap<>(from.coverage));
        this.populationStability = Collections.unmodifiableMap(new LinkedHashMap<>(from.populationStability));
        this.kolmogorovSmirnov = Collections.unmodifiableMap(new LinkedHashMap<>(from.kolmogorovSmirnov));
    }

    /**
     * A number that was observed over some forecasts.
     *
     * @param value the number
     * @param forecasts the number of forecasts
     */
    record Observed(double value, long forecasts) {
        Observed {
            if (forecasts < 0) {
                throw new IllegalArgumentException("expected a number of forecasts of at least 0, found " + forecasts);
            }
        }
    }

    /**
     * The drift of an input.
     *
     * @param value the distance of its live rows from the training rows
     * @param usual the distance that was usual inside the training span
     * @param rows the number of live rows
     */
    record Drift(double value, double usual, long rows) {
        Drift {
            if (rows < 0) {
                throw new IllegalArgumentException("expected a number of live rows of at least 0, found " + rows);
            }
        }
    }

    /**
     * Starts a state.
     *
     * @param now the present time
     * @return a builder
     */
    public static Builder builder(Instant now) {
        return new Builder(now);
    }

    /** {@return the present time} */
    public Instant now() {
        return now;
    }

    /** {@return when the serving version was published; empty if there is none} */
    public Optional<Instant> published() {
        return Optional.ofNullable(published);
    }

    /** {@return the time of the last row that the serving version was trained on} */
    public Optional<Instant> trainedTo() {
        return Optional.ofNullable(trainedTo);
    }

    /** {@return when the last retraining ended that promoted or kept} */
    public Optional<Instant> lastRetraining() {
        return Optional.ofNullable(lastRetraining);
    }

    /** {@return when the last retraining ended, also one that failed} */
    public Optional<Instant> lastAttempt() {
        return Optional.ofNullable(lastAttempt);
    }

    /** {@return the number of rows that no training has seen} */
    public OptionalLong newRows() {
        return newRows;
    }

    int overlap() {
        return overlap;
    }

    Optional<Observed> errorAgainstNaive() {
        return Optional.ofNullable(errorAgainstNaive);
    }

    Optional<Observed> degradedShare() {
        return Optional.ofNullable(degradedShare);
    }

    Map<Double, Observed> coverage() {
        return coverage;
    }

    Map<String, Drift> populationStability() {
        return populationStability;
    }

    Map<String, Drift> kolmogorovSmirnov() {
        return kolmogorovSmirnov;
    }

    @Override
    public String toString() {
        return "state at " + now + ": published " + published + ", trained to " + trainedTo + ", last retraining "
                + lastRetraining + ", new rows " + newRows + ", error against naive " + errorAgainstNaive
                + ", coverage " + coverage + ", degraded " + degradedShare + ", population stability "
                + populationStability + ", Kolmogorov-Smirnov " + kolmogorovSmirnov;
    }

    /**
     * Collects what is known of a model. Not thread-safe. NaN means that a number is not known, as where nothing was
     * scored; it is the same as not to set it.
     */
    public static final class Builder {
        private final Instant now;
        private @Nullable Instant published;
        private @Nullable Instant trainedTo;
        private @Nullable Instant lastRetraining;
        private @Nullable Instant lastAttempt;
        private OptionalLong newRows = OptionalLong.empty();
        private int overlap = 1;
        private @Nullable Observed errorAgainstNaive;
        private @Nullable Observed degradedShare;
        private final Map<Double, Observed> coverage = new LinkedHashMap<>();
        private final Map<String, Drift> populationStability = new LinkedHashMap<>();
        private final Map<String, Drift> kolmogorovSmirnov = new LinkedHashMap<>();

        private Builder(Instant now) {
            this.now = Objects.requireNonNull(now, "now");
        }

        /**
         * Sets when the serving version was published; unset, there is none.
         *
         * @param time the time
         * @return this builder
         */
        public Builder published(Instant time) {
            this.published = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets the time of the last row that the serving version was trained on.
         *
         * @param time the time
         * @return this builder
         */
        public Builder trainedTo(Instant time) {
            this.trainedTo = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets when the last retraining ended that promoted or kept.
         *
         * @param time the time
         * @return this builder
         */
        public Builder lastRetraining(Instant time) {
            this.lastRetraining = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets when the last retraining ended, also one that failed; that of {@link #lastRetraining} unless set.
         *
         * @param time the time
         * @return this builder
         */
        public Builder lastAttempt(Instant time) {
            this.lastAttempt = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Sets the number of rows that neither the serving version's training nor the last retraining has seen.
         *
         * @param rows the number, at least 0
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder newRows(long rows) {
            if (rows < 0) {
                throw new IllegalArgumentException("expected a number of new rows of at least 0, found " + rows);
            }
            this.newRows = OptionalLong.of(rows);
            return this;
        }

        /**
         * Sets how many of the scored values depend on each other: about the horizon, since each actual value is that
         * of as many forecasts; more if errors last, or series err together. A test of coverage counts one of as many.
         *
         * @param values the number, at least 1; 1 unless set
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder overlap(int values) {
            this.overlap = (int) PolicyChecks.atLeastOne("number of overlapping values", values);
            return this;
        }

        /**
         * Sets the error of the serving version divided by that of the naive forecast.
         *
         * @param ratio the ratio, at least 0
         * @param forecasts the number of forecasts that were scored
         * @return this builder
         * @throws IllegalArgumentException if a number is negative
         */
        public Builder errorAgainstNaive(double ratio, long forecasts) {
            if (!(ratio >= 0)) {
                throw new IllegalArgumentException("expected a ratio of errors of at least 0, found " + ratio);
            }
            this.errorAgainstNaive = new Observed(ratio, forecasts);
            return this;
        }

        /**
         * Sets the coverage of the intervals of a level.
         *
         * @param level the nominal coverage, between 0 and 1
         * @param observed the share of actual values inside, from 0 to 1
         * @param forecasts the number of forecasts that were scored
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder coverage(double level, double observed, long forecasts) {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("expected a level of coverage between 0 and 1, found " + level);
            }
            coverage.put(level, new Observed(PolicyChecks.fraction("coverage", observed), forecasts));
            return this;
        }

        /**
         * Sets the share of forecasts that are degraded or of a fallback.
         *
         * @param share the share, from 0 to 1
         * @param forecasts the number of forecasts
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder degradedShare(double share, long forecasts) {
            this.degradedShare = new Observed(PolicyChecks.fraction("share of degraded forecasts", share), forecasts);
            return this;
        }

        /**
         * Sets the population stability index of an input against its training span.
         *
         * @param input the input's name
         * @param index the index, at least 0
         * @param usual the index that parts of the training span have against the whole, at least 0; an input whose
         *     index is not above it has not drifted. 0 if it is not known
         * @param rows the number of live rows, at least 0
         * @return this builder
         * @throws IllegalArgumentException if a number is negative
         */
        public Builder populationStability(String input, double index, double usual, long rows) {
            if (!(usual >= 0)) {
                throw new IllegalArgumentException(
                        "expected a usual population stability index of '" + input + "' of at least 0, found " + usual);
            }
            return put(populationStability, input, "population stability index", new Drift(index, usual, rows));
        }

        /**
         * Sets the Kolmogorov-Smirnov statistic of an input against its training span.
         *
         * @param input the input's name
         * @param statistic the statistic, from 0 to 1
         * @param rows the number of live rows, at least 0
         * @return this builder
         * @throws IllegalArgumentException if a number is negative
         */
        public Builder kolmogorovSmirnov(String input, double statistic, long rows) {
            return put(kolmogorovSmirnov, input, "Kolmogorov-Smirnov statistic", new Drift(statistic, 0, rows));
        }

        private Builder put(Map<String, Drift> values, String input, String what, Drift drift) {
            Objects.requireNonNull(input, "input");
            if (!(drift.value() >= 0)) {
                throw new IllegalArgumentException(
                        "expected a " + what + " of '" + input + "' of at least 0, found " + drift.value());
            }
            values.put(input, drift);
            return this;
        }

        /**
         * Sets the numbers that a monitor knows, with the errors of the first target; see {@link
         * #observed(MonitorSnapshot, String)}.
         *
         * @param snapshot what the monitor of the serving version knows
         * @return this builder
         */
        public Builder observed(MonitorSnapshot snapshot) {
            return snapshot.errors().isEmpty()
                    ? observed(snapshot, "")
                    : observed(snapshot, snapshot.errors().get(0).target());
        }

        /**
         * Sets the numbers that a monitor knows: the mean absolute error of a target against that of the naive
         * forecast, the coverage of its intervals, the share of degraded and fallback forecasts, and the drift of each
         * input. The errors of a forecast count once for each step. A target of which nothing was scored leaves its
         * numbers unknown.
         *
         * @param snapshot what the monitor of the serving version knows
         * @param target the target column
         * @return this builder
         */
        public Builder observed(MonitorSnapshot snapshot, String target) {
            Optional<TargetErrors> scored = snapshot.errors(target);
            if (scored.isPresent()) {
                TargetErrors errors = scored.get();
                errors.maeRatio().ifPresent(ratio -> errorAgainstNaive(ratio, errors.naiveCount()));
                for (WatchedInterval interval : errors.intervals()) {
                    interval.coverage().ifPresent(share -> coverage(interval.nominal(), share, interval.count()));
                }
            }
            snapshot.degradedShare()
                    .ifPresent(share -> degradedShare(
                            Math.min(1, share + snapshot.fallbackShare().orElse(0)), snapshot.forecasts()));
            for (InputDrift input : snapshot.inputs()) {
                input.psi()
                        .ifPresent(index -> populationStability(
                                input.column(), index, input.usualPsi().orElse(0), input.count()));
                input.kolmogorovSmirnov()
                        .ifPresent(statistic -> kolmogorovSmirnov(input.column(), statistic, input.count()));
            }
            return this;
        }

        /** Returns whether the number of new rows is set. */
        boolean knowsNewRows() {
            return newRows.isPresent();
        }

        /** {@return the state} */
        public RetrainState build() {
            return new RetrainState(this);
        }
    }
}
