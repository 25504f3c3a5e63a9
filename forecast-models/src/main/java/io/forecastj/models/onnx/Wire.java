package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reader of the fields of one protobuf message, one after the other.
 *
 * <p>{@link #next} moves to a field, whose value must then be read exactly once, by the method for its type. The
 * encoding is that of <a href="https://protobuf.dev/programming-guides/encoding/">the protobuf documentation</a>,
 * without groups. Not thread-safe.
 */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int MAX_NAME_BYTES = 1_024;

    private final byte[] bytes;
    private final int end;
    private final ScanPosition place;
    private final int depth;
    private final String message;
    private int position;
    private int fieldStart;
    private int field;
    private int type;
    private long seen;

    private Wire(byte[] bytes, int start, int end, ScanPosition place, int depth, String message) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.place = place;
        this.depth = depth;
        this.message = message;
    }

    static Wire of(byte[] bytes, ScanPosition place) {
        return new Wire(bytes, 0, bytes.length, place, 1, "ModelProto");
    }

    /** Moves to the next field; returns false at the end of the message. */
    boolean next() {
        if (position == end) {
            return false;
        }
        fieldStart = position;
        long tag = readVarint();
        type = (int) tag & 7;
        // field numbers of the format end far below 64; a larger one is unknown in any message
        field = tag >>> 3 > 0 && tag >>> 3 < 64 ? (int) (tag >>> 3) : 0;
        if (field == 0) {
            throw fail("a field of " + message, "the number " + (tag >>> 3) + "; is this an ONNX model?");
        }
        if (type != VARINT && type != FIXED64 && type != BYTES && type != FIXED32) {
            throw fail(
                    "a number, text or message in field " + field + " of " + message,
                    "wire type " + type + "; is this an ONNX model?");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Returns the position of the field. */
    int at() {
        return fieldStart;
    }

    /** Returns the position of the next byte to read. */
    int position() {
        return position;
    }

    boolean is(int wireType) {
        return type == wireType;
    }

    /** Creates the exception for a field that the message does not have. */
    ModelLoadException unknown() {
        return fail(
                "the fields of " + message + " that version 13 of the format knows",
                "field " + field + "; parts that cannot be checked are refused"
                        + (depth == 1 ? ". Is this an ONNX model?" : ""));
    }

    /** Refuses a second value; parsers would replace the first one or merge both. */
    void once() {
        long bit = 1L << field;
        if ((seen & bit) != 0) {
            throw fail("field " + field + " of " + message + " once", "it again");
        }
        seen |= bit;
    }

    long varint() {
        require(VARINT, "an integer");
        return readVarint();
    }

    /** Reads a 32-bit integer or enum value; parsers would truncate a larger one. */
    int int32() {
        long value = varint();
        if (value != (int) value) {
            throw fail("field " + field + " of " + message + " as a number of 32 bits", Long.toString(value));
        }
        return (int) value;
    }

    float fixed32() {
        require(FIXED32, "a number of 4 bytes");
        requireLeft(Float.BYTES);
        return Float.intBitsToFloat((int) readLittle(Float.BYTES));
    }

    double fixed64() {
        require(FIXED64, "a number of 8 bytes");
        requireLeft(Double.BYTES);
        return Double.longBitsToDouble(readLittle(Double.BYTES));
    }

    /** Reads an integer of this many bytes, lowest byte first; there must be as many left. */
    long readLittle(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[position++] & 0xffL) << 8 * i;
        }
        return value;
    }

    /** Skips a value that another pass reads. */
    void skip() {
        switch (type) {
            case VARINT -> readVarint();
            case FIXED64 -> skip(Double.BYTES);
            case BYTES -> skipBytes();
            default -> skip(Float.BYTES);
        }
    }

    /** Returns a reader of a {@link #BYTES} value in place. */
    Wire message(String name) {
        if (depth >= place.limits().depth()) {
            throw fail("messages at most " + place.limits().depth() + " deep", "a deeper " + name);
        }
        place.countMessage(fieldStart);
        int length = length();
        Wire inner = new Wire(bytes, position, position + length, place, depth + 1, name);
        position += length;
        return inner;
    }

    /** Returns a reader of a range of bytes or packed numbers in place. */
    Wire packed() {
        int length = length();
        Wire inner = new Wire(bytes, position, position + length, place, depth, message);
        inner.fieldStart = fieldStart;
        inner.field = field;
        position += length;
        return inner;
    }

    /** Returns a copy at this position, to read the same message again. */
    Wire again() {
        return new Wire(bytes, position, end, place, depth, message);
    }

    /** Skips bytes with a content that nobody interprets. */
    void skipBytes() {
        skip(length());
    }

    /** Skips bytes and returns true if they are equal to the expected ones. */
    boolean bytesAre(byte[] expected) {
        int length = length();
        boolean same = Arrays.equals(bytes, position, position + length, expected, 0, expected.length);
        position += length;
        return same;
    }

    String name() {
        String name = text(MAX_NAME_BYTES);
        if (name.indexOf('\0') >= 0) {
            throw fail("a name", "one with a zero byte in it");
        }
        return name;
    }

    String text(int maxBytes) {
        int length = length();
        if (length > maxBytes) {
            throw fail("a text of at most " + maxBytes + " bytes", length + " bytes");
        }
        place.countText(fieldStart, length);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        // decoding replaces invalid bytes with this character
        if (text.indexOf('\uFFFD') >= 0) {
            throw fail("a text in UTF-8", "other bytes");
        }
        position += length;
        return text;
    }

    /** Returns the number of bytes left in the message. */
    int left() {
        return end - position;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == end) {
                throw fail(message + " to end after a whole number", "its end within one; was the file cut off?");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw fail("a number of at most 64 bits", "a longer one");
    }

    /** Returns the message's bytes as a text of ASCII; others become question marks. */
    String ascii() {
        return new String(bytes, position, left(), StandardCharsets.US_ASCII);
    }

    byte readByte() {
        return bytes[position++];
    }

    private int length() {
        require(BYTES, "a length");
        long length = readVarint();
        if (length < 0 || length > left()) {
            throw fail(
                    "at most " + left() + " bytes in field " + field + " of " + message,
                    Long.toUnsignedString(length) + "; was the file cut off?");
        }
        return (int) length;
    }

    private void skip(int count) {
        requireLeft(count);
        position += count;
    }

    private void requireLeft(int count) {
        if (count > left()) {
            throw fail(count + " bytes in field " + field + " of " + message, left() + "; was the file cut off?");
        }
    }

    private void require(int wireType, String what) {
        if (type != wireType) {
            throw fail("field " + field + " of " + message + " as " + what, "wire type " + type);
        }
    }

    ModelLoadException fail(String expected, String found) {
        return place.fail(fieldStart, expected, found);
    }
}
