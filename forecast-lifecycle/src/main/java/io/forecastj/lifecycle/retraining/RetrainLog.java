package io.forecastj.lifecycle.retraining;

import io.forecastj.FitProgress;
import io.forecastj.MessageText;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoredModel;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the steps of retrainings in the store, and passes them on to the listener. Thread-safe. */
final class RetrainLog {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainLog.class);

    private final String alias;
    private final Clock clock;
    private final RetrainListener listener;

    RetrainLog(RetrainSettings settings) {
        this.alias = settings.alias();
        this.clock = settings.clock();
        this.listener = settings.listener();
    }

    /** Starts an event for the alias. */
    StoreEvent event(String kind, List<String> reasons) {
        StoreEvent event = StoreEvent.of(clock.instant(), kind).detail(RetrainHistory.ALIAS, alias);
        for (String reason : reasons) {
            event = event.reason(MessageText.cut(reason));
        }
        return event;
    }

    void record(StoredModel model, StoreEvent event) {
        model.record(event);
        guard(() -> listener.onEvent(event));
    }

    void fit(FitProgress progress) {
        guard(() -> listener.onFit(progress));
    }

    void outcome(RetrainOutcome outcome) {
        guard(() -> listener.onOutcome(outcome));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) { // an executor would drop the schedule
            LOG.warn("the listener of a retraining failed", e);
        }
    }
}
