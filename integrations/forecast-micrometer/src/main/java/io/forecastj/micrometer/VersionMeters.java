package io.forecastj.micrometer;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one version of a model. They are made once, so that a call looks nothing up; only kinds of reasons and
 * series, if they are asked for, are made when they first come up.
 *
 * <p>Thread-safe. After {@link #removeAll} records go into meters that the registry no longer has, and none is made.
 */
final class VersionMeters {
    static final String FORECAST = "forecastj.forecast";
    static final String REASONS = "forecastj.forecast.reasons";
    static final String OPEN = "forecastj.session.open";
    static final String ROWS = "forecastj.session.rows";
    static final String SESSIONS = "forecastj.sessions";
    static final String OTHER = "other";

    /** The number of classes of exceptions that are told apart. */
    private static final int MOST_FAILURES = 20;

    private record Reason(AnswerStatus status, String kind) {}

    private static final AnswerStatus[] STATUSES = AnswerStatus.values();

    private final MeterRegistry registry;
    private final ModelLabel label;
    private final Tags tags;
    private final int mostSeries;
    private final Clock clock;
    private final Timer[] timers;
    private final Timer opened;
    private final Timer notOpened;
    private final Counter rows;
    private final Counter refusedRows;
    private final LongAdder sessions = new LongAdder();
    private final Map<String, Timer[]> timersBySeries = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> reasons = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private final List<Meter> meters = new ArrayList<>();

    private boolean removed;

    /** The gauges of the users in their order, of which only those of the last one are registered. */
    private final List<ModelGauges> users = new ArrayList<>();

    VersionMeters(MeterRegistry registry, ModelLabel label, int mostSeries) {
        this.registry = registry;
        this.label = label;
        this.tags = label.tags();
        this.mostSeries = mostSeries;
        this.clock = registry.config().clock();
        this.timers = timers(mostSeries > 0 ? tags.and("series", OTHER) : tags);
        this.opened = kept(timer(OPEN, "Time to open or restore a session", tags.and("status", "OK")));
        this.notOpened = kept(timer(OPEN, "Time to open or restore a session", tags.and("status", "FAILED")));
        this.rows = kept(rows("OK"));
        this.refusedRows = kept(rows("FAILED"));
        kept(Gauge.builder(SESSIONS, sessions, LongAdder::sum)
                .description("Open sessions")
                .tags(tags)
                .register(registry));
    }

    private Timer[] timers(Tags series) {
        Timer[] all = new Timer[STATUSES.length];
        for (AnswerStatus status : STATUSES) {
            all[status.ordinal()] = kept(timer(FORECAST, "Time of a forecast", series.and("status", status.name())));
        }
        return all;
    }

    private Timer timer(String name, String description, Tags of) {
        return Timer.builder(name).description(description).tags(of).register(registry);
    }

    private Counter rows(String status) {
        return Counter.builder(ROWS)
                .description("Rows appended to sessions")
                .tags(tags.and("status", status))
                .register(registry);
    }

    private synchronized <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }

    long now() {
        return clock.monotonicTime();
    }

    /** Returns the timers of the forecasts of a series, in the order of the statuses. */
    Timer[] timers(String series) {
        if (mostSeries == 0) {
            return timers;
        }
        Timer[] known = timersBySeries.get(series);
        return known == null ? newTimers(series) : known;
    }

    /** Returns the timers of the series of a session. */
    Timer[] timers(PredictionSession session) {
        return mostSeries == 0 ? timers : timers(session.history().id());
    }

    private synchronized Timer[] newTimers(String series) {
        if (removed || timersBySeries.size() >= mostSeries) {
            return timers;
        }
        return timersBySeries.computeIfAbsent(series, id -> timers(tags.and("series", id)));
    }

    void made(Timer[] series, Forecast forecast, long nanos) {
        AnswerStatus status = AnswerStatus.of(forecast.status());
        series[status.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        if (status != AnswerStatus.OK) {
            count(status, forecast.reasons());
        }
    }

    private void count(AnswerStatus status, List<String> sentences) {
        EnumSet<ReasonKind> kinds = EnumSet.noneOf(ReasonKind.class);
        for (String sentence : sentences) {
            ReasonKind kind = ReasonKind.of(sentence);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        kinds.forEach(kind -> count(status, kind.tag()));
    }

    void points(Timer[] series, long nanos) {
        series[AnswerStatus.POINTS.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(Timer[] series, Throwable failure, long nanos) {
        series[AnswerStatus.FAILED.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        count(AnswerStatus.FAILED, failure.getClass().getSimpleName());
    }

    private void count(AnswerStatus status, String kind) {
        Reason reason = new Reason(status, kind);
        Counter known = reasons.get(reason);
        if (known == null) {
            known = newCounter(reason);
        }
        if (known != null) {
            known.increment();
        }
    }

    private synchronized @Nullable Counter newCounter(Reason asked) {
        Reason reason = bounded(asked);
        Counter known = reasons.get(reason);
        if (known == null && !removed) {
            known = kept(Counter.builder(REASONS)
                    .description("Forecasts that are not OK, by the kind of reason")
                    .tags(tags.and("status", reason.status().name(), "reason", reason.kind()))
                    .register(registry));
            reasons.put(reason, known);
        }
        return known;
    }

    /** Returns a reason, or another one in its place if it is a class of exceptions without a name or one too many. */
    private Reason bounded(Reason reason) {
        if (reason.status() != AnswerStatus.FAILED || reasons.containsKey(reason)) {
            return reason;
        }
        long failures = reasons.keySet().stream()
                .filter(known -> known.status() == AnswerStatus.FAILED)
                .filter(known -> !known.kind().equals(OTHER))
                .count();
        return failures < MOST_FAILURES && !reason.kind().isEmpty() ? reason : new Reason(AnswerStatus.FAILED, OTHER);
    }

    void opened(long nanos) {
        opened.record(nanos, TimeUnit.NANOSECONDS);
        sessions.increment();
    }

    void notOpened(Throwable failure, long nanos) {
        notOpened.record(nanos, TimeUnit.NANOSECONDS);
        count(AnswerStatus.FAILED, failure.getClass().getSimpleName());
    }

    void closedSession() {
        sessions.decrement();
    }

    void row() {
        rows.increment();
    }

    void refusedRow() {
        refusedRows.increment();
    }

    /** Adds a user, whose gauges hide those of an earlier one, and returns its gauges. */
    synchronized ModelGauges acquire(Predictor predictor) {
        dropCollected();
        users.forEach(ModelGauges::remove);
        ModelGauges fresh = ModelGauges.bind(registry, label, predictor);
        users.add(fresh);
        return fresh;
    }

    /**
     * Removes a user and its gauges, since of a closed predictor they would show its last values for ever, and shows
     * those of the latest one that is still in use.
     */
    synchronized void release(ModelGauges of) {
        users.remove(of);
        of.remove();
        dropCollected();
        if (!users.isEmpty()) {
            users.get(users.size() - 1).bind();
        }
    }

    /** Forgets users that were dropped without being closed: their gauges would be NaN in place of others'. */
    private void dropCollected() {
        for (ModelGauges user : List.copyOf(users)) {
            if (user.collected()) {
                user.remove();
                users.remove(user);
            }
        }
    }

    synchronized boolean inUse() {
        dropCollected();
        return !users.isEmpty();
    }

    synchronized void removeAll() {
        removed = true;
        meters.forEach(registry::remove);
        meters.clear();
        users.forEach(ModelGauges::remove);
        users.clear();
    }
}
