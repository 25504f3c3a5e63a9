package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.lightgbm.LightGbm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weights of a stack find the member that is better, for each step and for each series. */
class StackedEnsembleTest {
    private static final int HORIZON = 4;
    private static final Forecaster NAIVE = Baselines.naive("y", HORIZON);
    private static final Forecaster SEASONAL = Baselines.seasonalNaive("y", HORIZON, 4);

    /** A season of four around a walk whose steps have a size. */
    private static TimeSeries season(String id, double size, double season) {
        Random random = new Random(6);
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        double level = 0;
        for (int i = 0; i < 240; i++) {
            level += size * random.nextGaussian();
            double pattern = season * (i % 4);
            series.add(Instant.EPOCH.plusSeconds(3600L * i), level + pattern + 0.2 * random.nextGaussian());
        }
        return series.build();
    }

    private static double[] weights(Predictor predictor, TimeSeries series, int step) {
        try (PredictionSession session = predictor.openSession(series)) {
            return Ensembles.weights(session).at(step);
        }
    }

    static List<Stacking> all() {
        return List.of(
                Stacking.SIMPLEX,
                Stacking.NON_NEGATIVE,
                Stacking.RIDGE,
                Stacking.RIDGE_TOWARDS_EQUAL,
                Stacking.SCALED_ERROR,
                new Stacking.Boosted(LightGbm.parameters()
                        .rounds(60)
                        .leaves(4)
                        .minLeafRows(5)
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBetterMemberHasTheWeight(Stacking stacking) {
        TimeSeries seasonal = season("s", 0.1, 3);
        try (Predictor predictor =
                Ensembles.stack(NAIVE, SEASONAL).stacking(stacking).fit(seasonal)) {
            assertThat(weights(predictor, seasonal, 2)[1]).isGreaterThan(0.8);
        }
    }

    @Test
    void stepsHaveWeightsOfTheirOwnUnlessShared() {
        // at step 4 the naive and the seasonal naive forecast are the same value; at step 2 half a season apart
        TimeSeries series = season("s", 1, 2);
        try (Predictor own = Ensembles.stack(NAIVE, SEASONAL).fit(series);
                Predictor shared =
                        Ensembles.stack(NAIVE, SEASONAL).sharedOverSteps().fit(series)) {
            assertThat(weights(own, series, 1)).isNotEqualTo(weights(own, series, 2));
            for (int step = 2; step <= HORIZON; step++) {
                assertThat(weights(shared, series, step)).isEqualTo(weights(shared, series, 1));
            }
        }
    }

    @Test
    void byScaledErrorATrainingSeriesFollowsItsOwnBestMember() {
        TimeSeries seasonal = season("seasonal", 0.1, 3);
        TimeSeries walk = season("walk", 3, 0);
        try (Predictor predictor = Ensembles.stack(NAIVE, SEASONAL, Baselines.drift("y", HORIZON))
                .stacking(Stacking.SCALED_ERROR)
                .fit(List.of(seasonal, walk))) {
            double[] common = weights(predictor, season("unseen", 0.1, 3), 2);
            double[] ofSeasonal = weights(predictor, seasonal, 2);
            double[] ofWalk = weights(predictor, walk, 2);
            assertThat(common).hasSize(4);
            for (double[] weights : List.of(common, ofSeasonal, ofWalk)) {
                assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
            }
            assertThat(ofSeasonal[1]).isGreaterThan(common[1]);
            assertThat(ofWalk[1]).isLessThan(common[1]);
        }
    }

    @Test
    void theMedianIsNamedAmongTheWeights() {
        TimeSeries series = season("s", 1, 1);
        try (Predictor predictor = Ensembles.stack(NAIVE, SEASONAL)
                        .stacking(Stacking.SCALED_ERROR)
                        .fit(series);
                PredictionSession session = predictor.openSession(series)) {
            assertThat(Ensembles.weights(session).members()).containsExactly("naive", "seasonal-naive", "median");
        }
    }
}
