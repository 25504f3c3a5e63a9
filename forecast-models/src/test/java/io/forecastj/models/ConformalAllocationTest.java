package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalAllocationTest {
    @Test
    void aRowAndItsPointsAllocateNothing() {
        Random random = new Random(1);
        TimeSeries series = Bars.of("y", random.doubles(900).toArray());
        try (Predictor predictor = Conformal.adaptive(
                                Linear.forecaster()
                                        .column("y")
                                        .lookback(24)
                                        .horizon(6)
                                        .build(),
                                0.8,
                                0.95)
                        .fit(series);
                PredictionSession session = predictor.openSession(series)) {
            double[] row = new double[1];
            double[] out = new double[6];
            long[] time = {series.timestamp(series.length() - 1)};
            long allocated = Allocation.leastOfWindows(2_000, 500, () -> {
                time[0] += 3_600_000;
                row[0] = random.nextDouble();
                session.append(time[0], row);
                session.forecastInto(out);
            });
            assertThat(allocated).isZero();
        }
    }
}
