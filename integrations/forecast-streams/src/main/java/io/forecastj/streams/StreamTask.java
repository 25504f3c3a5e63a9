package io.forecastj.streams;

import io.forecastj.ModelLoadException;
import io.forecastj.store.StoreException;
import io.forecastj.streams.StreamForecast.Outcome;
import java.util.function.Function;
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
    private final Function<SeriesLayout, StreamSettings> chosen;
    private final StreamModels shared;
    private final StreamStates states;
    private @Nullable Begun begun;

    /** What is known when the state of the task was read. */
    private record Begun(
            TaskState state, boolean stored, StreamSettings settings, TaskModels models, SessionCache live) {}

    /**
     * Creates a task.
     *
     * @param chosen returns the settings, completed by a layout
     */
    StreamTask(Function<SeriesLayout, StreamSettings> chosen, StreamModels shared, StreamStates states) {
        this.chosen = chosen;
        this.shared = shared;
        this.states = states;
    }

    /**
     * Reads the state of the task, and puts it if there is none, without loading a version. For an adapter whose
     * engine needs it before the first record; otherwise that begins the task.
     *
     * @throws ModelLoadException if there is no state, and the version to begin with is not in the store
     * @throws io.forecastj.SnapshotException if the state was written by another version of this library
     * @throws IllegalArgumentException if signals trade a column that the rows do not have
     * @throws IllegalStateException if a policy for gaps is set and no sampling is known
     * @throws StoreException if there is no state, and the model store cannot be read
     */
    public void begin() {
        Begun task = begun();
        if (!task.stored()) {
            states.putTask(task.state().toBytes());
        }
    }

    private Begun begun() {
        Begun present = begun;
        if (present == null) {
            byte[] bytes = shared.first() == 0 ? null : states.task();
            TaskState stored = bytes == null ? null : TaskState.of(bytes);
            // 0 if the application forecast with a given predictor before
            boolean usable = stored != null && stored.version() != 0;
            TaskState state = stored == null || !usable ? shared.begin() : stored;
            StreamSettings settings = chosen.apply(state.layout());
            present = new Begun(
                    state,
                    usable,
                    settings,
                    new TaskModels(shared, settings),
                    new SessionCache(settings.liveSessions()));
            begun = present;
        }
        return present;
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
     * @throws ModelLoadException if the version that the states name cannot be loaded, or cannot forecast these rows
     * @throws io.forecastj.ModelIntegrityException if the files of that version are damaged
     * @throws io.forecastj.SnapshotException if the state of the task was written by another version of this library
     * @throws IllegalArgumentException if signals trade a column that the rows do not have
     * @throws IllegalStateException if a policy for gaps is set and no sampling is known
     */
    public StreamForecast answer(@Nullable String key, @Nullable StreamInput input) {
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
        if (begun != null) {
            begun.live().drop(key);
        }
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
     * @throws io.forecastj.SnapshotException if the state of the task was written by another version of this library
     * @throws IllegalArgumentException if signals trade a column that the rows do not have
     * @throws IllegalStateException if a policy for gaps is set and no sampling is known
     */
    public void use(int version) {
        Begun task = begun();
        if (!task.models().chosen() || task.models().current().number() != version) {
            let(task, version);
        }
    }

    /**
     * Returns what this task would answer to a switch of the model, for an adapter that lets one place decide for all
     * tasks. The version is loaded and closed again, and nothing switches.
     *
     * @param change the switch
     * @return {@link StreamForecast.Outcome#SWITCHED}, or {@link StreamForecast.Outcome#REFUSED} with the reason
     * @throws ModelLoadException if there is no state, and the version to begin with is not in the store
     * @throws StoreException if the model store cannot be read
     * @throws io.forecastj.SnapshotException if the state of the task was written by another version of this library
     * @throws IllegalArgumentException if signals trade a column that the rows do not have
     * @throws IllegalStateException if a policy for gaps is set and no sampling is known
     */
    public StreamForecast check(ModelSwitch change) {
        Begun task = begun();
        return StreamAnswer.toSwitch(() -> task.models().check(change.version()));
    }

    /** Returns the task with a version that forecasts: unless one was chosen, that of the state. */
    private Begun ready() {
        Begun task = begun();
        if (!task.models().chosen()) {
            task.models().use(task.state().version());
            if (!task.stored()) {
                states.putTask(task.state().toBytes());
            }
        }
        return task;
    }

    private static StreamForecast invalid(String reason) {
        return new StreamAnswer(Outcome.INVALID).why(reason).build();
    }

    private StreamForecast change(ModelSwitch change) {
        Begun task = ready();
        return StreamAnswer.toSwitch(() -> {
            OpenModel next = task.models().get(change.version());
            if (next != task.models().current()) {
                let(task, change.version());
                states.putTask(task.state().version(change.version()).toBytes());
            }
            return next;
        });
    }

    /** Lets a version forecast. */
    private static void let(Begun task, int version) {
        task.models().get(version);
        task.live().clear(); // their sessions are of the version before, which is released
        task.models().use(version);
    }

    private StreamForecast take(String key, StreamRow row) {
        Begun task = ready();
        SessionCache live = task.live();
        KeyedSeries series = live.get(key);
        byte[] present = series == null ? states.get(key) : null;
        StreamForecast answer;
        byte[] after;
        try {
            if (series == null) {
                series = present == null
                        ? KeyedSeries.begin(key, task.settings(), task.models())
                        : restored(key, present, task.settings());
                live.add(key, series);
            }
            answer = series.take(row, task.models());
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

    private KeyedSeries restored(String key, byte[] present, StreamSettings settings) {
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
        if (begun != null) {
            begun.live().clear();
            begun.models().close();
            begun = null;
        }
    }
}
