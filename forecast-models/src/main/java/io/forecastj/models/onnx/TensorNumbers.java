package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts the numbers of a repeated field, packed or one by one, and keeps the range of integers and short lists. */
final class TensorNumbers {
    /** Maximum length of a list that may be a shape, axes, counts or indices; longer lists hold data. */
    private static final int SHORT = TypeScan.MAX_RANK;

    /** Maximum length of a list whose numbers are kept. */
    static final int KEPT = 256;

    /**
     * Largest allowed size of an axis, far above any in a forecasting model; with a flipped bit in one, native code
     * fills the memory.
     */
    private static final long MAX_EXTENT = 1 << 20;

    private long count;
    private long extent;
    private boolean end;
    private boolean unread;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private double[] kept = {};

    /** Adds the numbers of one occurrence of the field, each of the given wire type. */
    void add(Wire wire, int wireType) {
        if (!wire.is(Wire.BYTES)) {
            one(wire, wireType);
            return;
        }
        Wire packed = wire.packed();
        if (wireType != Wire.VARINT) {
            int bytes = wireType == Wire.FIXED32 ? Float.BYTES : Double.BYTES;
            if (packed.left() % bytes != 0) {
                throw packed.fail("whole numbers of " + bytes + " bytes", packed.left() + " bytes");
            }
            fractions(packed, bytes);
            return;
        }
        while (packed.left() > 0) {
            whole(packed.readVarint());
        }
    }

    /** Adds the numbers in raw bytes, lowest byte first: all integers, and the fractions of a short list. */
    void addRaw(Wire raw, ElementType type) {
        switch (type) {
            case FLOAT, DOUBLE -> fractions(raw, type.bytes());
            case FLOAT16, BFLOAT16 -> {
                count += raw.left() / type.bytes();
                unread = true;
            }
            default -> {
                int unused = Long.SIZE - type.bytes() * Byte.SIZE;
                while (raw.left() > 0) {
                    long value = raw.readLittle(type.bytes()) << unused;
                    whole(type.isSigned() ? value >> unused : value >>> unused);
                }
            }
        }
    }

    private void fractions(Wire packed, int bytes) {
        if (count + packed.left() / bytes > KEPT) {
            count += packed.left() / bytes;
            return;
        }
        while (packed.left() > 0) {
            long bits = packed.readLittle(bytes);
            fraction(bytes == Float.BYTES ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits));
        }
    }

    private void one(Wire wire, int wireType) {
        switch (wireType) {
            case Wire.VARINT -> whole(wire.varint());
            case Wire.FIXED32 -> fraction(wire.fixed32());
            default -> fraction(wire.fixed64());
        }
    }

    private void whole(long value) {
        keep(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (isEnd(value)) {
            end = true;
        } else {
            extent = Math.max(extent, Math.abs(value));
        }
    }

    private void fraction(double value) {
        keep(value);
    }

    private void keep(double value) {
        if (count < KEPT) {
            if (count == kept.length) {
                kept = Arrays.copyOf(kept, Math.max(4, 2 * kept.length));
            }
            kept[(int) count] = value;
        }
        count++;
    }

    // Slices use the largest 64-bit or 32-bit number for 'to the end', and the smallest one backwards.
    private static boolean isEnd(long value) {
        return value == Long.MIN_VALUE
                || value == Integer.MIN_VALUE
                || Math.abs(value) == Long.MAX_VALUE
                || Math.abs(value) == Integer.MAX_VALUE;
    }

    /** Returns true if this is a short list of integers that contains a number for 'to the end'. */
    boolean hasEnd() {
        return end && count <= SHORT;
    }

    long count() {
        return count;
    }

    /** Returns the numbers of a list of at most {@link #KEPT}; null for a longer one. */
    double @Nullable [] kept() {
        return unread || count > KEPT ? null : Arrays.copyOf(kept, (int) count);
    }

    /** Returns the least integer; more than {@link #max} if there are none. */
    long min() {
        return min;
    }

    long max() {
        return max;
    }

    boolean within(long least, long greatest) {
        return count == 0 || min >= least && max <= greatest;
    }

    /** Refuses a short list with a number that is absurd as the size of an axis. */
    void requireExtents(Wire at) {
        if (count <= SHORT && extent > MAX_EXTENT) {
            throw at.fail("shapes, axes and indices of at most " + MAX_EXTENT, Long.toString(extent));
        }
    }

    @Override
    public String toString() {
        return "from " + min + " to " + max;
    }
}
