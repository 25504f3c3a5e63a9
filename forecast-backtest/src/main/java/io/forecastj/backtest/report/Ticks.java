package io.forecastj.backtest.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The round values of an axis and their labels. */
final class Ticks {
    /** A round value and its label. */
    record Tick(double at, String label) {}

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] PERIODS = {
        1,
        10,
        100,
        SECOND,
        5 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        14 * DAY
    };
    private static final int[] MONTHS = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000};
    private static final long MONTH = 30 * DAY;
    private static final double DAYS_A_YEAR = 365.2425;
    /** Beyond this size, years have no calendar here. */
    private static final long LAST = LocalDate.of(900_000, 1, 1).toEpochDay() * DAY;

    /** Of labels that are longer than a year and month, no more than these have room. */
    private static final int SHORT_LABELS = 3;

    private static final int SHORT = 7;

    private Ticks() {}

    /** Returns about as many round numbers as asked for between two ends; the unit may be a percentage. */
    static List<Tick> ofNumbers(double low, double high, int count, boolean percent) {
        double rough = (high - low) / count;
        if (!(rough > 0) || !Double.isFinite(rough)) {
            return List.of(new Tick(low, label(low, 2, percent)));
        }
        int exponent = NumberText.exponent(rough);
        double power = NumberText.power(exponent);
        double lead = rough / power;
        double step = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
        int decimals = Math.max(0, -exponent - (lead > 5 ? 1 : 0));
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - 1e-9);
        for (int i = 0; first + i <= high / step + 1e-9 && i <= 2 * count + 2; i++) {
            double at = (first + i) * step;
            ticks.add(new Tick(at, label(at, decimals, percent)));
        }
        return ticks;
    }

    private static String label(double value, int decimals, boolean percent) {
        if (percent) {
            return NumberText.percent(value, Math.max(0, decimals - 2));
        }
        return decimals > 6 || Math.abs(value) >= 1e7
                ? NumberText.scientific(value)
                : NumberText.decimals(value, decimals);
    }

    /**
     * Returns at most about as many round times as asked for, in UTC, between two times in milliseconds; fewer where
     * their labels are long, so that they have room on a phone.
     */
    static List<Tick> ofTimes(long from, long to, int most) {
        List<Tick> ticks = round(from, to, most);
        boolean crowded = ticks.size() > SHORT_LABELS && ticks.get(0).label().length() > SHORT;
        return crowded ? round(from, to, SHORT_LABELS) : ticks;
    }

    private static List<Tick> round(long from, long to, int most) {
        if (from >= to || from < -LAST || to > LAST) {
            return List.of(new Tick(from, NumberText.time(Instant.ofEpochMilli(from))));
        }
        for (long period : PERIODS) {
            if ((to - from) / period < most) {
                return ofPeriod(from, to, period);
            }
        }
        for (int months : MONTHS) {
            if ((to - from) / (months * MONTH) < most) {
                return ofMonths(from, to, months);
            }
        }
        int years = (int) ((to - from) / DAY / DAYS_A_YEAR / most) + 1;
        return ofMonths(from, to, 12 * years);
    }

    private static List<Tick> ofPeriod(long from, long to, long period) {
        // weeks begin on Monday; the epoch was a Thursday
        long shift = period % (7 * DAY) == 0 ? 4 * DAY : 0;
        List<Tick> ticks = new ArrayList<>();
        for (long at = Math.floorDiv(from - shift + period - 1, period) * period + shift; at <= to; at += period) {
            String text = Instant.ofEpochMilli(at).toString();
            String label = at % DAY == 0
                    ? text.substring(0, text.indexOf('T'))
                    : text.substring(text.indexOf('T') + 1, text.length() - 1);
            ticks.add(new Tick(at, label));
        }
        return ticks;
    }

    private static List<Tick> ofMonths(long from, long to, int months) {
        LocalDate start = LocalDate.ofInstant(Instant.ofEpochMilli(from), ZoneOffset.UTC);
        long month = Math.floorDiv(12L * start.getYear() + start.getMonthValue() - 1, months) * months;
        List<Tick> ticks = new ArrayList<>();
        while (true) {
            LocalDate date = LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1);
            long at = date.toEpochDay() * DAY;
            if (at > to) {
                return ticks;
            }
            if (at >= from) {
                String label = date.toString();
                ticks.add(new Tick(at, label.substring(0, label.length() - (months % 12 == 0 ? 6 : 3))));
            }
            month += months;
        }
    }
}
