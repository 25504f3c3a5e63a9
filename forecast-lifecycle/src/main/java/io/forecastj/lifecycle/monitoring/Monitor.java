package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches a model in production: its errors against the naive forecast, its intervals, the status of its forecasts, its
 * latency and the drift of its inputs.
 *
 * <pre>{@code
 * Monitor monitor = Monitor.builder(predictor.info()).reference(profile).build();
 * try (Predictor watched = monitor.watch(predictor)) {
 *     Forecast forecast = watched.predict(history);          // as before, and recorded
 *     ...
 *     monitor.observe("store-7", time, Map.of("sales", 12.0)); // the truth, unless later histories hold it
 *     System.out.println(monitor.snapshot());
 * }
 * }</pre>
 *
 * <p>Thread-safe. It has no thread and raises no alarm: ask for a {@link #snapshot} when it suits, such as before a
 * decision about retraining.
 *
 * <h2>Truth</h2>
 *
 * <p>The rows that a session receives are the truth of earlier forecasts. So are the rows of a history given to {@code
 * predict} that are later than all rows of the series seen before. What comes neither way is given to {@link #observe}.
 * {@link ForecastLog} says how rows are matched to steps. Series are told apart by their ids; those without one count
 * as one series.
 *
 * <h2>Windows</h2>
 *
 * <p>Errors and intervals are those of the last {@link Builder#window} scored steps of each target, of all series and
 * steps together. Shares and latencies are those of the last {@link Builder#calls}. Drift is that of the last {@link
 * Builder#driftRows} live rows: those later than the training span, each counted once, however many histories hold it.
 * If the training span is not known, the last row of the first history and all later ones count.
 *
 * <h2>Memory</h2>
 *
 * <p>Bounded: the {@link #log}, 16 bytes and 9 more for each watched interval for each step of the window of a target,
 * 4 bytes for each call, five histograms of about 40 kB, about 5 kB for each watched input, and for each series about
 * 150 bytes, and 8 bytes for each row of the longest watched difference and each input.
 */
public final class Monitor {
    record State(
            String name,
            long calls,
            long failures,
            long forecasts,
            long rows,
            long waiting,
            long dropped,
            long listenerFailures,
            OptionalDouble degradedShare,
            OptionalDouble fallbackShare,
            OptionalDouble failedShare,
            List<TargetErrors> errors,
            List<InputDrift> inputs,
            Optional<LatencySummary> latency) {}

    private final String name;
    private final double[] coverages;
    private final int window;
    private final ForecastLog log;
    private final List<ErrorWindow> targets = new CopyOnWriteArrayList<>();
    private final CallWindow calls;
    private final Latencies latencies;
    private final LiveRows rows;
    private final MonitorListener listener;
    private final LongAdder listenerFailures = new LongAdder();
    private final LongSupplier nanoClock;

    private Monitor(Builder from) {
        this.name = from.name;
        this.coverages = from.coverages;
        this.window = from.window;
        this.listener = from.listener;
        this.nanoClock = from.nanoClock;
        this.calls = new CallWindow(from.calls);
        this.latencies = new Latencies(from.calls);
        this.rows = new LiveRows(from.maxSeries, from.reference, from.driftRows, from.maxRows);
        this.log = ForecastLog.builder()
                .maxSeries(from.maxSeries)
                .maxForecasts(from.maxForecasts)
                .maxRows(from.maxRows)
                .maxScored(from.maxScored)
                .listener(this::scored)
                .build();
    }

    /**
     * Starts a monitor of a model.
     *
     * @param info the description of the model, whose name names the monitor
     * @return a builder
     */
    public static Builder builder(PredictorInfo info) {
        return builder(info.name());
    }

    /**
     * Starts a monitor.
     *
     * @param name the name of the model, under which its forecasts are recorded
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** {@return the name of the model} */
    public String name() {
        return name;
    }

    /** {@return the watched intervals by their nominal coverage, a new array} */
    public double[] intervals() {
        return coverages.clone();
    }

    /**
     * Returns a predictor that gives the same forecasts, which this monitor watches. Of a model that is reloaded, watch
     * each version by a monitor of its own, with {@link
     * io.forecastj.lifecycle.serving.ReloadingPredictor.Builder#wrap}: otherwise the errors of the version before count
     * for the new one, and its inputs are compared with the training of the old one.
     *
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one
     */
    public MonitoredPredictor watch(Predictor predictor) {
        return watch(predictor, series -> true);
    }

    /**
     * Returns a predictor that gives the same forecasts, of which this monitor watches those of some series, as {@link
     * #watch(Predictor)} does. A service that also forecasts rows of its clients watches its own rows only, since rows
     * of clients may have any id, time and value. Calls for other series and their sessions leave no trace in this
     * monitor; a session is watched or not by the series with which it was opened.
     *
     * @param predictor the predictor
     * @param watched returns true for a series whose forecasts are watched; thread-safe, called once for each series of
     *     a call with the very object that the caller gave
     * @return a predictor whose {@code close()} closes the given one
     */
    public MonitoredPredictor watch(Predictor predictor, Predicate<TimeSeries> watched) {
        return new MonitoredPredictor(predictor, this, watched);
    }

    /**
     * Takes rows that became known, as the truth of forecasts. They are not counted for the drift of inputs.
     *
     * @param truth the rows, with the id of their series; overlapping ones may be given again
     */
    public void observe(TimeSeries truth) {
        log.observe(truth);
    }

    /**
     * Takes one row that became known, as the truth of forecasts.
     *
     * @param id the id of the series
     * @param time the time of the row
     * @param values the values by column; a column that is absent or NaN is missing
     * @throws IllegalArgumentException if a value is infinite
     * @throws ArithmeticException if the time in milliseconds does not fit into a {@code long}
     */
    public void observe(String id, Instant time, Map<String, Double> values) {
        log.observe(id, time, values);
    }

    /** {@return the forecasts that wait or are scored} */
    public ForecastLog log() {
        return log;
    }

    /**
     * Returns the counts of the last live rows, to be merged with those of other processes.
     *
     * @return the sketch; empty without a reference profile
     */
    public Optional<InputSketch> drift() {
        DriftWindow drift = rows.drift();
        return drift == null ? Optional.empty() : Optional.of(drift.sketch());
    }

    /**
     * Returns the present numbers. It takes some microseconds for each thousand steps of the window; other threads
     * forecast meanwhile.
     *
     * @return the snapshot
     */
    public MonitorSnapshot snapshot() {
        return new MonitorSnapshot(new State(
                name,
                calls.calls(),
                calls.failures(),
                calls.forecasts(),
                rows.count(),
                log.waiting(),
                log.dropped(),
                listenerFailures.sum(),
                calls.share(ForecastStatus.DEGRADED),
                calls.share(ForecastStatus.FALLBACK),
                calls.failedShare(),
                targets.stream()
                        .map(ErrorWindow::errors)
                        .filter(one -> one.count() + one.notFinite() > 0)
                        .toList(),
                drift().map(InputSketch::drift).orElse(List.of()),
                latencies.summary()));
    }

    long nanos() {
        return nanoClock.getAsLong();
    }

    LiveRows rows() {
        return rows;
    }

    /** Takes what is new in a history: rows to count, and truth. */
    void history(TimeSeries history, @Nullable Long trainedTo) {
        int from = rows.history(history, trainedTo);
        if (from < history.length()) {
            log.observe(history.slice(from, history.length()));
        }
    }

    /** Takes a forecast. One of classes has no values to score, so it counts by its status only. */
    void forecast(Forecast forecast, double[] lastValues) {
        calls.made(forecast.status());
        if (forecast.classes().isEmpty()) {
            log.record(name, forecast, lastValues);
        }
        tell(one -> one.onForecast(forecast));
    }

    /** Takes the time of some forecasts made together. */
    void took(long nanos, int together) {
        latencies.record(nanos, together);
    }

    /** Takes the time of points without a forecast. */
    void points(long nanos) {
        calls.points();
        latencies.record(nanos, 1);
    }

    void failed(Throwable failure) {
        calls.failed();
        tell(one -> one.onFailure(failure));
    }

    private void scored(ScoredForecast scored) {
        errors(scored.target()).add(scored);
        tell(one -> one.onScored(scored));
    }

    private void tell(Consumer<MonitorListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error e) {
            listenerFailures.increment();
        }
    }

    ErrorWindow errors(String target) {
        for (ErrorWindow one : targets) {
            if (one.target().equals(target)) {
                return one;
            }
        }
        synchronized (targets) {
            return targets.stream()
                    .filter(one -> one.target().equals(target))
                    .findFirst()
                    .orElseGet(() -> {
                        ErrorWindow fresh = new ErrorWindow(target, coverages, window);
                        targets.add(fresh);
                        return fresh;
                    });
        }
    }

    @Override
    public String toString() {
        return "monitor of '" + name + "': " + calls.calls() + " calls, " + log.waiting() + " forecasts wait";
    }

    /** Collects the settings of a monitor. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private int window = 1_000;
        private int calls = 10_000;
        private int driftRows = 1_000;
        private int maxSeries = 10_000;
        private int maxForecasts = 1_000;
        private int maxScored = 10_000;
        private int maxRows = 256;
        private double[] coverages = {0.8, 0.95};
        private @Nullable InputProfile reference;
        private MonitorListener listener = new MonitorListener() {};
        private LongSupplier nanoClock = System::nanoTime;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Sets the number of last scored steps of each target whose errors and intervals are summed up; 1,000 unless
         * set. A forecast of {@code h} steps brings {@code h} of them, and {@code n} series bring {@code n} times as
         * many. Errors of overlapping forecasts depend on each other, and so do those of series that move together: of
         * a window of {@code 50 * h * h * n} steps, which is 50 horizons long, errors and coverage are reliable; those
         * of a few horizons may be off by chance.
         *
         * @param steps the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code steps < 1}
         */
        public Builder window(int steps) {
            this.window = ForecastLog.positive("window", steps);
            return this;
        }

        /**
         * Sets the number of last forecasts whose status is summed up; 10,000 unless set. Latencies are those of at
         * least as many and at most twice as many.
         *
         * @param forecasts the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code forecasts < 1}
         */
        public Builder calls(int forecasts) {
            this.calls = ForecastLog.positive("calls", forecasts);
            return this;
        }

        /**
         * Sets the intervals to watch by their nominal coverage; 0.8 and 0.95 unless set. A step whose forecast lacks
         * one does not count for it.
         *
         * @param coverages the coverages, such as 0.95; none to watch no interval
         * @return this builder
         * @throws IllegalArgumentException if one is not between 0 and 1
         */
        public Builder intervals(double... coverages) {
            for (double coverage : coverages) {
                if (!(coverage > 0 && coverage < 1)) {
                    throw new IllegalArgumentException(
                            "a coverage must lie between 0 and 1, such as 0.95, found " + coverage);
                }
            }
            this.coverages = coverages.clone();
            return this;
        }

        /**
         * Sets the distribution of the inputs in training, with which live rows are compared; the drift of inputs is
         * not watched unless set.
         *
         * @param profile the profile
         * @return this builder
         */
        public Builder reference(InputProfile profile) {
            this.reference = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /**
         * Sets the number of last live rows whose drift is summed up; 1,000 unless set. They are dropped by eighths, so
         * there may be up to an eighth more.
         *
         * @param rows the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder driftRows(int rows) {
            this.driftRows = ForecastLog.positive("driftRows", rows);
            return this;
        }

        /**
         * Sets the number of series that are kept in mind; 10,000 unless set. If there are more, the least recently
         * used sixteenth of them is forgotten with the forecasts that wait; their rows after the training span count
         * again if they come back.
         *
         * @param series the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code series < 1}
         */
        public Builder maxSeries(int series) {
            this.maxSeries = ForecastLog.positive("maxSeries", series);
            return this;
        }

        /**
         * Sets the number of forecasts of a series that may wait for their truth; 1,000 unless set.
         *
         * @param forecasts the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code forecasts < 1}
         */
        public Builder maxForecasts(int forecasts) {
            this.maxForecasts = ForecastLog.positive("maxForecasts", forecasts);
            return this;
        }

        /**
         * Sets the number of scored steps that the {@link Monitor#log} keeps; 10,000 unless set.
         *
         * @param steps the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code steps < 1}
         */
        public Builder maxScored(int steps) {
            this.maxScored = ForecastLog.positive("maxScored", steps);
            return this;
        }

        /**
         * Sets the number of last rows of a series that the {@link Monitor#log} keeps, for truth that comes late; 256
         * unless set.
         *
         * @param rows the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder maxRows(int rows) {
            this.maxRows = ForecastLog.positive("maxRows", rows);
            return this;
        }

        /**
         * Sets the listener.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(MonitorListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets the clock that measures latencies, for tests; {@link System#nanoTime} unless set.
         *
         * @param clock returns a time in nanoseconds that never decreases; thread-safe
         * @return this builder
         */
        public Builder nanoClock(LongSupplier clock) {
            this.nanoClock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the monitor.
         *
         * @return a new monitor, which has seen nothing
         */
        public Monitor build() {
            return new Monitor(this);
        }
    }
}
