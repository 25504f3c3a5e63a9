package io.forecastj.models.fallback;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of a predictor with fallbacks, called in order until one answers.
 *
 * <p>Thread-safe.
 */
final class FallbackMembers {
    /** Exceptions that are the fault of the series, not of a member. */
    static final Predicate<RuntimeException> SERIES_AT_FAULT =
            thrown -> thrown instanceof InvalidSeriesException || thrown instanceof InsufficientHistoryException;

    private final PredictorInfo info;
    private final List<FallbackMember> members;
    private final @Nullable ExecutorService ownThreads;
    private volatile boolean closed;

    /** The last computed one; two threads may compute it at once, with equal results. */
    private volatile @Nullable KnownHash modelHash;

    /**
     * A hash, and what it was computed of. A member that reloads has another hash with each version.
     *
     * @param ofMembers the hashes of the members
     * @param all the hash of all of them
     */
    private record KnownHash(List<String> ofMembers, String all) {
        boolean isOf(List<FallbackMember> members) {
            for (int i = 0; i < members.size(); i++) {
                if (!ofMembers.get(i).equals(members.get(i).predictor.modelHash())) {
                    return false;
                }
            }
            return true;
        }
    }

    private FallbackMembers(PredictorInfo info, List<FallbackMember> members, @Nullable ExecutorService ownThreads) {
        this.info = info;
        this.members = List.copyOf(members);
        this.ownThreads = ownThreads;
    }

    /**
     * @param info the description of the predictor with fallbacks
     * @param executor runs calls with a deadline; null to create threads here
     */
    static FallbackMembers of(
            PredictorInfo info,
            List<Predictor> predictors,
            FallbackSettings settings,
            @Nullable Executor executor,
            LongSupplier nanoClock,
            Predicate<RuntimeException> counts) {
        ExecutorService ownThreads = settings.hasDeadline() && executor == null ? newThreads() : null;
        Executor threads = ownThreads == null ? executor : ownThreads;
        List<FallbackMember> members = new ArrayList<>();
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
        return new FallbackMembers(info, members, ownThreads);
    }

    /** Creates a pool that grows up to the members' permits; its threads are daemons, since a hung call never ends. */
    private static ExecutorService newThreads() {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "forecastj-fallback");
            thread.setDaemon(true);
            return thread;
        });
    }

    List<FallbackMember> list() {
        return members;
    }

    String modelHash() {
        KnownHash known = modelHash;
        if (known == null || !known.isOf(members)) {
            List<String> hashes =
                    members.stream().map(member -> member.predictor.modelHash()).toList();
            known = new KnownHash(hashes, Snapshots.modelHash(info, out -> {
                out.putInt(hashes.size());
                hashes.forEach(out::putText);
            }));
            modelHash = known;
        }
        return known.all();
    }

    /** Returns the primary's forecasts of all series, or an empty list if the series must be forecast one by one. */
    List<Forecast> together(List<TimeSeries> histories) {
        FallbackMember primary = members.get(0);
        if (primary.calls != null || !primary.called()) {
            return List.of();
        }
        try {
            List<Forecast> forecasts = primary.predictor.predictAll(histories);
            return forecasts.size() == histories.size() ? forecasts : List.of();
        } catch (RuntimeException e) {
            return List.of(); // forecasting one by one shows which series failed, and if the failure counts
        }
    }

    /**
     * Returns the forecast of the first member that answers.
     *
     * @param known the primary's forecast if it exists already; it is judged like a new one
     */
    Forecast first(TimeSeries history, TimeSeries future, @Nullable Forecast known) {
        List<NoAnswer> unanswered = new ArrayList<>();
        for (FallbackMember member : members) {
            try {
                boolean made = known != null && unanswered.isEmpty();
                Forecast answer = member.ask(() -> made ? known : member.predictor.predict(history, future));
                return Forecasts.by(info, answer, reasons(unanswered));
            } catch (NoAnswer e) {
                requireOpen(); // a closed predictor is the reason for a missing answer, so throw that
                unanswered.add(e);
            }
        }
        throw nobody(unanswered);
    }

    /** Returns one sentence for each member without an answer, which are the first ones. */
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

    /** Returns the exception to throw when no member answers. */
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

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
        RuntimeException failure = null;
        for (FallbackMember member : members) {
            try {
                member.predictor.close();
            } catch (RuntimeException e) { // close the others all the same
                failure = failure == null ? e : failure;
            }
        }
        if (ownThreads != null) {
            ownThreads.shutdown(); // running calls end by themselves
        }
        if (failure != null) {
            throw failure;
        }
    }
}
