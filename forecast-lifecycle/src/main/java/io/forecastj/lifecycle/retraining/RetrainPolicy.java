package io.forecastj.lifecycle.retraining;

import io.forecastj.lifecycle.retraining.DriftRule.Measure;
import io.forecastj.lifecycle.retraining.RetrainRule.Finding;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides from what is known of a model whether it is time to retrain it.
 *
 * <p>Immutable and thread-safe. A pure function: it reads no clock, no store and no data, so it can be tested with made
 * up states. It is time as soon as one of its conditions is met; a condition whose numbers are not known is not met. A
 * model of which no version serves is due in any case. Only the minimum interval delays.
 *
 * <pre>{@code
 * RetrainPolicy policy = RetrainPolicy.builder()
 *         .maxAge(Duration.ofDays(30))
 *         .drift(0.25)
 *         .coverageBelow(0.95, 0.05, 100)
 *         .weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 0), ZoneId.of("Europe/Berlin"))
 *         .minimumInterval(Duration.ofHours(12))
 *         .build();
 * }</pre>
 */
public final class RetrainPolicy {
    private final List<RetrainRule> rules;
    private final Duration minimumInterval;

    private RetrainPolicy(List<RetrainRule> rules, Duration minimumInterval) {
        this.rules = List.copyOf(rules);
        this.minimumInterval = minimumInterval;
    }

    /** {@return a new builder without conditions} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides.
     *
     * @param state what is known of the model
     * @return the decision with its reasons
     */
    public RetrainDecision decide(RetrainState state) {
        List<String> met = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        if (state.published().isEmpty()) {
            met.add("no version is published yet");
        } else {
            for (RetrainRule rule : rules) {
                Finding finding = rule.look(state);
                (finding.met() ? met : unmet).add(finding.words());
            }
        }
        if (met.isEmpty()) {
            return new RetrainDecision(false, unmet, List.of());
        }
        Optional<String> wait = wait(state);
        if (wait.isPresent()) {
            met.addAll(unmet);
            return new RetrainDecision(false, List.of(wait.get()), met);
        }
        return new RetrainDecision(true, met, unmet);
    }

    /** Returns why it is too early, if it is. */
    private Optional<String> wait(RetrainState state) {
        return state.lastAttempt()
                .filter(last -> last.plus(minimumInterval).isAfter(state.now()))
                .map(last -> "the last retraining was " + RuleText.duration(Duration.between(last, state.now()))
                        + " ago, at " + last + ", less than the minimum interval of "
                        + RuleText.duration(minimumInterval));
    }

    /** Returns whether a condition needs the number of new rows. */
    boolean countsRows() {
        return rules.stream().anyMatch(NewRowsRule.class::isInstance);
    }

    /** {@return the conditions} */
    @Override
    public String toString() {
        return "retrain if any of " + rules
                + (minimumInterval.isZero() ? "" : ", at most every " + RuleText.duration(minimumInterval));
    }

    /** Collects the conditions of a policy. Not thread-safe. */
    public static final class Builder {
        private static final int DRIFT_ROWS = 100;
        private static final Duration MINIMUM_INTERVAL = Duration.ofHours(1);

        private final List<RetrainRule> rules = new ArrayList<>();
        private Duration minimumInterval = MINIMUM_INTERVAL;

        private Builder() {}

        /**
         * Retrains a model whose last training row is old; of a model whose training span is not known, the time of its
         * publication counts. A retraining that kept the model starts the time anew.
         *
         * @param age the age, positive
         * @return this builder
         * @throws IllegalArgumentException if the age is not positive
         */
        public Builder maxAge(Duration age) {
            rules.add(new AgeRule(age));
            return this;
        }

        /**
         * Retrains a model after a number of rows that neither its training nor the last retraining has seen.
         *
         * @param rows the number, summed over all series, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder newRows(long rows) {
            rules.add(new NewRowsRule(rows));
            return this;
        }

        /**
         * Retrains a model one of whose inputs has drifted; see {@link #drift(double, double, long)}. Inputs of fewer
         * than {@value #DRIFT_ROWS} live rows do not count, since few rows have a large index by chance.
         *
         * @param stability the population stability index from which an input has drifted, above 0; by a common rule of
         *     thumb 0.1 is a moderate and 0.25 a large change
         * @return this builder
         * @throws IllegalArgumentException if it is not above 0
         */
        public Builder drift(double stability) {
            return drift(stability, 0, DRIFT_ROWS);
        }

