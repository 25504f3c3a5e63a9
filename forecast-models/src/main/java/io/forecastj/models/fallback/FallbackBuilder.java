package io.forecastj.models.fallback;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link FallbackPredictor}. Not thread-safe. */
public final class FallbackBuilder {
    private final List<Predictor> members;
    private @Nullable Duration deadline;
    private int maxConcurrentCalls = FallbackSettings.DEFAULT.maxConcurrentCalls();
    private int failureThreshold = FallbackSettings.DEFAULT.failureThreshold();
    private Duration openFor = FallbackSettings.DEFAULT.openFor();
    private boolean refuseDegraded;
    private boolean answerShortHistories;
    private @Nullable Executor executor;
    private LongSupplier nanoClock = System::nanoTime;
    private Predicate<RuntimeException> counts = FallbackPredictor.SERIES_AT_FAULT.negate();

    FallbackBuilder(List<Predictor> members) {
        this.members = members;
    }

    /**
     * Sets how long each member but the last may take for a forecast, taking the rows since the last one with it, and
     * opening its session if need be; no limit unless set.
     *
     * @param deadline the time, above zero
     * @return this builder
     */
    public FallbackBuilder deadline(Duration deadline) {
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
    public FallbackBuilder maxConcurrentCalls(int calls) {
        this.maxConcurrentCalls = calls;
        return this;
    }

    /**
     * Sets after how many failures in a row a member is not called for a while; 5 unless set.
     *
     * @param failures the number, at least 1
     * @return this builder
     */
    public FallbackBuilder failureThreshold(int failures) {
        this.failureThreshold = failures;
        return this;
    }

    /**
     * Sets how long a member that failed too often is not called, before one call tries it again; 30 seconds unless set.
     *
     * @param time the time, above zero
     * @return this builder
     */
    public FallbackBuilder openFor(Duration time) {
        this.openFor = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Lets the next member answer when a forecast's status is not OK. If no later one does better, the last member's
     * forecast is given whatever its status.
     *
     * @return this builder
     */
    public FallbackBuilder refuseDegraded() {
        this.refuseDegraded = true;
        return this;
    }

    /**
     * Requires only the history of the member that needs least, so that it answers for a series that has just begun. A
     * caller who cuts histories to {@code info().requiredHistory()} must not use this: no other member would ever answer.
     *
     * @return this builder
     */
    public FallbackBuilder answerShortHistories() {
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
    public FallbackBuilder countFailures(Predicate<RuntimeException> counts) {
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
    public FallbackBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets the clock of the circuit breakers, for tests; {@link System#nanoTime} unless set.
     *
     * @param nanoClock gives a time in nanoseconds that never goes back; thread-safe
     * @return this builder
     */
    public FallbackBuilder nanoClock(LongSupplier nanoClock) {
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
        return new FallbackPredictor(Description.of(members, settings), members, settings, executor, nanoClock, counts);
    }
}
