package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.fallback.FallbackSession;
import io.forecastj.models.linear.Linear;
import org.junit.jupiter.api.Test;

class FallbackAllocationTest {
    @Test
    void aRowAndItsPointsAllocateNothingWithoutADeadline() {
        TimeSeries bars = Bars.random(3, 200);
        try (FallbackPredictor predictor = Predictors.withFallback(
                        Linear.forecaster()
                                .column("close")
                                .lookback(20)
                                .horizon(4)
                                .build()
                                .fit(bars),
                        Baselines.naive("close", 4).fit(bars));
                FallbackSession session = predictor.openSession(bars)) {
            double[] row = new double[bars.columns().size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = bars.value(199, c);
            }
            double[] out = new double[4];
            long[] time = {bars.timestamp(199)};
            // a session infers the spacing of its series again at every 64th row, which takes a few bytes
            long bytes = Allocation.leastOfWindows(10_000, 40, () -> {
                session.append(time[0] += 86_400_000, row);
                session.forecastInto(out);
            });
            assertThat(bytes).isZero();
            assertThat(session.answeredBy()).isZero();
        }
    }
}
