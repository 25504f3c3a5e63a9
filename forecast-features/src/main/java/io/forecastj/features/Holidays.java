package io.forecastj.features;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** The days of a list of dates, and the distance to the next and from the last one. */
final class Holidays extends RowKernel {
    static final Kind KIND = dates(Kind.named("holiday"))
            .formula("1 on the dates, else 0")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new Holidays(time, Measure.ON, 0, a);
                }
            });

    static final Kind DAYS_TO = dates(most(Kind.named("daysToHoliday")))
            .formula("days until the next one of the dates, 0 on it; most if it is farther away or there is none")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new Holidays(time, Measure.AHEAD, a[0], tail(a));
                }
            });

    static final Kind DAYS_SINCE = dates(most(Kind.named("daysSinceHoliday")))
            .formula("days since the last one of the dates, 0 on it; most if it is longer ago or there was none")
            .body(new Body.OfTime() {
                @Override
                Kernel bind(int time, double[] a) {
                    return new Holidays(time, Measure.BEHIND, a[0], tail(a));
                }
            });

    private static final long DAY = 86_400_000;

    private final int time;
    private final Measure measure;
    private final double most;
    /** Days since 1970-01-01, increasing. */
    private final long[] days;

    private Holidays(int time, Measure measure, double most, double[] dates) {
        super(0);
        this.time = time;
        this.measure = measure;
        this.most = most;
        this.days =
                Arrays.stream(dates).mapToLong(date -> date(date).toEpochDay()).toArray();
    }

    private static Kind.Builder most(Kind.Builder kind) {
        return kind.whole("most", 1, 366, 7);
    }

    /** Adds the dates, each a number of the form 20251225. */
    private static Kind.Builder dates(Kind.Builder kind) {
        return kind.whole("date", 1_01_01, 9999_12_31, 2025_12_25)
                .repeated()
                .rule(Holidays::increase, "dates must have the form 20251225, exist and increase");
    }

    private static double[] tail(double[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static boolean increase(double[] arguments) {
        double before = 0;
        for (double argument : arguments) {
            boolean isMost = before == 0 && argument <= 366;
            if (!isMost && !exists(argument) || argument <= before) {
                return false;
            }
            before = argument;
        }
        return true;
    }

    private static boolean exists(double number) {
        try {
            date(number);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static LocalDate date(double number) {
        int digits = (int) number;
        return LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100);
    }

    /** Returns the dates as arguments of a kind, after the given ones. */
    static double[] arguments(Collection<LocalDate> dates, double... first) {
        return DoubleStream.concat(
                        Arrays.stream(first),
                        dates.stream()
                                .sorted()
                                .distinct()
                                .mapToDouble(date ->
                                        date.getYear() * 10_000.0 + date.getMonthValue() * 100 + date.getDayOfMonth()))
                .toArray();
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        long day = Math.floorDiv((long) row[time], DAY);
        int next = firstFrom(day);
        boolean on = next < days.length && days[next] == day;
        out[at] = switch (measure) {
            case ON -> on ? 1 : 0;
            case AHEAD -> next < days.length ? Math.min(days[next] - day, most) : most;
            case BEHIND -> on ? 0 : next > 0 ? Math.min(day - days[next - 1], most) : most;
        };
    }

    /** The index of the first date that is not before a day. */
    private int firstFrom(long day) {
        int from = 0;
        int to = days.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (days[middle] < day) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private enum Measure {
        ON,
        AHEAD,
        BEHIND
    }
}
