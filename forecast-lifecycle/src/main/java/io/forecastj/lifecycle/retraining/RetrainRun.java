package io.forecastj.lifecycle.retraining;

import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.store.Lease;
import io.forecastj.store.LeaseLostException;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoredModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One look of a retrainer: decides, and retrains if it is time. Not thread-safe. */
final class RetrainRun {
    private static final int PARTS = 3;

    private final RetrainSettings settings;
    private final RetrainLog log;
    private final StoredModel model;
    private final BooleanSupplier closed;
    private final @Nullable ScheduledExecutorService heartbeat;
    private @Nullable List<TimeSeries> data;
    private @Nullable RetrainDecision decision;

    RetrainRun(
            RetrainSettings settings,
            RetrainLog log,
            BooleanSupplier closed,
            @Nullable ScheduledExecutorService heartbeat) {
        this.settings = settings;
        this.log = log;
        this.model = settings.store().model(settings.model());
        this.closed = closed;
        this.heartbeat = heartbeat;
    }

    RetrainOutcome run() {
        RetrainRecording recording = RetrainRecording.begin(settings.model(), settings.alias());
        RetrainOutcome outcome = look();
        recording.end(outcome, data == null ? 0 : rowsAfter(data, null));
        log.outcome(outcome);
        return outcome;
    }

    private RetrainOutcome look() {
        try {
            // first without a lease, so that a look that finds nothing writes nothing
            if (!decide().due()) {
                return notDue();
            }
            String name = "retrain " + settings.model();
            Optional<Lease> lease = settings.store().lease(name, settings.leaseTime());
            if (lease.isEmpty()) {
                return outcome(Kind.BUSY, List.of("somebody else has the lease '" + name + "'"), null);
            }
            try (HeldLease held = new HeldLease(lease.get(), settings.leaseTime(), settings.clock())) {
                return underLease(held);
            }
        } catch (RuntimeException | Error e) {
            return ended(e);
        }
    }

    private RetrainOutcome underLease(HeldLease held) {
        ScheduledFuture<?> beat = beat(held);
        try {
            // again, since somebody may have retrained just before
            RetrainDecision now = decide();
            if (!now.due()) {
                return notDue();
            }
            StoredModel fenced = model.under(held.lease());
            log.record(fenced, log.event(RetrainHistory.STARTED, now.all()));
            RetrainProgress progress = new RetrainProgress(held, closed, log::fit, settings.executor());
            try {
                Retraining retraining = new Retraining(settings, log, fenced, progress, held);
                return retraining.run(data(), now);
            } catch (CancellationException e) {
                held.require(); // a lost lease cancels the fits too
                throw e;
            }
        } finally {
            if (beat != null) {
                beat.cancel(false);
            }
        }
    }

    private @Nullable ScheduledFuture<?> beat(HeldLease held) {
        if (heartbeat == null) {
            return null;
        }
        long pause = Math.max(1, settings.leaseTime().toMillis() / PARTS);
        return heartbeat.scheduleAtFixedRate(held::renewIfNeeded, pause, pause, TimeUnit.MILLISECONDS);
    }

    private RetrainDecision decide() {
        Optional<ModelVersion> champion = model.find(settings.alias());
        RetrainHistory history = RetrainHistory.of(model.events(), settings.alias());
        if (champion.isEmpty() && !settings.promoteFirst() && history.lastRetraining() != null) {
            RetrainDecision waits = new RetrainDecision(
                    false,
                    List.of("the version that was published at " + history.lastRetraining()
                            + " waits for somebody to promote it"),
                    List.of());
            decision = waits;
            return waits;
        }
        RetrainState.Builder state = RetrainState.builder(settings.clock().instant());
        if (history.lastRetraining() != null) {
            state.lastRetraining(history.lastRetraining());
        }
        if (history.lastAttempt() != null) {
            state.lastAttempt(history.lastAttempt());
        }
        if (champion.isPresent()) {
            Instant trainedTo = Retraining.trainedTo(champion.get());
            state.published(champion.get().published());
            if (trainedTo != null) {
                state.trainedTo(trainedTo);
            }
            state.overlap(champion.get().info().horizon());
            settings.observer().accept(state);
            if (settings.policy().countsRows() && !state.knowsNewRows()) {
                state.newRows(rowsAfter(data(), latest(trainedTo, history.seenTo())));
            }
        }
        RetrainDecision made = settings.policy().decide(state.build());
        decision = made;
        return made;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static long rowsAfter(List<TimeSeries> data, @Nullable Instant time) {
        long rows = 0;
        for (TimeSeries one : data) {
            rows += one.length() - (time == null ? 0 : one.rowAtOrBefore(time) + 1);
        }
        return rows;
    }

    private List<TimeSeries> data() {
        List<TimeSeries> given = data;
        if (given == null) {
            given = List.copyOf(settings.data().get());
            data = given;
        }
        return given;
    }

    private RetrainOutcome notDue() {
        return outcome(Kind.NOT_DUE, decision == null ? List.of() : decision.reasons(), null);
    }

    /** Records what ended the retraining, as far as the store can be written. */
    private RetrainOutcome ended(Throwable cause) {
        boolean cancelled = cause instanceof CancellationException;
        Kind kind = cancelled ? Kind.CANCELLED : Kind.FAILED;
        String reason = cancelled
                ? "the retraining was cancelled"
                : cause instanceof LeaseLostException
                        ? "the lease was lost, so that nothing was promoted: " + cause.getMessage()
                        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        String words = MessageText.cut(reason);
        try {
            StoreEvent event = log.event(cancelled ? RetrainHistory.CANCELLED : RetrainHistory.FAILED, List.of(words));
            // not under the lease, which may be the very thing that was lost
            Uninterrupted.run(() -> log.record(model, event));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
        return outcome(kind, List.of(words), cancelled ? null : cause);
    }

    private RetrainOutcome outcome(Kind kind, List<String> reasons, @Nullable Throwable failure) {
        return new RetrainOutcome(kind, reasons, decision, null, null, failure);
    }
}
