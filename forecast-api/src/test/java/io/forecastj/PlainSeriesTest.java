package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series from and to plain arrays, maps and lists. */
class PlainSeriesTest {
    private static final Instant ONE = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TWO = Instant.parse("2024-01-02T00:00:00Z");

    private static TimeSeries two() {
        return TimeSeries.builder("y").add(ONE, 1).add(TWO, Double.NaN).build();
    }

    @Test
    void listsMapsAndArraysGiveTheSameSeries() {
        assertThat(TimeSeries.of("y", List.of(ONE, TWO), Arrays.asList(1, null)))
                .isEqualTo(two());
        Map<Instant, Double> byTime = new HashMap<>();
        byTime.put(TWO, null);
        byTime.put(ONE, 1.0);
        assertThat(TimeSeries.of("y", byTime)).as("a map in any order").isEqualTo(two());
        long[] times = {ONE.toEpochMilli(), TWO.toEpochMilli()};
        assertThat(TimeSeries.of(times, Map.of("y", new double[] {1, Double.NaN})))
                .isEqualTo(two());
    }

    @Test
    void aSeriesGivesWhatItWasMadeOf() {
        TimeSeries series = two();
        assertThat(TimeSeries.of("y", series.times(), series.toList("y"))).isEqualTo(series);
        assertThat(TimeSeries.of("y", series.toMap("y"))).isEqualTo(series);
        assertThat(TimeSeries.of(series.timestamps(), Map.of("y", series.values("y"))))
                .isEqualTo(series);
        assertThat(series.toMap("y")).containsExactly(Map.entry(ONE, 1.0), Map.entry(TWO, Double.NaN));
        assertThat(series.with("x", 3, 4).toArray()).hasDimensions(2, 2);
        assertThat(series.with("x", 3, 4).tail(1).toArray()[0]).containsExactly(Double.NaN, 4);
        assertThat(series.head(0).toArray()).isEmpty();
        assertThat(series.head(0).toMap("y")).isEmpty();
        assertThatThrownBy(() -> series.toMap("z")).hasMessageContaining("has no column 'z'");
    }

    @Test
    void columnsAreInTheOrderOfTheMapAndCopied() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        double[] values = {1};
        columns.put("z", values);
        columns.put("a", new double[] {2});
        TimeSeries series = TimeSeries.of(new long[] {5}, columns);
        values[0] = 9;
        assertThat(series.columns()).containsExactly("z", "a");
        assertThat(series.values("z")).containsExactly(1);
    }

    @Test
    void rowsAreReadByName() {
        List<SeriesRow> rows = two().with("x", 3, 4).rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).time()).isEqualTo(TWO);
        assertThat(rows.get(1).timestamp()).isEqualTo(TWO.toEpochMilli());
        assertThat(rows.get(1).value("x")).isEqualTo(4);
        assertThat(rows.get(1).values()).containsExactly(Double.NaN, 4);
        assertThat(rows.get(1).toMap()).containsExactly(Map.entry("y", Double.NaN), Map.entry("x", 4.0));
        assertThat(rows.get(0)).hasToString("2024-01-01T00:00:00Z {y=1.0, x=3.0}");
        assertThatThrownBy(() -> rows.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new SeriesRow(two(), -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void listsAndArraysOfAnotherLengthOrOrderAreRefused() {
        assertThatThrownBy(() -> TimeSeries.of("y", List.of(ONE), List.of(1, 2)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("the column 'y' has 2 values; expected one for each of the 1 times");
        assertThatThrownBy(() -> TimeSeries.of(new long[2], Map.of("y", new double[1])))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("the column 'y' has 1 values; expected one for each of the 2 times");
        assertThatThrownBy(() -> TimeSeries.of("y", List.of(TWO, ONE), List.of(1, 2)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 1 at 2024-01-01T00:00:00Z is not after row 0");
        assertThatThrownBy(() -> TimeSeries.of("y", List.of(ONE, ONE), List.of(1, 2)))
                .hasMessageContaining("the time occurs twice");
        assertThatThrownBy(() -> TimeSeries.of(new long[0], Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
