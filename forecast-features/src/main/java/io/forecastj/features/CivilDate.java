package io.forecastj.features;

/**
 * The Gregorian date of a day counted from 1970-01-01, the same as in {@code java.time.LocalDate} but without an
 * object.
 *
 * <p>Years start in March here, so that the leap day is the last of its year and the months before it have a regular
 * length: the first days of months from March on are {@code (153 m + 2) / 5}. From Hinnant, <a
 * href="https://howardhinnant.github.io/date_algorithms.html">chrono-Compatible Low-Level Date Algorithms</a>.
 */
final class CivilDate {
    private static final long DAYS_OF_ERA = 146_097; // of 400 years
    private static final long MARCH_0000 = 719_468; // days before 1970-01-01
    private static final int MARCH_TO_DECEMBER = 306; // days

    private CivilDate() {}

    static int month(long day) {
        int m = monthFromMarch(dayFromMarch(day));
        return m < 10 ? m + 3 : m - 9;
    }

    static int dayOfMonth(long day) {
        int d = dayFromMarch(day);
        return d - firstDay(monthFromMarch(d)) + 1;
    }

    static int dayOfYear(long day) {
        int d = dayFromMarch(day);
        if (d >= MARCH_TO_DECEMBER) {
            return d - MARCH_TO_DECEMBER + 1;
        }
        return d + 60 + (isLeap(yearFromMarch(day)) ? 1 : 0);
    }

    /** From 0 for the first of March. */
    private static int dayFromMarch(long day) {
        long inEra = Math.floorMod(day + MARCH_0000, DAYS_OF_ERA);
        long year = yearOfEra(inEra);
        return (int) (inEra - (365 * year + year / 4 - year / 100));
    }

    private static long yearFromMarch(long day) {
        long era = Math.floorDiv(day + MARCH_0000, DAYS_OF_ERA);
        return 400 * era + yearOfEra(Math.floorMod(day + MARCH_0000, DAYS_OF_ERA));
    }

    private static long yearOfEra(long dayOfEra) {
        return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }

    private static int monthFromMarch(int dayFromMarch) {
        return (5 * dayFromMarch + 2) / 153;
    }

    private static int firstDay(int monthFromMarch) {
        return (153 * monthFromMarch + 2) / 5;
    }

    private static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
