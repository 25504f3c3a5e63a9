package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States in files and snapshots that no model can have come to. */
class SavedStateTest {
    private static final List<LocalMethod> METHODS = List.of(
            new MeanMethod(true, 2),
            new ThetaMethod(ThetaVariant.STANDARD),
            new ThetaMethod(ThetaVariant.DYNAMIC),
            new EtsMethod(
                    EtsComponent.MULTIPLICATIVE,
                    EtsComponent.MULTIPLICATIVE,
                    true,
                    EtsComponent.MULTIPLICATIVE,
                    EtsCriterion.AICC,
                    true),
            new CesMethod(List.of(CesSeason.FULL)),
            new MultiSeasonalMethod(List.of(2, 4), false, false),
            new TrigonometricMethod(List.of(4.0)),
            new CrostonMethod(CrostonVariant.ADIDA, 0.1),
            new CrostonMethod(CrostonVariant.TSB, 0.1),
            ArimaMethod.fixed(1, 1, 1, 0, 1, 1, false));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4",
        "0, 0, NaN",
        "0, 0, -1",
        "0, 1, 2",
        "0, 4, 0.5",
        "0, 2, Infinity",
        "1, 0, NaN",
        "1, 1, 4",
        "2, 4, 1.5",
        "2, 5, -1",
        "2, 6, 9",
        "3, 0, 4",
        "3, 1, 0",
        "3, 2, -1",
        "3, 5, 0",
        "4, 0, 4",
        "4, 3, Infinity",
        "5, 3, 2",
        "5, 4, 4",
        "5, 5, NaN",
        "6, 2, NaN",
        "7, 2, 1",
        "7, 1, -3",
        "8, 1, 1.5",
        "9, 0, -1",
        "9, 1, 0.5",
        "9, 2, NaN",
        "9, 8, 0",
    })
    void areRefusedByThePlaceOfTheNumber(int method, int index, double number) {
        LocalMethod.Fitted fitted = LocalRules.fit(METHODS.get(method), SmoothingGolden.values("UKgas"), 4);
        double[] state = fitted.state().clone();
        assertThatCode(() -> fitted.model().check(state)).doesNotThrowAnyException();
        state[index] = number;
        assertThatThrownBy(() -> fitted.model().check(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number " + index + " should be")
                .hasMessageContaining("found " + number);
    }
}
