package io.forecastj;

import java.time.Duration;

/** Number of rows of the season that is usual for a spacing. */
final class UsualSeason {
    private static final int NONE = 1;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private UsualSeason() {}

    static int of(Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return of(fixed.period());
        }
        if (sampling instanceof Sampling.Days days) {
            return of(Duration.ofDays(days.days()));
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return calendar.months() < 12 && 12 % calendar.months() == 0 ? 12 / calendar.months() : NONE;
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        if (irregular.openSlots().size() == LocalClock.WEEK / irregular.slot().toMillis()) {
            return of(irregular.slot()); // all slots are open, on a local clock
        }
        boolean weekdays = irregular.slot().equals(DAY) && irregular.openSlots().size() == 5;
        return weekdays ? 5 : NONE;
    }

    private static int of(Duration period) {
        if (period.equals(DAY)) {
            return 7;
        }
        if (period.equals(DAY.multipliedBy(7))) {
            return 52;
        }
        boolean partOfDay =
                period.compareTo(SHORTEST) >= 0 && period.compareTo(DAY) < 0 && DAY.toMillis() % period.toMillis() == 0;
        return partOfDay ? (int) (DAY.toMillis() / period.toMillis()) : NONE;
    }
}
