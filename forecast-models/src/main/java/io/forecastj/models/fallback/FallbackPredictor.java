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
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 *   <li>its forecast's status is not OK and {@linkplain FallbackBuilder#refuseDegraded such are refused};
 *   <li>it does not answer within the {@linkplain FallbackBuilder#deadline deadline}, or as many of its calls run as may;
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
 * primary's, unless {@linkplain FallbackBuilder#answerShortHistories short histories are answered} by those that need
 * less.
 *
 * <p>Without a deadline there is no other thread, and a session's {@code forecastInto} allocates what the primary
 * does. With a deadline a member's calls run on other threads; one that is late runs on, as native code cannot be
 * stopped, and holds one of the places of {@link FallbackBuilder#maxConcurrentCalls} until it returns.
 *
 * <p>It is saved with its members and settings, but not its executor, its clock, which exceptions count, or the state of
 * its breakers; loaded, it has the defaults of these. Closing it closes its members.
 */
public final class FallbackPredictor implements Predictor {
    /** The kind of these predictors. */
    public static final String KIND = "fallback";

    /** The exceptions for which no member is to blame. */
    static final Predicate<RuntimeException> SERIES_AT_FAULT =
            thrown -> thrown instanceof InvalidSeriesException || thrown instanceof InsufficientHistoryException;

    private final PredictorInfo info;
    private final List<FallbackMember> members = new ArrayList<>();
    private final @Nullable ExecutorService ownThreads;
    private volatile boolean closed;

    FallbackPredictor(
            PredictorInfo info,
            List<Predictor> predictors,
            FallbackSettings settings,
            @Nullable Executor executor,
            LongSupplier nanoClock,
            Predicate<RuntimeException> counts) {
        this.info = info;
        this.ownThreads = settings.hasDeadline() && executor == null ? newThreads() : null;
        Executor threads = ownThreads == null ? executor : ownThreads;
        for (Predictor predictor : predictors) {
            boolean last = members.size() == predictors.size() - 1;
            CircuitBreaker breaker = new CircuitBreaker(
                    last ? Integer.MAX_VALUE : settings.failureThreshold(),
                    settings.openFor().toNanos(),
                    nanoClock);
            DeadlineCalls calls = last || threads == null || !settings.hasDeadline()
                    ? null
                    : new DeadlineCalls(threads, settings.deadline(), settings.maxConcurrentCalls());
            members.add(new FallbackMember(predictor, breaker, calls, settings.refuseDegraded() && !last, counts));
        }
    }

    /** Threads for as many calls as the members' permits let through; daemons, since a hung one never ends. */
    private static ExecutorService newThreads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "forecastj-fallback");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a predictor with fallbacks.
     *
     * @param primary the predictor to ask first
     * @param next the one to ask if it does not answer
     * @param more those to ask after it, in order
     * @return a builder
     */
    public static FallbackBuilder builder(Predictor primary, Predictor next, Predictor... more) {
        List<Predictor> all = new ArrayList<>(List.of(primary, next));
        all.addAll(List.of(more));
        return new FallbackBuilder(all);
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
        return new FallbackPredictor(info, members, settings, null, System::nanoTime, SERIES_AT_FAULT.negate());
    }

    List<FallbackMember> list() {
        return members;
    }

    /**
     * Returns the members.
     *
     * @return the predictors in the order in which they are asked, unmodifiable
     */
    public List<Predictor> members() {
        return members.stream().map(member -> member.predictor).toList();
    }

    /**
     * Returns how each member does now.
     *
     * @return a snapshot of their states, in their order, unmodifiable
     */
    public List<MemberState> states() {
        return members.stream().map(FallbackMember::state).toList();
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
        requireOpen();
        // what is the caller's error, whoever would answer, is refused before a member could be blamed for it
        info.requireHistory(history);
        if (future.length() > 0) {
            KnownFuture.requireRows(
                    info.columns(ColumnRole.KNOWN_FUTURE), future, history.timestamp(history.length() - 1));
        }
        return first(history, future, null);
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
        requireOpen();
        histories.forEach(info::requireHistory);
        List<Forecast> together = together(histories);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            Forecast known = together.isEmpty() ? null : together.get(i);
            forecasts.add(first(histories.get(i), TimeSeries.empty(), known));
        }
        return Collections.unmodifiableList(forecasts);
    }

    /** The primary's forecasts of all series, or none if it has to be asked one by one. */
    private List<Forecast> together(List<TimeSeries> histories) {
        FallbackMember primary = members.get(0);
        if (primary.calls != null || !primary.called()) {
            return List.of();
        }
        try {
            List<Forecast> forecasts = primary.predictor.predictAll(histories);
            return forecasts.size() == histories.size() ? forecasts : List.of();
        } catch (RuntimeException e) {
            return List.of(); // which series it was, and whether it counts, shows when each is asked
        }
    }

    /**
     * The forecast of the first member that answers.
     *
     * @param known the primary's forecast if it was made already; it is judged as if it were made now
     */
    private Forecast first(TimeSeries history, TimeSeries future, @Nullable Forecast known) {
        List<NoAnswer> unanswered = new ArrayList<>();
        for (FallbackMember member : members) {
            try {
                boolean made = known != null && unanswered.isEmpty();
                Forecast answer = member.ask(() -> made ? known : member.predictor.predict(history, future));
                return Forecasts.by(info, answer, reasons(unanswered));
            } catch (NoAnswer e) {
                requireOpen(); // or closing is why there is none
                unanswered.add(e);
            }
        }
        throw nobody(unanswered);
    }

    @Override
    public FallbackSession openSession(TimeSeries history) {
        return openSession(history, TimeSeries.empty());
    }

    @Override
    public FallbackSession openSession(TimeSeries history, TimeSeries future) {
        requireOpen();
        return new FallbackSession(this, history, future);
    }

    /** One sentence for each member that did not answer; they are the first ones. */
    List<String> reasons(List<NoAnswer> unanswered) {
        if (unanswered.isEmpty()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < unanswered.size(); i++) {
            reasons.add("'" + members.get(i).name() + "' did not answer: "
                    + unanswered.get(i).reason());
        }
        return List.copyOf(reasons);
    }

    /** What to throw when no member has answered. */
    RuntimeException nobody(List<NoAnswer> unanswered) {
        List<RuntimeException> thrown = unanswered.stream()
                .map(one -> one.thrown)
                .filter(Objects::nonNull)
                .toList();
        if (thrown.size() == unanswered.size() && thrown.stream().allMatch(SERIES_AT_FAULT)) {
            return thrown.get(0);
        }
        ForecastException all = new ForecastException(
                "no member of '" + info.name() + "' answered: " + String.join("; ", reasons(unanswered)));
        thrown.forEach(all::addSuppressed);
        return all;
    }

    void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info.name() + "' is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        RuntimeException failure = null;
        for (FallbackMember member : members) {
            try {
                member.predictor.close();
            } catch (RuntimeException e) { // the others are to be closed all the same
                failure = failure == null ? e : failure;
            }
        }
        if (ownThreads != null) {
            ownThreads.shutdown(); // calls that run end as they will
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "predictor '" + info.name() + "' of " + info.targets() + ", " + info.horizon() + " steps"
                + (closed ? ", closed" : "");
    }
}
