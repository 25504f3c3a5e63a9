package io.forecastj.streams;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions that one task uses. For one thread. */
final class TaskModels {
    private final StreamModels shared;
    private final StreamSettings settings;
    private final Map<Integer, OpenModel> held = new HashMap<>();
    private @Nullable OpenModel current;

    TaskModels(StreamModels shared, StreamSettings settings) {
        this.shared = shared;
        this.settings = settings;
    }

    /** The version that forecasts; {@link #use} sets it first. */
    OpenModel current() {
        OpenModel model = current;
        if (model == null) {
            throw new IllegalStateException("expected a version to be chosen before the first row");
        }
        return model;
    }

    boolean chosen() {
        return current != null;
    }

    /** Returns a version, loaded if necessary. */
    OpenModel get(int number) {
        OpenModel model = held.get(number);
        if (model == null) {
            model = acquire(number);
            held.put(number, model);
        }
        return model;
    }

    private OpenModel acquire(int number) {
        OpenModel model = shared.acquire(number);
        try {
            StreamModels.requireFit(model.predictor().info(), settings);
        } catch (RuntimeException e) {
            shared.release(model);
            throw e;
        }
        return model;
    }

    /** Returns a version that this task could use, which may be closed. */
    OpenModel check(int number) {
        OpenModel model = held.get(number);
        if (model == null) {
            model = acquire(number);
            shared.release(model);
        }
        return model;
    }

    /** Lets a version forecast and releases all others, whose sessions must be closed. */
    void use(int number) {
        OpenModel next = get(number);
        current = next;
        held.values().removeIf(model -> {
            if (model != next) {
                shared.release(model);
            }
            return model != next;
        });
    }

    /** Releases all versions. Idempotent. */
    void close() {
        current = null;
        held.values().forEach(shared::release);
        held.clear();
    }
}
