package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** {@link SeriesRows} with publication times. */
class PublishedRowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static SeriesRows rows() {
        return SeriesRows.of("table", List.of("y")).publications("issued");
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(InvalidSeriesException.class).hasMessageContainingAll(parts);
    }

    @Test
    void rowsOfSeveralSeriesMayHaveAnyOrder() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<List<RandomVintages.Published>> all = new ArrayList<>();
            List<TimeSeries> expected = new ArrayList<>();
            SeriesRows rows = SeriesRows.of("table", List.of("y", "z"))
                    .attributes(List.of("size"))
                    .publications("issued");
            for (int i = 0; i < 3; i++) {
                all.add(new ArrayList<>(RandomVintages.rows(random, 12, 2)));
                TimeSeries series = RandomVintages.series(Integer.toString(i), all.get(i), "y", "z");
                TimeSeries.Builder sized =
                        TimeSeries.builder("y", "z").id(series.id()).attribute("size", i);
                all.get(i).forEach(row -> sized.publish(row.time(), row.published(), row.values()));
                expected.add(sized.build());
            }
            while (!all.stream().allMatch(List::isEmpty)) {
                int i = random.nextInt(all.size());
                if (!all.get(i).isEmpty()) {
                    RandomVintages.Published row = all.get(i).remove(0);
                    rows.series(Integer.toString(i));
                    rows.published(row.published());
                    rows.add(row.time(), row.values()[0], row.values()[1], i);
                }
            }
            assertThat(rows.build()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void everyFormOfAPublicationTimeIsTheSameTime() {
        Instant expected = Instant.parse("2024-03-05T23:00:00Z");
        SeriesRows rows = rows().zone(BERLIN, ClockChanges.REFUSE).epoch(TimeUnit.SECONDS);
        rows.series("millis");
        rows.published(expected.toEpochMilli());
        rows.add(0, 1);
        rows.series("instant");
        rows.published(expected);
        rows.add(0, 1);
        rows.series("local");
        rows.publishedLocal(LocalDateTime.of(2024, 3, 6, 0, 0));
        rows.add(0, 1);
        rows.series("date");
        rows.publishedDate(LocalDate.of(2024, 3, 6));
        rows.add(0, 1);
        rows.series("count");
        rows.publishedCount(expected.getEpochSecond());
        rows.addCount(1_700_000_000, 1);
        rows.series("text");
        rows.publishedText(Long.toString(expected.getEpochSecond()));
        rows.addText("1700000000", 1);
        List<TimeSeries> built = rows.build();
        assertThat(built).hasSize(6).allSatisfy(series -> assertThat(
                        series.publications(0, "y").get(0).published())
                .isEqualTo(expected));
        SeriesRows dates = rows().epoch(TimeUnit.SECONDS).zone(BERLIN, ClockChanges.EARLIER);
        dates.publishedText("2024-03-06");
        dates.addCount(1_700_000_000, 1);
        assertThat(dates.build().get(0).publications(0, "y").get(0).published()).isEqualTo(expected);
    }

    @Test
    void twoPublicationsOfARowAtOneTimeAreRefusedWithBothPlaces() {
        SeriesRows rows = rows();
        rows.series("a");
        rows.published(5);
        rows.add(1000, 1);
        rows.published(4);
        rows.add(1000, 1);
        rows.series("b");
        rows.published(5);
        rows.add(1000, 1);
        rows.series("a");
        rows.published(5);
        rows.add(1000, 2);
        refused(
                rows::take,
                "table, row 4, column 'issued': the row of 1970-01-01T00:00:01Z is published at"
                        + " 1970-01-01T00:00:00.005Z on row 1 of series 'a' as well: leave one out");
        SeriesRows single = rows();
        for (int i = 0; i < 2; i++) {
            single.published(5);
            single.add(1000, 1);
        }
        refused(single::build, "table, row 2, column 'issued'", "on row 1 as well", "name the column of their ids");
    }

    @Test
    void invalidPublicationTimesAreRefusedWithTheirColumn() {
        refused(() -> rows().publishedText(" "), "table, row 1, column 'issued': the publication time is missing");
        refused(() -> rows().publishedText("soon"), "table, row 1, column 'issued': 'soon' is not a time");
        refused(() -> rows().published(Instant.ofEpochSecond(1, 5)), "column 'issued'", "finer than a millisecond");
        refused(() -> rows().published(Instant.MAX.truncatedTo(ChronoUnit.DAYS)), "column 'issued'", "too far away");
        refused(
                () -> {
                    SeriesRows rows = rows();
                    rows.published(Long.MAX_VALUE);
                    rows.add(0, 1);
                },
                "table, row 1",
                "too far from 1970");
        LocalDateTime twice = LocalDateTime.of(2023, 10, 29, 2, 30);
        refused(
                () -> rows().zone(BERLIN, ClockChanges.REFUSE).publishedLocal(twice),
                "table, row 1, column 'issued': '2023-10-29T02:30' occurs twice");
    }

    @Test
    void aRowHasAPublicationTimeIfAndOnlyIfTheyAreDeclared() {
        assertThatIllegalStateException()
                .isThrownBy(() -> rows().add(0, 1))
                .withMessageContaining("published(...) before it is added");
        assertThatIllegalStateException()
                .isThrownBy(() -> SeriesRows.of("table", List.of("y")).published(5))
                .withMessageContaining("publications(...)");
        SeriesRows second = rows();
        second.published(5);
        second.add(0, 1);
        assertThatIllegalStateException().isThrownBy(() -> second.add(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> rows().publishedCount(5));
        assertThatIllegalStateException().isThrownBy(() -> second.publications("late"));
    }

    @Test
    void theOrderOfRowsCannotDecideWhereClocksChange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows().zone(BERLIN, ClockChanges.IN_ORDER))
                .withMessageContaining("use EARLIER or LATER");
        assertThatIllegalArgumentException().isThrownBy(() -> SeriesRows.of("table", List.of("y"))
                .zone(BERLIN, ClockChanges.IN_ORDER_SKIPPED_FORWARD)
                .publications("issued"));
    }
}
