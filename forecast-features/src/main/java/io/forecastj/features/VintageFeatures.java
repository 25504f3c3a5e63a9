package io.forecastj.features;

import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Features of the rows of a series whose inputs were published at other times than those of their rows: those of a row
 * are computed from the rows up to it as they were known at its time.
 *
 * <p>One stream takes row after row. Where earlier values came or changed since the row before, it takes the rows from
 * the first changed one on again. It starts from the rows that are not revised any more, or from one of some copies of
 * itself, whose distances grow geometrically. So the work for a row is in proportion to the age of
 * the oldest value that changed with it.
 */
final class VintageFeatures {
    private static final int NEAREST = 64;
    private static final int FACTOR = 4;
    private static final int NONE = -1;

    private final FeaturePipeline pipeline;
    private final TimeSeries series;
    private final List<String> needed;
    private final int[] sources;
    private final double[] row;
    /** For each row the time of the last publication of a value that is an input. */
    private final long[] settled;
    /** For each row the first row before it with a publication since the time of the row before. */
    private final int[] changed;
    /** Takes the rows that are not revised any more. */
    private final Taken base;

    private final List<Copies> copies = new ArrayList<>();

    /** A stream and the number of rows that it has taken, or {@link #NONE} if they have changed. */
    private static final class Taken {
        private final FeatureStream stream;
        private int count;

        Taken(FeatureStream stream, int count) {
            this.stream = stream;
            this.count = count;
        }
    }

    /** The last two copies at multiples of a number of rows. */
    private final class Copies {
        private final int distance;
        private Taken last = new Taken(pipeline.open(needed), NONE);
        private Taken before = new Taken(pipeline.open(needed), NONE);

        Copies(int distance) {
            this.distance = distance;
        }

        void keep(Taken present) {
            if (present.count % distance != 0 || present.count == last.count) {
                return;
            }
            if (last.count != NONE) {
                Taken freed = before;
                before = last;
                last = freed;
            }
            last.stream.copyFrom(present.stream);
            last.count = present.count;
        }

        /** Returns the better of a start and these copies, and drops those of rows that have changed. */
        Taken best(Taken start, int firstChanged) {
            Taken best = start;
            for (Taken copy : List.of(before, last)) {
                if (copy.count > firstChanged) {
                    copy.count = NONE;
                } else if (copy.count > best.count) {
                    best = copy;
                }
            }
            return best;
        }
    }

    VintageFeatures(FeaturePipeline pipeline, TimeSeries series) {
        this.pipeline = pipeline;
        this.series = series;
        this.needed = pipeline.inputs();
        this.sources = needed.stream().mapToInt(series::columnIndex).toArray();
        this.row = new double[sources.length];
        this.base = new Taken(pipeline.open(needed), 0);
        this.settled = new long[series.length()];
        this.changed = new int[series.length()];
        readPublications();
        for (long distance = NEAREST; distance < series.length(); distance *= FACTOR) {
            copies.add(new Copies((int) distance));
        }
    }

    private void readPublications() {
        Arrays.fill(settled, Long.MIN_VALUE);
        Arrays.fill(changed, Integer.MAX_VALUE);
        long[] times = series.timestamps();
        for (int r = 0; r < times.length; r++) {
            for (String column : needed) {
                for (PublishedValue one : series.publications(r, column)) {
                    long time = one.published().toEpochMilli();
                    settled[r] = Math.max(settled[r], time);
                    if (time > times[r]) {
                        int at = Arrays.binarySearch(times, time);
                        int origin = at < 0 ? -at - 1 : at;
                        if (origin < times.length) {
                            changed[origin] = Math.min(changed[origin], r);
                        }
                    }
                }
            }
        }
    }

    double[][] rows() {
        double[][] rows = new double[series.length()][pipeline.columns().size()];
        Taken present = new Taken(pipeline.open(needed), 0);
        for (int origin = 0; origin < rows.length; origin++) {
            long known = series.timestamp(origin);
            while (base.count <= origin && settled[base.count] <= known) {
                take(base, known);
            }
            if (changed[origin] < present.count) {
                restart(present, changed[origin]);
            }
            while (present.count <= origin) {
                take(present, known);
                copies.forEach(one -> one.keep(present));
            }
            present.stream.write(rows[origin], 0);
        }
        return rows;
    }

    private void restart(Taken present, int firstChanged) {
        Taken best = base;
        for (Copies one : copies) {
            best = one.best(best, firstChanged);
        }
        present.stream.copyFrom(best.stream);
        present.count = best.count;
    }

    private void take(Taken into, long known) {
        int at = into.count++;
        for (int c = 0; c < row.length; c++) {
            row[c] = series.valueAsOf(at, sources[c], known);
        }
        into.stream.update(series.timestamp(at), row);
    }
}
