package io.forecastj.kafka;

import io.forecastj.kafka.StreamForecast.Outcome;
import io.forecastj.store.StoreException;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The processor of one task. The store has the state of every series after each row, and the version that forecasts;
 * sessions are kept open beside it only to save their restoring. So whatever a restart restores is all there is.
 *
 * <p>For one thread.
 */
final class ForecastProcessor implements Processor<String, StreamInput, String, StreamForecast> {
    /** The key of the version that forecasts; those of series have another first letter. */
    private static final String VERSION = "v";

    private static final String SERIES = "s";

    private final String storeName;
    private final StreamSettings settings;
    private final StreamModels shared;
    private final TaskModels models;
    private final SessionCache live;
    private @Nullable ProcessorContext<String, StreamForecast> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    ForecastProcessor(String storeName, StreamSettings settings, StreamModels shared) {
        this.storeName = storeName;
        this.settings = settings;
        this.shared = shared;
        this.models = new TaskModels(shared);
        this.live = new SessionCache(settings.liveSessions());
    }

    @Override
    public void init(ProcessorContext<String, StreamForecast> to) {
        close(); // a task that is revived after an error is begun again with the same processor
        context = to;
        store = to.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, StreamInput> record) {
        ProcessorContext<String, StreamForecast> to = context;
        KeyValueStore<String, byte[]> states = store;
        if (to == null || states == null) {
            throw new IllegalStateException("expected init(...) before the first record");
        }
        if (!models.chosen()) {
            models.use(version(states));
        }
        to.forward(record.withValue(answer(record.key(), record.value(), states)));
    }

    private int version(KeyValueStore<String, byte[]> states) {
        byte[] stored = states.get(VERSION);
        if (stored == null || shared.first() == 0) {
            states.put(VERSION, bytes(shared.first()));
            return shared.first();
        }
        // 0 if the application forecast with a given predictor before
        int number = ByteBuffer.wrap(stored).getInt();
        return number == 0 ? shared.first() : number;
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private StreamForecast answer(
            @Nullable String key, @Nullable StreamInput input, KeyValueStore<String, byte[]> states) {
        if (input instanceof ModelSwitch change) {
            return change(change, states);
        }
        if (input instanceof UnreadableInput unreadable) {
            return invalid(unreadable.reason());
        }
        if (key == null) {
            return invalid("the record has no key; expected the id of the series");
        }
        if (input instanceof StreamRow row) {
            return take(key, row, states);
        }
        boolean known = states.delete(SERIES + key) != null;
        live.drop(key);
        return new StreamAnswer(Outcome.CLOSED)
                .why(known ? "" : "there is no such series")
                .build();
    }

    private static StreamForecast invalid(String reason) {
        return new StreamAnswer(Outcome.INVALID).why(reason).build();
    }

    private StreamForecast change(ModelSwitch change, KeyValueStore<String, byte[]> states) {
        StreamAnswer answer = new StreamAnswer(Outcome.SWITCHED);
        OpenModel next;
        try {
            next = models.get(change.version());
        } catch (StoreException e) {
            throw e; // all partitions must switch, so this one waits for the store
        } catch (RuntimeException e) {
            return answer.outcome(Outcome.REFUSED, StreamAnswer.text(e)).build();
        }
        if (next != models.current()) {
            live.clear(); // their sessions are of the version before, which is released
            models.use(change.version());
            states.put(VERSION, bytes(change.version()));
        }
        return answer.by(next).build();
    }

    private StreamForecast take(String key, StreamRow row, KeyValueStore<String, byte[]> states) {
        String stateKey = SERIES + key;
        KeyedSeries series = live.get(key);
        byte[] present = series == null ? states.get(stateKey) : null;
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
        states.put(stateKey, after);
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

    @Override
    public void close() {
        live.clear();
        models.close();
    }
}
