package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows and series that follow a series. */
class LaterRowsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static TimeSeries days(int from, int to) {
        TimeSeries.Builder builder =
                TimeSeries.builder("a", "b").id("days").attribute("size", 3).sampling(Sampling.daily());
        for (int i = from; i < to; i++) {
            builder.add(day(i), i, 10 * i);
        }
        return builder.build();
    }

    @Test
    void aRowFollowsByOrderOrByName() {
        TimeSeries two = days(0, 2);
        assertThat(two.append(day(2), 2, 20)).isEqualTo(days(0, 3));
        assertThat(two.append(day(2).toEpochMilli(), 2, 20)).isEqualTo(days(0, 3));
        assertThat(two.append(day(2), Map.of("b", 20, "a", 2))).isEqualTo(days(0, 3));
        assertThat(two).isEqualTo(days(0, 2));
        Map<String, Double> unknown = new HashMap<>();
        unknown.put("a", 2.0);
        unknown.put("b", null);
        assertThat(two.append(day(2), unknown).value(2, "b")).isNaN();
        assertThat(days(0, 0).append(day(0), 0, 0)).isEqualTo(days(0, 1));
    }

    @Test
    void aRowWithOtherNamesIsRefusedWithThem() {
        assertThatThrownBy(() -> days(0, 2).append(day(2), Map.of("a", 1, "c", 2)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage(
                        "the row at 2024-01-03T00:00:00Z lacks [b] and has the unknown [c]; expected a value for each"
                                + " of [a, b], NaN for a missing one");
        assertThatThrownBy(() -> days(0, 2).append(day(2), Map.of("a", 1))).hasMessageContaining("lacks [b]; expected");
        TimeSeries.Builder builder = days(0, 2).toBuilder();
        assertThatThrownBy(() -> builder.add(day(2), Map.of("a", 1, "b", 2, "c", 3)))
                .hasMessageContaining("has the unknown [c]; expected");
        assertThat(builder.add(day(2), Map.of("a", 2, "b", 20)).build()).isEqualTo(days(0, 3));
    }

    @Test
    void aRowThatIsNotLaterOrIsInvalidIsRefused() {
        assertThatThrownBy(() -> days(0, 2).append(day(1), 1, 10))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("a row at 2024-01-02T00:00:00Z is not after the last one at 2024-01-02T00:00:00Z");
        assertThatThrownBy(() -> days(0, 2).append(day(2), 1))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("expected one for each of [a, b]");
        assertThatThrownBy(() -> days(0, 2).append(day(2), 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("in column 'b'");
    }

    @Test
    void aLaterSeriesFollowsWithItsColumnsInAnyOrder() {
        TimeSeries later = days(3, 6).select("b", "a");
        assertThat(days(0, 3).concat(later)).isEqualTo(days(0, 6));
        assertThat(days(0, 9).slice(1, 3).concat(days(0, 9).slice(3, 6)))
                .as("views")
                .isEqualTo(days(1, 6));
        assertThat(days(0, 3).concat(days(5, 6)).gaps()).hasSize(1);
    }

    @Test
    void laterRowsOfAnotherDeclaredSpacingEndTheDeclaredOne() {
        TimeSeries hours = days(3, 4).toBuilder().sampling(Sampling.hourly()).build();
        assertThat(days(0, 3).concat(hours).declaredSampling()).isNull();
        TimeSeries undeclared = TimeSeries.builder("a", "b").add(day(3), 1, 2).build();
        assertThat(days(0, 3).concat(undeclared).declaredSampling()).isEqualTo(Sampling.daily());
    }

    @Test
    void seriesWithoutRowsChangeNothing() {
        assertThat(days(0, 3).concat(days(0, 0))).isEqualTo(days(0, 3));
        assertThat(days(0, 0).concat(days(0, 3))).isEqualTo(days(0, 3));
        assertThat(Stream.of(days(0, 2), days(2, 3), days(3, 5)).reduce(TimeSeries.empty(), TimeSeries::concat))
                .isEqualTo(days(0, 5));
    }

    @Test
    void seriesThatOverlapOrHaveOtherColumnsAreRefused() {
        assertThatThrownBy(() -> days(0, 3).concat(days(2, 5)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("starts at 2024-01-03T00:00:00Z, not after the last row of series 'days'")
                .hasMessageContaining("leave out its rows up to 2024-01-03T00:00:00Z");
        assertThatThrownBy(() -> days(3, 5).concat(days(0, 3))).isInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> days(0, 3).concat(days(3, 5).rename("b", "c")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("lacks the columns [b] and has the columns [c] in addition");
    }

    @Test
    void aBuilderContinuesASeriesWithAllThatBelongsToIt() {
        assertThat(days(0, 3).toBuilder().build()).isEqualTo(days(0, 3));
        assertThat(days(0, 9).slice(1, 3).toBuilder().add(day(3), 3, 30).build())
                .isEqualTo(days(1, 4));
        assertThat(days(0, 3).toBuilder().id("other").build().id()).isEqualTo("other");
    }
}
