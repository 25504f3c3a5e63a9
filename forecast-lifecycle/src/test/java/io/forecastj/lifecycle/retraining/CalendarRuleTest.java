package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planned times over changes of clocks: each day has exactly one. */
class CalendarRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant last(CalendarRule rule, String now) {
        return rule.lastPlanned(Instant.parse(now));
    }

    @Test
    void theLastSundayIsFoundFromEveryDay() {
        CalendarRule sundays = new CalendarRule(DayOfWeek.SUNDAY, LocalTime.of(2, 0), ZoneId.of("UTC"));
        assertThat(last(sundays, "2026-03-01T01:59:59.999Z")).isEqualTo("2026-02-22T02:00:00Z");
        assertThat(last(sundays, "2026-03-01T02:00:00Z")).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(last(sundays, "2026-03-07T23:00:00Z")).isEqualTo("2026-03-01T02:00:00Z");
    }

    @Test
    void theDayIsThatOfTheZone() {
        CalendarRule mondays = new CalendarRule(DayOfWeek.MONDAY, LocalTime.of(0, 30), ZoneId.of("Asia/Tokyo"));
        assertThat(last(mondays, "2026-03-01T15:30:00Z")).isEqualTo("2026-03-01T15:30:00Z");
        assertThat(last(mondays, "2026-03-01T15:29:00Z")).isEqualTo("2026-02-22T15:30:00Z");
    }

    @Test
    void aTimeThatClocksLeaveOutIsLaterByTheirChange() {
        // on 29 March 2026 the clocks of Berlin go from 02:00 to 03:00
        CalendarRule daily = new CalendarRule(null, LocalTime.of(2, 30), BERLIN);
        assertThat(last(daily, "2026-03-29T01:29:59Z")).isEqualTo("2026-03-28T01:30:00Z");
        assertThat(last(daily, "2026-03-29T01:30:00Z")).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(last(daily, "2026-03-30T00:30:00Z")).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void ofATimeThatOccursTwiceTheFirstOneCounts() {
        // on 25 October 2026 the clocks of Berlin go from 03:00 back to 02:00
        CalendarRule daily = new CalendarRule(null, LocalTime.of(2, 30), BERLIN);
        assertThat(last(daily, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(last(daily, "2026-10-25T01:30:00Z")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(last(daily, "2026-10-25T23:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void aYearHasAsManyPlannedTimesAsDays() {
        for (LocalTime time : List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(23, 59))) {
            CalendarRule daily = new CalendarRule(null, time, BERLIN);
            List<Instant> planned = new ArrayList<>();
            Instant now = Instant.parse("2026-01-01T12:00:00Z");
            while (now.isBefore(Instant.parse("2027-01-01T12:00:00Z"))) {
                Instant last = daily.lastPlanned(now);
                if (last.isAfter(now)) {
                    throw new AssertionError(last + " is after " + now + ", time " + time);
                }
                if (planned.isEmpty() || !planned.get(planned.size() - 1).equals(last)) {
                    planned.add(last);
                }
                now = now.plus(Duration.ofMinutes(30));
            }
            assertThat(planned).as("%s", time).isSorted().hasSize(366);
        }
    }
}
