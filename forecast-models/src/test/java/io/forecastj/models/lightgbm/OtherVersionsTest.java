package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models and predictions of LightGBM 4.7.0 for Python and of LightGBM 3.3.2; {@code lightgbm/README.md} says how they
 * were made.
 */
class OtherVersionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "categorical",
                "sqrt",
                "multiclass",
                "multiclassova",
                "forest",
                "dart",
                "zero-missing",
                "no-missing",
                "gamma",
                "cross-entropy",
                "cross-entropy-lambda",
                "mape",
                "monotone",
                "v3-categorical",
                "v3-zero-missing",
                "v3-dart",
                "v3-forest",
                "v3-multiclass"
            })
    void modelsOfOtherVersionsAnswerAsThere(String name) throws Exception {
        LightGbmModel model = LightGbm.load(file(name + ".txt"));
        assertThat(model.features()).containsExactly("a", "b", "c", "category", "sparse");
        double[][] rows = numbers("rows.csv");
        double[][] expected = numbers(name + ".csv");
        int outputs = model.outputs();
        double[] out = new double[outputs];
        for (int i = 0; i < rows.length; i++) {
            model.scores(rows[i], out, 0);
            assertThat(out).as("raw scores of row " + i).containsExactly(Arrays.copyOf(expected[i], outputs));
            model.predict(rows[i], out, 0);
            for (int k = 0; k < outputs; k++) {
                double want = expected[i][outputs + k];
                assertThat(Math.abs(out[k] - want))
                        .as("row " + i + ": " + out[k] + " and " + want)
                        .isLessThanOrEqualTo(4 * Math.ulp(want));
            }
        }
    }

    @Test
    void linearTreesAreRefusedByName() throws Exception {
        Path file = file("linear.txt");
        assertThatThrownBy(() -> LightGbm.load(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("expected constant leaves, found linear trees");
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OtherVersionsTest.class.getResource("/lightgbm/" + name), name)
                .toURI());
    }

    private static double[][] numbers(String name) throws IOException, URISyntaxException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(OtherVersionsTest::number)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
