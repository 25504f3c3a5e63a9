package io.forecastj.models.fallback;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KnownFuture;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A primary predictor and those that answer in its place when it does not.
 *
 * <p>Thread-safe. The members are asked in their order until one answers. A member does not answer when
 *
 * <ul>
 *   <li>it throws an exception, also when it finds the history invalid or too short for itself;
 *   <li>its forecast holds a value that is NaN or infinite;
 *   <li>its forecast's status is not OK and {@linkplain Builder#refuseDegraded such are refused};
 *   <li>it does not answer within the {@linkplain Builder#deadline deadline}, or as many of its calls run as may;
 *   <li>its {@linkplain BreakerState circuit breaker} keeps calls away, since it failed too often in a row.
 * </ul>
 *
 * A forecast that is not the primary's has the status {@link io.forecastj.ForecastStatus#FALLBACK}, a reason for each
 * member that did not answer, and the name of the one that did; its quantiles are that member's. The members' own reasons
 * follow. The last member has neither deadline nor breaker and may be degraded, since nobody comes after it: let it be one
 * that cannot fail, such as a baseline. If no member answers, the call throws: what the primary threw if all of them found
 * the series invalid or too short, otherwise a {@link ForecastException} with every reason.
 *
 * <p>A call of the caller's own making that no member could answer is refused before any is asked: a series without a
 * column that some member needs, a malformed row, a history shorter than the required one. The required history is the
 * primary's, unless {@linkplain Builder#answerShortHistories short histories are answered} by those that need
 * less.
 *
 * <p>Without a deadline there is no other thread, and a session's {@code forecastInto} allocates what the primary
 * does. With a deadline a member's calls run on other threads; one that is late runs on, as native code cannot be
 * stopped, and holds one of the places of {@link Builder#maxConcurrentCalls} until it returns.
 *
 * <p>It is saved with its members and settings, but not its executor, its clock, which exceptions count, or the state of
 * its breakers; loaded, it has the defaults of these. Closing it closes its members.
 */
public final class FallbackPredictor implements Predictor {
    /** The kind of these predictors. */
    public static final String KIND = "fallback";

    private final PredictorInfo info;
    private final FallbackMembers members;

    private FallbackPredictor(PredictorInfo info, FallbackMembers members) {
        this.info = info;
        this.members = members;
    }

    /**
     * Starts a predictor with fallbacks.
     *
     * @param primary the predictor to ask first
     * @param next the one to ask if it does not answer
     * @param more those to ask after it, in order
     * @return a builder
     */
    public static Builder builder(Predictor primary, Predictor next, Predictor... more) {
        List<Predictor> all = new ArrayList<>(List.of(primary, next));
        all.addAll(List.of(more));
        return new Builder(all);
    }

    /**
     * Makes the predictor that a description describes, for loading.
     *
     * @param info the description of a predictor with fallbacks
     * @param members its members in order
     * @return a new predictor
     * @throws IllegalArgumentException if the description is not that of a predictor with fallbacks and these members
     */
    public static FallbackPredictor of(PredictorInfo info, List<Predictor> members) {
        if (members.size() < 2) {
            throw new IllegalArgumentException("expected at least two members, found " + members.size());
        }
        FallbackSettings settings = FallbackSettings.of(info.parameters());
        Description.requireFits(info, members, settings);
        return new FallbackPredictor(
                info,
                FallbackMembers.of(
                        info, members, settings, null, System::nanoTime, FallbackMembers.SERIES_AT_FAULT.negate()));
    }

    /**
     * Returns the members.
     *
     * @return the predictors in the order in which they are asked, unmodifiable
     */
    public List<Predictor> members() {
        return members.list().stream().map(member -> member.predictor).toList();
    }

    /**
     * Returns how each member does now.
     *
     * @return a snapshot of their states, in their order, unmodifiable
     */
    public List<MemberState> states() {
        return members.list().stream().map(FallbackMember::state).toList();
    }

    @Override
    public PredictorInfo info() {
        return info;
    }

    @Override
    public Forecast predict(TimeSeries history) {
        return predict(history, TimeSeries.empty());
    }

    /**
     * Forecasts by the first member that answers. Members after it are not touched.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns, one for each step; may be {@link
     *     TimeSeries#empty()}
     * @return the forecast
     * @throws InvalidSeriesException if a column that some member needs is missing, or if no member accepts the series
     * @throws InsufficientHistoryException if the history is shorter than required, or too short for every member
     * @throws ForecastException if no member answers
     * @throws PredictorClosedException if this predictor or the member that is asked is closed
     */
    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        members.requireOpen();
        // what is the caller's error, whoever would answer, is refused before a member could be blamed for it
        info.requireHistory(history);
        if (future.length() > 0) {
            KnownFuture.requireRows(
                    info.columns(ColumnRole.KNOWN_FUTURE), future, history.timestamp(history.length() - 1));
        }
        return members.first(history, future, null);
    }

    /**
     * Forecasts several series, each as {@link #predict(TimeSeries, TimeSeries)} does. Without a deadline the primary is
     * given all of them at once; if it throws, or answers some with no forecast, those go on one by one.
     *
     * @param histories the rows known so far of each series, at least {@code info().requiredHistory()}
     * @return one forecast for each, in their order
     * @throws InvalidSeriesException as {@code predict} throws it, for the first such series
     * @throws InsufficientHistoryException as {@code predict} throws it, for the first such series
     * @throws ForecastException if no member answers for some series
     * @throws PredictorClosedException if this predictor or a member that is asked is closed
     */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        members.requireOpen();
        histories.forEach(info::requireHistory);
        List<Forecast> together = members.together(histories);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            Forecast known = together.isEmpty() ? null : together.get(i);
            forecasts.add(members.first(histories.get(i), TimeSeries.empty(), known));
        }
        return Collections.unmodifiableList(forecasts);
    }

    @Override
    public FallbackSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    @Override
    public FallbackSession openSession(TimeSeries history, TimeSeries future) {
        members.requireOpen();
        return new FallbackSession(info, members, history, future);
    }

    /**
     * Restores a session from its snapshot, on the thread of the caller also with a deadline. Members' sessions that
     * were open are open again, and rows that a member had not taken wait for it. Which member answered last is not
     * kept.
     *
     * @param snapshot what {@link FallbackSession#snapshot} made
     * @return a new session for one thread; the caller closes it
     * @throws io.forecastj.SnapshotException if the bytes are damaged, are no snapshot, come from another version of
     *     this library or from a session of other members
     * @throws PredictorClosedException if this predictor or a member is closed
     */
    @Override
    public FallbackSession restore(byte[] snapshot) {
        members.requireOpen();
        return Snapshots.read(this, snapshot, in -> new FallbackSession(info, members, in));
    }

    @Override
    public String modelHash() {
        return members.modelHash();
    }

    @Override
    public void close() {
        members.close();
    }

    @Override
    public String toString() {
        return "predictor '" + info.name() + "' of " + info.targets() + ", " + info.horizon() + " steps"
                + (members.closed() ? ", closed" : "");
    }

    /** Collects the settings of a predictor with fallbacks. Not thread-safe. */
    public static final class Builder {
        private final List<Predictor> members;
        private @Nullable Duration deadline;
        private int maxConcurrentCalls = FallbackSettings.DEFAULT.maxConcurrentCalls();
        private int failureThreshold = FallbackSettings.DEFAULT.failureThreshold();
        private Duration openFor = FallbackSettings.DEFAULT.openFor();
        private boolean refuseDegraded;
        private boolean answerShortHistories;
        private @Nullable Executor executor;
        private LongSupplier nanoClock = System::nanoTime;
        private Predicate<RuntimeException> counts = FallbackMembers.SERIES_AT_FAULT.negate();

        private Builder(List<Predictor> members) {
            this.members = members;
        }

        /**
         * Sets how long each member but the last may take for a forecast, taking the rows since the last one with it, and
         * opening its session if need be; no limit unless set.
         *
         * @param deadline the time, above zero
         * @return this builder
         */
        public Builder deadline(Duration deadline) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /**
         * Sets how many calls of one member may run at once, late ones too, when there is a deadline; 16 unless set. When as
         * many run, the next member answers at once.
         *
         * @param calls the number, at least 1
         * @return this builder
         */
        public Builder maxConcurrentCalls(int calls) {
            this.maxConcurrentCalls = calls;
            return this;
        }

        /**
         * Sets after how many failures in a row a member is not called for a while; 5 unless set.
         *
         * @param failures the number, at least 1
         * @return this builder
         */
        public Builder failureThreshold(int failures) {
            this.failureThreshold = failures;
            return this;
        }

        /**
         * Sets how long a member that failed too often is not called, before one call tries it again; 30 seconds unless set.
         *
         * @param time the time, above zero
         * @return this builder
         */
        public Builder openFor(Duration time) {
            this.openFor = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Lets the next member answer when a forecast's status is not OK. If no later one does better, the last member's
         * forecast is given whatever its status.
         *
         * @return this builder
         */
        public Builder refuseDegraded() {
            this.refuseDegraded = true;
            return this;
        }

        /**
         * Requires only the history of the member that needs least, so that it answers for a series that has just begun. A
         * caller who cuts histories to {@code info().requiredHistory()} must not use this: no other member would ever answer.
         *
         * @return this builder
         */
        public Builder answerShortHistories() {
            this.answerShortHistories = true;
            return this;
        }

        /**
         * Sets which exceptions of a member count towards its circuit breaker; all but {@link InvalidSeriesException} and
         * {@link InsufficientHistoryException} unless set, which are the series' fault. The next member answers in any case.
         * Late calls and values that are not finite always count.
         *
         * @param counts tells whether an exception counts; thread-safe
         * @return this builder
         */
        public Builder countFailures(Predicate<RuntimeException> counts) {
            this.counts = Objects.requireNonNull(counts, "counts");
            return this;
        }

        /**
         * Sets what runs the calls when there is a deadline; daemon threads of its own, as many as needed, unless set. One
         * with fewer threads than {@link #maxConcurrentCalls} makes calls late that wait for a thread; those that have not
         * begun by their deadline never do. It is not shut down here.
         *
         * @param executor runs each call on another thread than the caller's
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets the clock of the circuit breakers, for tests; {@link System#nanoTime} unless set.
         *
         * @param nanoClock gives a time in nanoseconds that never goes back; thread-safe
         * @return this builder
         */
        public Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
            return this;
        }

        /**
         * Makes the predictor, which then owns its members.
         *
         * @return a new predictor; the caller closes it, and with it its members
         * @throws IllegalArgumentException if the members forecast different targets or steps, or a setting is out of its
         *     range; the message names them
         */
        public FallbackPredictor build() {
            Duration limit = deadline;
            if (limit != null && limit.isZero()) {
                throw new IllegalArgumentException("the deadline must be above zero, found " + limit);
            }
            FallbackSettings settings = new FallbackSettings(
                    limit == null ? Duration.ZERO : limit,
                    maxConcurrentCalls,
                    failureThreshold,
                    openFor,
                    refuseDegraded,
                    answerShortHistories);
            PredictorInfo info = Description.of(members, settings);
            return new FallbackPredictor(
                    info, FallbackMembers.of(info, members, settings, executor, nanoClock, counts));
        }
    }
}
