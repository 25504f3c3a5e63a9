package io.forecastj.kafka;

import io.forecastj.streams.StreamStates;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The states of a task in a store of Kafka Streams. */
record KeyValueStates(KeyValueStore<String, byte[]> store) implements StreamStates {
    /** The key of the version that forecasts; those of series have another first letter. */
    private static final String VERSION = "v";

    private static final String SERIES = "s";

    @Override
    public byte @Nullable [] get(String key) {
        return store.get(SERIES + key);
    }

    @Override
    public void put(String key, byte[] state) {
        store.put(SERIES + key, state);
    }

    @Override
    public void remove(String key) {
        store.delete(SERIES + key);
    }

    @Override
    public OptionalInt version() {
        byte[] stored = store.get(VERSION);
        return stored == null
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(stored).getInt());
    }

    @Override
    public void putVersion(int number) {
        store.put(VERSION, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
