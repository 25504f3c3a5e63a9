package io.forecastj.training.export;

import io.forecastj.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reader of the fields of one protobuf message, one after the other; fields that nobody asks for are passed over. For
 * one thread.
 *
 * <p>Files that serve are checked in every byte by the scan of {@code io.forecastj.models.onnx}, which keeps no large
 * tensor. This reader looks for those only and refuses nothing but what ends too early.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int field;
    private int type;
    private long integer;
    private ByteBuffer bytes;

    ProtoReader(ByteBuffer in) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.bytes = this.in.slice(0, 0);
    }

    /** Reads the next field; returns false at the end of the message. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        switch (type) {
            case VARINT -> integer = varint();
            case BYTES -> bytes = take(varint());
            case FIXED64 -> take(Double.BYTES);
            case FIXED32 -> take(Float.BYTES);
            default -> throw fail("a field", "wire type " + type);
        }
        return true;
    }

    /** Returns true if the field is an integer with this number. */
    boolean isInteger(int number) {
        return field == number && type == VARINT;
    }

    /** Returns true if the field is a text, a message or numbers with this number. */
    boolean isBytes(int number) {
        return field == number && type == BYTES;
    }

    long integer() {
        return integer;
    }

    /** Returns the bytes of a field, which are not copied. */
    ByteBuffer bytes() {
        return bytes;
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    ProtoReader message() {
        return new ProtoReader(bytes);
    }

    /** Reads an integer of a packed list. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = take(1).get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw fail("a number of at most 64 bits", "a longer one");
    }

    boolean hasRemaining() {
        return in.hasRemaining();
    }

    private ByteBuffer take(long count) {
        if (count < 0 || count > in.remaining()) {
            throw fail(Long.toUnsignedString(count) + " further bytes", Integer.toString(in.remaining()));
        }
        ByteBuffer taken = in.slice(in.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) count);
        return taken;
    }

    private static ModelLoadException fail(String expected, String found) {
        return new ModelLoadException(
                "expected " + expected + " in the ONNX model, found " + found + "; was the file cut off?");
    }
}
