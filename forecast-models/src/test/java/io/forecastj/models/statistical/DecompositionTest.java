package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecompositionTest {
    private static TimeSeries hours(int rows) {
        long seed = 5;
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 50
                    + 0.01 * i
                    + 8 * Math.sin(2 * Math.PI * i / 24)
                    + (i / 24 % 7 >= 5 ? -6 : 2)
                    + random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y).toBuilder()
                .id("load")
                .build();
    }

    @Test
    void addsTheColumnsOfOneSeason() {
        TimeSeries series = hours(200);
        TimeSeries parts = Decomposition.stl(series, "y", 24);
        assertThat(parts.columns()).containsExactly("y", "seasonal", "trend", "remainder");
        assertThat(parts.id()).isEqualTo("load");
        assertThat(parts.timestamps()).isEqualTo(series.timestamps());
        assertThat(parts.values("seasonal"))
                .isEqualTo(Stl.changing(24, 11).decompose(series.values("y")).seasonal());
        assertAddUp(parts, "seasonal");
    }

    @Test
    void addsAColumnForEachOfSeveralSeasons() {
        TimeSeries parts = Decomposition.mstl(hours(1000), "y", 24, 168);
        assertThat(parts.columns()).containsExactly("y", "seasonal_24", "seasonal_168", "trend", "remainder");
        assertAddUp(parts, "seasonal_24", "seasonal_168");
    }

    private static void assertAddUp(TimeSeries parts, String... seasonal) {
        for (int row = 0; row < parts.length(); row++) {
            double sum = parts.value(row, "trend") + parts.value(row, "remainder");
            for (String season : seasonal) {
                sum += parts.value(row, season);
            }
            assertThat(sum).as("row " + row).isCloseTo(parts.value(row, "y"), within(1e-10));
        }
    }

    @Test
    void missingValuesScarcelyChangeTheSeason() {
        TimeSeries whole = hours(1000);
        double[] y = whole.values("y");
        for (int i = 0; i < y.length; i++) {
            if (i % 11 == 3 || i >= 600 && i < 620 || i < 2 || i > 995) {
                y[i] = Double.NaN;
            }
        }
        TimeSeries parts = Decomposition.mstl(whole.with("y", y), "y", 24, 168);
        double[] expected = Decomposition.mstl(whole, "y", 24, 168).values("seasonal_24");
        for (int i = 0; i < y.length; i++) {
            assertThat(parts.value(i, "seasonal_24")).as("row " + i).isCloseTo(expected[i], within(1.5));
            assertThat(Double.isNaN(parts.value(i, "remainder"))).isEqualTo(Double.isNaN(y[i]));
            assertThat(parts.value(i, "trend")).isFinite();
        }
    }

    @Test
    void linesReachFromNeighbourToNeighbour() {
        double nan = Double.NaN;
        assertThat(FilledValues.interpolated(new double[] {nan, 1, nan, nan, 4, 5, nan}))
                .containsExactly(1, 1, 2, 3, 4, 5, 5);
    }

    @Test
    void refusesWhatCannotBeDecomposed() {
        TimeSeries series = hours(48);
        assertThatThrownBy(() -> Decomposition.stl(series, "y", 24))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("a season of 24 rows needs more than 48")
                .hasMessageContaining("'load'");
        assertThatThrownBy(() -> Decomposition.stl(series, "z", 24))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'z'");
        assertThatThrownBy(() -> Decomposition.mstl(series, "y", 12, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("increasing");
        assertThatThrownBy(() -> Decomposition.stl(series.with("trend", series.values("y")), "y", 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'trend'");
        double[] missing = new double[48];
        Arrays.fill(missing, Double.NaN);
        assertThatThrownBy(() -> Decomposition.stl(series.with("y", missing), "y", 6))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("all of 'y' are missing");
    }
}
