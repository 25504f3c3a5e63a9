package io.forecastj;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The sampling of a growing series. It is inferred again only at every 64th row, so it depends only on the rows and
 * costs almost nothing per forecast.
 */
final class SamplingWindow {
    private static final int EVERY = 64;
    private static final int RING = 2048;

    private final @Nullable Sampling declared;
    private final ZoneId zone;
    private final long[] ring;
    private long[] unrolled = {};
    private long rows;
    private long inferredAt = -1;
    private @Nullable Sampling inferred;

    /**
     * Creates the sampling of a series without rows.
     *
     * @param declared the sampling, or null to infer it
     * @param zone the time zone for inferring it
     */
    SamplingWindow(@Nullable Sampling declared, ZoneId zone) {
        this.declared = declared;
        this.zone = zone;
        this.ring = new long[declared == null ? RING : 0];
    }

    ZoneId zone() {
        return zone;
    }

    void add(long time) {
        if (declared == null) {
            ring[(int) (rows & RING - 1)] = time;
            rows++;
        }
    }

    /** The number of first rows from which the sampling is inferred now. */
    private long inferredFrom() {
        return rows < EVERY ? rows : rows - rows % EVERY;
    }

    /**
     * Writes the times from which the sampling is inferred now or later; the inferred sampling can be computed from
     * them.
     */
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
            rows = in.getLong(0, Long.MAX_VALUE);
            long[] kept = SeriesBytes.readTimes(in);
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

    /** Returns the gaps among the last rows; empty if the sampling was declared, since the session then tracks them. */
    RowGaps gaps(int last) {
        RowGaps gaps = new RowGaps(last);
        if (declared == null) {
            long kept = Math.max(0, inferredFrom() - SamplingInference.WINDOW); // as far as a snapshot reaches
            for (long row = Math.max(kept, rows - last); row < rows; row++) {
                gaps.add(get(), ring[(int) (row & RING - 1)]);
            }
        }
        return gaps;
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
            sampling = SamplingInference.infer(unrolled, 0, count, zone);
            inferred = sampling;
            inferredAt = at;
        }
        return sampling;
    }
}
