package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ForecastException;
import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TreeForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with models and scores that XGBoost's own versions wrote; MakeGolden.py and MakeGolden.java made them. */
class XgBoostGoldenTest {
    static final Path FOLDER = Path.of("src/test/resources/xgboost");

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|ubj)")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void marginsEqualThoseOfXgBoostInEveryBit(Path file) throws IOException {
        XgBoostModel model = XgBoost.load(file);
        double[][] rows = rows(file);
        float[] expected = golden(file).get("margin");
        assertThat(margins(model, rows)).as("flat").containsExactly(expected);
        ModelContent content = XgBoostReader.read(model.bytes());
        TreeForms forms = TreeForms.of(content.trees(), Summation.floats(content.margins()));
        double[] compiled = new double[expected.length];
        forms.compiledScores(rows, compiled);
        double[] one = new double[model.outputs()];
        for (int i = 0; i < expected.length; i++) {
            assertThat((float) compiled[i]).as("compiled, value %s", i).isEqualTo(expected[i]);
            forms.compiledScores(rows[i / one.length], one);
            assertThat(one[i % one.length]).as("compiled row, value %s", i).isEqualTo(compiled[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aDoubleCountsAsItsNearestFloat(Path file) throws IOException {
        XgBoostModel model = XgBoost.load(file);
        double[][] rows = rows(file);
        SplittableRandom random = new SplittableRandom(11);
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                double near = row[j] + (random.nextDouble() - 0.5) * Math.ulp((float) row[j]);
                row[j] = (float) near == (float) row[j] ? near : row[j];
            }
        }
        assertThat(margins(model, rows)).containsExactly(golden(file).get("margin"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void answersEqualThoseOfXgBoostUpToTheLastBits(Path file) throws IOException {
        XgBoostModel model = XgBoost.load(file);
        double[][] rows = rows(file);
        float[] expected = golden(file).get("answer");
        int outputs = model.outputs();
        double[] all = new double[rows.length * outputs];
        model.predictAll(rows, all);
        double[] one = new double[outputs];
        boolean classes = expected.length < all.length; // multi:softmax answers with the class
        for (int i = 0; i < rows.length; i++) {
            model.predict(rows[i], one, 0);
            assertThat(one).containsExactly(Arrays.copyOfRange(all, i * outputs, (i + 1) * outputs));
            if (outputs == 1) {
                assertThat(model.predict(rows[i])).isEqualTo(one[0]);
            }
            int largest = 0;
            for (int k = 0; k < outputs; k++) {
                largest = one[k] > one[largest] ? k : largest;
                if (!classes) {
                    float found = expected[i * outputs + k];
                    assertThat(one[k])
                            .as("row %s, output %s", i, k)
                            .isEqualTo(found, within((double) 4 * Math.ulp(found)));
                }
            }
            if (classes) {
                assertThat(largest).isEqualTo((int) expected[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void contributionsEqualThoseOfXgBoost(Path file) throws IOException {
        XgBoostModel model = XgBoost.load(file);
        if (model.gainImportance().isEmpty()) { // XGBoost did not write the weights of the nodes either
            assertThatThrownBy(() -> model.contributions(new double[6], new double[21]))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("of trees of several outputs from 3.2 on");
            return;
        }
        float[] expected = golden(file).get("contributions");
        double[][] rows = rows(file);
        int values = model.outputs() * (model.features().size() + 1);
        double[] found = new double[values];
        double[] margins = new double[model.outputs()];
        for (int i = 0; i < rows.length; i++) {
            model.contributions(rows[i], found);
            model.margins(rows[i], margins);
            for (int k = 0; k < margins.length; k++) {
                int from = k * values / margins.length;
                double sum = Arrays.stream(found, from, from + values / margins.length)
                        .sum();
                assertThat(sum).isEqualTo(margins[k], within(1e-5 * (1 + Math.abs(sum))));
            }
            for (int j = 0; expected != null && j < values; j++) {
                float wanted = expected[i * values + j];
                assertThat(found[j])
                        .as("row %s, number %s", i, j)
                        .isEqualTo(wanted, within(2e-5 * (1 + Math.abs(wanted))));
            }
        }
    }

    private static float[] margins(XgBoostModel model, double[][] rows) {
        int outputs = model.outputs();
        float[] all = new float[rows.length * outputs];
        double[] one = new double[outputs];
        for (int i = 0; i < rows.length; i++) {
            model.margins(rows[i], one);
            for (int k = 0; k < outputs; k++) {
                all[i * outputs + k] = (float) one[k];
                assertThat((double) all[i * outputs + k]).isEqualTo(one[k]);
            }
        }
        return all;
    }

    static double[][] rows(Path model) throws IOException {
        List<String> lines = Files.readAllLines(model.resolveSibling("rows.txt"));
        return lines.stream()
                .map(line -> {
                    float[] values = floats(line);
                    double[] row = new double[values.length];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = values[i];
                    }
                    return row;
                })
                .toArray(double[][]::new);
    }

    private static Map<String, float[]> golden(Path model) throws IOException {
        Path file = model.resolveSibling(model.getFileName().toString().replaceAll("\\..*", ".txt"));
        Map<String, float[]> byName = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int space = line.indexOf(' ');
            byName.put(line.substring(0, space), floats(line.substring(space + 1)));
        }
        return byName;
    }

    private static float[] floats(String line) {
        String[] words = line.split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(words[i], 16));
        }
        return values;
    }
}
