package io.forecastj.lifecycle.retraining;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rule of a calendar: a planned time has passed since the last retraining. Where clocks are set forward over the time
 * of day, it is that much later on this day; where they are set back over it, the first of its two occurrences counts.
 *
 * @param day the day of the week, or null for every day
 * @param time the time of day
 * @param zone the zone of the time
 */
record CalendarRule(@Nullable DayOfWeek day, LocalTime time, ZoneId zone) implements RetrainRule {
    CalendarRule {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(zone, "zone");
    }

    @Override
    public Finding look(RetrainState state) {
        Instant planned = lastPlanned(state.now());
        Optional<Instant> last = Stream.of(state.published(), state.lastRetraining())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        boolean met = last.isEmpty() || last.get().isBefore(planned);
        String name = (day == null ? "every day" : day.toString()) + " " + time + " " + zone;
        return new Finding(
                met,
                "planned for " + name + ", last at " + planned
                        + (met ? ", since when nothing was retrained" : ", since when the model was retrained"));
    }

    /** Returns the last planned time that is not after a time. */
    Instant lastPlanned(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate date = day == null ? today : today.with(TemporalAdjusters.previousOrSame(day));
        Instant planned = at(date);
        while (planned.isAfter(now)) {
            date = day == null ? date.minusDays(1) : date.minusWeeks(1);
            planned = at(date);
        }
        return planned;
    }

    private Instant at(LocalDate date) {
        return date.atTime(time).atZone(zone).toInstant();
    }
}
