package io.forecastj;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Infers the sampling from observed times, of which some may be missing.
 *
 * <p>Only the last weeks count. Their rows lie on a grid of slots ({@link SlotGrid}): of the most common distance, or
 * of a usual length, such as half an hour, that fits nearly all rows. If nearly all slots hold a row, the distance is
 * constant. Otherwise {@link WeekPattern} tells the slots of the week that are closed from open ones whose rows are
 * absent; without closed ones the distance is constant, with gaps. If the rows span less than a week, closed days and
 * hours cannot be seen, so the times are estimates.
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
    /** The share of present rows from which on nothing can be closed. */
    private static final double COMPLETE = 0.99;
    /** The least share of open slots with a row, and that of slots shorter than the most common distance. */
    private static final double SELDOM = 0.3;

    private static final double HELD = 0.6;
    /** The least number of rows, such as weeks, from which the spacing is inferred. */
    private static final int FEWEST = 32;

    private static final long HOUR = 3_600_000L;
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

    /**
     * Returns the season that at least nine of ten of the series have whose rows show a spacing; 1 if there is none.
     *
     * @param series the series, of any length
     */
    static int season(List<TimeSeries> series) {
        int[] seasons = series.stream()
                .map(TimeSeries::sampling)
                .filter(SamplingInference::hasPattern)
                .mapToInt(Sampling::season)
                .sorted()
                .toArray();
        if (seasons.length == 0) {
            return 1;
        }
        int middle = seasons[seasons.length / 2];
        return 10 * Arrays.stream(seasons).filter(season -> season == middle).count() >= 9L * seasons.length
                ? middle
                : 1;
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
        TimeRange real = new TimeRange(times, from, to);
        if (real.steps() < 1) {
            return new Sampling.Irregular(Duration.ofDays(1), List.of(), zone);
        }
        if (LocalClock.isUtc(zone)) {
            return infer(real, real, zone);
        }
        long[] local = new long[real.rows()];
        for (int i = 0; i < local.length; i++) {
            local[i] = LocalClock.local(times[from + i], zone);
        }
        return infer(real, new TimeRange(local, 0, local.length), zone);
    }

    /** Infers from times and the same times in the zone. */
    private static Sampling infer(TimeRange allReal, TimeRange allLocal, ZoneId zone) {
        int recent = recentRows(allReal);
        TimeRange real = allReal.last(recent);
        TimeRange local = allLocal.last(recent);
        if (real.span() / real.steps() >= SHORTEST_MONTH) {
            Sampling.Calendar calendar = calendar(Arrays.copyOfRange(local.times(), local.from(), local.to()), zone);
            if (calendar != null) {
                return calendar;
            }
        }
        boolean days = countsDays(real, local, allReal, allLocal);
        TimeRange rows = days ? local : real;
        long common = rows.commonDistance();
        int count = rows.count(common);
        boolean most = 2 * count > rows.steps();
        long expected = Math.round((double) rows.span() / Math.max(1, common));
        boolean localSlots = !days && most && followsLocalClock(allReal, allLocal, common, zone);
        if (count >= REGULAR * rows.steps() && rows.steps() >= COMPLETE * expected && !localSlots) {
            return rows.span() >= WEEK || common >= WEEK ? constant(common, days, zone) : unknown(common, zone);
        }
        SlotGrid grid = most ? SlotGrid.of(rows, common) : null;
        if (grid == null && !(count >= REGULAR * rows.steps() && rows.steps() >= REGULAR * expected)) {
            grid = SlotGrid.longest(rows);
        }
        if (grid != null && !most && !dividesWeek(grid.slot())) {
            return unevenSeconds(rows, grid.slot(), zone);
        }
        if (grid == null && most || grid != null && !dividesWeek(grid.slot())) {
            boolean multiples = rows.multiples(common) >= REGULAR * rows.steps();
            return multiples && rows.span() >= WEEK && rows.steps() >= MOSTLY * expected
                    ? constant(common, days, zone)
                    : unknown(common, zone);
        }
        if (grid == null) {
            return unknown(mean(rows), zone);
        }
        if (rows.span() < WEEK && grid.slot() < WEEK) {
            return unknown(most ? common : grid.slot(), zone);
        }
        boolean localDays = !LocalClock.isUtc(zone) && grid.slot() % LocalClock.DAY == 0 && (days || !most);
        SlotGrid ofWeek = LocalClock.isUtc(zone) ? grid : SlotGrid.of(local, grid.slot());
        WeekPattern pattern = WeekPattern.of(local, ofWeek == null ? SlotGrid.ofClock(grid.slot()) : ofWeek);
        if (pattern.coverage() < (most && grid.slot() < common ? HELD : SELDOM)) {
            return unknown(most ? common : mean(rows), zone);
        }
        List<Integer> open = pattern.open();
        boolean uncertain = grid.slot() >= LocalClock.DAY && pattern.uncertain();
        return open.size() == WEEK / grid.slot() && !localSlots && !uncertain
                ? constant(grid.slot(), localDays, zone)
                : new Sampling.Irregular(Duration.ofMillis(grid.slot()), open, zone);
    }

    /** Rows of some seconds with jitter: too many slots in a week to look for closed ones. */
    private static Sampling unevenSeconds(TimeRange rows, long slot, ZoneId zone) {
        if (rows.steps() < MOSTLY * rows.span() / slot) {
            return unknown(mean(rows), zone);
        }
        return rows.span() >= WEEK ? constant(slot, false, zone) : unknown(slot, zone);
    }

    /** The number of last rows that show the present spacing: those of eight weeks, but at least some. */
    private static int recentRows(TimeRange rows) {
        int count = Math.min(FEWEST, rows.rows());
        long end = rows.at(rows.rows() - 1);
        while (count < rows.rows() && end - rows.at(rows.rows() - count - 1) <= WEEKS) {
            count++;
        }
        return count;
    }

    /**
     * Returns whether rows are whole days apart in the zone. Those of UTC midnights are so in UTC, not in the zone,
     * which shows only when the clocks change.
     */
    private static boolean countsDays(TimeRange real, TimeRange local, TimeRange allReal, TimeRange allLocal) {
        long ofDays = local.commonDistance();
        if (ofDays < LocalClock.DAY || ofDays % LocalClock.DAY != 0) {
            return false;
        }
        long ofTime = real.commonDistance();
        int more = local.count(ofDays) - real.count(ofTime);
        return more > 0 || more == 0 && allLocal.count(ofDays) >= allReal.count(ofTime);
    }

    /**
     * Returns whether rows some hours apart keep their local times of day over the change of clocks. If none has come
     * yet, they do unless they are at multiples of their distance in UTC only; the times are then estimates.
     */
    private static boolean followsLocalClock(TimeRange real, TimeRange local, long distance, ZoneId zone) {
        if (LocalClock.isUtc(zone)
                || distance <= HOUR
                || distance >= LocalClock.DAY
                || LocalClock.DAY % distance != 0
                || zone.getRules().isFixedOffset()) {
            return false;
        }
        int more = local.multiples(distance) - real.multiples(distance);
        int last = real.rows() - 1;
        return more > 0 || more == 0 && (local.at(last) % distance == 0 || real.at(last) % distance != 0);
    }

    private static boolean dividesWeek(long slot) {
        return WEEK % slot == 0 && WEEK / slot <= MAX_SLOTS;
    }

    /** The mean distance; in whole days or minutes if all rows are such a number apart. */
    private static long mean(TimeRange rows) {
        long mean = Math.max(1, rows.span() / rows.steps());
        for (long unit : new long[] {LocalClock.DAY, HOUR, HOUR / 60}) {
            if (mean >= unit && rows.multiples(unit) == rows.steps()) {
                return Math.round((double) mean / unit) * unit;
            }
        }
        return mean;
    }

    private static Sampling unknown(long distance, ZoneId zone) {
        return new Sampling.Irregular(Duration.ofMillis(distance), List.of(), zone);
    }

    private static Sampling constant(long distance, boolean days, ZoneId zone) {
        return days && !LocalClock.isUtc(zone) && distance / LocalClock.DAY <= Integer.MAX_VALUE
                ? new Sampling.Days((int) (distance / LocalClock.DAY), zone)
                : new Sampling.Fixed(Duration.ofMillis(distance));
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
        long common = Arrays.stream(months).sorted().toArray()[months.length / 2]; // the majority, if there is one
        return common >= 1
                        && 2
                                        * Arrays.stream(months)
                                                .filter(distance -> distance == common)
                                                .count()
                                > months.length
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
}
