package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.SeriesForecasts;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpreadsTest {
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final int[] STEPS = {1, 2, 3};

    /** Goes up and down by an amount: naive forecasts are wrong by it at odd steps and right at even ones. */
    private static TimeSeries zigzag(String id, double amount) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        for (int i = 0; i < 60; i++) {
            series.add(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3_600L * i), i % 2 == 0 ? 0 : amount);
        }
        return series.build();
    }

    @Test
    void theProfileIsSmoothedAndEachSpreadIsShrunkTowardsThatOfAll() {
        List<TimeSeries> series = List.of(zigzag("small", 1), zigzag("large", 1_000));
        List<SeriesForecasts> forecasts = OutOfFold.collect(
                "test",
                List.of(Baselines.naive("y", 3)),
                List.of("y"),
                new double[0],
                series,
                Folds.standard(series, 3, 3),
                FitListener.NONE);
        Spreads spreads = Spreads.of(forecasts, 0, STEPS);
        // relative errors 1, 0 and 1, each with half the weight of its neighbours
        assertThat(spreads.profile()).containsExactly(new double[] {0.75, 0.5, 0.75}, ROUNDING);
        double ratio = (1 / 0.75 + 0 + 1 / 0.75) / 3;
        double origins = forecasts.get(0).lastOrigin() - forecasts.get(0).firstOrigin() + 1;
        double shrunk = Math.pow(ratio, origins / (origins + 10));
        assertThat(spreads.ofSeries()[0]).isCloseTo(shrunk, ROUNDING);
        assertThat(spreads.ofSeries()[1] / 1_000).isCloseTo(shrunk, ROUNDING);
    }
}
