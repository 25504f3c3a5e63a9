package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Columns that are added, replaced, computed and renamed; the rest of the series stays as it is. */
class ColumnEditsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static TimeSeries six() {
        TimeSeries.Builder builder = TimeSeries.builder("a", "b")
                .id("six")
                .attribute("size", 3)
                .sampling(Sampling.hourly())
                .zone(ZoneId.of("Europe/Berlin"));
        for (int i = 0; i < 6; i++) {
            builder.add(START.plus(Duration.ofHours(i)), i, 10 * i);
        }
        return builder.build();
    }

    private static void assertSameIdentity(TimeSeries changed) {
        assertThat(changed.id()).isEqualTo("six");
        assertThat(changed.attributes()).containsEntry("size", 3.0).hasSize(1);
        assertThat(changed.declaredSampling()).isEqualTo(Sampling.hourly());
        assertThat(changed.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aNewColumnIsTheLastOneAndAnExistingOneIsReplacedInItsPlace() {
        TimeSeries more = six().with("c", 5, 4, 3, 2, 1, 0).with("a", row -> row.value("b") - row.value("c"));
        assertThat(more.columns()).containsExactly("a", "b", "c");
        assertThat(more.values("a")).containsExactly(-5, 6, 17, 28, 39, 50);
        assertThat(more.values("b")).isEqualTo(six().values("b"));
        assertThat(more.values("c")).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(more.timestamps()).isEqualTo(six().timestamps());
        assertSameIdentity(more);
        assertThat(six().columns()).as("the series itself").containsExactly("a", "b");
    }

    @Test
    void laterChangesOfTheGivenArrayDoNotReachTheSeries() {
        double[] values = {1, 2, 3, 4, 5, 6};
        TimeSeries with = six().with("c", values);
        values[0] = 99;
        assertThat(with.value(0, "c")).isEqualTo(1);
    }

    @Test
    void aComputedColumnReadsNamesTimesAndEarlierRows() {
        TimeSeries more = six().with("change", row -> row.value("b") - row.value("b", 1))
                .with("hour", row -> row.time().toEpochMilli() / 3_600_000 % 24)
                .with("number", SeriesRow::row);
        assertThat(more.values("change")).containsExactly(Double.NaN, 10, 10, 10, 10, 10);
        assertThat(more.values("hour")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(more.values("number")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> six().with("x", row -> row.value("nothing")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has no column 'nothing'");
        assertThatThrownBy(() -> six().with("x", row -> row.value("a", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rowsBefore must be at least 0, found -1");
    }

    @Test
    void columnsOfAViewAreComputedFromItsRowsOnly() {
        TimeSeries view =
                six().slice(2, 5).with("lag", row -> row.value("a", 1)).with("c", 7, 8, 9);
        assertThat(view.values("lag")).containsExactly(Double.NaN, 2, 3);
        assertThat(view.values("a")).containsExactly(2, 3, 4);
        assertThat(view.values("c")).containsExactly(7, 8, 9);
        assertThat(view.time(0)).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(six().head(2).with("c", 7, 8).tail(1).values("c")).containsExactly(8);
        assertThat(six().head(2).with("c", 7, 8))
                .isEqualTo(six().with("c", 7, 8, 0, 0, 0, 0).head(2));
        assertSameIdentity(view);
    }

    @Test
    void theWrongNumberOfValuesOrAnInfiniteOneIsRefused() {
        assertThatThrownBy(() -> six().with("c", 1, 2))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("the column 'c' has 2 values; expected 6, one for each row of series 'six'");
        assertThatThrownBy(() -> six().with("c", row -> 1 / row.value("a")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 0 at 2024-01-01T00:00:00Z gets the infinite value Infinity in column 'c'")
                .hasMessageContaining("use NaN for a missing value");
    }

    @Test
    void aFunctionOfAColumnLeavesMissingValuesMissing() {
        TimeSeries mapped = six().with("a", 1, Double.NaN, 2, 3, 4, 5).map("a", value -> value > 2 ? 1 : 0);
        assertThat(mapped.values("a")).containsExactly(0, Double.NaN, 0, 1, 1, 1);
        assertSameIdentity(mapped);
        assertThatThrownBy(() -> six().map("b", Math::log))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(
                        "row 0 at 2024-01-01T00:00:00Z gets the infinite value -Infinity, made of 0.0 in column 'b'");
        assertThat(six().map("b", value -> value < 30 ? Double.NaN : value).values("b"))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 30, 40, 50);
        assertThatThrownBy(() -> six().map("c", Math::log)).hasMessageContaining("has no column 'c'");
    }

    @Test
    void oneColumnOrAllOfThemGetOtherNames() {
        assertThat(six().rename("a", "load").columns()).containsExactly("load", "b");
        assertThat(six().rename("a", "a")).isEqualTo(six());
        TimeSeries all = six().slice(1, 3).rename(name -> "x_" + name);
        assertThat(all.columns()).containsExactly("x_a", "x_b");
        assertThat(all.values("x_b")).containsExactly(10, 20);
        assertSameIdentity(all);
        assertThat(TimeSeries.empty().rename(name -> "x_" + name)).isEqualTo(TimeSeries.empty());
        assertThatThrownBy(() -> six().rename("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a column name occurs twice in [b, b]");
        assertThatThrownBy(() -> six().rename(name -> "same")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> six().rename("c", "d")).hasMessageContaining("has no column 'c'");
    }

    @Test
    void seriesWithoutRowsTakeColumnsToo() {
        TimeSeries none = six().head(0);
        assertThat(none.with("c", row -> 1).columns()).containsExactly("a", "b", "c");
        assertThat(none.map("a", Math::sqrt)).isEqualTo(none);
        assertThat(TimeSeries.empty().with("c").columns()).containsExactly("c");
    }
}
