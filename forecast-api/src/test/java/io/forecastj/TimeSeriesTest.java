package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static TimeSeries ten() {
        TimeSeries.Builder builder = TimeSeries.builder("y", "x").id("ten").attribute("size", 3);
        for (int i = 0; i < 10; i++) {
            builder.add(START.plus(Duration.ofDays(i)), i, 10 * i);
        }
        return builder.build();
    }

    @Test
    void viewsShowTheirPartOfTheRows() {
        TimeSeries series = ten();
        assertThat(series.slice(2, 5).values("y")).containsExactly(2, 3, 4);
        assertThat(series.head(3).values("x")).containsExactly(0, 10, 20);
        assertThat(series.tail(2).values("y")).containsExactly(8, 9);
        assertThat(series.tail(2).slice(1, 2).value(0, "x")).isEqualTo(90);
        assertThat(series.head(99)).isEqualTo(series);
        assertThat(series.select("x").columns()).containsExactly("x");
        assertThat(series.slice(4, 6).time(0)).isEqualTo(START.plus(Duration.ofDays(4)));
    }

    @Test
    void aSpanOfTimeIncludesItsEnds() {
        TimeSeries series = ten();
        Instant second = series.time(2);
        Instant fifth = series.time(5);
        assertThat(series.between(second, fifth).values("y")).containsExactly(2, 3, 4, 5);
        assertThat(series.between(second.plusMillis(1), fifth.minusMillis(1)).values("y"))
                .containsExactly(3, 4);
        assertThat(series.between(fifth.plusMillis(1), fifth.plusMillis(2)).length())
                .isZero();
        assertThat(series.between(START.minusSeconds(9), START.minusSeconds(1)).length())
                .isZero();
        assertThat(series.rowAtOrBefore(fifth.minusMillis(1))).isEqualTo(4);
        assertThat(series.rowAtOrBefore(START.minusMillis(1))).isEqualTo(-1);
    }

    @Test
    void aViewBeyondTheRowsIsRefused() {
        assertThatThrownBy(() -> ten().slice(3, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ten().slice(0, 4).value(4, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ten().head(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeThatDoesNotIncreaseIsRefusedWithItsRow() {
        TimeSeries.Builder builder = TimeSeries.builder("y").id("s").add(START, 1.0);
        assertThatThrownBy(() -> builder.add(START, 2.0))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("series 's': row 1 at 2024-01-01T00:00:00Z is not after row 0 at 2024-01-01T00:00:00Z:"
                        + " the time occurs twice");
        assertThatThrownBy(() -> builder.add(START.minusSeconds(1), 2.0)).hasMessageContaining("sort the rows by time");
        assertThat(builder.build().length()).as("a refused row leaves no trace").isEqualTo(1);
    }

    @Test
    void aTimeBeyondWhatMillisecondsCountIsRefused() {
        assertThatThrownBy(() -> TimeSeries.builder("y").add(Instant.MAX, 1.0))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("1000000000-12-31")
                .hasMessageContaining("73 million years");
    }

    @Test
    void aRowWithTheWrongNumberOfValuesOrAnInfiniteOneIsRefused() {
        TimeSeries.Builder builder = TimeSeries.builder("y", "x");
        assertThatThrownBy(() -> builder.add(START, 1.0))
                .hasMessageContaining("has 1 values; expected 2, one for each of [y, x]");
        assertThatThrownBy(() -> builder.add(START, 1.0, Double.NEGATIVE_INFINITY))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("-Infinity in column 'x'");
        assertThatThrownBy(() -> TimeSeries.builder("y", "y")).hasMessageContaining("[y, y]");
        assertThatThrownBy(() -> TimeSeries.builder()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSpanOfTimeCanBeFinerThanRowsAndWiderThanTheyCanBe() {
        TimeSeries series = ten();
        assertThat(series.between(Instant.MIN, Instant.MAX)).isEqualTo(series);
        assertThat(series.rowAtOrBefore(Instant.MAX)).isEqualTo(9);
        assertThat(series.rowAtOrBefore(Instant.MIN)).isEqualTo(-1);
        Instant third = series.time(2);
        assertThat(series.between(third, third)).isEqualTo(series.slice(2, 3));
        assertThat(series.between(third.plusNanos(1), Instant.MAX)).isEqualTo(series.tail(7));
        assertThat(series.rowAtOrBefore(third.minusNanos(1))).isEqualTo(1);
        assertThat(series.tail(5).rowAtOrBefore(third)).isEqualTo(-1);
    }

    @Test
    void aSelectionHasEachColumnOnce() {
        assertThatThrownBy(() -> ten().select("y", "y")).hasMessageContaining("[y, y]");
        assertThatThrownBy(() -> ten().select()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalityIsByValueAndNaNEqualsNaN() {
        TimeSeries a = TimeSeries.of("y", START, Sampling.daily(), 1, Double.NaN, 3);
        TimeSeries b = TimeSeries.of("y", START, Sampling.daily(), 0, 1, Double.NaN, 3);
        assertThat(a).isEqualTo(TimeSeries.of("y", START, Sampling.daily(), 1, Double.NaN, 3));
        assertThat(a).hasSameHashCodeAs(TimeSeries.of("y", START, Sampling.daily(), 1, Double.NaN, 3));
        assertThat(a.tail(2)).isNotEqualTo(b.tail(2));
        assertThat(a.values("y")).isEqualTo(b.tail(3).values("y"));
        assertThat(a).isNotEqualTo(TimeSeries.of("z", START, Sampling.daily(), 1, Double.NaN, 3));
        assertThat(a).isNotEqualTo(TimeSeries.of("y", START, Sampling.daily(), 1, Double.NaN, 4));
    }

    @Test
    void valuesAreCopiesThatCannotChangeTheSeries() {
        TimeSeries series = ten();
        series.values("y")[0] = 99;
        series.timestamps()[0] = 99;
        assertThat(series).isEqualTo(ten());
        assertThatThrownBy(() -> series.attributes().put("a", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aMissingColumnIsNamedBesideThoseThereAre() {
        assertThatThrownBy(() -> ten().values("z"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("series 'ten' (10 rows of y, x, 2024-01-01T00:00:00Z to 2024-01-10T00:00:00Z) has no"
                        + " column 'z'");
    }

    @Test
    void aBarThatBreaksARuleIsDescribed() {
        assertThat(Ohlcv.flaw(10, 12, 9, 11)).isEmpty();
        assertThat(Ohlcv.flaw(Double.NaN, 12, 9, 11)).isEmpty();
        assertThat(Ohlcv.flaw(10, 8, 9, 11)).isEqualTo("high 8.0 < low 9.0");
        assertThat(Ohlcv.flaw(13, 12, 9, 11)).isEqualTo("high 12.0 < open 13.0");
        assertThat(Ohlcv.flaw(10, 12, 9, 13)).isEqualTo("high 12.0 < close 13.0");
        assertThat(Ohlcv.flaw(8, 12, 9, 11)).isEqualTo("low 9.0 > open 8.0");
        assertThat(Ohlcv.flaw(Double.NaN, 12, 9, 8)).isEqualTo("low 9.0 > close 8.0");
    }

    @Test
    void aDifferenceInTheLastDigitsOfAPriceIsRounding() {
        assertThat(Ohlcv.flaw(184.22024536132812, 184.2202453613281, 182.1, 183))
                .isEmpty();
        assertThat(Ohlcv.flaw(1.00000000000001, 1, 1, 1)).isEmpty();
        assertThat(Ohlcv.flaw(10, 10, Math.nextUp(10.0), Math.nextUp(10.0))).isEmpty();
        assertThat(Ohlcv.flaw(-1, -1.00000000000001, -2, -2)).isEmpty();
        assertThat(Ohlcv.flaw(1.00000000000002, 1, 1, 1)).isEqualTo("high 1.0 < open 1.00000000000002");
        assertThat(Ohlcv.flaw(10.000001, 10, 9, 9.5)).isEqualTo("high 10.0 < open 10.000001");
        assertThat(Ohlcv.flaw(0, -1e-300, -1, -1)).isEqualTo("high -1.0E-300 < open 0.0");
    }
}