        /**
         * Retrains a model of whose inputs a share has drifted: the population stability index is at least as given,
         * and above the one that parts of the training span have against the whole of it, where that is known.
         *
         * @param stability the population stability index from which an input has drifted, above 0
         * @param share the share of the inputs, from 0 (any one) to 1 (all of them)
         * @param rows the least number of live rows of an input that counts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder drift(double stability, double share, long rows) {
            rules.add(new DriftRule(Measure.STABILITY, stability, share, rows));
            return this;
        }

        /**
         * Retrains a model of whose inputs a share has drifted by the Kolmogorov-Smirnov statistic, the largest
         * difference of the two distribution functions.
         *
         * @param statistic the statistic from which an input has drifted, above 0 and at most 1
         * @param share the share of the inputs, from 0 (any one) to 1 (all of them)
         * @param rows the least number of live rows of an input that counts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder driftByKolmogorovSmirnov(double statistic, double share, long rows) {
            if (statistic > 1) {
                throw new IllegalArgumentException(
                        "expected a Kolmogorov-Smirnov statistic above 0 and at most 1, found " + statistic);
            }
            rules.add(new DriftRule(Measure.KOLMOGOROV_SMIRNOV, statistic, share, rows));
            return this;
        }

        /**
         * Retrains a model whose intervals hold too few of the actual values: less than {@code level - tolerance}, and
         * so few that the test of Kupiec, which is two-sided, has a p-value below 0.01. The test counts one of as many
         * values as overlap, see {@link RetrainState.Builder#overlap}; a {@link Retrainer} sets the horizon. Errors
         * that last, as those of a random walk do, depend on each other still more: of 24 steps and a window of 1,000
         * steps, 7 % of the looks at good intervals were false alarms, of a window of 28,800 steps fewer than 0.1 %. So
         * see {@code Monitor.Builder.window}.
         *
         * @param level the nominal coverage, between 0 and 1
         * @param tolerance the difference that is accepted, from 0 to 1
         * @param forecasts the least number of scored forecasts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder coverageBelow(double level, double tolerance, long forecasts) {
            rules.add(new CoverageRule(level, tolerance, forecasts, false));
            return this;
        }

        /**
         * Retrains a model whose intervals hold too few or too many of the actual values, as {@link #coverageBelow} on
         * both sides.
         *
         * @param level the nominal coverage, between 0 and 1
         * @param tolerance the difference that is accepted either way, from 0 to 1
         * @param forecasts the least number of scored forecasts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder coverageOutside(double level, double tolerance, long forecasts) {
            rules.add(new CoverageRule(level, tolerance, forecasts, true));
            return this;
        }

        /**
         * Retrains a model whose error is large against that of the naive forecast.
         *
         * @param ratio the error divided by that of the naive forecast, above 0; at 1 the model is of no use
         * @param forecasts the least number of scored forecasts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder errorAgainstNaive(double ratio, long forecasts) {
            rules.add(new ErrorRule(ratio, forecasts));
            return this;
        }

        /**
         * Retrains a model many of whose forecasts are degraded or come from a fallback.
         *
         * @param share the share of the forecasts, above 0 and at most 1
         * @param forecasts the least number of forecasts, at least 1
         * @return this builder
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Builder degradedShare(double share, long forecasts) {
            rules.add(new DegradedRule(share, forecasts));
            return this;
        }

        /**
         * Retrains once a week. If nobody looked at the planned time, the next look makes up for it, once. A version
         * that was published since counts as a retraining.
         *
         * <p>Where clocks are set forward over the time, it is later by the hour that is left out; where they are set
         * back, the first occurrence counts.
         *
         * @param day the day
         * @param time the time of day
         * @param zone the zone of the time
         * @return this builder
         */
        public Builder weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
            rules.add(new CalendarRule(Objects.requireNonNull(day, "day"), time, zone));
            return this;
        }

        /**
         * Retrains once a day; otherwise as {@link #weekly}.
         *
         * @param time the time of day
         * @param zone the zone of the time
         * @return this builder
         */
        public Builder daily(LocalTime time, ZoneId zone) {
            rules.add(new CalendarRule(null, time, zone));
            return this;
        }

        /**
         * Sets the least time between two retrainings, from the end of the first one, whatever came of it; one hour
         * unless set. What led to a retraining often lasts: drift after one that kept the model, too few rows, data
         * that cannot be read. Without an interval each look would try the same again and record it.
         *
         * @param time the time, not negative; zero for none
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder minimumInterval(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("expected a minimum interval of at least zero, found " + time);
            }
            this.minimumInterval = time;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if it has no condition
         */
        public RetrainPolicy build() {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("a policy needs a condition, such as maxAge(Duration.ofDays(30))");
            }
            return new RetrainPolicy(rules, minimumInterval);
        }
    }
}
