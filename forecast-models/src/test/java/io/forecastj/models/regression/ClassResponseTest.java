package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassResponseTest {
    private static final Target.Direction DIRECTION = Target.direction("y", 0.1);
    private static final double[][] ROWS = {{100, 85, 105, 115}};

    @Test
    void theLabelIsTheIndexOfTheClass() {
        ClassResponse response = new ClassResponse(DIRECTION);
        assertThat(response.label(0, ROWS, 0, 1)).isEqualTo(0);
        assertThat(response.label(0, ROWS, 0, 2)).isEqualTo(1);
        assertThat(response.label(0, ROWS, 0, 3)).isEqualTo(2);
    }

    @Test
    void aModelAnswersOneProbabilityForEachClassAndNoValue() {
        Response response = Response.parse(DIRECTION.toString(), List.of());
        assertThat(response).isEqualTo(new ClassResponse(DIRECTION));
        assertThat(response.outputs()).isEqualTo(Target.Direction.CLASSES.size());
        double[] probabilities = {0.2, 0.3, 0.5};
        double[] values = {7};
        response.decode(100, probabilities, values);
        assertThat(values).containsExactly(Double.NaN);
        assertThat(probabilities).containsExactly(0.2, 0.3, 0.5);
        assertThat(response.notFinite(values, List.of(1))).isEmpty();
    }

    @Test
    void classesHaveNoQuantilesAndAreNotFedBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.of(DIRECTION, List.of(0.5)))
                .withMessage("direction(y,0.1) has classes, which have no quantiles");
        assertThat(new ClassResponse(DIRECTION).hindrance()).contains("cannot be fed back");
        assertThat(Response.of(Target.level("y"), List.of()).hindrance()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "DIRECT_SHARED"})
    void manySeriesTogetherHaveTheProbabilitiesOfEachAlone(Strategy strategy) {
        List<TimeSeries> all = new ArrayList<>();
        for (int s = 1; s <= 3; s++) {
            all.add(TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 0.01 * s, 0.02 * s, 0.011 * s, 0.013 * s));
        }
        try (Predictor predictor = Regression.forecaster()
                .regressor(new RecordingRegressor(3, 0))
                .features(FeaturePipeline.of(Features.column("y")))
                .target(DIRECTION)
                .strategy(strategy)
                .horizons(1, 3)
                .build()
                .fit(all)) {
            List<Forecast> together = predictor.predictAll(all);
            assertThat(together).isEqualTo(all.stream().map(predictor::predict).toList());
            assertThat(together.get(0).probabilities(3))
                    .isNotEqualTo(together.get(2).probabilities(3));
        }
    }
}
