package io.forecastj.models.fallback;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KnownFuture;
import io.forecastj.MessageText;
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
 * A primary predictor with fallbacks, which forecast in order when the primary does not answer.
 *
 * <p>Thread-safe. The members are called in order until one answers. A member does not answer when
 *
 * <ul>
 *   <li>it throws an exception, also one for an invalid history or one too short for it;
 *   <li>its forecast holds a value that is NaN or infinite;
 *   <li>its forecast's status is not OK and {@link Builder#refuseDegraded} is set;
 *   <li>it does not answer within the {@linkplain Builder#deadline deadline}, or its
 *       {@linkplain Builder#maxConcurrentCalls maximum number of calls} is running;
 *   <li>its {@linkplain BreakerState circuit breaker} is open after too many failures in a row.
 * </ul>
 *
 * A forecast of a member other than the primary has the status {@link io.forecastj.ForecastStatus#FALLBACK}. Its
 * reasons are one for each member that did not answer, the name of the member that did, and then that member's own
 * reasons. Its quantiles are those of that member.
 *
 * <p>The last member has no deadline and no breaker, and its forecast may be degraded. Choose a member that cannot
 * fail, such as a baseline. If no member answers, the call throws: the primary's exception if all members found the
 * series invalid or too short, otherwise a {@link ForecastException} with every reason.
 *
 * <p>Invalid calls are rejected before any member runs: a series without a column that some member needs, a malformed
 * row, or a history shorter than required. The required history is the primary's, or the shortest of all members with
 * {@link Builder#answerShortHistories}.
 *
 * <p>Without a deadline all calls run on the caller's thread, and a session's {@code forecastInto} allocates only what
 * the primary allocates. With a deadline a member's calls run on other threads. A late call continues, since native
 * code cannot be stopped, and counts towards {@link Builder#maxConcurrentCalls} until it returns.
 *
 * <p>The members and settings are saved. The executor, the clock, the choice of exceptions that count and the states of
 * the breakers are not; a loaded predictor has their defaults. Closing the predictor closes its members.
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
     * @param primary the first predictor to call
     * @param next the predictor to call if the primary does not answer
     * @param more further predictors, called in this order
     * @return a builder
     */
    public static Builder builder(Predictor primary, Predictor next, Predictor... more) {
        List<Predictor> all = new ArrayList<>(List.of(primary, next));
        all.addAll(List.of(more));
        return new Builder(all);
    }

    /**
     * Creates the predictor of a saved description.
     *
     * @param info the description of a predictor with fallbacks
     * @param members its members in order
     * @return a new predictor
     * @throws IllegalArgumentException if the description is not that of a predictor with fallbacks and these members
     */
    static FallbackPredictor of(PredictorInfo info, List<Predictor> members) {
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
     * @return the predictors in the order of calls, unmodifiable
     */
    public List<Predictor> members() {
        return members.list().stream().map(member -> member.predictor).toList();
    }

    /**
     * Returns the current state of each member.
     *
     * @return a snapshot of the states, in the members' order, unmodifiable
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
     * Forecasts with the first member that answers. Later members are not called.
     *
     * @param history the rows known so far, at least {@code info().requiredHistory()}
     * @param future rows after the history with the known-future columns, one for each step; may be
     *     {@link TimeSeries#empty()}
     * @return the forecast
     * @throws InvalidSeriesException if a column that some member needs is missing, or if no member accepts the series
     * @throws InsufficientHistoryException if the history is shorter than required, or too short for every member
     * @throws ForecastException if no member answers
     * @throws PredictorClosedException if this predictor or the called member is closed
     */
    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        members.requireOpen();
        // reject an error of the caller before it could count as a failure of a member
        info.requireHistory(history);
        if (future.length() > 0) {
            KnownFuture.requireRows(
                    info.columns(ColumnRole.KNOWN_FUTURE), future, history.timestamp(history.length() - 1));
        }
        return members.first(history, future, null);
    }

    /**
     * Forecasts several series, each as {@link #predict(TimeSeries, TimeSeries)} does. Without a deadline the primary
     * gets all series in one call. If that call throws, the series are forecast one by one. A series for which the
     * primary's forecast is unusable goes to the next member.
     *
     * @param histories the rows known so far of each series, at least {@code info().requiredHistory()}
     * @return one forecast for each series, in their order
     * @throws InvalidSeriesException as {@code predict} throws it, for the first such series
     * @throws InsufficientHistoryException as {@code predict} throws it, for the first such series
     * @throws ForecastException if no member answers for some series
     * @throws PredictorClosedException if this predictor or a called member is closed
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
     * Restores a session from its snapshot, on the caller's thread even with a deadline. Member sessions that were open
     * are open again, and rows that a member had not taken wait for it. The member that answered last is not kept.
     *
     * @param snapshot the bytes from {@link FallbackSession#snapshot}
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
        return "predictor '" + info.name() + "' of " + MessageText.list(info.targets()) + ", " + info.horizon()
                + " steps" + (members.closed() ? ", closed" : "");
    }

    /** Builder of predictors with fallbacks. Not thread-safe. */
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
         * Sets the time limit of a forecast for each member but the last. The time includes the rows since the last
         * forecast and, if necessary, the opening of the member's session. Unlimited unless set.
         *
         * @param deadline the time, above zero
         * @return this builder
         */
        public Builder deadline(Duration deadline) {
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /**
         * Sets the maximum number of simultaneous calls of one member, late ones included, when there is a deadline; 16
         * unless set. When the maximum is reached, the next member answers at once.
         *
         * @param calls the number, at least 1
         * @return this builder
         */
        public Builder maxConcurrentCalls(int calls) {
            this.maxConcurrentCalls = calls;
            return this;
        }

        /**
         * Sets the number of failures in a row that open a member's circuit breaker; 5 unless set.
         *
         * @param failures the number, at least 1
         * @return this builder
         */
        public Builder failureThreshold(int failures) {
            this.failureThreshold = failures;
            return this;
        }

        /**
         * Sets the time that a circuit breaker stays open before one call probes the member; 30 seconds unless set.
         *
         * @param time the time, above zero
         * @return this builder
         */
        public Builder openFor(Duration time) {
            this.openFor = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Lets the next member answer when a forecast's status is not OK. If no later member does better, the last
         * member's forecast is returned with any status.
         *
         * @return this builder
         */
        public Builder refuseDegraded() {
            this.refuseDegraded = true;
            return this;
        }

        /**
         * Requires only the shortest history of all members, so that the member with that need can forecast a series
         * that has just begun. Do not use this if you cut histories to {@code info().requiredHistory()}: no other
         * member would ever answer.
         *
         * @return this builder
         */
        public Builder answerShortHistories() {
            this.answerShortHistories = true;
            return this;
        }

        /**
         * Sets the exceptions of a member that count as failures for its circuit breaker. Unless set, all count but
         * {@link InvalidSeriesException} and {@link InsufficientHistoryException}, which are the series' fault. The
         * next member answers in any case. Late calls and values that are not finite always count.
         *
         * @param counts returns true if an exception counts; thread-safe
         * @return this builder
         */
        public Builder countFailures(Predicate<RuntimeException> counts) {
            this.counts = Objects.requireNonNull(counts, "counts");
            return this;
        }

        /**
         * Sets the executor of the calls when there is a deadline. Unless set, the predictor creates daemon threads as
         * needed. If the executor has fewer threads than {@link #maxConcurrentCalls}, calls can be late because they
         * wait for a thread; a call that has not begun by its deadline never runs. This predictor does not shut the
         * executor down.
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
         * @param nanoClock returns a time in nanoseconds that never decreases; thread-safe
         * @return this builder
         */
        public Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
            return this;
        }

        /**
         * Creates the predictor, which then owns its members.
         *
         * @return a new predictor; the caller closes it, and with it its members
         * @throws IllegalArgumentException if the members forecast different targets or steps, or a setting is out of
         *     its range; the message names them
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
