package io.forecastj.data;

import io.forecastj.Join;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Puts several series on one common clock.
 *
 * <p>Stateless and thread-safe.
 */
public final class Align {
    private Align() {}

    /**
     * Returns the series with equal times.
     *
     * @param series the series, at least one
     * @param clock the policy for the common times
     * @return the series in the same order, with equal times and their own columns, ids, attributes, zones and
     *     publication times; their spacing is inferred from the common times
     * @throws IllegalArgumentException if there is no series
     */
    public static List<TimeSeries> onCommon(List<TimeSeries> series, CommonClock clock) {
        TimeSeries times = clock(series, clock);
        Join join = clock == CommonClock.SLOWEST ? Join.PREVIOUS : Join.MISSING;
        List<TimeSeries> aligned = new ArrayList<>();
        for (TimeSeries one : series) {
            TimeSeries own = times(times, SeriesLike.of(one, times.columns()));
            aligned.add(own.join(one, join).select(one.columns().toArray(String[]::new)));
        }
        return List.copyOf(aligned);
    }

    /**
     * Returns one series with the columns of all, named {@code id_column}, such as {@code oil_close}.
     *
     * @param series the series, at least one, with distinct ids that are not empty
     * @param clock the policy for the common times
     * @return a series without id and attributes, in the zone of the first one
     * @throws IllegalArgumentException if there is no series, an id is empty or occurs twice, or two columns get the
     *     same name
     */
    public static TimeSeries wide(List<TimeSeries> series, CommonClock clock) {
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (one.id().isEmpty() || !ids.add(one.id())) {
                throw new IllegalArgumentException("columns are named after the ids of their series, which must be"
                        + " distinct; " + one + (one.id().isEmpty() ? " has none" : " has that of another one")
                        + ". Set it with toBuilder().id(...)");
            }
        }
        TimeSeries wide = clock(series, clock);
        String own = wide.columns().get(0);
        for (TimeSeries one : onCommon(series, clock)) {
            wide = wide.join(one.rename(column -> one.id() + "_" + column), Join.EXACT);
        }
        List<String> columns = new ArrayList<>(wide.columns());
        columns.remove(own);
        return wide.select(columns.toArray(String[]::new));
    }

    /** Returns a series of the common times with one column, whose name no other series has. */
    private static TimeSeries clock(List<TimeSeries> series, CommonClock policy) {
        Objects.requireNonNull(policy, "clock");
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one series to align");
        }
        if (policy == CommonClock.SLOWEST) {
            return times(slowest(series), 0);
        }
        Join join = policy == CommonClock.UNION ? Join.ALL : Join.COMMON;
        TimeSeries common = times(series.get(0), 0);
        String own = common.columns().get(0);
        for (int i = 1; i < series.size(); i++) {
            common = common.join(times(series.get(i), i), join).select(own);
        }
        return common;
    }

    private static TimeSeries times(TimeSeries series, int number) {
        return times(series, TimeSeries.builder("\0" + number).zone(series.zone()));
    }

    private static TimeSeries times(TimeSeries series, TimeSeries.Builder times) {
        for (int row = 0; row < series.length(); row++) {
            times.add(series.timestamp(row), 0);
        }
        return times.build();
    }

    private static TimeSeries slowest(List<TimeSeries> series) {
        TimeSeries slowest = series.get(0);
        for (TimeSeries one : series) {
            if (distance(one) > distance(slowest)) {
                slowest = one;
            }
        }
        return slowest;
    }

    /** Returns the median distance of rows; a series of fewer than two rows has none and is the fastest. */
    private static long distance(TimeSeries series) {
        if (series.length() < 2) {
            return 0;
        }
        long[] distances = new long[series.length() - 1];
        Arrays.setAll(distances, row -> series.timestamp(row + 1) - series.timestamp(row));
        Arrays.sort(distances);
        return distances[distances.length / 2];
    }
}
