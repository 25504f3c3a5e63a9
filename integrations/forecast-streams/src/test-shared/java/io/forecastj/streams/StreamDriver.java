package io.forecastj.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One task with its states in a map, which can be stopped, and begun again from what they are. Also what engines are
 * compared with.
 */
public final class StreamDriver implements AutoCloseable {
    private final Supplier<StreamForecasting.Builder> builder;
    private final Map<String, byte[]> states = new LinkedHashMap<>();
    private byte @Nullable [] taskState;
    private StreamTask task;

    public StreamDriver(Supplier<StreamForecasting.Builder> builder) {
        this.builder = builder;
        this.task = begin();
    }

    private StreamTask begin() {
        return builder.get().build().task(new StreamStates() {
            @Override
            public byte @Nullable [] get(String key) {
                return states.get(key);
            }

            @Override
            public void put(String key, byte[] state) {
                states.put(key, state);
            }

            @Override
            public void remove(String key) {
                states.remove(key);
            }

            @Override
            public byte @Nullable [] task() {
                return taskState;
            }

            @Override
            public void putTask(byte[] state) {
                taskState = state;
            }
        });
    }

    public StreamForecast send(@Nullable String key, @Nullable StreamInput input) {
        return task.answer(key, input);
    }

    StreamForecast sendBytes(String key, byte[] value) {
        return send(key, StreamJson.readInput(value));
    }

    /** Returns what this task would answer to a switch. */
    public StreamForecast check(ModelSwitch change) {
        return task.check(change);
    }

    /** Lets a version forecast what follows. */
    public void use(int number) {
        task.use(number);
    }

    /** Ends the task, and begins another one with the states only. */
    void restart() {
        task.close();
        task = begin();
    }

    /** The size of the state of a series. */
    int stateBytes(String key) {
        return states.get(key).length;
    }

    /** The states, which may be changed before a restart. */
    Map<String, byte[]> states() {
        return states;
    }

    @Override
    public void close() {
        task.close();
    }
}
