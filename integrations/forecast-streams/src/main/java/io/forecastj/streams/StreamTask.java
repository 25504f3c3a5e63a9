package io.forecastj.streams;

import io.forecastj.ModelLoadException;
import io.forecastj.store.StoreException;
import io.forecastj.streams.StreamForecast.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The forecasting of one task of a stream, such as a partition: a record and the state of its series in, an answer and
 * the new state out. Adapters of engines call it; {@link StreamForecasting#task} makes one.
 *
 * <p>Everything that the task knows is in the {@link StreamStates} after each record. Sessions are kept open beside
 * them only to save their restoring, so a task must end, and another one be made, whenever the engine puts states back.
 *
 * <p>For one thread.
 */
public final class StreamTask implements AutoCloseable {
    private final StreamSettings settings;
    private final StreamModels shared;
    private final StreamStates states;
    private final TaskModels models;
    private final SessionCache live;

    StreamTask(StreamSettings settings, StreamModels shared, StreamStates states) {
        this.settings = settings;
        this.shared = shared;
        this.states = states;
        this.models = new TaskModels(shared);
        this.live = new SessionCache(settings.liveSessions());
    }

    /**
     * Answers a record, and puts the state of its series after it. If it throws, no state has changed, and the record
     * must be taken again by another task.
     *
     * @param key the key of the record, which is the id of its series; null if it has none
     * @param input the value of the record; null to forget the series
     * @return the answer
     * @throws io.forecastj.PredictorClosedException if the predictor that was given is closed
     * @throws StoreException if the model store cannot be read when a version is to be loaded
     * @throws ModelLoadException if the version that the states name cannot be loaded
     */
    public StreamForecast answer(@Nullable String key, @Nullable StreamInput input) {
        if (!models.chosen()) {
            begin();
        }
        if (input instanceof ModelSwitch change) {
            return change(change);
        }
        if (input instanceof UnreadableInput unreadable) {
            return invalid(unreadable.reason());
        }
        if (key == null) {
            return invalid("the record has no key; expected the id of the series");
        }
        if (input instanceof StreamRow row) {
            return take(key, row);
        }
        boolean known = states.get(key) != null;
        if (known) {
            states.remove(key);
        }
        live.drop(key);
        return new StreamAnswer(Outcome.CLOSED)
                .why(known ? "" : "there is no such series")
                .build();
    }

    /**
     * Lets a version forecast the records that follow. For an adapter that knows from elsewhere which version is to
     * forecast a record: the version of the states is neither read nor written.
     *
     * @param version the number of the version, 0 for a predictor that is given
     * @throws ModelLoadException if there is no such version, or it cannot forecast these rows
     * @throws io.forecastj.ModelIntegrityException if its files are damaged
     * @throws StoreException if the model store cannot be read
     */
    public void use(int version) {
        if (!models.chosen() || models.current().number() != version) {
            let(version);
        }
    }

    private void begin() {
        int stored = states.version().orElse(0);
        // 0 too if the application forecast with a given predictor before
        int number = stored == 0 || shared.first() == 0 ? shared.first() : stored;
        models.use(number);
        if (states.version().isEmpty() || stored != number) {
            states.putVersion(number);
        }
    }

    private static StreamForecast invalid(String reason) {
        return new StreamAnswer(Outcome.INVALID).why(reason).build();
    }

    private StreamForecast change(ModelSwitch change) {
        return StreamAnswer.toSwitch(() -> {
            OpenModel next = models.get(change.version());
            if (next != models.current()) {
                let(change.version());
                states.putVersion(change.version());
            }
            return next;
        });
    }

    /** Lets a version forecast. */
    private void let(int version) {
        models.get(version);
        live.clear(); // their sessions are of the version before, which is released
        models.use(version);
    }

    private StreamForecast take(String key, StreamRow row) {
        KeyedSeries series = live.get(key);
        byte[] present = series == null ? states.get(key) : null;
        StreamForecast answer;
        byte[] after;
        try {
            if (series == null) {
                series = present == null ? KeyedSeries.begin(key, settings, models) : restored(key, present);
                live.add(key, series);
            }
            answer = series.take(row, models);
            after = series.save();
        } catch (RuntimeException e) {
            VersionedSession.rethrowIfOfAll(e);
            live.drop(key);
            StreamAnswer failed = StreamAnswer.at(row.epochMillis());
            return failed.outcome(Outcome.FAILED, "the row was not taken: " + StreamAnswer.text(e))
                    .build();
        }
        states.put(key, after);
        return answer;
    }

    private KeyedSeries restored(String key, byte[] present) {
        try {
            return KeyedSeries.restore(key, settings, present);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the kept state of the series cannot be read: " + StreamAnswer.text(e)
                            + ". Forget the series by a record without a value, and send its rows again",
                    e);
        }
    }

    /** Closes the sessions, and the versions that no other task uses. Idempotent. */
    @Override
    public void close() {
        live.clear();
        models.close();
    }
}
