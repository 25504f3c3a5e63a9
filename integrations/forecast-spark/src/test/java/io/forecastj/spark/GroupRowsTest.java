package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRowsTest {
    private static final DatasetLayout SALES =
            DatasetLayout.of("shop", "day", "sales").withSampling(() -> Sampling.daily());

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i, i));
        }
        return rows;
    }

    private static Row row(int day, double value) {
        return RowFactory.create("a", day * ShopSales.DAY, value);
    }

    private static GroupRows read(DatasetLayout layout, List<Row> rows) {
        return GroupRows.read(layout, "a", rows.iterator());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 64, 100, 128})
    void aSeriesMayHaveAsManyRowsAsTheLimitAndNotOneMore(int most) {
        DatasetLayout layout = SALES.withMostRows(most);
        assertThat(read(layout, rows(most)).history().length()).isEqualTo(most);
        assertThatThrownBy(() -> read(layout, rows(most + 1)).history())
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("more than " + most + " rows");
        assertThatThrownBy(() ->
                        read(layout.withLastRows(most + 1), rows(most + 2)).history())
                .isInstanceOf(InvalidSeriesException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 64, 100})
    void theLastRowsAreKeptWhateverComesBefore(int last) {
        for (int count : new int[] {1, 63, 64, 65, 127, 128, 129, 1_000}) {
            TimeSeries kept = read(SALES.withLastRows(last).withMostRows(last), rows(count))
                    .history();
            assertThat(kept.length()).isEqualTo(Math.min(last, count));
            assertThat(kept.value(kept.length() - 1, 0)).isEqualTo(count - 1);
            assertThat(kept.value(0, 0)).isEqualTo(count - kept.length());
        }
    }

    @Test
    void moreRowsThatAreKnownAheadThanTheLimitAreRefused() {
        DatasetLayout layout = DatasetLayout.of("shop", "day", "sales", "price")
                .withKnownFuture("price")
                .withMostRows(50)
                .withLastRows(10);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(RowFactory.create("a", i * ShopSales.DAY, i < 500 ? (Double) 1.0 : null, 2.0));
        }
        assertThatThrownBy(() -> read(layout, rows).history()).hasMessageContaining("more than 50 rows");
        GroupRows few = read(layout, rows.subList(0, 520));
        assertThat(few.history().length()).isEqualTo(10);
        assertThat(few.future().length()).isEqualTo(20);
    }

    @Test
    void twoRowsAtOneTimeAreRefusedAlsoWhereTheyWouldBeCut() {
        for (int twice : new int[] {0, 65, 90}) {
            List<Row> rows = rows(100);
            rows.add(twice, row(twice, -1));
            for (DatasetLayout layout : List.of(SALES, SALES.withLastRows(10), SALES.withLastRows(100 - twice))) {
                GroupRows group = read(layout, rows);
                assertThat(group.read()).isEqualTo(101);
                assertThatThrownBy(group::history)
                        .isInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("'a'")
                        .hasMessageContaining("two rows are at 1970-");
            }
        }
    }

    @Test
    void aNullOrNanIsAMissingValue() {
        TimeSeries series = read(
                        SALES, List.of(row(0, 1), RowFactory.create("a", ShopSales.DAY, null), row(2, Double.NaN)))
                .history();
        assertThat(series.length()).isEqualTo(3);
        assertThat(series.value(1, 0)).isNaN();
        assertThat(series.value(2, 0)).isNaN();
    }
}
