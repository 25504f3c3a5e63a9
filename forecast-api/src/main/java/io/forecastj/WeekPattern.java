package io.forecastj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which slots of the week are closed, and which are open although rows are absent.
 *
 * <p>Slots that practically never hold a row, or held none in the last weeks, are closed if absent rows at the rate
 * of the other slots would hardly explain it. A run of neighbouring slots is judged as a whole, and so are runs at
 * the same time of several days. What was empty only once is an outage, except a whole Saturday, or a Sunday between
 * closed nights: a weekend.
 */
final class WeekPattern {
    /** Weeks after which a slot without rows is closed although it held some before: more than holidays take. */
    private static final int RECENT_WEEKS = 4;
    /** The same if hours of several days are empty, as after a change of clocks. */
    private static final int RECENT_WEEKS_OF_HOURS = 2;

    private static final int SEVERAL_DAYS = 3;
    /** A slot with a row in at most one of so many weeks practically never holds one. */
    private static final int NEVER = 8;

    private static final int SATURDAY = 2;
    private static final int SUNDAY = 3;
    /** Negative logarithm of the chance that a slot is taken for a closed one, before the number of choices. */
    private static final double SURE = 7.5;
    /** The same if no row of an open slot is absent. */
    private static final double SURE_WITHOUT_GAPS = 4;

    /** The same for a weekend, if no row of an open slot is absent, and if some are. */
    private static final double SURE_OF_WEEKEND = 4;

    private static final double SURE_OF_WEEKEND_IN_GAPS = 7;

    private final int week;
    private final int perDay;
    private final long first;
    private final long last;
    private final int[] held;
    private final long[] lastHeld;
    private final boolean[] closed;
    /**
     * Negative logarithm of the chance that a row of an open slot is absent, from the weeks after the one by which the
     * slot is known to be open.
     */
    private final double surprise;
    /** The same from all weeks, since few are needed to take Saturday and Sunday for a weekend. */
    private final double surpriseOfWeekend;

    private final double sure;
    private final double sureOfWeekend;

    private WeekPattern(TimeRange rows, SlotGrid grid) {
        week = (int) (LocalClock.WEEK / grid.slot());
        perDay = LocalClock.DAY % grid.slot() == 0 ? (int) (LocalClock.DAY / grid.slot()) : week;
        first = grid.number(rows.at(0));
        last = grid.number(rows.at(rows.rows() - 1));
        held = new int[week];
        lastHeld = new long[week];
        Arrays.fill(lastHeld, Long.MIN_VALUE);
        closed = new boolean[week];
        long before = first - 1;
        for (int i = 0; i < rows.rows(); i++) {
            long number = grid.number(rows.at(i));
            if (number > before) {
                int at = (int) Math.floorMod(number, (long) week);
                held[at]++;
                lastHeld[at] = number;
                before = number;
            }
        }
        long absent = 0;
        long expected = 0;
        long again = 0;
        for (int at = 0; at < week; at++) {
            if (held[at] > 0) {
                absent += passed(at, first) - held[at];
                expected += passed(at, first);
                again += passed(at, first) - 1;
            }
        }
        surprise = -Math.log((absent + 1.0) / (again + 2.0));
        sure = absent == 0 ? SURE_WITHOUT_GAPS : SURE;
        sureOfWeekend = absent == 0 ? SURE_OF_WEEKEND : SURE_OF_WEEKEND_IN_GAPS;
        surpriseOfWeekend = -Math.log((absent + 1.0) / (expected + 2.0));
    }

    /**
     * Finds the pattern of rows.
     *
     * @param rows the rows of the last weeks, in the time of the zone in which slots are counted
     * @param grid a grid whose slot divides a week
     */
    static WeekPattern of(TimeRange rows, SlotGrid grid) {
        WeekPattern pattern = new WeekPattern(rows, grid);
        pattern.close(0, 1);
        pattern.close(RECENT_WEEKS, 1);
        pattern.close(RECENT_WEEKS_OF_HOURS, SEVERAL_DAYS);
        return pattern;
    }

