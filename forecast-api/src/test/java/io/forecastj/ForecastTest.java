package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final PredictorInfo INFO = PredictorInfo.builder("test", 2)
            .column("a", ColumnRole.TARGET)
            .column("b", ColumnRole.TARGET)
            .column("x", ColumnRole.PAST)
            .build();

    private static Forecast.Builder builder() {
        return Forecast.builder(INFO, "s", 0, new long[] {10, 20}, false, new double[] {1, 2, 3, 4});
    }

    @Test
    void pointsAreLaidOutByTargetThenStep() {
        Forecast forecast = builder().build();
        assertThat(forecast.point(2)).isEqualTo(2);
        assertThat(forecast.point("b", 1)).isEqualTo(3);
        assertThat(forecast.points("b")).containsExactly(3, 4);
        assertThat(forecast.targets()).containsExactly("a", "b");
        assertThatThrownBy(() -> forecast.point(0)).hasMessage("steps go from 1 to 2, found 0");
        assertThatThrownBy(() -> forecast.point(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> forecast.point("c", 1)).hasMessageContaining("there are [a, b]");
        assertThatThrownBy(() -> forecast.probabilities(1)).hasMessageContaining("ask for point()");
    }

    @Test
    void anIntervalLiesBetweenItsQuantiles() {
        double[] levels = {0.025, 0.5, 0.975};
        Forecast forecast = builder()
                .quantiles(0, levels, new double[][] {{0, 1, 2}, {0, 2, 5}})
                .build();
        assertThat(forecast.interval(2, 0.95)).isEqualTo(new Interval(0, 5, 0.95));
        assertThat(forecast.quantile(1, 0.5)).isEqualTo(1);
        assertThatThrownBy(() -> forecast.interval(1, 0.8))
                .hasMessageContainingAll("no interval of coverage 0.8", "'test' gives those of coverage [0.95]");
        assertThatThrownBy(() -> forecast.quantile(1, 0.1)).hasMessageContaining("there are [0.025, 0.5, 0.975]");
        assertThatThrownBy(() -> builder().build().interval(1, 0.8)).hasMessageContaining("points without intervals");
    }

    @Test
    void theConfidenceIsTheProbabilityThatTheQuantilesPutAroundThePoint() {
        double[] levels = {0.1, 0.5, 0.9};
        Forecast forecast = builder()
                .quantiles(0, levels, new double[][] {{0, 1, 3}, {2, 2, 2}})
                .build();

        assertThat(forecast.probabilityBelow(1, 0)).isEqualTo(0.1);
        assertThat(forecast.probabilityBelow(1, 0.5)).isCloseTo(0.3, within(1e-12));
        assertThat(forecast.probabilityBelow(1, 2)).isCloseTo(0.7, within(1e-12));
        assertThat(forecast.probabilityBelow(1, -5)).as("no more is known").isEqualTo(0.1);
        assertThat(forecast.probabilityBelow(1, 5)).as("no more is known").isEqualTo(0.9);
        // the point is 1: from 0.5 at 0.3 to 1.5 at 0.6
        assertThat(forecast.confidence(1, 0.5)).isCloseTo(0.3, within(1e-12));
        assertThat(forecast.confidence(1, 100)).isCloseTo(0.8, within(1e-12));
        assertThat(forecast.confidence(1, 0)).isZero();
        // an interval without width holds all that is known
        assertThat(forecast.confidence(2, 0)).isCloseTo(0.8, within(1e-12));
        assertThat(forecast.probabilityBelow(2, 2)).isEqualTo(0.1);
    }

    @Test
    void withoutQuantilesThereIsNoConfidence() {
        Forecast points = builder().build();
        Forecast ofOne = builder()
                .quantiles(0, new double[] {0.1, 0.9}, new double[][] {{0, 2}, {0, 4}})
                .build();

        assertThatThrownBy(() -> points.confidence(1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'test' gives no quantiles of 'a', so no probability is known");
        assertThatThrownBy(() -> ofOne.probabilityBelow("b", 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no quantiles of 'b'");
        assertThatThrownBy(() -> ofOne.confidence(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tolerance must be at least 0, found -1.0");
        assertThatThrownBy(() -> ofOne.confidence(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ofOne.probabilityBelow(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ofOne.confidence(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void infiniteQuantilesSayNothingOfWhereBetweenTheirLevels() {
        double inf = Double.POSITIVE_INFINITY;
        Forecast forecast = builder()
                .quantiles(0, new double[] {0.1, 0.9}, new double[][] {{-inf, inf}, {0, inf}})
                .build();

        assertThat(forecast.probabilityBelow(1, 5)).isEqualTo(0.1);
        assertThat(forecast.probabilityBelow(2, 5)).isEqualTo(0.1);
    }

    @Test
    void quantilesThatCrossOrDoNotFitAreRefused() {
        double[] levels = {0.1, 0.9};
        assertThatThrownBy(() -> builder().quantiles(0, levels, new double[][] {{1, 2}, {3, 2}}))
                .hasMessageContaining("are missing or cross at step 2");
        assertThatThrownBy(() -> builder().quantiles(0, levels, new double[][] {{1, 2}}))
                .hasMessageContaining("2 steps of 2");
        assertThatThrownBy(() -> builder().quantiles(0, new double[] {0.9, 0.1}, new double[2][2]))
                .hasMessageContaining("increase");
    }

    @Test
    void classesHaveProbabilitiesInsteadOfPoints() {
        PredictorInfo info =
                PredictorInfo.builder("c", 1).column("a", ColumnRole.TARGET).build();
        Forecast.Builder builder = Forecast.builder(info, "", 0, new long[] {1}, true, new double[] {Double.NaN});
        assertThatThrownBy(() -> builder.probabilities(List.of("UP", "DOWN"), new double[][] {{0.5, 0.6}}))
                .hasMessageContaining("add up to 1");
        Forecast forecast = builder.probabilities(List.of("UP", "DOWN"), new double[][] {{0.25, 0.75}})
                .build();
        assertThat(forecast.probabilities(1)).containsEntry("DOWN", 0.75).containsOnlyKeys("UP", "DOWN");
        assertThatThrownBy(() -> forecast.point(1)).hasMessageContaining("probabilities()");
        assertThat(forecast.timesEstimated()).isTrue();
    }

    @Test
    void aClassThatIsNamedTwiceIsRefused() {
        PredictorInfo info =
                PredictorInfo.builder("test", 1).column("y", ColumnRole.TARGET).build();
        assertThatThrownBy(() -> Forecast.builder(info, "", 0, new long[] {1}, false, new double[1])
                        .probabilities(List.of("UP", "UP"), new double[][] {{0.5, 0.5}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a class is named twice in [UP, UP]");
    }

    @Test
    void aForecastThatLacksWhatItsModelGivesSaysWhy() {
        Forecast forecast =
                builder().status(ForecastStatus.DEGRADED, "'x' is missing").build();
        assertThatThrownBy(() -> forecast.probabilities(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no probabilities in this forecast")
                .hasMessageContaining("which is DEGRADED: 'x' is missing");
        assertThatThrownBy(() -> forecast.interval(1, 0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is DEGRADED: 'x' is missing")
                .hasMessageNotContaining("without intervals");
        assertThatThrownBy(() -> forecast.probabilityBelow(1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which is DEGRADED: 'x' is missing");
    }

    @Test
    void theStatusOnlyGetsWorse() {
        Forecast forecast = builder()
                .status(ForecastStatus.FALLBACK, "primary failed")
                .status(ForecastStatus.DEGRADED, "a hole")
                .build();
        assertThat(forecast.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(forecast.reasons()).containsExactly("primary failed", "a hole");
        assertThat(forecast.toString()).contains("FALLBACK", "primary failed");
    }

    @Test
    void equalityIsByValue() {
        assertThat(builder().build())
                .isEqualTo(builder().build())
                .hasSameHashCodeAs(builder().build());
        assertThat(builder().build())
                .isNotEqualTo(builder().status(ForecastStatus.DEGRADED, "r").build());
        assertThat(builder().build())
                .isNotEqualTo(Forecast.builder(INFO, "s", 0, new long[] {10, 20}, false, new double[] {1, 2, 3, 5})
                        .build());
        Forecast forecast = builder().build();
        forecast.points()[0] = 99;
        assertThat(forecast).isEqualTo(builder().build());
    }

    @Test
    void aDescriptionKeepsRolesInOrder() {
        assertThat(INFO.columns(ColumnRole.PAST)).containsExactly("x");
        assertThat(INFO.targets()).containsExactly("a", "b");
        assertThatThrownBy(() -> PredictorInfo.builder("k", 0)
                        .column("a", ColumnRole.TARGET)
                        .build())
                .hasMessageContaining("horizon");
        assertThatThrownBy(() -> PredictorInfo.builder("k", 1).build()).hasMessageContaining("target");
    }
}
