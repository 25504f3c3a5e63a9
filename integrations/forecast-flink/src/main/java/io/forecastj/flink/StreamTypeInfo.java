package io.forecastj.flink;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamInput;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The types of records, of which Flink knows nothing but their serializers. Immutable and thread-safe. */
final class StreamTypeInfo<T> extends TypeInformation<T> {
    static final TypeInformation<StreamInput> INPUT =
            new StreamTypeInfo<>(StreamInput.class, StreamInputSerializer.INSTANCE);
    static final TypeInformation<StreamForecast> FORECAST =
            new StreamTypeInfo<>(StreamForecast.class, StreamForecastSerializer.INSTANCE);

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    private StreamTypeInfo(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof StreamTypeInfo;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
