package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in files of saved models that no model can have. */
class SavedSmoothingTest {
    private static final List<LocalMethod> METHODS = List.of(
            new ThetaMethod(ThetaVariant.STANDARD),
            new ThetaMethod(ThetaVariant.DYNAMIC),
            new MultiSeasonalMethod(List.of(4), false, false),
            new CrostonMethod(CrostonVariant.TSB, 0.1),
            new CesMethod(List.of(CesSeason.FULL)),
            new TrigonometricMethod(List.of(4.0)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; alpha; 0",
                "0; alpha; 1.5",
                "0; theta; 0.5",
                "0; deviation; -1",
                "0; variant; \"none\"",
                "0; season; {\"places\":4,\"multiplicative\":true,\"indices\":[1,1,1]}",
                "0; season; {\"places\":2,\"multiplicative\":true,\"indices\":[1,0]}",
                "0; season; {\"places\":0,\"multiplicative\":true,\"indices\":[]}",
                "1; alpha; -0.1",
                "1; theta; 0",
                "2; seasons; [4,3]",
                "2; seasons; [1]",
                "2; gammas; [0.1,0.1]",
                "2; gammas; [2]",
                "2; rho; 1.5",
                "2; phi; -1",
                "2; beta; 7",
                "3; beta; 2",
                "3; share; 1.1",
                "3; block; 0",
                "3; sizes; [1]",
                "3; sizeCount; -1",
                "4; season; \"X\"",
                "4; places; 0",
                "4; a0; null",
                "4; a0; 7",
                "5; lengths; [1.5]",
                "5; harmonics; []",
                "5; harmonics; [[0]]",
                "5; gammas; [-1]",
                "5; alpha; 2",
            })
    void areRefusedByName(int method, String key, String value) {
        ObjectNode out = Json.object();
        LocalRules.fit(METHODS.get(method), SmoothingGolden.values("UKgas"), 4)
                .model()
                .write(out);
        JsonNode bad = Json.tree(value, "test");
        out.set(key, bad);
        assertThatThrownBy(() -> LocalKinds.model(LocalRules.fields(out)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'" + key + "'");
    }
}
