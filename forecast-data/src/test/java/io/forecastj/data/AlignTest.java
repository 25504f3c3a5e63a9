package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignTest {
    private static final double NAN = Double.NaN;
    private static final TimeSeries FAST = series("fast", 1, 2, 3, 4, 5, 6, 7);
    private static final TimeSeries SLOW = series("slow", 2, 5, 8);
    private static final TimeSeries ODD = series("odd", 3, 5, 6);

    private static TimeSeries series(String id, int... times) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).attribute("size", times.length);
        for (int time : times) {
            series.add(time, 10 * time);
        }
        return series.build();
    }

    @Test
    void theIntersectionHasTheTimesOfAll() {
        List<TimeSeries> aligned = Align.onCommon(List.of(FAST, SLOW, ODD), CommonClock.INTERSECTION);
        assertThat(aligned).allSatisfy(one -> assertThat(one.timestamps()).containsExactly(5));
        assertThat(aligned).extracting(TimeSeries::id).containsExactly("fast", "slow", "odd");
        assertThat(aligned.get(1).attributes()).containsEntry("size", 3.0);
    }

    @Test
    void theUnionHasTheTimesOfAny() {
        List<TimeSeries> aligned = Align.onCommon(List.of(SLOW, ODD), CommonClock.UNION);
        assertThat(aligned).allSatisfy(one -> assertThat(one.timestamps()).containsExactly(2, 3, 5, 6, 8));
        assertThat(aligned.get(0).values("y")).containsExactly(20, NAN, 50, NAN, 80);
        assertThat(aligned.get(1).values("y")).containsExactly(NAN, 30, 50, 60, NAN);
    }

    @Test
    void theSlowestClockTakesTheLastRowsOfTheOthers() {
        List<TimeSeries> aligned = Align.onCommon(List.of(FAST, SLOW, ODD), CommonClock.SLOWEST);
        assertThat(aligned).allSatisfy(one -> assertThat(one.timestamps()).containsExactly(2, 5, 8));
        assertThat(aligned.get(0).values("y")).containsExactly(20, 50, 70);
        assertThat(aligned.get(1)).isEqualTo(SLOW);
        assertThat(aligned.get(2).values("y")).containsExactly(NAN, 50, 60);
    }

    @Test
    void oneWideSeriesNamesColumnsAfterTheIds() {
        TimeSeries wide = Align.wide(List.of(SLOW, ODD), CommonClock.UNION);
        assertThat(wide.columns()).containsExactly("slow_y", "odd_y");
        assertThat(wide.values("odd_y")).containsExactly(NAN, 30, 50, 60, NAN);
    }

    @Test
    void publicationTimesStayWithTheirRows() {
        TimeSeries late = TimeSeries.builder("z")
                .id("late")
                .publish(2, 4, 1)
                .publish(2, 9, 2)
                .publish(5, 6, 3)
                .build();
        TimeSeries aligned =
                Align.onCommon(List.of(FAST, late), CommonClock.INTERSECTION).get(1);
        assertThat(aligned.timestamps()).containsExactly(2, 5);
        assertThat(aligned.asOf(Instant.ofEpochMilli(5)).values("z")).containsExactly(1, NAN);
        assertThat(Align.wide(List.of(SLOW, late), CommonClock.UNION)
                        .asOf(Instant.ofEpochMilli(8))
                        .values("late_z"))
                .containsExactly(1, 3, NAN);
    }

    @Test
    void mistakesAreRefused() {
        assertThatThrownBy(() -> Align.onCommon(List.of(), CommonClock.UNION))
                .hasMessage("there must be at least one series to align");
        assertThatThrownBy(() -> Align.wide(List.of(SLOW, SLOW), CommonClock.UNION))
                .hasMessageContaining("has that of another one");
        assertThatThrownBy(() -> Align.wide(List.of(series("", 1)), CommonClock.UNION))
                .hasMessageContaining("has none");
    }
}
