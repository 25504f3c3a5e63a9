package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * The spacing of a growing series, inferred again at every 64th row only, so that it is a function of the rows alone
 * and costs next to nothing per forecast.
 */
final class SamplingWindow {
    private static final int EVERY = 64;
    private static final int RING = 2048;

    private final @Nullable Sampling declared;
    private final long[] ring;
    private long[] unrolled = {};
    private long rows;
    private long inferredAt = -1;
    private @Nullable Sampling inferred;

    SamplingWindow(@Nullable Sampling declared) {
        this.declared = declared;
        this.ring = new long[declared == null ? RING : 0];
    }

    void add(long time) {
        if (declared == null) {
            ring[(int) (rows & RING - 1)] = time;
            rows++;
        }
    }

    /** The number of rows, the first ones, that the sampling is inferred from now. */
    private long inferredFrom() {
        return rows < EVERY ? rows : rows - rows % EVERY;
    }

    /** Writes the times that the sampling is inferred from now or later; what is inferred already follows from them. */
    void save(StateWriter out) {
        if (declared == null) {
            long first = Math.max(0, inferredFrom() - SamplingInference.WINDOW);
            long[] kept = new long[(int) (rows - first)];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = ring[(int) (first + i & RING - 1)];
            }
            out.putLong(rows);
            out.putLongs(kept);
        }
    }

    void restore(StateReader in) {
        if (declared == null) {
            rows = in.getLong();
            long[] kept = in.getLongs();
            long first = rows - kept.length;
            if (kept.length > RING || first != Math.max(0, inferredFrom() - SamplingInference.WINDOW)) {
                throw new SnapshotException("the times of " + kept.length + " rows are not those kept of " + rows
                        + " rows" + Snapshots.INSTEAD);
            }
            for (int i = 0; i < kept.length; i++) {
                ring[(int) (first + i & RING - 1)] = kept[i];
            }
            inferred = null;
        }
    }

    Sampling get() {
        if (declared != null) {
            return declared;
        }
        long at = inferredFrom();
        Sampling sampling = inferred;
        if (sampling == null || at != inferredAt) {
            int count = (int) Math.min(at, SamplingInference.WINDOW);
            if (unrolled.length < count) {
                unrolled = new long[SamplingInference.WINDOW];
            }
            for (int i = 0; i < count; i++) {
                unrolled[i] = ring[(int) (at - count + i & RING - 1)];
            }
            sampling = SamplingInference.infer(unrolled, 0, count);
            inferred = sampling;
            inferredAt = at;
        }
        return sampling;
    }
}
