package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.StepCalendar;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Builders refuse what no fit could use, without the engine. */
class NeuralBuilderTest {
    private static RecurrentBuilder lstm() {
        return Neural.lstm().column("y").horizon(3);
    }

    private static Arguments bad(Supplier<NeuralBuilder<?>> builder, String message) {
        return arguments(builder, message);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad(() -> Neural.lstm().horizon(1), "'lstm' needs a column"),
                bad(() -> Neural.lstm().column("y"), "'lstm' needs a horizon of at least 1: set horizon(...)"),
                bad(() -> lstm().horizon(-1), "horizon must be from 1 to"),
                bad(() -> lstm().name(" "), "name must be a text that is not blank"),
                bad(() -> lstm().lookback(0), "lookback must be from 1 to 10000, found 0"),
                bad(() -> lstm().quantiles(0.9, 0.1), "must increase between 0 and 1, found [0.9, 0.1]"),
                bad(() -> lstm().quantiles(1), "must increase between 0 and 1"),
                bad(() -> lstm().samples(1), "samples must be 0 or from 2 to 1000, found 1"),
                bad(() -> lstm().dropout(0).samples(10), "samples(10) need dropout"),
                bad(() -> lstm().knownFuture("y"), "'y' is the column to forecast"),
                bad(() -> lstm().knownFuture("a", "a"), "the known-future column 'a' occurs twice"),
                bad(() -> lstm().staticAttributes("a", "a"), "the static attribute 'a' occurs twice"),
                bad(() -> lstm().features(Features.lag("y", 1)), "needs the column 'y' as the first feature"),
                bad(() -> lstm().quantiles(0.5).loss(PointLoss.HUBER), "loss(HUBER) is one of points, and quantiles"),
                bad(() -> lstm().balancedClasses(), "balancedClasses() needs a target of classes"),
                bad(
                        () -> Neural.lstm()
                                .target(Target.direction("y", 0.01))
                                .horizon(1)
                                .quantiles(0.5),
                        "has classes, which have no quantiles"),
                bad(() -> lstm().units(), "at least one layer, found none"),
                bad(() -> lstm().units(0), "found"),
                bad(() -> lstm().dropout(1), "found 1.0"),
                bad(() -> lstm().units(4, 4).dropout(0.1, 0.1, 0.1), "set hidden(...)"),
                bad(() -> lstm().units(4, 4).dropout(), "dropout needs one rate"),
                bad(() -> Neural.transformer().column("y").horizon(1).units(9).heads(2), "9 units and 2 heads"),
                bad(() -> Neural.cnn().column("y").horizon(1).kernel(0), "found 0"),
                bad(() -> Neural.tcn().column("y").horizon(1).kernel(1), "found 1"),
                bad(() -> Neural.tcn().column("y").horizon(1).channels(0), "found"),
                bad(() -> Neural.nhits().column("y").horizon(1).pooling(2, 1), "and no knotSpacing"),
                bad(() -> Neural.nhits().column("y").horizon(1).blocks(0), "found 0"),
                bad(() -> lstm().startFrom(naive()), "startFrom(...): expected a predictor that was loaded by Onnx"));
    }

    private static Predictor naive() {
        return Baselines.naive("y", 3).fit(TestSeries.walk(50, 1));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadSettingIsNamed(Supplier<NeuralBuilder<?>> builder, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.get().build())
                .withMessageContaining(message);
    }

    @Test
    void aTargetContradictsAColumn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lstm().target(Target.level("z")))
                .withMessage("target(level(z)) contradicts column(y), which is set already; set one of them");
    }

    @Test
    void aForecasterDescribesItself() {
        Forecaster forecaster = Neural.gru().units(8).column("y").horizon(5).build();
        assertThat(forecaster.name()).isEqualTo("gru");
        assertThat(forecaster.horizon()).isEqualTo(5);
        assertThat(forecaster.targets()).containsExactly("y");
        assertThat(forecaster).hasToString("'gru' of level(y) by gru{units=[8], dropout=[0.1], hidden=0}, horizon 5");
    }

    @Test
    void noSeriesIsRefused() {
        assertThatThrownBy(() -> lstm().build().fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one series");
    }

    @Test
    void aNetworkThatNoFileHoldsIsRefusedBeforeTheTraining() {
        Forecaster forecaster = Neural.nhits()
                .column("y")
                .horizon(1)
                .lookback(20)
                .units(100_000, 100_000)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecaster.fit(TestSeries.walk(100, 1)))
                .withMessageContaining("'nhits' with a lookback of 20 rows: the network has 30,00")
                .withMessageContaining("weights, but a file holds 120,000,000");
    }

    @Test
    void theMedianIsAddedToQuantiles() {
        assertThat(NeuralPlan.withMedian(List.of(0.1, 0.9))).containsExactly(0.1, 0.5, 0.9);
        assertThat(NeuralPlan.withMedian(List.of(0.6))).containsExactly(0.5, 0.6);
        assertThat(NeuralPlan.withMedian(List.of(0.1, 0.5))).containsExactly(0.1, 0.5);
        assertThat(NeuralPlan.withMedian(List.of())).isEmpty();
    }

    @Test
    void featuresAndScalingFollowTheTarget() {
        assertThat(NeuralPlan.features(Target.level("y")).columns()).containsExactly("y");
        assertThat(NeuralPlan.features(Target.difference("y", 7)).columns()).containsExactly("difference(y,1)");
        assertThat(NeuralPlan.features(Target.logReturn("y")))
                .isEqualTo(NeuralPlan.features(Target.direction("y", 0.1)))
                .isEqualTo(FeaturePipeline.of(Features.price().logReturns("y", 1)));
        assertThat(NeuralPlan.scaling(Target.level("y"))).isEqualTo(NetworkScaling.WINDOW);
        assertThat(NeuralPlan.scaling(Target.logReturn("y"))).isEqualTo(NetworkScaling.STANDARD);
    }

    private static int lookback(@Nullable Integer rows, int horizon, TimeSeries... series) {
        return new NeuralPlan(
                        "plan",
                        Neural.nhits().architecture(),
                        Target.level("y"),
                        NeuralPlan.features(Target.level("y")),
                        FeatureRegistry.standard(),
                        rows,
                        horizon,
                        List.of(),
                        List.of(),
                        StepCalendar.of(List.of()),
                        List.of(),
                        null,
                        NetworkScaling.WINDOW,
                        null,
                        false,
                        TrainingSettings.defaults(),
                        0)
                .lookback(List.of(series));
    }

    @Test
    void theWindowFollowsFromHorizonSeasonAndRows() {
        TimeSeries hourly = TestSeries.wave(2_000, 1);
        TimeSeries daily = TestSeries.walk(2_000, 1);
        assertThat(lookback(30, 1, hourly)).isEqualTo(30);
        assertThat(lookback(null, 1, hourly)).as("three days").isEqualTo(72);
        assertThat(lookback(null, 48, hourly)).as("twice the horizon").isEqualTo(96);
        assertThat(lookback(null, 1, daily)).as("three weeks").isEqualTo(21);
        assertThat(lookback(null, 300, daily)).as("a quarter of the rows").isEqualTo(500);
        assertThat(lookback(null, 1, daily.head(40)))
                .as("a quarter of the rows")
                .isEqualTo(10);
        assertThat(lookback(null, 1, daily.head(40), daily))
                .as("the longest counts")
                .isEqualTo(21);
        assertThat(lookback(null, 1, daily.head(2))).isEqualTo(1);
    }
}
