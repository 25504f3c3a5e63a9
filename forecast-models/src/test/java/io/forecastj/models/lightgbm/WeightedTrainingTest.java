package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.regression.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Weights from a column of the series, all the way to LightGBM. */
class WeightedTrainingTest {
    private static final int ROWS = 400;
    private static final int MIXED = 300;

    /** The next value is x at first; from row 300 on it is x after even rows and -x after odd ones. */
    private static TimeSeries series(IntToDoubleFunction weight) {
        SplittableRandom random = new SplittableRandom(1);
        TimeSeries.Builder series = TimeSeries.builder("y", "x", "w");
        double next = 0;
        for (int i = 0; i < ROWS; i++) {
            double x = random.nextBoolean() ? 1 : -1;
            series.add(i * 1000L, next, x, weight.applyAsDouble(i));
            next = opposite(i) ? -x : x;
        }
        return series.build();
    }

    private static boolean opposite(int row) {
        return row >= MIXED && row % 2 == 1;
    }

    private static Regression.Builder forecaster() {
        LightGbmParameters settings =
                TestModels.settings().rounds(60).earlyStoppingRounds(60).build();
        return LightGbm.forecaster(settings)
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.column("x")))
                .horizon(1)
                .weights("w");
    }

    @Test
    void aForecasterLearnsFromTheRowsThatWeigh() {
        for (int sign : new int[] {1, -1}) {
            TimeSeries series = series(row -> opposite(row) == sign < 0 ? 2 : 0);
            try (Predictor predictor = forecaster().build().fit(series)) {
                double x = series.value(ROWS - 1, "x");
                assertThat(predictor.predict(series).point(1)).isCloseTo(sign * x, within(0.01));
            }
        }
    }

    @Test
    void validationIsWeightedToo() {
        assertThat(lastLoss(row -> opposite(row) ? 0 : 1)).isLessThan(0.01);
        assertThat(lastLoss(row -> row >= MIXED && !opposite(row) ? 0 : 1)).isGreaterThan(3);
    }

    private static double lastLoss(IntToDoubleFunction weight) {
        List<Double> losses = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                losses.addAll(progress.metrics().values());
            }
        };
        forecaster()
                .validationRows(ROWS - MIXED - 1)
                .build()
                .fit(List.of(series(weight)), listener)
                .close();
        return losses.get(losses.size() - 1);
    }
}
