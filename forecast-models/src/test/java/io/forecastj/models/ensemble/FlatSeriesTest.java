package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks on series that have never changed, for which errors have no unit. */
class FlatSeriesTest {
    private static final int HORIZON = 3;
    private static final Forecaster NAIVE = Baselines.naive("y", HORIZON);
    private static final Forecaster LINEAR =
            Linear.forecaster().column("y").lookback(7).horizon(HORIZON).build();

    static List<Stacking> all() {
        return List.of(
                Stacking.SIMPLEX,
                Stacking.NON_NEGATIVE,
                Stacking.RIDGE,
                Stacking.RIDGE_TOWARDS_EQUAL,
                Stacking.SCALED_ERROR,
                Stacking.boosted());
    }

    private static TimeSeries series(String id, IntToDoubleFunction value) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        for (int i = 0; i < 300; i++) {
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), value.applyAsDouble(i));
        }
        return series.build();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aConstantIsForecastWithEqualWeightsAndSaved(Stacking stacking, @TempDir Path folder) {
        for (double constant : new double[] {5, 0, -0.1, 1e-300, 1e40}) {
            List<TimeSeries> constants = List.of(series("a", i -> constant), series("b", i -> 3 * constant));
            try (Predictor stack = Ensembles.stack(LINEAR, NAIVE)
                    .naiveMembers(false)
                    .stacking(stacking)
                    .fit(constants)) {
                for (TimeSeries one : constants) {
                    Forecast forecast = stack.predict(one);
                    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                    for (double point : forecast.points()) {
                        assertThat(point).isCloseTo(one.value(0, 0), within(1e-12 * Math.abs(one.value(0, 0))));
                    }
                    try (PredictionSession session = stack.openSession(one)) {
                        assertThat(Ensembles.weights(session).at(1)[1]).isCloseTo(0.5, within(1e-12));
                    }
                }
                Predictors.save(stack, folder);
                try (Predictor loaded = Predictors.load(folder)) {
                    assertThat(loaded.predict(constants.get(0))).isEqualTo(stack.predict(constants.get(0)));
                }
            }
        }
    }

    /** A walk beside constant series teaches the weights as it does without them. */
    @ParameterizedTest
    @MethodSource("all")
    void aConstantSeriesAmongOthersChangesNoWeight(Stacking stacking) {
        TimeSeries walk = series("walk", i -> Math.sin(i) + 0.1 * (i % 7));
        TimeSeries constant = series("constant", i -> 5);
        Forecaster seasonal = Baselines.seasonalNaive("y", HORIZON, 7);
        StackedEnsemble stack = Ensembles.stack(seasonal, NAIVE).stacking(stacking);
        try (Predictor alone = stack.fit(walk);
                Predictor both = stack.fit(List.of(walk, constant))) {
            assertThat(both.predict(walk).points())
                    .isEqualTo(alone.predict(walk).points());
            assertThat(both.predict(constant).points()).containsOnly(5);
        }
    }

    @Test
    void theMembersWithTheLeastErrorShareTheWeight() {
        FlatRows rows = new FlatRows(3);
        assertThat(rows.any()).isFalse();
        assertThat(rows.weights(4)).containsOnly(0.25);
        rows.add(new double[] {5, 8, 5 + 1e-12}, 5);
        rows.add(new double[] {5, 5, 5}, 5);
        assertThat(rows.any()).isTrue();
        assertThat(rows.weights(4)).containsExactly(0.5, 0, 0.5, 0);
        rows.add(new double[] {5, 8, 5.1}, 5);
        assertThat(rows.weights(3)).containsExactly(1, 0, 0);
    }
}
