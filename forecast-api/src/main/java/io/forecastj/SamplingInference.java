package io.forecastj;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Infers the sampling from observed times, of which a few may be missing.
 *
 * <p>Rows are at a constant distance if at least 95 % of the expected rows are there and they span a week. Otherwise
 * the slots of the week that hold a row in at least half of the weeks are open: the others are a weekend or closed
 * hours. If the rows span less than a week, closed days and hours cannot be seen, so the times are estimates.
 */
final class SamplingInference {
    /** The number of last rows from which a live session infers. */
    static final int WINDOW = 1024;
    /** The most rows from which the sampling of a series is inferred: six weeks of minutes. */
    private static final int LONG_WINDOW = 65_536;

    private static final long WEEKS = 8 * LocalClock.WEEK;
    /** The least share of present rows of a spacing that does not divide a week; with closed hours there are fewer. */
    private static final double MOSTLY = 0.8;

    private static final double REGULAR = 0.95;
    private static final long WEEK = LocalClock.WEEK;
    private static final long SHORTEST_MONTH = Duration.ofDays(28).toMillis();
    private static final int MAX_SLOTS = 7 * 24 * 60;

    private SamplingInference() {}

    /**
     * Returns the sampling that all series have whose rows show one, or nothing if two differ or none shows one.
     *
     * @param series the series, of any length
     */
    static Optional<Sampling> common(List<TimeSeries> series) {
        List<Sampling> shown = series.stream()
                .map(TimeSeries::sampling)
                .filter(SamplingInference::hasPattern)
                .distinct()
                .toList();
        return shown.size() == 1 ? Optional.of(shown.get(0)) : Optional.empty();
    }

    /** Returns the first row to infer from: enough rows to see a few weeks, but not those of long ago. */
    static int firstRow(long[] times, int from, int to) {
        int first = Math.max(from, to - WINDOW);
        int limit = Math.max(from, to - LONG_WINDOW);
        while (first > limit && times[to - 1] - times[first - 1] <= WEEKS) {
            first--;
        }
        return first;
    }

    private static boolean hasPattern(Sampling sampling) {
        return !(sampling instanceof Sampling.Irregular irregular)
                || !irregular.openSlots().isEmpty();
    }

    /** Infers from the times {@code from} to {@code to - 1}; allocates little in UTC, since live sessions call it. */
    static Sampling infer(long[] times, int from, int to, ZoneId zone) {
        int gaps = to - from - 1;
        if (gaps < 1) {
            return new Sampling.Irregular(Duration.ofDays(1), List.of(), zone);
        }
        if (LocalClock.isUtc(zone)) {
            return infer(times, from, to, times, from, zone);
        }
        long[] local = new long[gaps + 1];
        for (int i = 0; i <= gaps; i++) {
            local[i] = LocalClock.local(times[from + i], zone);
        }
        return infer(times, from, to, local, 0, zone);
    }

    /** Infers from times and the same times in the zone, which begin at {@code localFrom}. */
    private static Sampling infer(long[] times, int from, int to, long[] local, int localFrom, ZoneId zone) {
        int gaps = to - from - 1;
        IntToLongFunction localDistance = i -> local[localFrom + i + 1] - local[localFrom + i];
        IntToLongFunction realDistance = i -> times[from + i + 1] - times[from + i];
        long ofDays = majority(localDistance, gaps);
        long real = majority(realDistance, gaps);
        // days of a series whose times were UTC midnights keep their distance in UTC, not in the zone
        boolean days = ofDays >= LocalClock.DAY
                && ofDays % LocalClock.DAY == 0
                && count(localDistance, gaps, ofDays) >= count(realDistance, gaps, real);
        long common = days ? ofDays : real;
        IntToLongFunction distance = days ? localDistance : realDistance;
        int count = count(distance, gaps, common);
        long span = times[to - 1] - times[from];
        if (span / gaps >= SHORTEST_MONTH) {
            Sampling.Calendar calendar = calendar(Arrays.copyOfRange(local, localFrom, localFrom + gaps + 1), zone);
            if (calendar != null) {
                return calendar;
            }
        }
        long expected = Math.round((double) span / Math.max(1, common));
        if (count >= REGULAR * gaps && gaps >= REGULAR * expected) {
            return span >= WEEK || common >= WEEK
                    ? constant(common, days, zone)
                    : new Sampling.Irregular(Duration.ofMillis(common), List.of(), zone);
        }
        if (span < WEEK && 2 * count > gaps) {
            return new Sampling.Irregular(Duration.ofMillis(common), List.of(), zone);
        }
        if (2 * count > gaps && (WEEK % common != 0 || WEEK / common > MAX_SLOTS)) {
            boolean multiples = IntStream.range(0, gaps).allMatch(i -> distance.applyAsLong(i) % common == 0);
            return multiples && gaps >= MOSTLY * expected
                    ? constant(common, days, zone)
                    : new Sampling.Irregular(Duration.ofMillis(common), List.of(), zone);
        }
        if (2 * count > gaps) {
            List<Integer> open = openSlots(local, localFrom, localFrom + gaps + 1, common);
            return open.size() == WEEK / common
                    ? constant(common, days, zone)
                    : new Sampling.Irregular(Duration.ofMillis(common), open, zone);
        }
        return new Sampling.Irregular(Duration.ofMillis(Math.max(1, span / gaps)), List.of(), zone);
    }

    private static Sampling constant(long distance, boolean days, ZoneId zone) {
        return days && !LocalClock.isUtc(zone) && distance / LocalClock.DAY <= Integer.MAX_VALUE
                ? new Sampling.Days((int) (distance / LocalClock.DAY), zone)
                : new Sampling.Fixed(Duration.ofMillis(distance));
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

    /** Infers months from local times that all have the same day of the month, or its last one. */
    private static Sampling.@Nullable Calendar calendar(long[] times, ZoneId zone) {
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
        return common >= 1
                        && 2 * count(i -> months[i], months.length, common) > months.length
                        && Arrays.stream(months).allMatch(distance -> distance % common == 0)
                ? new Sampling.Calendar((int) common, lastDay(times, latestDay), zone)
                : null;
    }

    /** The 30th, or the last days of short months only, are the last day of the month if every row is at one. */
    private static int lastDay(long[] times, int latestDay) {
        return latestDay >= 28
                        && Arrays.stream(times)
                                .mapToObj(SamplingInference::date)
                                .allMatch(date -> date.getDayOfMonth() == date.lengthOfMonth())
                ? 31
                : latestDay;
    }

    private static LocalDate date(long time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time, LocalClock.DAY));
    }

    /** The slots of the week that have a row in at least half of the observed weeks. */
    private static List<Integer> openSlots(long[] times, int from, int to, long slot) {
        int week = (int) Math.min(WEEK / slot, Integer.MAX_VALUE);
        if (week > MAX_SLOTS) {
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
