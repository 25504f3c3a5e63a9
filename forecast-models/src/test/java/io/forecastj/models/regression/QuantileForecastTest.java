package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Bars;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileForecastTest {
    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    /** Values about 10 whose spread alternates, 5 in even rows and 1 in odd ones. */
    private static TimeSeries alternating(int rows) {
        Random random = new Random(31);
        TimeSeries.Builder series = TimeSeries.builder("y", "odd").sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            series.add(3_600_000L * i, 10 + random.nextGaussian() * (i % 2 == 0 ? 5 : 1), i % 2);
        }
        return series.build();
    }

    private static Regression.Builder boosted() {
        return quantiles(LightGbm.regressor(LightGbm.parameters()
                        .rounds(60)
                        .learningRate(0.2)
                        .leaves(4)
                        .build()))
                .target(Target.level("y"));
    }

    private static Regression.Builder quantiles(Regressor regressor) {
        return Regression.forecaster()
                .regressor(regressor)
                .features(FeaturePipeline.of(Features.column("odd")))
                .strategy(Strategy.DIRECT)
                .quantiles(LEVELS)
                .horizon(2);
    }

    @Test
    void quantilesFollowTheSpreadThatTheFeaturesTell() {
        TimeSeries all = alternating(3_000);
        Predictor predictor = boosted().build().fit(all.head(2_000));
        int below = 0;
        int above = 0;
        try (PredictionSession session = predictor.openSession(all.head(2_000))) {
            for (int i = 2_000; i < 3_000; i++) {
                Forecast forecast = session.forecast();
                double wide = forecast.interval(i % 2 == 0 ? 1 : 2, 0.8).width();
                double narrow = forecast.interval(i % 2 == 0 ? 2 : 1, 0.8).width();
                assertThat(wide).isGreaterThan(3 * narrow);
                assertThat(forecast.point(1)).isEqualTo(forecast.quantile(1, 0.5));
                below += all.value(i, "y") < forecast.quantile(1, 0.1) ? 1 : 0;
                above += all.value(i, "y") > forecast.quantile(1, 0.9) ? 1 : 0;
                session.append(all.timestamp(i), new double[] {all.value(i, "y"), i % 2});
            }
        }
        assertThat(below / 1_000.0).isCloseTo(0.1, within(0.035));
        assertThat(above / 1_000.0).isCloseTo(0.1, within(0.035));
    }

    @Test
    void quantilesThatCrossAreSorted() {
        TimeSeries y = Bars.of("y", 1, 2, 3, 4, 5);
        Predictor predictor = Regression.forecaster()
                .regressor(new Crossing())
                .features(FeaturePipeline.of(Features.column("y")))
                .target(Target.difference("y", 1))
                .strategy(Strategy.DIRECT_SHARED)
                .quantiles(0.05, 0.25, 0.5)
                .horizon(2)
                .build()
                .fit(y);
        Forecast forecast = predictor.predict(y);
        for (int step = 1; step <= 2; step++) {
            assertThat(forecast.quantile(step, 0.05)).isEqualTo(5.5);
            assertThat(forecast.quantile(step, 0.25)).isEqualTo(5.75);
            assertThat(forecast.quantile(step, 0.5)).isEqualTo(5.95);
            assertThat(forecast.point(step)).isEqualTo(5.95);
        }
        assertThat(forecast.levels()).containsExactly(0.05, 0.25, 0.5);
    }

    @Test
    void withoutAnyValueTheQuantilesAreMissingAndItIsSaid() {
        TimeSeries y = Bars.of("y", Double.NaN, Double.NaN);
        Forecast forecast = Regression.forecaster()
                .regressor(new Crossing())
                .features(FeaturePipeline.of(Features.calendar().hourOfDay()))
                .target(Target.difference("y", 1))
                .strategy(Strategy.DIRECT)
                .quantiles(0.25, 0.5)
                .horizon(2)
                .build()
                .fit(Bars.of("y", 1, 2, 3, 4, 5))
                .predict(y);
        assertThat(forecast.levels()).isEmpty();
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).contains("the quantiles of step 1 are missing", "the forecast of step 1 is NaN");
    }

    @Test
    void theOtherSettingsStayAndTheMediansAreRecorded() {
        Map<String, String> parameters =
                boosted().build().fit(alternating(100)).info().parameters();
        assertThat(parameters)
                .containsEntry("quantiles", "[0.1, 0.5, 0.9]")
                .containsEntry("lightgbm.objective", "quantile")
                .containsEntry("lightgbm.alpha", "0.5")
                .containsEntry("lightgbm.num_leaves", "4");
        Map<String, String> plain = quantiles(LightGbm.regressor(LightGbm.parameters()
                        .objective(new Objective.Huber(2))
                        .leaves(4)
                        .build()))
                .target(Target.level("y"))
                .quantiles()
                .build()
                .fit(alternating(100))
                .info()
                .parameters();
        assertThat(plain).containsEntry("lightgbm.objective", "huber").doesNotContainKey("quantiles");
    }

    @Test
    void quantilesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boosted().strategy(Strategy.RECURSIVE).build())
                .withMessageContaining("do not add up")
                .withMessageContaining("DIRECT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boosted().quantiles(0.1, 0.9).build())
                .withMessageContaining("0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boosted().quantiles(0.5, 0.5).build())
                .withMessageContaining("[0.5, 0.5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boosted().quantiles(0.5, 1).build())
                .withMessageContaining("[0.5, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boosted().quantiles(0.5, Double.NaN).build())
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantiles(Linear.regressor(1))
                        .target(Target.direction("y", 0.1))
                        .build())
                .withMessageContaining("no quantiles");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        quantiles(Linear.regressor(1)).target(Target.level("y")).build())
                .withMessageContaining("'ridge'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantiles(LightGbm.regressor(
                                LightGbm.parameters().monotone(Map.of("odd", 1)).build()))
                        .target(Target.level("y"))
                        .build())
                .withMessageContaining("monotone");
    }

    @Test
    void quantilesAllocateNothing() {
        TimeSeries y = alternating(100);
        double[] out = new double[2];
        try (PredictionSession session = boosted().build().fit(y).openSession(y)) {
            assertThat(Allocation.leastOfWindows(20_000, 500, () -> session.forecastInto(out)))
                    .isZero();
        }
    }
}
