package io.forecastj.examples.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forecastj.store.ModelVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training, which clients follow by its id. Thread-safe: one thread runs it, any thread reads it. */
class Training implements Runnable {
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private final String id;
    private final String model;
    private final Function<TrainingProgress, ModelVersion> work;
    private final Clock clock;
    private final Instant requested;
    private final TrainingProgress progress = new TrainingProgress();
    private volatile State state = State.QUEUED;
    private volatile @Nullable Instant ended;
    private volatile @Nullable Integer version;
    private volatile @Nullable String problem;

    Training(String id, String model, Function<TrainingProgress, ModelVersion> work, Clock clock) {
        this.id = id;
        this.model = model;
        this.work = work;
        this.clock = clock;
        this.requested = clock.instant();
    }

    String id() {
        return id;
    }

    boolean isOver() {
        return ended != null;
    }

    @Override
    public void run() {
        state = State.RUNNING;
        try {
            version = work.apply(progress).number();
            end(State.DONE);
        } catch (CancellationException e) {
            end(State.CANCELLED);
        } catch (Throwable e) {
            LOG.warn("The training {} of '{}' failed", id, model, e);
            problem = Failure.of(reason(e)).detail();
            end(State.FAILED);
        }
    }

    /** A backtest whose fits have failed has the exception of the first one as its cause. */
    private static Throwable reason(Throwable thrown) {
        return thrown instanceof IllegalStateException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Asks a running training to end, which it does at its next report of progress. */
    void cancel() {
        progress.cancel();
    }

    /** Ends a training that will never run. */
    void drop() {
        end(State.CANCELLED);
    }

    private void end(State last) {
        state = last;
        ended = clock.instant();
    }

    /** {@return the status for clients} */
    @JsonValue
    Map<String, @Nullable Object> status() {
        Instant end = ended; // before the state, which is the last one if this is set
        State now = state;
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("id", id);
        status.put("model", model);
        status.put("state", now.name());
        status.put("phase", progress.phase());
        status.put("completed", now == State.DONE ? 1 : progress.completed());
        status.put("version", version);
        status.put("problem", problem);
        status.put("requested", requested.toString());
        status.put("ended", end == null ? null : end.toString());
        return status;
    }
}
