package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slots of trading: parts of a session, trading dates, or the trading dates of a week or of months. */
final class SessionSlots implements SlotRule {
    private static final int DAYS = 7;
    private static final int MONTHS = 12;

    /** The number of trading dates without sessions after which a calendar is taken to have ended. */
    private static final int FARTHEST = 3_660;

    private final SessionCalendar calendar;
    private final Sampling sampling;
    private final DayOfWeek firstDay;

    SessionSlots(SessionCalendar calendar, Sampling sampling, DayOfWeek firstDay) {
        this.calendar = calendar;
        this.sampling = sampling;
        this.firstDay = firstDay;
        if (part() == null && !known()) {
            throw new IllegalArgumentException("slots of trading sessions are parts of a day, days, weeks or months;"
                    + " expected such a sampling, found " + sampling);
        }
    }

    private boolean known() {
        return sampling instanceof Sampling.Calendar || days() == 1 || days() == DAYS;
    }

    /** Returns the length of a part of a session, or null if slots are whole trading dates or several. */
    private @Nullable Duration part() {
        return sampling instanceof Sampling.Fixed fixed && fixed.period().compareTo(Duration.ofDays(1)) < 0
                ? fixed.period()
                : null;
    }

    private long days() {
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period().equals(Duration.ofDays(fixed.period().toDays()))
                    ? fixed.period().toDays()
                    : 0;
        }
        if (sampling instanceof Sampling.Days days) {
            return days.days();
        }
        return sampling instanceof Sampling.Irregular irregular
                        && irregular.slot().equals(Duration.ofDays(1))
                ? 1
                : 0;
    }

    @Override
    public SlotSpans spans(TimeSeries series) {
        SlotSpans spans = new SlotSpans();
        long last = series.timestamp(series.length() - 1);
        LocalDate date = calendar.sessionOf(series.time(0))
                .orElseThrow(() -> new IllegalStateException("a row outside of sessions was kept"))
                .date();
        Duration part = part();
        if (part != null) {
            for (TradingSession session : calendar.between(date, Instant.ofEpochMilli(last))) {
                addParts(spans, session, part.toMillis(), last);
            }
            return spans;
        }
        long start = Long.MIN_VALUE;
        long end = Long.MIN_VALUE;
        long group = Long.MIN_VALUE;
        LocalDate day = firstOf(date);
        int without = 0;
        while (without < FARTHEST) {
            List<TradingSession> sessions = calendar.on(day);
            without = sessions.isEmpty() ? without + 1 : 0;
            if (!sessions.isEmpty()) {
                long next = number(day);
                if (next != group) {
                    if (group != Long.MIN_VALUE) {
                        spans.add(start, end);
                    }
                    if (end > last) {
                        return spans;
                    }
                    start = sessions.get(0).openMillis();
                    group = next;
                }
                end = sessions.get(sessions.size() - 1).closeMillis();
            }
            day = day.plusDays(1);
        }
        spans.add(start, end);
        return spans;
    }

    private static void addParts(SlotSpans spans, TradingSession session, long part, long last) {
        for (long start = session.openMillis(); start < session.closeMillis() && start <= last; start += part) {
            spans.add(start, Math.min(start + part, session.closeMillis()));
        }
    }

    /** Returns the first date of the group in which a date is. */
    private LocalDate firstOf(LocalDate date) {
        LocalDate first = date;
        while (number(first.minusDays(1)) == number(date)) {
            first = first.minusDays(1);
        }
        return first;
    }

    /** Returns the number of the slot to which a trading date belongs. */
    private long number(LocalDate date) {
        if (sampling instanceof Sampling.Calendar months) {
            return Math.floorDiv(date.getYear() * (long) MONTHS + date.getMonthValue() - 1, (long) months.months());
        }
        return days() == DAYS
                ? date.with(TemporalAdjusters.previousOrSame(firstDay)).toEpochDay()
                : date.toEpochDay();
    }

    @Override
    public Duration least() {
        Duration part = part();
        if (part != null) {
            return part;
        }
        return sampling instanceof Sampling.Calendar months
                ? Duration.ofDays(28L * months.months())
                : Duration.ofDays(days());
    }

    @Override
    public @Nullable Sampling atEnds() {
        return days() == 1 ? calendar.sampling() : null;
    }

    @Override
    public @Nullable Sampling atStarts() {
        return null;
    }

    @Override
    public String toString() {
        return sampling + " within the sessions of " + calendar;
    }
}
