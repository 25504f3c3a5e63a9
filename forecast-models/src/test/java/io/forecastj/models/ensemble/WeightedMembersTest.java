package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.statistical.WindowMean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightedMembersTest {
    private static final TimeSeries SERIES = series("a", 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4);
    private static final double LAST = 4;
    private static final double MEAN = (8 + 4) / 2.0;

    private static TimeSeries series(String id, double... y) {
        return TimeSeries.of("y", Instant.parse("2020-01-06T00:00:00Z"), Sampling.daily(), y).toBuilder()
                .id(id)
                .build();
    }

    private static Predictor last() {
        return Baselines.naive("y", 1).fit(SERIES);
    }

    private static Predictor mean() {
        return WindowMean.forecaster().column("y").horizon(1).window(2).build().fit(SERIES);
    }

    private static Predictor drift() {
        return Baselines.drift("y", 1).fit(SERIES);
    }

    private static Predictor nearest() {
        return NearestWindows.forecaster()
                .column("y")
                .lookback(8)
                .horizon(1)
                .shortestHistory(6)
                .build()
                .fit(SERIES);
    }

    private static Predictor weighted(List<Predictor> members, boolean median, double... weights) {
        return Ensembles.weighted("both", members, median, weights, Map.of(), List.of(SERIES));
    }

    @Test
    void weightsAreScaledToAddUpToOne() {
        try (Predictor predictor = weighted(List.of(last(), mean()), false, 1, 3)) {
            assertThat(predictor.predict(SERIES).point(1)).isCloseTo((LAST + 3 * MEAN) / 4, within(1e-12));
        }
    }

    @Test
    void theMedianOfTheMembersIsOneMore() {
        try (Predictor predictor = weighted(List.of(last(), mean(), drift()), true, 0, 0, 0, 1)) {
            double drifted = drift().predict(SERIES).point(1);
            assertThat(drifted).isBetween(LAST, MEAN);
            assertThat(predictor.predict(SERIES).point(1)).isEqualTo(drifted);
        }
    }

    @Test
    void aSeriesMayHaveWeightsInPlaceOfTheCommonOnes(@TempDir Path directory) {
        Predictor both = Ensembles.weighted(
                "both",
                List.of(last(), mean()),
                false,
                new double[] {1, 1},
                Map.of("b", new double[] {0, 1}),
                List.of(SERIES));
        TimeSeries other = SERIES.toBuilder().id("b").build();
        try (both) {
            Predictors.save(both, directory.resolve("model"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"))) {
                for (Predictor predictor : List.of(both, loaded)) {
                    assertThat(predictor.predict(SERIES).point(1)).isCloseTo((LAST + MEAN) / 2, within(1e-12));
                    assertThat(predictor.predict(other).point(1)).isCloseTo(MEAN, within(1e-12));
                }
            }
        }
    }

    @Test
    void aHistoryTooShortForOneMemberIsForecastByTheOthers() {
        for (double[] weights : new double[][] {{1, 1}, {0, 1}, {1, 1, 0}, {0, 1, 0}}) {
            try (Predictor predictor = weighted(List.of(last(), nearest()), weights.length == 3, weights)) {
                Forecast forecast = predictor.predict(SERIES.head(3));
                assertThat(forecast.point(1)).isCloseTo(SERIES.value(2, "y"), within(1e-12));
                assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
                assertThat(forecast.reasons())
                        .anyMatch(reason -> reason.contains("'nearest-windows'")
                                && reason.contains("it needs a history of 6 rows, found 3"));
                assertThat(predictor.info().requiredHistory()).isLessThan(6);
            }
        }
    }

    @Test
    void mistakesAreNamed() {
        List<Predictor> members = List.of(last(), mean());
        assertThatThrownBy(() -> weighted(members.subList(0, 1), false, 1)).hasMessageContaining("number of members");
        assertThatThrownBy(() -> weighted(members, true, 1, 1)).hasMessageContaining("number of the common weights");
        assertThatThrownBy(() -> weighted(members, false, 1, -1)).hasMessageContaining("at least 0 and not all 0");
        assertThatThrownBy(() -> weighted(members, false, 0, 0)).hasMessageContaining("at least 0 and not all 0");
        assertThatThrownBy(() -> weighted(members, false, 1, Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Ensembles.weighted(
                        "both", members, false, new double[] {0, 1}, Map.of("b", new double[] {1, 1}), List.of(SERIES)))
                .hasMessageContaining("where the common one is 0");
        assertThatThrownBy(
                        () -> weighted(List.of(last(), Baselines.naive("y", 2).fit(SERIES)), false, 1, 1))
                .hasMessageContaining("the horizon of every member");
    }
}