    /** Returns whether a slot without any row was not closed, since there are too few rows to be sure. */
    boolean uncertain() {
        for (int at = 0; at < week; at++) {
            if (held[at] == 0 && !closed[at] && passed(at, first) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The slots that are not closed, in order. */
    List<Integer> open() {
        List<Integer> open = new ArrayList<>();
        for (int at = 0; at < week; at++) {
            if (!closed[at]) {
                open.add(at);
            }
        }
        return open;
    }

    /** The share of the open slots that hold a row. */
    double coverage() {
        long present = 0;
        long expected = 0;
        for (int at = 0; at < week; at++) {
            if (!closed[at]) {
                present += held[at];
                expected += passed(at, first);
            }
        }
        return (double) present / Math.max(1, expected);
    }

    /** The number of times that a slot of the week has passed since a slot. */
    private long passed(int at, long from) {
        return Math.floorDiv(last - at, (long) week) - Math.floorDiv(from - 1 - at, (long) week);
    }

    /** The number of weeks that speak for a closed slot; 0 if it is open. */
    private long empty(int at, int recentWeeks) {
        if (closed[at]) {
            return 0;
        }
        if (recentWeeks > 0) {
            long weeks = held[at] == 0 ? 0 : passed(at, lastHeld[at] + 1);
            return weeks >= recentWeeks ? weeks : 0;
        }
        long passed = passed(at, first);
        return (long) NEVER * held[at] <= passed ? passed - (NEVER - 1L) * held[at] : 0;
    }

    /**
     * Closes slots.
     *
     * @param recentWeeks the least number of last weeks in which they were empty, or 0 for those that never hold a row
     * @param days the least number of runs at the same time of several days
     */
    private void close(int recentWeeks, int days) {
        List<Run> runs = runs(recentWeeks);
        Map<Long, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            long key = (long) run.length * week + run.start % perDay;
            groups.computeIfAbsent(key, ignored -> new ArrayList<>()).add(run);
        }
        for (List<Run> group : groups.values()) {
            long times = group.stream().mapToLong(Run::least).sum();
            double evidence = surprise * group.stream().mapToLong(Run::weeks).sum();
            boolean closes =
                    times >= 2 && group.size() >= days && evidence > (group.size() > 1 ? 2 : 1) * Math.log(week) + sure;
            for (Run run : group) {
                boolean weekend = recentWeeks == 0 && (covers(run, SATURDAY) || covers(run, SUNDAY) && run.least >= 2);
                if (closes || weekend && run.weeks * surpriseOfWeekend > sureOfWeekend) {
                    close(run);
                }
            }
        }
        for (Run run : recentWeeks == 0 ? runs : List.<Run>of()) {
            if (covers(run, SUNDAY) && betweenOpenDays(run, runs) && run.weeks * surpriseOfWeekend > sureOfWeekend) {
                close(run);
            }
        }
    }

    private void close(Run run) {
        for (int i = 0; i < run.length; i++) {
            closed[(run.start + i) % week] = true;
        }
    }

    /** Returns whether a run starts and ends when the nights do that are closed: one such Sunday is no outage. */
    private boolean betweenOpenDays(Run run, List<Run> runs) {
        return runs.stream()
                .anyMatch(night -> night.length < run.length
                        && closed[night.start]
                        && night.start % perDay == run.start % perDay
                        && (run.length - night.length) % perDay == 0);
    }

    /** The longest runs of empty slots, around the end of the week too. */
    private List<Run> runs(int recentWeeks) {
        long[] empty = new long[week];
        int begin = 0;
        for (int at = 0; at < week; at++) {
            empty[at] = empty(at, recentWeeks);
            begin = empty[at] == 0 ? at : begin; // not inside a run
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i < week; ) {
            int length = 0;
            long weeks = 0;
            long least = Long.MAX_VALUE;
            while (i + length < week && empty[(begin + i + length) % week] > 0) {
                long one = empty[(begin + i + length) % week];
                weeks += one;
                least = Math.min(least, one);
                length++;
            }
            if (length > 0) {
                runs.add(new Run((begin + i) % week, length, weeks, least));
            }
            i += length + 1;
        }
        return runs;
    }

    /** Returns whether a run contains a day of the week, counted from Thursday. */
    private boolean covers(Run run, int day) {
        int slots = Math.max(1, week / 7);
        int from = (int) ((long) day * week / 7);
        return Math.floorMod(from - run.start, week) + slots <= run.length;
    }

    /**
     * A run of empty slots.
     *
     * @param start its first slot of the week
     * @param length the number of slots
     * @param weeks the sum of the weeks in which its slots were empty
     * @param least the least number of weeks of a slot
     */
    private record Run(int start, int length, long weeks, long least) {}
}
