package io.forecastj;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Infers the sampling from observed times, of which a few may be missing. */
final class SamplingInference {
    /** The number of last rows used. */
    static final int WINDOW = 1024;

    private static final double REGULAR = 0.95;
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long SHORTEST_MONTH = Duration.ofDays(28).toMillis();

    private SamplingInference() {}

    /** Infers from the times {@code from} to {@code to - 1}; allocates little, since live sessions call it. */
    static Sampling infer(long[] times, int from, int to) {
        int gaps = to - from - 1;
        if (gaps < 1) {
            return new Sampling.Irregular(Duration.ofDays(1), List.of());
        }
        IntToLongFunction distance = i -> times[from + i + 1] - times[from + i];
        long common = majority(distance, gaps);
        int count = count(distance, gaps, common);
        if (count >= REGULAR * gaps) {
            return new Sampling.Fixed(Duration.ofMillis(common));
        }
        long span = times[to - 1] - times[from];
        Sampling.Calendar calendar =
                span / gaps >= SHORTEST_MONTH ? calendar(Arrays.copyOfRange(times, from, to)) : null;
        if (calendar != null) {
            return calendar;
        }
        if (2 * count > gaps && WEEK % common == 0) {
            return new Sampling.Irregular(Duration.ofMillis(common), openSlots(times, from, to, common));
        }
        return new Sampling.Irregular(Duration.ofMillis(Math.max(1, span / gaps)), List.of());
    }

    /** The value that more than half of the entries have, if there is one (Boyer and Moore, 1981). */
    private static long majority(IntToLongFunction values, int length) {
        long candidate = values.applyAsLong(0);
        int votes = 0;
        for (int i = 0; i < length; i++) {
            long value = values.applyAsLong(i);
            if (votes == 0) {
                candidate = value;
            }
            votes += value == candidate ? 1 : -1;
        }
        return candidate;
    }

    private static int count(IntToLongFunction values, int length, long value) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (values.applyAsLong(i) == value) {
                count++;
            }
        }
        return count;
    }

    private static Sampling.@Nullable Calendar calendar(long[] times) {
        long[] months = new long[times.length - 1];
        int latestDay = 1;
        LocalDate before = date(times[0]);
        for (int i = 1; i < times.length; i++) {
            LocalDate date = date(times[i]);
            months[i - 1] =
                    date.getYear() * 12L + date.getMonthValue() - before.getYear() * 12L - before.getMonthValue();
            latestDay = Math.max(latestDay, Math.max(before.getDayOfMonth(), date.getDayOfMonth()));
            before = date;
        }
        for (long time : times) {
            LocalDate date = date(time);
            if (date.getDayOfMonth() != Math.min(latestDay, date.lengthOfMonth())) {
                return null;
            }
        }
        long common = majority(i -> months[i], months.length);
        return common >= 1 && count(i -> months[i], months.length, common) >= REGULAR * months.length
                ? new Sampling.Calendar((int) common, latestDay)
                : null;
    }

    private static LocalDate date(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    }

    /** The slots of the week that have a row in at least half of the observed weeks. */
    private static List<Integer> openSlots(long[] times, int from, int to, long slot) {
        int week = (int) Math.min(WEEK / slot, Integer.MAX_VALUE);
        if (week > 7 * 24 * 60) {
            return List.of();
        }
        int[] held = new int[week];
        for (int i = from; i < to; i++) {
            held[(int) Math.floorMod(Math.floorDiv(times[i], slot), (long) week)]++;
        }
        long first = Math.floorDiv(times[from], slot);
        long last = Math.floorDiv(times[to - 1], slot);
        List<Integer> open = new ArrayList<>();
        for (int at = 0; at < week; at++) {
            long passed = Math.floorDiv(last - at, (long) week) - Math.floorDiv(first - 1 - at, (long) week);
            if (held[at] > 0 && 2L * held[at] >= passed) {
                open.add(at);
            }
        }
        return open;
    }
}
