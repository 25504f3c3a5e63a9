package io.forecastj.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A serializer of immutable values, or null, as JSON, which later versions of this library read too: a byte for the
 * format, the number of bytes, the document. Stateless and thread-safe.
 */
abstract class JsonTypeSerializer<T> extends TypeSerializerSingleton<T> {
    private static final long serialVersionUID = 1;

    private static final int NONE = 0;
    private static final int JSON = 1;

    /** Returns the document of a value. */
    abstract byte[] bytes(T value);

    /** Returns the value of a document; throws {@link IllegalArgumentException} if it has none. */
    abstract T value(byte[] bytes);

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView out) throws IOException {
        if (value == null) {
            out.writeByte(NONE);
            return;
        }
        byte[] bytes = bytes(value);
        out.writeByte(JSON);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public @Nullable T deserialize(DataInputView in) throws IOException {
        byte[] bytes = document(in);
        if (bytes == null) {
            return null;
        }
        try {
            return value(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException("a value in the state or between tasks is damaged: " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] document(DataInputView in) throws IOException {
        int format = in.readUnsignedByte();
        if (format == NONE) {
            return null;
        }
        if (format != JSON) {
            throw new IOException("expected a value in the format " + JSON + ", found the format " + format
                    + "; it was written by another version of forecast-flink, or is damaged");
        }
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("expected a number of bytes, found " + length + "; the value is damaged");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public @Nullable T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        byte[] bytes = document(in);
        if (bytes == null) {
            out.writeByte(NONE);
        } else {
            out.writeByte(JSON);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
