package io.forecastj.models.onnx;

/** Counts the numbers of a repeated field, packed or one by one, and keeps the range of whole ones. */
final class Numbers {
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** Walks over numbers that nobody needs the range of. */
    static void skip(Wire wire, int wireType) {
        new Numbers().add(wire, wireType);
    }

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
    }

    long count() {
        return count;
    }

    boolean within(long least, long greatest) {
        return count == 0 || min >= least && max <= greatest;
    }

    @Override
    public String toString() {
        return "from " + min + " to " + max;
    }
}
