package io.forecastj.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes protobuf messages field by field, right or wrong ones, as tests need them. */
final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto tag(int field, int wireType) {
        return raw((long) field << 3 | wireType);
    }

    Proto varint(int field, long value) {
        return tag(field, Wire.VARINT).raw(value);
    }

    Proto fixed32(int field, float value) {
        int bits = Float.floatToRawIntBits(value);
        tag(field, Wire.FIXED32);
        for (int i = 0; i < Float.BYTES; i++) {
            out.write(bits >>> 8 * i);
        }
        return this;
    }

    Proto bytes(int field, byte[] value) {
        tag(field, Wire.BYTES).raw(value.length);
        out.writeBytes(value);
        return this;
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto message(int field, Proto value) {
        return bytes(field, value.toBytes());
    }

    /** Bytes that need not be a field. */
    Proto append(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
        return this;
    }

    Proto append(Proto other) {
        out.writeBytes(other.toBytes());
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private Proto raw(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }
}
