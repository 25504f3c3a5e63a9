package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SeriesRowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static SeriesRows rows() {
        return SeriesRows.of("table", List.of("y"));
    }

    @Test
    void rowsOfSeveralSeriesMayAlternate() {
        SeriesRows rows = rows().sampling(Sampling.fixed(Duration.ofHours(1)));
        rows.series("b");
        rows.add(0, 1);
        rows.series(" a ");
        rows.add(0, 2);
        rows.series("b");
        rows.add(3_600_000, Double.NaN);
        List<TimeSeries> series = rows.build();
        assertThat(series).extracting(TimeSeries::id).containsExactly("b", "a");
        assertThat(series.get(0).values("y")).containsExactly(1, Double.NaN);
        assertThat(series.get(1).values("y")).containsExactly(2);
        assertThat(rows.count()).isEqualTo(3);
        assertThat(rows.build()).isEmpty();
    }

    @Test
    void aSingleSeriesHasTheIdThatIsDeclared() {
        SeriesRows rows = rows().named("shop");
        rows.add(5, 1);
        assertThat(rows.build().get(0).id()).isEqualTo("shop");
        SeriesRows unnamed = rows();
        unnamed.add(5, 1);
        assertThat(unnamed.build().get(0).id()).isEmpty();
    }

    @Test
    void attributesAreOneNumberInAllRowsOfASeries() {
        SeriesRows rows = rows().attributes(List.of("size"));
        rows.add(1, 7, 40);
        rows.add(2, 8, 40);
        assertThat(rows.build().get(0).attributes()).containsEntry("size", 40.0);

        SeriesRows changing = rows().attributes(List.of("size"));
        changing.add(1, 7, 40);
        refused(() -> changing.add(2, 8, 41), "table, row 2, column 'size': 41.0 differs from 40.0 on row 1");
        SeriesRows missing = rows().attributes(List.of("size"));
        refused(() -> missing.add(1, 7, Double.NaN), "table, row 1, column 'size': the value is missing");
    }

    @Test
    void aTimeThatIsNotAfterTheOneBeforeIsRefusedWithBoth() {
        SeriesRows rows = rows();
        rows.series("a");
        rows.add(1000, 1);
        rows.series("b");
        rows.add(500, 1);
        rows.series("a");
        refused(
                () -> rows.add(0, 1),
                "table, row 3: '1970-01-01T00:00:00Z' is before 1970-01-01T00:00:01Z on row 1 of series 'a'",
                "sort the rows by time");
        SeriesRows single = rows();
        single.add(1000, 1);
        refused(() -> single.add(1000, 1), "table, row 2:", "is the time of row 1 as well", "id(...)");
    }

    @Test
    void infiniteValuesMissingIdsAndTimesTooFarAwayAreRefused() {
        refused(() -> rows().add(0, Double.POSITIVE_INFINITY), "table, row 1, column 'y': Infinity is infinite");
        refused(() -> rows().series(" "), "table, row 1: the id is missing");
        refused(() -> rows().series(null), "table, row 1: the id is missing");
        refused(() -> rows().add(Long.MAX_VALUE, 1), "table, row 1", "too far from 1970");
        refused(() -> rows().add(Instant.MAX, 1), "table, row 1: '+1000000000-12-31T23:59:59.999999999Z'");
        refused(() -> rows().addLocal(LocalDateTime.MAX, 1), "table, row 1: '+999999999-12-31T23:59:59.999999999'");
        refused(() -> rows().add(Instant.ofEpochSecond(1, 5), 1), "finer than a millisecond");
        refused(() -> rows().addLocal(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 5), 1), "finer than a millisecond");
        refused(() -> rows().addText(" ", 1), "the time is missing");
    }

    @Test
    void everyFormOfOneTimeIsTheSameTime() {
        long expected = Instant.parse("2024-03-05T23:00:00Z").toEpochMilli();
        SeriesRows rows = rows().zone(BERLIN, ClockChanges.REFUSE).epoch(TimeUnit.SECONDS);
        rows.series("millis");
        rows.add(expected, 1);
        rows.series("instant");
        rows.add(Instant.ofEpochMilli(expected), 1);
        rows.series("local");
        rows.addLocal(LocalDateTime.of(2024, 3, 6, 0, 0), 1);
        rows.series("date");
        rows.addDate(LocalDate.of(2024, 3, 6), 1);
        rows.series("count");
        rows.addCount(expected / 1000, 1);
        rows.series("text");
        rows.addText(Long.toString(expected / 1000), 1);
        assertThat(rows.build())
                .hasSize(6)
                .allSatisfy(series -> assertThat(series.timestamp(0)).isEqualTo(expected))
                .allSatisfy(series -> assertThat(series.zone()).isEqualTo(BERLIN));
    }

    @Test
    void textsAreReadAsInCsv() {
        SeriesRows rows = rows().zone(BERLIN, ClockChanges.IN_ORDER);
        rows.addText("2023-10-29 02:30", 1);
        rows.addText("2023-10-29T02:30:00", 2);
        assertThat(rows.build().get(0).times())
                .containsExactly(Instant.parse("2023-10-29T00:30:00Z"), Instant.parse("2023-10-29T01:30:00Z"));
        SeriesRows mixed = rows();
        mixed.addText("2023-10-29", 1);
        refused(() -> mixed.addText("2023-10-30 00:00", 1), "table, row 2:", "'2023-10-29' on row 1 is a date");
    }

    @Test
    void clockChangesAreDecidedAsInCsv() {
        LocalDateTime twice = LocalDateTime.of(2023, 10, 29, 2, 30);
        LocalDateTime skipped = LocalDateTime.of(2023, 3, 26, 2, 30);
        refused(() -> rows().zone(BERLIN, ClockChanges.REFUSE).addLocal(twice, 1), "table, row 1:", "occurs twice");
        refused(() -> rows().zone(BERLIN, ClockChanges.IN_ORDER).addLocal(skipped, 1), "does not exist");
        SeriesRows rows = rows().zone(BERLIN, ClockChanges.IN_ORDER_SKIPPED_FORWARD);
        rows.addLocal(skipped, 0);
        rows.addLocal(twice, 1);
        rows.addLocal(twice, 2);
        assertThat(rows.build().get(0).times())
                .containsExactly(
                        Instant.parse("2023-03-26T01:30:00Z"),
                        Instant.parse("2023-10-29T00:30:00Z"),
                        Instant.parse("2023-10-29T01:30:00Z"));
    }

    @Test
    void aSeriesThatWasTakenCannotComeBack() {
        SeriesRows rows = rows();
        rows.series("a");
        rows.add(1, 1);
        assertThat(rows.take().id()).isEqualTo("a");
        rows.series("b");
        rows.add(1, 1);
        refused(() -> rows.series("a"), "table, row 3: a row of series 'a'", "order the rows by id and time");
        assertThat(rows.take().id()).isEqualTo("b");
        assertThatIllegalStateException().isThrownBy(rows::take);
    }

    @Test
    void mistakesInCallsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SeriesRows.of("table", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> SeriesRows.of("table", List.of("y", "y")));
        assertThatIllegalArgumentException().isThrownBy(() -> rows().attributes(List.of("y", "y")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows().add(0, 1, 2))
                .withMessageContaining("expected 1 values and 0 attributes, found 2");
        assertThatIllegalStateException()
                .isThrownBy(() -> rows().addCount(1, 1))
                .withMessageContaining("epoch");
        SeriesRows begun = rows();
        begun.add(0, 1);
        assertThatIllegalStateException().isThrownBy(() -> begun.zone(ZoneOffset.UTC, ClockChanges.REFUSE));
        refused(
                () -> {
                    throw begun.refusal("y", "is a word");
                },
                "table, row 2, column 'y': is a word");
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(InvalidSeriesException.class).hasMessageContainingAll(parts);
    }
}
