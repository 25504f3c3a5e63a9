package io.forecastj.kafka;

import io.forecastj.streams.StreamStates;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The states of a task in a store of Kafka Streams. */
record KeyValueStates(KeyValueStore<String, byte[]> store) implements StreamStates {
    /** The key of the state of the task; those of series have another first letter. */
    private static final String TASK = "t";

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
    public byte @Nullable [] task() {
        return store.get(TASK);
    }

    @Override
    public void putTask(byte[] state) {
        store.put(TASK, state);
    }
}
