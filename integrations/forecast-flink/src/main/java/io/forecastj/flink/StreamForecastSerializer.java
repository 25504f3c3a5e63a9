package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamJson;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/** The serializer of answers. */
final class StreamForecastSerializer extends JsonTypeSerializer<StreamForecast> {
    static final StreamForecastSerializer INSTANCE = new StreamForecastSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable StreamForecast createInstance() {
        return null;
    }

    @Override
    byte[] bytes(StreamForecast value) {
        return StreamJson.write(value);
    }

    @Override
    StreamForecast value(byte[] bytes) {
        return StreamJson.readForecast(bytes);
    }

    @Override
    public TypeSerializerSnapshot<StreamForecast> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Class of the serializer, as a savepoint has it. Flink makes it by its name, so it is public. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StreamForecast> {
        /** Creates one. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
