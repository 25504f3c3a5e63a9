package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCalendarTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final SessionCalendar SHARES = SessionCalendar.in(TOKYO)
            .weekdays(LocalTime.of(9, 0), LocalTime.of(11, 30))
            .weekdays(LocalTime.of(12, 30), LocalTime.of(15, 30))
            .holidays(List.of(LocalDate.of(2024, 11, 4)))
            .earlyClose(LocalDate.of(2024, 12, 30), LocalTime.of(11, 30));

    private static Instant tokyo(String local) {
        return LocalDateTime.parse(local).atZone(TOKYO).toInstant();
    }

    @Test
    void aSessionHoldsItsOpenAndNotItsClose() {
        assertThat(SHARES.isOpen(tokyo("2024-11-05T09:00:00"))).isTrue();
        assertThat(SHARES.isOpen(tokyo("2024-11-05T11:29:59.999"))).isTrue();
        assertThat(SHARES.isOpen(tokyo("2024-11-05T11:30:00"))).isFalse();
        assertThat(SHARES.isOpen(tokyo("2024-11-05T12:30:00"))).isTrue();
        assertThat(SHARES.isOpen(tokyo("2024-11-05T08:59:59.999"))).isFalse();
        assertThat(SHARES.isOpen(tokyo("2024-11-04T10:00:00"))).isFalse();
        assertThat(SHARES.isOpen(tokyo("2024-11-09T10:00:00"))).isFalse();
    }

    @Test
    void theNextAndThePreviousSessionPassOverHolidaysAndWeekends() {
        Instant fridayEvening = tokyo("2024-11-01T18:00:00");
        assertThat(SHARES.nextSession(fridayEvening).open()).isEqualTo(tokyo("2024-11-05T09:00:00"));
        assertThat(SHARES.previousSession(fridayEvening).open()).isEqualTo(tokyo("2024-11-01T12:30:00"));
        Instant lunch = tokyo("2024-11-05T12:00:00");
        assertThat(SHARES.nextSession(lunch).close()).isEqualTo(tokyo("2024-11-05T15:30:00"));
        assertThat(SHARES.previousSession(lunch).close()).isEqualTo(tokyo("2024-11-05T11:30:00"));
        assertThat(SHARES.previousSession(tokyo("2024-11-05T10:00:00")).date()).isEqualTo("2024-11-01");
        assertThat(SHARES.nextSession(tokyo("2024-11-05T09:00:00")).open()).isEqualTo(tokyo("2024-11-05T12:30:00"));
    }

    @Test
    void anEarlyCloseEndsTheDay() {
        assertThat(SHARES.on(LocalDate.of(2024, 12, 30)))
                .singleElement()
                .satisfies(session -> assertThat(session.close()).isEqualTo(tokyo("2024-12-30T11:30:00")));
        assertThat(SHARES.earlyClose(LocalDate.of(2024, 12, 27), LocalTime.of(13, 0))
                        .on(LocalDate.of(2024, 12, 27)))
                .extracting(TradingSession::close)
                .containsExactly(tokyo("2024-12-27T11:30:00"), tokyo("2024-12-27T13:00:00"));
    }

    @Test
    void aSessionThatCrossesMidnightIsOfTheDateOnWhichItCloses() {
        SessionCalendar fx =
                SessionCalendar.in(ZoneId.of("America/New_York")).weekdays(LocalTime.of(17, 0), LocalTime.of(17, 0));
        Instant sundayEvening = Instant.parse("2024-03-10T21:00:00Z");
        assertThat(fx.sessionOf(sundayEvening)).hasValueSatisfying(session -> {
            assertThat(session.date()).isEqualTo("2024-03-11");
            assertThat(session.open()).isEqualTo(sundayEvening);
            assertThat(session.close()).isEqualTo("2024-03-11T21:00:00Z");
        });
        assertThat(fx.isOpen(sundayEvening.minusMillis(1))).isFalse();
        assertThat(fx.sampling()).isEqualTo(Sampling.weekdays(fx.zone()));
    }

    @Test
    void daysUntilMidnightAreLabelledOnTheNextDay() {
        SessionCalendar days = SessionCalendar.weekdays(ZoneOffset.UTC).holidays(List.of(LocalDate.of(2024, 1, 1)));
        assertThat(days.on(LocalDate.of(2024, 1, 2)).get(0).close()).isEqualTo("2024-01-03T00:00:00Z");
        long saturday = Instant.parse("2023-12-30T00:00:00Z").toEpochMilli();
        assertThat(days.sampling().after(saturday, 2))
                .containsExactly(
                        Instant.parse("2024-01-03T00:00:00Z").toEpochMilli(),
                        Instant.parse("2024-01-04T00:00:00Z").toEpochMilli());
    }

    @Test
    void overlappingSessionsAreRefused() {
        SessionCalendar night =
                SessionCalendar.in(TOKYO).sessions(LocalTime.of(22, 0), LocalTime.of(6, 0), DayOfWeek.MONDAY);
        assertThatThrownBy(() -> night.sessions(LocalTime.of(20, 0), LocalTime.of(23, 0), DayOfWeek.SUNDAY))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("two sessions overlap: 20:00 to 23:00 of SUNDAY and 22:00 to 06:00 of MONDAY");
        assertThat(night.sessions(LocalTime.of(20, 0), LocalTime.of(22, 0), DayOfWeek.SUNDAY)
                        .isOpen(tokyo("2024-11-03T21:00:00")))
                .isTrue();
    }

    @Test
    void aCalendarWithoutSessionsSaysSo() {
        SessionCalendar none = SessionCalendar.in(TOKYO);
        assertThat(none.isOpen(Instant.EPOCH)).isFalse();
        assertThatThrownBy(() -> none.nextSession(Instant.EPOCH))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("has no sessions");
        assertThatThrownBy(none::sampling).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void holidaysAreReadFromAColumn(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("h.csv"), "name,date\nNew Year,2024-01-01\n\"x, y\", 2024-12-25\n");
        assertThat(SHARES.holidays(file, "date").holidays())
                .containsExactlyInAnyOrder(
                        LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 25), LocalDate.of(2024, 11, 4));
        assertThatThrownBy(() -> SHARES.holidays(file, "day"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("there is no column 'day' in the header [name, date]");
        Files.writeString(file, "name,day\n");
        assertThatThrownBy(() -> SHARES.holidays(file, "date")).hasMessageContaining("there is no column 'date'");
        Files.writeString(file, "");
        assertThatThrownBy(() -> SHARES.holidays(file, "date")).hasMessageContaining("is empty");
        Files.writeString(file, "date\n01/02/2024\n");
        assertThatThrownBy(() -> SHARES.holidays(file, "date"))
                .hasMessageEndingWith("h.csv, line 2, column 'date': '01/02/2024' is not a date such as 2024-12-25");
    }
}
