package io.forecastj.models.onnx;

/** Counts the numbers of a repeated field, packed or one by one, and keeps the range of integers. */
final class TensorNumbers {
    /** Maximum length of a list that may be a shape, axes, counts or indices; longer lists hold data. */
    private static final int SHORT = TypeScan.MAX_RANK;

    /**
     * Largest allowed size of an axis, far above any in a forecasting model; with a flipped bit in one, native code
     * fills the memory.
     */
    private static final long MAX_EXTENT = 1 << 20;

    private long count;
    private long extent;
    private boolean end;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

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
            count += packed.left() / bytes;
            return;
        }
        while (packed.left() > 0) {
            whole(packed.readVarint());
        }
    }

    /** Adds the integers in raw bytes, lowest byte first, if there are few enough to matter. */
    void addRaw(Wire raw, int bytesEach) {
        if (raw.left() > SHORT * bytesEach) {
            return;
        }
        while (raw.left() > 0) {
            long value = 0;
            for (int i = 0; i < bytesEach; i++) {
                value |= (raw.readByte() & 0xffL) << (8 * i);
            }
            whole(bytesEach == Integer.BYTES ? (int) value : value);
        }
    }

    private void one(Wire wire, int wireType) {
        switch (wireType) {
            case Wire.VARINT -> whole(wire.varint());
            case Wire.FIXED32 -> {
                wire.skipFixed32();
                count++;
            }
            default -> {
                wire.skipFixed64();
                count++;
            }
        }
    }

    private void whole(long value) {
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (isEnd(value)) {
            end = true;
        } else {
            extent = Math.max(extent, Math.abs(value));
        }
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
