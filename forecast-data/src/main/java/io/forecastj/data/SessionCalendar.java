package io.forecastj.data;

import io.forecastj.Sampling;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hours in which a market trades: sessions of each day of the week in a time zone, without holidays.
 *
 * <p>Immutable and thread-safe; each method that adds something returns a new calendar. No exchange is built in, since
 * hours and holidays change. {@code SessionCalendar.in(ZoneId.of("America/New_York")).weekdays(LocalTime.of(9, 30),
 * LocalTime.of(16, 0))} are the hours of shares in New York; {@code weekdays(LocalTime.of(17, 0), LocalTime.of(17, 0))}
 * are the days of foreign exchange, each from 17:00 of the day before.
 *
 * <p>A local time that is skipped when the clocks go forward is moved forward; of one that occurs twice the first is
 * taken.
 */
public final class SessionCalendar {
    private static final DayOfWeek[] WEEKDAYS = {
        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY
    };
    private static final int DAYS = 7;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<SessionHours>> week;
    private final Set<LocalDate> holidays;
    private final Map<LocalDate, LocalTime> earlyCloses;

    private SessionCalendar(
            ZoneId zone,
            Map<DayOfWeek, List<SessionHours>> week,
            Set<LocalDate> holidays,
            Map<LocalDate, LocalTime> earlyCloses) {
        this.zone = zone;
        this.week = week;
        this.holidays = holidays;
        this.earlyCloses = earlyCloses;
    }

    /**
     * Returns a calendar without sessions, to which they are added.
     *
     * @param zone the time zone of all hours and dates
     * @return the calendar
     */
    public static SessionCalendar in(ZoneId zone) {
        return new SessionCalendar(Objects.requireNonNull(zone, "zone"), Map.of(), Set.of(), Map.of());
    }

