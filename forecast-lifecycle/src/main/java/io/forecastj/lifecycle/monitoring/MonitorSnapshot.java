package io.forecastj.lifecycle.monitoring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * State of a monitor at one moment, in plain numbers; an empty one is not known yet.
 *
 * <p>Immutable and thread-safe. Errors and intervals are those of the last scored steps, shares and times those of the
 * last calls, drift that of the last live rows; counts are those since the monitor was made.
 */
public final class MonitorSnapshot {
    private final String name;
    private final long calls;
    private final long failures;
    private final long forecasts;
    private final long rows;
    private final long waiting;
    private final long dropped;
    private final long listenerFailures;
    private final OptionalDouble degradedShare;
    private final OptionalDouble fallbackShare;
    private final OptionalDouble failedShare;
    private final List<TargetErrors> errors;
    private final List<InputDrift> inputs;
    private final Optional<LatencySummary> latency;

    MonitorSnapshot(Monitor.State state) {
        this.name = state.name();
        this.calls = state.calls();
        this.failures = state.failures();
        this.forecasts = state.forecasts();
        this.rows = state.rows();
        this.waiting = state.waiting();
        this.dropped = state.dropped();
        this.listenerFailures = state.listenerFailures();
        this.degradedShare = state.degradedShare();
        this.fallbackShare = state.fallbackShare();
        this.failedShare = state.failedShare();
        this.errors = state.errors();
        this.inputs = state.inputs();
        this.latency = state.latency();
    }

    /** {@return the name of the model that is watched} */
    public String name() {
        return name;
    }

    /** {@return the number of forecasts that were asked for, those that failed included} */
    public long calls() {
        return calls;
    }

    /** {@return the number of forecasts that failed with an exception} */
    public long failures() {
        return failures;
    }

    /** {@return the number of the last forecasts that have a status, of which the shares below are} */
    public long forecasts() {
        return forecasts;
    }

    /** {@return the number of live rows: those after the training span, each counted once} */
    public long rows() {
        return rows;
    }

    /** {@return the number of forecasts that wait for the truth of at least one step} */
    public long waiting() {
        return waiting;
    }

    /** {@return the number of forecasts that were dropped before all their steps were scored} */
    public long dropped() {
        return dropped;
    }

    /** {@return the number of exceptions that the listener threw} */
    public long listenerFailures() {
        return listenerFailures;
    }

    /** {@return the share of the last forecasts with the status {@code DEGRADED}; empty without forecasts} */
    public OptionalDouble degradedShare() {
        return degradedShare;
    }

    /** {@return the share of the last forecasts with the status {@code FALLBACK}; empty without forecasts} */
    public OptionalDouble fallbackShare() {
        return fallbackShare;
    }

    /** {@return the share of the last calls that failed with an exception; empty without calls} */
    public OptionalDouble failedShare() {
        return failedShare;
    }

    /** {@return the errors of each target of which a step was scored; unmodifiable} */
    public List<TargetErrors> errors() {
        return errors;
    }

    /**
     * Returns the errors of a target.
     *
     * @param target the target column
     * @return the errors; empty if no step of it was scored yet
     */
    public Optional<TargetErrors> errors(String target) {
        return errors.stream().filter(one -> one.target().equals(target)).findFirst();
    }

    /** {@return the drift of each column of the reference profile; empty without one; unmodifiable} */
    public List<InputDrift> inputs() {
        return inputs;
    }

    /**
     * Returns the drift of a column.
     *
     * @param column the column
     * @return its drift; empty if there is no reference profile or it lacks the column
     */
    public Optional<InputDrift> input(String column) {
        return inputs.stream().filter(one -> one.column().equals(column)).findFirst();
    }

    /** {@return how long forecasts took; empty if there are none} */
    public Optional<LatencySummary> latency() {
        return latency;
    }

    /** {@return all numbers as a table} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d calls, %d failed (%s of the last); %s degraded, %s fallback; %d rows; %d wait, %d dropped%n",
                name,
                calls,
                failures,
                share(failedShare),
                share(degradedShare),
                share(fallbackShare),
                rows,
                waiting,
                dropped));
        latency.ifPresent(times -> text.append(times).append(System.lineSeparator()));
        if (!errors.isEmpty()) {
            appendErrors(text);
        }
        if (!inputs.isEmpty()) {
            appendInputs(text);
        }
        return text.toString();
    }

    private void appendErrors(StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%-20s %8s %11s %11s %11s %9s %9s%n",
                "target",
                "steps",
                "mae",
                "rmse",
                "bias",
                "mae/naive",
                "skill"));
        for (TargetErrors one : errors) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %8d %11s %11s %11s %9s %9s%n",
                    one.target(),
                    one.count(),
                    number(one.mae()),
                    number(one.rmse()),
                    number(one.bias()),
                    number(one.maeRatio()),
                    number(one.skill())));
            for (WatchedInterval interval : one.intervals()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  interval of %-6s %9d coverage %s, width %s%n",
                        share(OptionalDouble.of(interval.nominal())),
                        interval.count(),
                        share(interval.coverage()),
                        number(interval.meanWidth())));
            }
        }
    }

    private void appendInputs(StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%-20s %10s %8s %9s %9s %9s %8s %8s%n",
                "input",
                "watched",
                "count",
                "psi",
                "usual psi",
                "ks",
                "missing",
                "trained"));
        for (InputDrift one : inputs) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %10s %8d %9s %9s %9s %8s %8s%n",
                    one.column(),
                    InputProfile.watched(one.difference()),
                    one.count(),
                    number(one.psi()),
                    number(one.usualPsi()),
                    number(one.kolmogorovSmirnov()),
                    share(one.missingShare()),
                    share(one.trainingMissingShare())));
        }
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "-";
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f%%", 100 * value.getAsDouble()) : "-";
    }
}
