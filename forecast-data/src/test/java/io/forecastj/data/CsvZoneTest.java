package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zones in times, and local times where clocks change. */
class CsvZoneTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String WITH_OFFSET =
            ", where clocks change: write times with an offset, or choose by zone(...," + " ClockChanges) one of ";

    private static TimeSeries read(CsvReading reading, String... times) {
        StringBuilder text = new StringBuilder("t,y\n");
        for (String time : times) {
            text.append(time).append(",1\n");
        }
        return reading.from(new StringReader(text.toString()), "a.csv").one();
    }

    private static void refused(CsvReading reading, String problem, String... times) {
        assertThatThrownBy(() -> read(reading, times))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line " + (times.length + 1) + ", column 't': " + problem);
    }

    private static String[] times(TimeSeries series) {
        return IntStream.range(0, series.length())
                .mapToObj(i -> series.time(i).toString())
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-10-29T02:30+02:00[Europe/Berlin], 2023-10-29T00:30:00Z",
        "2023-10-29T02:30+01:00[Europe/Berlin], 2023-10-29T01:30:00Z",
        "2023-10-29T02:30Z[UTC], 2023-10-29T02:30:00Z",
        "2013-04-28 00:00:00 UTC, 2013-04-28T00:00:00Z",
        "2013-04-28 00:00:00 gmt, 2013-04-28T00:00:00Z",
        "2013-04-28T00:00:00UTC, 2013-04-28T00:00:00Z",
    })
    void regionsAndUtcAreReadWithoutAPattern(String text, Instant expected) {
        assertThat(read(Csv.read().zone(BERLIN), text).time(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-07-01 12:00 EST",
                "2023-10-29 02:30 CET",
                "2023-10-29 02:30 CEST",
                "2023-10-29T02:30:00 BST",
                "2023-10-29 02:30 NZST",
                "2023-10-29 02:30IST"
            })
    void anAbbreviationOfAZoneIsRefused(String text) {
        refused(
                Csv.read(),
                "'" + text
                        + "' ends with the name of a zone that is not read: an abbreviation does not define one offset."
                        + " Write offsets such as +02:00 or regions such as Europe/Berlin, or leave the name out"
                        + " and set"
                        + " zone(...)",
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EST", "CET", "CEST", "EET", "MST", "Japan", "PST"})
    void anAbbreviationIsRefusedThoughJavaKnowsItAsARegion(String zone) {
        assertThatThrownBy(() -> read(Csv.read().timeFormat("yyyy-MM-dd HH:mm VV"), "2024-07-01 12:00 " + zone))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 't': '2024-07-01 12:00 " + zone + "' ")
                .hasMessageEndingWith(
                        "not read: an abbreviation does not define one offset. Write offsets such as +02:00"
                                + " or regions such as Europe/Berlin, or leave the name out and set zone(...)");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2024-07-01T10:00:00Z",
        "America/New_York, 2024-07-01T16:00:00Z",
        "UTC, 2024-07-01T12:00:00Z",
        "GMT, 2024-07-01T12:00:00Z",
        "UTC+02:00, 2024-07-01T10:00:00Z",
        "-05:00, 2024-07-01T17:00:00Z",
        "Z, 2024-07-01T12:00:00Z",
        "Etc/GMT+5, 2024-07-01T17:00:00Z",
    })
    void regionsAndOffsetsAreReadByAPattern(String zone, Instant expected) {
        assertThat(read(Csv.read().timeFormat("yyyy-MM-dd HH:mm VV"), "2024-07-01 12:00 " + zone)
                        .time(0))
                .isEqualTo(expected);
    }

    @Test
    void aDayThatTheZoneSkipsIsRefused() {
        for (ClockChanges changes : ClockChanges.values()) {
            assertThatThrownBy(() -> Csv.read()
                            .zone(ZoneId.of("Pacific/Apia"), changes)
                            .from(new StringReader("date,y\n2011-12-29,1\n2011-12-30,2\n"), "a.csv"))
                    .isExactlyInstanceOf(InvalidSeriesException.class)
                    .hasMessage(
                            "a.csv, line 3, column 'date': '2011-12-30' does not exist in Pacific/Apia, where clocks"
                                    + " skip the whole day: leave the row out, or correct zone(...)");
        }
    }

    @Test
    void anOffsetThatTheRegionDoesNotHaveIsRefused() {
        String problem = " has the offset +02:00, but Europe/Berlin has +01:00 at that time: correct one of them";
        refused(
                Csv.read(),
                "'2024-01-01T00:00+02:00[Europe/Berlin]'" + problem,
                "2024-01-01T00:00+02:00[Europe/Berlin]");
        refused(
                Csv.read().timeFormat("yyyy-MM-dd HH:mm XXX VV"),
                "'2024-01-01 00:00 +02:00 Europe/Berlin'" + problem,
                "2024-01-01 00:00 +02:00 Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-01-01T00:00+01:00[Nowhere/Else]", "2024-01-01T00:00+01:00[", "2024-01-01T00:00[UTC", "[]"})
    void aRegionThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> read(Csv.read(), text))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 't': '" + text + "' is not a time");
    }

    @Test
    void aTimeThatClocksSkipOrRepeatIsRefusedWithTheChoices() {
        CsvReading berlin = Csv.read().zone(BERLIN);
        refused(
                berlin,
                "'2020-03-29 02:30' does not exist in Europe/Berlin" + WITH_OFFSET
                        + "IN_ORDER_SKIPPED_FORWARD, EARLIER, LATER",
                "2020-03-29 02:30");
        refused(
                berlin,
                "'2020-10-25 02:30' occurs twice in Europe/Berlin" + WITH_OFFSET
                        + "IN_ORDER, IN_ORDER_SKIPPED_FORWARD, EARLIER, LATER",
                "2020-10-25 02:30");
    }

    @Test
    void theRuleHoldsForARegionInTheTimeToo() {
        CsvReading reading = Csv.read().timeFormat("yyyy-MM-dd HH:mm VV");
        refused(
                reading,
                "'2020-03-29 02:30 Europe/Berlin' does not exist in Europe/Berlin" + WITH_OFFSET
                        + "IN_ORDER_SKIPPED_FORWARD, EARLIER, LATER",
                "2020-03-29 02:30 Europe/Berlin");
        CsvReading inOrder = reading.zone(ZoneId.of("Asia/Tokyo"), ClockChanges.IN_ORDER);
        assertThat(times(read(inOrder, "2020-10-25 02:30 Europe/Berlin", "2020-10-25 02:30 Europe/Berlin")))
                .containsExactly("2020-10-25T00:30:00Z", "2020-10-25T01:30:00Z");
    }

    @Test
    void repeatedHoursAreReadInOrder() {
        CsvReading berlin = Csv.read().zone(BERLIN, ClockChanges.IN_ORDER);
        assertThat(times(read(berlin, "2023-10-29 01:00", "2023-10-29 02:00", "2023-10-29 02:00", "2023-10-29 03:00")))
                .containsExactly(
                        "2023-10-28T23:00:00Z", "2023-10-29T00:00:00Z", "2023-10-29T01:00:00Z", "2023-10-29T02:00:00Z");
        assertThat(times(read(
                        berlin.timeFormat("dd.MM.yyyy HH:mm"),
                        "29.10.2023 02:00",
                        "29.10.2023 02:30",
                        "29.10.2023 02:00",
                        "29.10.2023 02:30")))
                .containsExactly(
                        "2023-10-29T00:00:00Z", "2023-10-29T00:30:00Z", "2023-10-29T01:00:00Z", "2023-10-29T01:30:00Z");
    }

    @Test
    void aWholeYearOfLocalHoursIsReadInOrder() {
        Instant start = Instant.parse("2022-12-31T23:00:00Z");
        String[] local = IntStream.range(0, 8760)
                .mapToObj(i -> start.plus(Duration.ofHours(i)).atZone(BERLIN).toLocalDateTime())
                .map(Object::toString)
                .toArray(String[]::new);
        TimeSeries series = read(Csv.read().zone(BERLIN, ClockChanges.IN_ORDER), local);
        for (int i = 0; i < local.length; i++) {
            assertThat(series.time(i)).isEqualTo(start.plus(Duration.ofHours(i)));
        }
    }

    @Test
    void seriesWhoseRowsAlternateHaveTheirOwnOrder() {
        String text =
                "id,t,y\na,2023-10-29 02:00,1\nb,2023-10-29 02:00,2\na,2023-10-29 02:00,3\nb,2023-10-29 02:00,4\n";
        assertThat(Csv.read()
                        .zone(BERLIN, ClockChanges.IN_ORDER)
                        .from(new StringReader(text), "a.csv")
                        .list())
                .allSatisfy(series ->
                        assertThat(times(series)).containsExactly("2023-10-29T00:00:00Z", "2023-10-29T01:00:00Z"));
    }

    @Test
    void anHourThatOccursThreeTimesIsRefused() {
        refused(
                Csv.read().zone(BERLIN, ClockChanges.IN_ORDER),
                "'2023-10-29 02:00' is the time of line 3 as well",
                "2023-10-29 02:00",
                "2023-10-29 02:00",
                "2023-10-29 02:00");
    }

    @Test
    void skippedHoursAreMovedForwardOnlyByChoice() {
        refused(
                Csv.read().zone(BERLIN, ClockChanges.IN_ORDER),
                "'2023-03-26 02:30' does not exist in Europe/Berlin" + WITH_OFFSET
                        + "IN_ORDER_SKIPPED_FORWARD, EARLIER, LATER",
                "2023-03-26 02:30");
        CsvReading forward = Csv.read().zone(BERLIN, ClockChanges.IN_ORDER_SKIPPED_FORWARD);
        assertThat(times(read(forward, "2023-03-25 02:30", "2023-03-26 02:30", "2023-03-27 02:30")))
                .containsExactly("2023-03-25T01:30:00Z", "2023-03-26T01:30:00Z", "2023-03-27T00:30:00Z");
        refused(forward, "'2023-03-26 03:30' is the time of line 2 as well", "2023-03-26 02:30", "2023-03-26 03:30");
        CsvReading halfAnHour =
                Csv.read().zone(ZoneId.of("Australia/Lord_Howe"), ClockChanges.IN_ORDER_SKIPPED_FORWARD);
        assertThat(times(read(halfAnHour, "2023-10-01 02:10"))).containsExactly("2023-09-30T15:40:00Z");
    }

    @Test
    void theSeriesIsOfTheZoneSoThatItsDaysAreLocal() {
        String[] dates =
                IntStream.rangeClosed(20, 31).mapToObj(day -> "2023-03-" + day).toArray(String[]::new);
        TimeSeries days = read(Csv.read().zone(BERLIN), dates);
        assertThat(days.zone()).isEqualTo(BERLIN);
        assertThat(days.sampling()).isEqualTo(Sampling.daily(BERLIN));
        TimeSeries inOrder = read(Csv.read().zone(BERLIN, ClockChanges.IN_ORDER), "2023-03-24 10:00");
        assertThat(inOrder.zone()).isEqualTo(BERLIN);
        assertThat(read(Csv.read(), "2023-03-24").zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void datesAreTheLocalMidnightsOfTheirZoneThoughDaysDifferInLength() {
        assertThat(times(read(Csv.read().zone(BERLIN), "2023-03-25", "2023-03-26", "2023-03-27", "2023-10-30")))
                .containsExactly(
                        "2023-03-24T23:00:00Z", "2023-03-25T23:00:00Z", "2023-03-26T22:00:00Z", "2023-10-29T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // clocks are set back, by an hour or by half of one
        "Europe/Berlin, 2023-10-29 02:30, 2023-10-29T00:30:00Z, 2023-10-29T01:30:00Z",
        "Europe/Berlin, 2023-10-29 02:00, 2023-10-29T00:00:00Z, 2023-10-29T01:00:00Z",
        "America/New_York, 2023-11-05 01:59:59, 2023-11-05T05:59:59Z, 2023-11-05T06:59:59Z",
        "Australia/Lord_Howe, 2024-04-07 01:45, 2024-04-06T14:45:00Z, 2024-04-06T15:15:00Z",
        // clocks are set forward
        "Europe/Berlin, 2023-03-26 02:30, 2023-03-26T01:30:00Z, 2023-03-26T01:30:00Z",
        "Europe/Berlin, 2023-03-26 02:00, 2023-03-26T01:00:00Z, 2023-03-26T01:00:00Z",
        "America/New_York, 2024-03-10 02:15, 2024-03-10T07:15:00Z, 2024-03-10T07:15:00Z",
        "Australia/Lord_Howe, 2023-10-01 02:10, 2023-09-30T15:40:00Z, 2023-09-30T15:40:00Z",
        // neither
        "Europe/Berlin, 2023-10-29 03:00, 2023-10-29T02:00:00Z, 2023-10-29T02:00:00Z",
        "Europe/Berlin, 2023-03-26 03:00, 2023-03-26T01:00:00Z, 2023-03-26T01:00:00Z",
        "Australia/Lord_Howe, 2024-04-07 01:29, 2024-04-06T14:29:00Z, 2024-04-06T14:29:00Z",
    })
    void theEarlierOrLaterTimeCanBeChosen(ZoneId zone, String text, Instant earlier, Instant later) {
        LocalDateTime local = LocalDateTime.parse(text.replace(' ', 'T'));
        assertThat(read(Csv.read().zone(zone, ClockChanges.EARLIER), text).time(0))
                .isEqualTo(earlier)
                .isEqualTo(ZonedDateTime.ofLocal(local, zone, null).toInstant());
        assertThat(read(Csv.read().zone(zone, ClockChanges.LATER), text).time(0))
                .isEqualTo(later)
                .isEqualTo(ZonedDateTime.ofLocal(local, zone, null)
                        .withLaterOffsetAtOverlap()
                        .toInstant());
        String pattern = text.length() > 16 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm";
        assertThat(read(Csv.read().zone(zone, ClockChanges.LATER).timeFormat(pattern), text)
                        .time(0))
                .isEqualTo(later);
    }

    @Test
    void aFileWithBothRepeatedHoursIsRefusedWhereOneIsChosen() {
        for (ClockChanges choice : new ClockChanges[] {ClockChanges.EARLIER, ClockChanges.LATER}) {
            refused(
                    Csv.read().zone(BERLIN, choice),
                    "'2023-10-29 02:00' is the time of line 2 as well",
                    "2023-10-29 02:00",
                    "2023-10-29 02:00");
        }
    }

    @Test
    void datesAreNotConcernedByTheChoice() {
        for (ClockChanges choice : ClockChanges.values()) {
            // clocks are set forward at midnight
            CsvReading beirut = Csv.read().zone(ZoneId.of("Asia/Beirut"), choice);
            assertThat(read(beirut, "2020-03-29").time(0)).isEqualTo("2020-03-28T22:00:00Z");
        }
    }
}