    /**
     * Returns the calendar of whole days from Monday to Friday.
     *
     * @param zone the time zone in which days are counted
     * @return the calendar
     */
    public static SessionCalendar weekdays(ZoneId zone) {
        return in(zone).weekdays(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    /**
     * Returns this calendar with a session from Monday to Friday, as by {@link #sessions}.
     *
     * @param open the local time at which it opens
     * @param close the local time at which it closes
     * @return the calendar
     * @throws IllegalArgumentException if the session overlaps another one
     */
    public SessionCalendar weekdays(LocalTime open, LocalTime close) {
        return sessions(open, close, WEEKDAYS);
    }

    /**
     * Returns this calendar with a session on some days of the week. Call it again for a second session of the day,
     * such as after a lunch break.
     *
     * <p>A day is the trading date, on which the session closes: if the close is not after the open, the session opens
     * on the day before. {@code sessions(LocalTime.of(17, 0), LocalTime.of(16, 0), MONDAY)} opens on Sunday at 17:00
     * and closes on Monday at 16:00. A close at {@link LocalTime#MIDNIGHT} is the end of the day.
     *
     * @param open the local time at which it opens
     * @param close the local time at which it closes
     * @param days the trading days, at least one
     * @return the calendar
     * @throws IllegalArgumentException if there is no day, or two sessions overlap; the message names them
     */
    public SessionCalendar sessions(LocalTime open, LocalTime close, DayOfWeek... days) {
        if (days.length == 0) {
            throw new IllegalArgumentException("a session needs at least one day of the week");
        }
        Map<DayOfWeek, List<SessionHours>> more = new TreeMap<>(week);
        for (DayOfWeek day : days) {
            List<SessionHours> hours = new ArrayList<>(more.getOrDefault(day, List.of()));
            hours.add(new SessionHours(open, close));
            more.put(day, List.copyOf(hours));
        }
        String overlap = SessionHours.overlap(more);
        if (!overlap.isEmpty()) {
            throw new IllegalArgumentException("two sessions overlap: " + overlap);
        }
        return new SessionCalendar(zone, more, holidays, earlyCloses);
    }

    /**
     * Returns this calendar without sessions on some more trading dates.
     *
     * @param dates the dates
     * @return the calendar
     */
    public SessionCalendar holidays(Collection<LocalDate> dates) {
        Set<LocalDate> more = new HashSet<>(holidays);
        more.addAll(dates);
        return new SessionCalendar(zone, week, Set.copyOf(more), earlyCloses);
    }

    /**
     * Returns this calendar without sessions on the dates in a column of a CSV file, written as 2024-12-25.
     *
     * @param csv the file, UTF-8, with a header and commas
     * @param column the name of the column
     * @return the calendar
     * @throws io.forecastj.InvalidSeriesException if there is no such column, or a date is written in another way; the
     *     message names file, line and value
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public SessionCalendar holidays(Path csv, String column) {
        return holidays(DateColumn.read(csv, column));
    }

    /**
     * Returns this calendar with an earlier end of trading on a date. Sessions that would open at or after it are left
     * out.
     *
     * @param date the trading date
     * @param close the local time on this date at which trading ends
     * @return the calendar
     */
    public SessionCalendar earlyClose(LocalDate date, LocalTime close) {
        Map<LocalDate, LocalTime> more = new HashMap<>(earlyCloses);
        more.put(Objects.requireNonNull(date, "date"), Objects.requireNonNull(close, "close"));
        return new SessionCalendar(zone, week, holidays, Map.copyOf(more));
    }

    /**
     * Returns the time zone of hours and dates.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the dates without sessions.
     *
     * @return the holidays, unmodifiable
     */
    public Set<LocalDate> holidays() {
        return holidays;
    }

    /**
     * Returns whether the market trades at a time.
     *
     * @param time the time
     * @return true from the open of a session, included, to its close, excluded
     */
    public boolean isOpen(Instant time) {
        return sessionOf(time).isPresent();
    }

    /**
     * Returns the session in which a time is.
     *
     * @param time the time
     * @return the session, empty if the market is closed
     */
    public Optional<TradingSession> sessionOf(Instant time) {
        LocalDate date = time.atZone(zone).toLocalDate();
        long millis = time.toEpochMilli();
        return dates(date, date.plusDays(1)).stream()
                .filter(session -> session.contains(millis))
                .findFirst();
    }

    /**
     * Returns the first session that opens after a time.
     *
     * @param time the time
     * @return the session
     * @throws IllegalStateException if this calendar has no sessions
     */
    public TradingSession nextSession(Instant time) {
        LocalDate date = time.atZone(zone).toLocalDate();
        for (int day = 0; day <= farthest(); day++) {
            for (TradingSession session : on(date.plusDays(day))) {
                if (session.open().isAfter(time)) {
                    return session;
                }
            }
        }
        throw new IllegalStateException(this + " has no sessions");
    }

    /**
     * Returns the last session that closed at or before a time.
     *
     * @param time the time
     * @return the session
     * @throws IllegalStateException if this calendar has no sessions
     */
    public TradingSession previousSession(Instant time) {
        LocalDate date = time.atZone(zone).toLocalDate();
        for (int day = 0; day <= farthest(); day++) {
            List<TradingSession> sessions = on(date.minusDays(day));
            for (int i = sessions.size() - 1; i >= 0; i--) {
                if (!sessions.get(i).close().isAfter(time)) {
                    return sessions.get(i);
                }
            }
        }
        throw new IllegalStateException(this + " has no sessions");
    }

    /**
     * Returns the sessions of a trading date.
     *
     * @param date the date
     * @return the sessions in order of time, unmodifiable; empty on a holiday
     */
    public List<TradingSession> on(LocalDate date) {
        if (holidays.contains(date)) {
            return List.of();
        }
        LocalTime early = earlyCloses.get(date);
        List<TradingSession> sessions = new ArrayList<>();
        for (SessionHours hours : week.getOrDefault(date.getDayOfWeek(), List.of())) {
            TradingSession session = hours.on(date, early, zone);
            if (session != null) {
                sessions.add(session);
            }
        }
        sessions.sort(Comparator.comparingLong(TradingSession::openMillis));
        return List.copyOf(sessions);
    }

    /**
     * Returns the spacing of one row for each trading date that has the time of its last close, as {@link
     * Resample#sessions} makes them. It gives the times of forecasts; early closes are not part of it.
     *
     * @return one row a day on trading days without the holidays
     * @throws IllegalStateException if this calendar has no sessions
     */
    public Sampling sampling() {
        if (week.isEmpty()) {
            throw new IllegalStateException(this + " has no sessions");
        }
        return SessionSampling.of(week, zone, holidays);
    }

    /** Returns the sessions from those of a trading date to the last one that opens at or before a time. */
    List<TradingSession> between(LocalDate from, Instant last) {
        List<TradingSession> sessions =
                dates(from, last.atZone(zone).toLocalDate().plusDays(1));
        sessions.removeIf(session -> session.open().isAfter(last));
        return sessions;
    }

    private List<TradingSession> dates(LocalDate from, LocalDate to) {
        List<TradingSession> sessions = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            sessions.addAll(on(date));
        }
        return sessions;
    }

    /** The number of days after which a session must have been found: each date without one takes a week at most. */
    private int farthest() {
        return DAYS * (holidays.size() + earlyCloses.size() + 2);
    }

    @Override
    public String toString() {
        return "calendar " + week + " in " + zone + " with " + holidays.size() + " holidays";
    }
}
