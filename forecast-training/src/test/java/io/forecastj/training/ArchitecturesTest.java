package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each architecture with each kind of output: trained, exported, compared with the engine by the fit, and served. */
@NeedsEngine
class ArchitecturesTest {
    private static final TimeSeries WAVE = TestSeries.wave(140, 5);

    static Stream<String> kinds() {
        return SmallNeural.KINDS.stream();
    }

    private static NeuralBuilder<?> small(String kind) {
        return SmallNeural.of(kind)
                .lookback(13)
                .horizon(3)
                .training(SmallNeural.quick().build());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pointsOfALevelAreTrainedAndServedWithSampledDropout(String kind) {
        Forecaster forecaster = small(kind).column("y").samples(20).build();
        try (Predictor predictor = forecaster.fit(WAVE)) {
            Forecast forecast = predictor.predict(WAVE);
            for (int step = 1; step <= 3; step++) {
                assertThat(forecast.point(step)).isBetween(70.0, 130.0);
                assertThat(forecast.quantile(step, 0.9)).isGreaterThan(forecast.quantile(step, 0.1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void quantilesOfAChangeWithAllInputsAreTrainedAndServed(String kind) {
        Forecaster forecaster = small(kind)
                .target(Target.difference("y", 1))
                .features(Features.difference("y", 1), Features.column("known"))
                .quantiles(0.1, 0.9)
                .knownFuture("known")
                .stepCalendar(Features.calendar().hourOfDay())
                .staticAttributes("size")
                .build();
        List<TimeSeries> series = List.of(WAVE.head(130), TestSeries.wave(90, 6));
        try (Predictor predictor = forecaster.fit(series)) {
            Forecast forecast = predictor.predict(WAVE.head(130), WAVE.slice(130, 135));
            for (int step = 1; step <= 3; step++) {
                assertThat(forecast.quantile(step, 0.1))
                        .isLessThanOrEqualTo(forecast.quantile(step, 0.5))
                        .isLessThanOrEqualTo(forecast.quantile(step, 0.9));
                assertThat(forecast.point(step)).isEqualTo(forecast.quantile(step, 0.5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void classesAreTrainedAndServed(String kind) {
        Forecaster forecaster = small(kind)
                .target(Target.direction("y", 0.01))
                .balancedClasses()
                .build();
        try (Predictor predictor = forecaster.fit(WAVE)) {
            Forecast forecast = predictor.predict(WAVE);
            assertThat(forecast.probabilities(3)).containsOnlyKeys("DOWN", "FLAT", "UP");
        }
    }
}
