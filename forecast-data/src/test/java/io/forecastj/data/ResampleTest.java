package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Aggregation;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResampleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static TimeSeries rows(Instant start, Duration step, int rows) {
        TimeSeries.Builder series = TimeSeries.builder("y").sampling(Sampling.fixed(step));
        for (int i = 0; i < rows; i++) {
            series.add(start.plus(step.multipliedBy(i)), i + 1);
        }
        return series.build();
    }

    private static Resample sum(Sampling sampling) {
        return Resample.to(sampling).rule("y", Aggregation.SUM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring", "autumn"})
    void barsOverAChangeOfClocksAreThoseOfPandas(String name) {
        TimeSeries fine = GoldenFiles.read(name);
        Resample hours = Resample.to(Sampling.hourly()).ohlcv().keepingIncomplete();
        GoldenFiles.assertSame(hours.apply(fine), GoldenFiles.read(name + "_hours"));
        Resample days = Resample.to(Sampling.daily(NEW_YORK)).ohlcv().keepingIncomplete();
        GoldenFiles.assertSame(days.apply(fine), GoldenFiles.read(name + "_days"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring", "autumn"})
    void daysThatEndAtSeventeenInNewYorkAreThoseOfPandas(String name) {
        LocalTime five = LocalTime.of(17, 0);
        SessionCalendar days = SessionCalendar.in(NEW_YORK).sessions(five, five, DayOfWeek.values());
        TimeSeries found = Resample.sessions(days).ohlcv().keepingIncomplete().apply(GoldenFiles.read(name));
        GoldenFiles.assertSame(found, GoldenFiles.read(name + "_fx"));
        assertThat(found.declaredSampling()).isEqualTo(Sampling.daily(NEW_YORK));
    }

    @Test
    void weeksMonthsAndQuartersAreThoseOfPandas() {
        TimeSeries daily = GoldenFiles.read("daily");
        Map<Resample, String> golden = Map.of(
                Resample.toWeeks(DayOfWeek.SUNDAY, BERLIN), "daily_weeks",
                Resample.to(Sampling.monthly(BERLIN)), "daily_months",
                Resample.to(new Sampling.Calendar(3, 1, BERLIN)), "daily_quarters");
        golden.forEach((recipe, file) ->
                GoldenFiles.assertSame(recipe.ohlcv().keepingIncomplete().apply(daily), GoldenFiles.read(file)));
    }

    @Test
    void aRowIsLabelledWhenItsSlotEndsAndTheLastSlotIsLeftOutUntilItIsComplete() {
        TimeSeries halfHours = rows(START, Duration.ofMinutes(30), 5);
        TimeSeries expected = TimeSeries.of("y", START.plusSeconds(3600), Sampling.hourly(), 3, 7);
        assertThat(sum(Sampling.hourly()).apply(halfHours)).isEqualTo(expected);
        assertThat(sum(Sampling.hourly()).apply(halfHours.head(4))).isEqualTo(expected);
        assertThat(sum(Sampling.hourly()).apply(halfHours.head(3)).length()).isEqualTo(1);
        assertThat(sum(Sampling.hourly()).keepingIncomplete().apply(halfHours).values("y"))
                .containsExactly(3, 7, 5);
    }

    @Test
    void aRowLabelledAtTheStartIsThatOfTheApi() {
        TimeSeries halfHours = rows(START, Duration.ofMinutes(30), 50);
        assertThat(sum(Sampling.hourly()).labelledAtStart().apply(halfHours))
                .isEqualTo(halfHours.resample(Sampling.hourly(), Aggregation.SUM));
        assertThat(sum(Sampling.hourly()).labelledAtStart().labelledAtEnd().apply(halfHours))
                .isEqualTo(sum(Sampling.hourly()).apply(halfHours));
    }

    @Test
    void rowsLabelledAtTheEndAreResampledAgainWithoutAShift() {
        TimeSeries minutes = rows(START, Duration.ofMinutes(1), 3 * 1440);
        TimeSeries days = sum(Sampling.daily()).apply(minutes);
        TimeSeries hours = sum(Sampling.hourly()).apply(minutes);
        assertThat(days.length()).isEqualTo(3);
        assertThat(sum(Sampling.daily()).rowsAtEnd().apply(hours)).isEqualTo(days);
        assertThat(sum(Sampling.daily()).rowsAtEnd().atLeast(1).apply(hours)).isEqualTo(days);
        assertThat(sum(Sampling.daily()).rowsAtEnd().apply(hours.head(71)).length())
                .isEqualTo(2);
    }

    @Test
    void aSlotOfTooFewRowsIsMissing() {
        TimeSeries hours = rows(Instant.parse("2024-03-30T12:00:00Z"), Duration.ofHours(1), 84);
        TimeSeries found = sum(Sampling.daily(BERLIN)).atLeast(1).apply(hours);
        // the first day begins at 13:00, and 31 March has 23 hours in Berlin
        assertThat(found.values("y")).hasSize(4).satisfies(values -> {
            assertThat(values[0]).isNaN();
            assertThat(values[1]).isEqualTo(12 * 23 + 23 * 22 / 2);
        });
        double[] gap = hours.values("y");
        gap[40] = Double.NaN;
        TimeSeries holed = hours.with("y", gap);
        assertThat(sum(Sampling.daily(BERLIN)).atLeast(0.95).apply(holed).value(2, 0))
                .isGreaterThan(0);
        assertThat(sum(Sampling.daily(BERLIN)).atLeast(0.96).apply(holed).value(2, 0))
                .isNaN();
    }

    @Test
    void oneRowThatIsAbsentAtTheStartMakesTheFirstSlotMissing() {
        Resample days = sum(Sampling.daily()).atLeast(1);
        TimeSeries hours = rows(START, Duration.ofHours(1), 48);
        assertThat(days.apply(hours).value(0, 0)).isEqualTo(24 * 25 / 2);
        assertThat(days.apply(hours.slice(1, 48)).values("y")).containsExactly(Double.NaN, 24 * 24 + 24 * 25 / 2);
        assertThat(days.rowsAtEnd().apply(hours.slice(1, 48)).value(0, 0)).isEqualTo(24 * 25 / 2 + 24);
        assertThat(days.rowsAtEnd().apply(hours.slice(2, 48)).value(0, 0)).isNaN();
    }

    @Test
    void theFirstOfMonthIsExpectedOfMonthlyRows() {
        TimeSeries months = TimeSeries.of("y", START, Sampling.monthly(), 1, 2, 3, 4, 5, 6, 7);
        assertThat(sum(new Sampling.Calendar(3, 1)).atLeast(1).apply(months).values("y"))
                .containsExactly(6, 15);
        TimeSeries later = months.slice(1, 7);
        assertThat(sum(new Sampling.Calendar(3, 1)).atLeast(1).apply(later).values("y"))
                .containsExactly(Double.NaN, 15);
        TimeSeries ends = sum(Sampling.monthly()).apply(rows(START, Duration.ofDays(1), 366));
        assertThat(sum(new Sampling.Calendar(3, 1))
                        .rowsAtEnd()
                        .atLeast(1)
                        .apply(ends)
                        .values("y"))
                .hasSize(4)
                .doesNotContain(Double.NaN);
    }

    @Test
    void aShareOfRowsNeedsADeclaredSpacing() {
        TimeSeries plain = GoldenFiles.read("spring");
        assertThatThrownBy(() ->
                        Resample.to(Sampling.hourly()).ohlcv().atLeast(0.5).apply(plain))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("declare it with toBuilder().sampling(...)");
        assertThatThrownBy(() -> sum(Sampling.hourly()).atLeast(0)).hasMessageEndingWith("found 0.0");
    }

    @Test
    void hoursOfASessionCountFromItsOpenAndEndAtItsClose() {
        SessionCalendar shares = SessionCalendar.in(NEW_YORK)
                .weekdays(LocalTime.of(9, 30), LocalTime.of(16, 0))
                .holidays(List.of(LocalDate.of(2024, 7, 4)))
                .earlyClose(LocalDate.of(2024, 7, 3), LocalTime.of(13, 0));
        TimeSeries halfHours = rows(Instant.parse("2024-07-02T00:00:00Z"), Duration.ofMinutes(30), 4 * 48);
        Resample recipe = sum(Sampling.hourly()).session(shares);
        assertThatThrownBy(() -> recipe.apply(halfHours))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 0 at 2024-07-02T00:00:00Z, outside of the sessions");
        TimeSeries found = recipe.leavingOutClosed().atLeast(1).apply(halfHours);
        assertThat(found.times().stream().map(time -> time.atZone(NEW_YORK).toLocalDateTime()))
                .map(Object::toString)
                .containsExactly(
                        "2024-07-02T10:30",
                        "2024-07-02T11:30",
                        "2024-07-02T12:30",
                        "2024-07-02T13:30",
                        "2024-07-02T14:30",
                        "2024-07-02T15:30",
                        "2024-07-02T16:00",
                        "2024-07-03T10:30",
                        "2024-07-03T11:30",
                        "2024-07-03T12:30",
                        "2024-07-03T13:00",
                        "2024-07-05T10:30",
                        "2024-07-05T11:30",
                        "2024-07-05T12:30",
                        "2024-07-05T13:30",
                        "2024-07-05T14:30",
                        "2024-07-05T15:30",
                        "2024-07-05T16:00");
        assertThat(found.values("y")).doesNotContain(Double.NaN);
        TimeSeries days = Resample.sessions(shares)
                .rule("y", Aggregation.LAST)
                .leavingOutClosed()
                .apply(halfHours);
        assertThat(days.times())
                .containsExactly(
                        Instant.parse("2024-07-02T20:00:00Z"),
                        Instant.parse("2024-07-03T17:00:00Z"),
                        Instant.parse("2024-07-05T20:00:00Z"));
        assertThat(days.declaredSampling())
                .isEqualTo(Sampling.weekdays(NEW_YORK).withHolidays(List.of(LocalDate.of(2024, 7, 4))));
    }

    @Test
    void rowsAreExpectedWithinSessionsOnly() {
        SessionCalendar lunch = SessionCalendar.in(ZoneOffset.UTC)
                .weekdays(LocalTime.of(9, 0), LocalTime.of(11, 30))
                .weekdays(LocalTime.of(12, 30), LocalTime.of(15, 30));
        TimeSeries halfHours = rows(START, Duration.ofMinutes(30), 2 * 48);
        Resample recipe = Resample.sessions(lunch)
                .rule("y", Aggregation.MAX)
                .rowsAtEnd()
                .leavingOutClosed()
                .atLeast(1);
        assertThat(recipe.apply(halfHours).values("y")).containsExactly(32, 80);
        double[] values = halfHours.values("y");
        values[48 + 20] = Double.NaN;
        assertThat(recipe.apply(halfHours.with("y", values)).values("y")).containsExactly(32, Double.NaN);
    }

    @Test
    void theLastWeekdayOfAMonthIsExpectedInIt() {
        TimeSeries hours = rows(START, Duration.ofHours(1), 40 * 24);
        TimeSeries days = sum(Sampling.weekdays()).apply(weekdaysOf(hours));
        Resample months = sum(Sampling.monthly()).rowsAtEnd().atLeast(1);
        assertThat(months.apply(days).value(0, 0)).isGreaterThan(0);
        double[] values = days.values("y");
        values[10] = Double.NaN;
        assertThat(months.apply(days.with("y", values)).value(0, 0)).isNaN();
    }

    private static TimeSeries weekdaysOf(TimeSeries hours) {
        TimeSeries.Builder kept = TimeSeries.builder("y");
        hours.rows().stream()
                .filter(row -> row.time().atZone(ZoneOffset.UTC).getDayOfWeek().getValue() < 6)
                .forEach(row -> kept.add(row.time(), row.values()));
        return kept.build();
    }

    @Test
    void aSessionOverMidnightBelongsToTheDayOnWhichItCloses() {
        ZoneId chicago = ZoneId.of("America/Chicago");
        SessionCalendar futures = SessionCalendar.in(chicago).weekdays(LocalTime.of(17, 0), LocalTime.of(16, 0));
        TimeSeries hours = rows(Instant.parse("2024-02-01T00:00:00Z"), Duration.ofHours(1), 8 * 24);
        TimeSeries days = Resample.sessions(futures)
                .rule("y", Aggregation.FIRST)
                .leavingOutClosed()
                .apply(hours);
        // Friday closes at 22:00Z, and Monday opens on Sunday at 23:00Z
        assertThat(days.time(1)).isEqualTo(Instant.parse("2024-02-02T22:00:00Z"));
        assertThat(days.time(2)).isEqualTo(Instant.parse("2024-02-05T22:00:00Z"));
        assertThat(days.value(2, 0)).isEqualTo(3 * 24 + 23 + 1);
    }

    @Test
    void aBusinessMonthIsKnownAtTheCloseOfItsLastBusinessDay() {
        SessionCalendar weekdays = SessionCalendar.weekdays(ZoneOffset.UTC)
                .holidays(List.of(LocalDate.of(2024, 3, 29), LocalDate.of(2024, 4, 1)));
        TimeSeries days = rows(Instant.parse("2024-03-01T00:00:00Z"), Duration.ofDays(1), 60);
        TimeSeries months = Resample.to(Sampling.monthly())
                .rule("y", Aggregation.LAST)
                .session(weekdays)
                .leavingOutClosed()
                .apply(days);
        assertThat(months.times()).containsExactly(Instant.parse("2024-03-29T00:00:00Z"));
        assertThat(months.value(0, 0)).isEqualTo(28);
        TimeSeries weeks = Resample.toWeeks(DayOfWeek.MONDAY, ZoneOffset.UTC)
                .rule("y", Aggregation.SUM)
                .session(weekdays)
                .leavingOutClosed()
                .apply(days);
        assertThat(weeks.time(0)).isEqualTo(Instant.parse("2024-03-02T00:00:00Z"));
        assertThat(weeks.value(4, 0)).isEqualTo(25 + 26 + 27 + 28);
        assertThat(weeks.time(5)).isEqualTo(Instant.parse("2024-04-06T00:00:00Z"));
    }

    @Test
    void weekdaysAreLabelledAtMidnightAfterThem() {
        TimeSeries hours = rows(START, Duration.ofHours(1), 5 * 24);
        Sampling weekdays = Sampling.weekdays().withHolidays(List.of(LocalDate.of(2024, 1, 8)));
        TimeSeries found = sum(weekdays).apply(hours);
        assertThat(found.time(0)).isEqualTo(Instant.parse("2024-01-02T00:00:00Z"));
        assertThat(found.time(4)).isEqualTo(Instant.parse("2024-01-06T00:00:00Z"));
        assertThat(found.sampling().after(found.timestamp(4), 1))
                .containsExactly(Instant.parse("2024-01-10T00:00:00Z").toEpochMilli());
        assertThat(found.gaps()).isEmpty();
    }

    @Test
    void finerSlotsThanRowsAreRefusedWithAdvice() {
        TimeSeries days = rows(START, Duration.ofDays(1), 10);
        assertThatThrownBy(() -> sum(Sampling.hourly()).apply(days))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("about PT24H apart")
                .hasMessageContaining("join them with AsOfJoin");
    }

    @Test
    void aColumnWithoutARuleIsRefused() {
        TimeSeries days = rows(START, Duration.ofDays(1), 10);
        assertThatThrownBy(() -> Resample.to(Sampling.monthly()).ohlcv().apply(days))
                .hasMessageStartingWith("no rule for the column 'y'");
    }

    @Test
    void slotsThatAreNoPartsOfSessionsAreRefused() {
        SessionCalendar weekdays = SessionCalendar.weekdays(ZoneOffset.UTC);
        assertThatThrownBy(() -> sum(Sampling.fixed(Duration.ofDays(2))).session(weekdays))
                .hasMessageContaining("parts of a day, days, weeks or months");
        assertThatThrownBy(() -> Resample.to(new Sampling.Calendar(1, 15))).hasMessageEndingWith("found day 15");
    }

    @Test
    void aSeriesWithPublicationTimesIsRefusedByEveryRecipe() {
        TimeSeries hours = rows(START, Duration.ofHours(1), 48);
        TimeSeries known = hours.rename("y", "x")
                .join(hours.publishedAfter("y", Duration.ofHours(3)), Join.EXACT)
                .select("x", "y");
        SessionCalendar days = SessionCalendar.weekdays(ZoneOffset.UTC);
        for (Resample recipe : List.of(
                Resample.to(Sampling.daily()),
                Resample.toWeeks(DayOfWeek.MONDAY, ZoneOffset.UTC),
                Resample.sessions(days))) {
            assertThatThrownBy(() -> recipe.rules(Map.of("x", Aggregation.LAST, "y", Aggregation.LAST))
                            .apply(known))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContainingAll("publication times in [y]", "asOf(");
        }
        assertThat(sum(Sampling.daily()).apply(known.select("x").rename("x", "y")))
                .isEqualTo(sum(Sampling.daily()).apply(hours));
    }

    @Test
    void aRowAfterTheCloseShowsThatASessionIsOver() {
        SessionCalendar shares = SessionCalendar.in(NEW_YORK).weekdays(LocalTime.of(9, 30), LocalTime.of(16, 0));
        TimeSeries.Builder minutes = TimeSeries.builder("y").sampling(Sampling.fixed(Duration.ofMinutes(1)));
        minutes.add(Instant.parse("2024-01-02T20:58:00Z"), 1);
        Resample days = Resample.sessions(shares).rule("y", Aggregation.SUM).leavingOutClosed();
        assertThat(days.apply(minutes.build()).length()).isZero();
        minutes.add(Instant.parse("2024-01-02T21:10:00Z"), 2);
        assertThat(days.apply(minutes.build()).values("y")).containsExactly(1);
    }

    @Test
    void aSeriesWithoutRowsStaysWithoutRows() {
        TimeSeries none = TimeSeries.builder("y").id("a").attribute("size", 2).build();
        TimeSeries found = sum(Sampling.hourly()).apply(none);
        assertThat(found.length()).isZero();
        assertThat(found.id()).isEqualTo("a");
        assertThat(found.attributes()).containsEntry("size", 2.0);
    }
}
