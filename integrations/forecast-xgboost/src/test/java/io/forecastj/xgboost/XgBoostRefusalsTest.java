package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.ForecastException;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.models.xgboost.XgBoostObjective;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What XGBoost would refuse, misread or overflow on is named before native code sees it. */
class XgBoostRefusalsTest {
    private static final XgBoostObjective SQUARED = new XgBoostObjective.SquaredError();

    private final Examples training = ExampleRows.of(SQUARED, 1, 50);

    private static void refused(
            XgBoostObjective objective, Examples examples, @Nullable Examples validation, String... messages) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XgBoost.regressor(
                                ExampleRows.small().objective(objective).build())
                        .fit(examples, validation, FitListener.NONE))
                .withMessageContainingAll(messages);
    }

    private void refusedLabel(XgBoostObjective objective, double label, String expected) {
        Examples good = ExampleRows.withLabels(training, any -> 1);
        Examples bad = ExampleRows.withLabels(training, any -> 1);
        bad.labels()[7] = label;
        refused(objective, bad, null, "row 7 of the training examples has the label " + label, expected);
        refused(objective, good, bad, "row 7 of the validation examples has the label " + label, expected);
    }

    @Test
    void labelsOutOfTheRangeOfTheObjectiveAreNamed() {
        refusedLabel(new XgBoostObjective.Poisson(), -1, "at least 0");
        refusedLabel(new XgBoostObjective.Tweedie(1.5), -0.1, "at least 0");
        refusedLabel(new XgBoostObjective.Binary(), 0.5, "0 or 1");
        refusedLabel(new XgBoostObjective.Multiclass(3), 3, "whole numbers from 0 to 2");
        refusedLabel(new XgBoostObjective.Multiclass(3), 1.5, "whole numbers from 0 to 2");
        refusedLabel(SQUARED, 1e39, "at most 1.0E18 in magnitude");
        refusedLabel(new XgBoostObjective.Poisson(), 1e13, "at most 1.0E12 in magnitude");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39})
    void valuesThatAreNotFiniteAsFloatsAreNamed(double value) {
        Examples bad = ExampleRows.of(SQUARED, 1, 50);
        bad.rows()[9][2] = value;
        refused(SQUARED, bad, null, "row 9 of the training examples has the value " + value + " in 'température'");
        refused(SQUARED, training, bad, "row 9 of the validation examples");
    }

    @Test
    void weightsThatAreNegativeOrAllZeroAreNamed() {
        for (double weight : new double[] {-1, Double.NaN, 1e39}) {
            double[] weights = new double[50];
            Arrays.fill(weights, 1);
            weights[3] = weight;
            refused(SQUARED, weighted(weights), null, "row 3 of the training examples has the weight " + weight);
        }
        refused(SQUARED, weighted(new double[50]), null, "at least one weight above 0");
    }

    private Examples weighted(double[] weights) {
        return new Examples(training.features(), training.rows(), training.labels(), weights);
    }

    @Test
    @SuppressWarnings("NullAway") // null weights
    void shapesAndNamesAreChecked() {
        refused(
                SQUARED,
                new Examples(List.of("a", "a"), new double[][] {{1, 2}}, new double[] {1}, null),
                null,
                "found 'a'");
        refused(SQUARED, new Examples(List.of(), new double[][] {{}}, new double[] {1}, null), null, "found 0");
        refused(
                SQUARED,
                training,
                new Examples(List.of("a"), new double[][] {{1}}, new double[] {1}, null),
                "expected the validation examples to have the training examples' features");
        refused(SQUARED, new Examples(List.of("a"), new double[0][], new double[0], null), null, "at least one row");
        // rows may be one array, so that many values take little memory here
        double[][] many = new double[1 << 22][];
        Arrays.fill(many, new double[600]);
        List<String> names = IntStream.range(0, 600).mapToObj(i -> "f" + i).toList();
        refused(
                SQUARED,
                new Examples(names, many, new double[1 << 22], null),
                null,
                "found 4194304 rows of 600 features");
    }

    @Test
    void anObjectiveOfValuesIsNotTurnedIntoOneOfClasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XgBoost.regressor(ExampleRows.small()
                                .objective(new XgBoostObjective.Poisson())
                                .build())
                        .classes(3))
                .withMessageContaining("Poisson");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XgBoost.regressor(ExampleRows.small().build()).classes(1));
    }

    @Test
    void whatXgBoostRefusesItselfIsShownWithoutItsStackTrace() {
        Map<String, String> settings = new HashMap<>(Map.of("objective", "reg:squarederror", "max_depth", "six"));
        assertThatThrownBy(() -> new Xgboost4jTrainer().train(settings, 1, 0, training, null, FitListener.NONE))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("max_depth")
                .hasMessageNotContaining("Stack trace");
        settings.put("max_depth", "6");
        training.rows()[0][0] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> new Xgboost4jTrainer().train(settings, 1, 0, training, null, FitListener.NONE))
                .isInstanceOf(ForecastException.class)
                .hasMessageStartingWith(
                        "XGBoost could not copy the examples: Check failed: valid: Input data contains");
    }

    @Test
    void aClosedMatrixIsNotHandedToNativeCode() {
        NativeMatrix matrix = NativeMatrix.of(training);
        matrix.close();
        matrix.close();
        assertThatThrownBy(matrix::handle).isInstanceOf(IllegalStateException.class);
        try (NativeMatrix open = NativeMatrix.of(training)) {
            NativeBooster booster = new NativeBooster(Map.of("verbosity", "0"), open, null);
            booster.update();
            assertThatThrownBy(booster::loss).isInstanceOf(IllegalStateException.class);
            booster.close();
            assertThatThrownBy(booster::update).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(booster::save).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void lossesAreParsedAsXgBoostWritesThem() {
        assertThat(NativeBooster.Loss.parse("[0]\tv-tweedie-nloglik@1.5:-nan"))
                .isEqualTo(new NativeBooster.Loss("tweedie-nloglik@1.5", Double.NaN));
        assertThat(NativeBooster.Loss.parse("[12]\tv-rmse:0.25")).isEqualTo(new NativeBooster.Loss("rmse", 0.25));
        assertThat(NativeBooster.Loss.parse("[1]\tv-rmse:inf").value())
                .isPositive()
                .isInfinite();
        assertThatThrownBy(() -> NativeBooster.Loss.parse("[1]")).isInstanceOf(ForecastException.class);
    }
}
