package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.models.trees.Summation;
import io.forecastj.models.trees.TreeForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that examples/python/sklearn_forest.py wrote, against the answers of scikit-learn itself. MakeGolden.py made
 * both; half of the rows have a value at a split's border or beside it.
 */
class SklearnForestTest {
    private static final Path FOLDER = Path.of("src/test/resources/sklearn");

    static Stream<Path> models() throws IOException {
        return models(FOLDER);
    }

    private static Stream<Path> models(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoresAndForestsAnswersEqualThoseOfScikitLearnInEveryBit(Path file) throws IOException {
        LightGbmModel model = LightGbm.load(file);
        Map<String, double[]> golden = golden(file);
        double[][] rows = rows(model, golden);
        double[] expected = golden.get("scores");
        int outputs = model.outputs();
        assertThat(expected).hasSize(rows.length * outputs);
        TreeForms forms = TreeForms.of(model.model().trees(), Summation.doubles(outputs));
        double[] all = new double[expected.length];
        double[] one = new double[outputs];
        model.scores(rows, all);
        double divisor = model.model().average() ? model.rounds() : 1;
        for (int i = 0; i < rows.length; i++) {
            double[] raw = Arrays.copyOfRange(all, i * outputs, (i + 1) * outputs);
            if (forms.isCompiled()) {
                forms.compiledScores(rows[i], one);
                assertThat(one).as("compiled, row %s", i).containsExactly(raw);
            }
            for (int k = 0; k < outputs; k++) {
                assertThat(raw[k] / divisor).as("row %s, output %s", i, k).isEqualTo(expected[i * outputs + k]);
            }
        }
        assertThat(forms.isCompiled()).isEqualTo(!file.getFileName().toString().startsWith("no-split"));
        checkAnswers(model, rows, golden.get("answers"));
    }

    /** Compares every bit where no exponential function follows; probabilities up to its last bits. */
    private static void checkAnswers(LightGbmModel model, double[][] rows, double[] expected) {
        double[] found = new double[expected.length];
        model.predictAll(rows, found);
        if (model.model().transform().kind() == OutputTransform.Kind.IDENTITY) {
            assertThat(found).containsExactly(expected);
        } else {
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i])
                        .as("answer %s", i)
                        .isCloseTo(expected[i], within(2e-15 * Math.max(1, expected[i])));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void lightGbmItselfReadsTheSameText(Path file) throws IOException {
        LightGbmModel model = LightGbm.load(file);
        double[][] rows = rows(model, golden(file));
        double[] expected = new double[rows.length * model.outputs()];
        model.predictAll(rows, expected);
        double[] found = new double[expected.length];
        try (LightGbmModel lightGbm = model.withEngine(Engine.NATIVE)) {
            lightGbm.predictAll(rows, found);
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(expected[i], within(4 * Math.ulp(expected[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void contributionsAddUpAndImportancesAreThoseOfScikitLearn(Path file) throws IOException {
        LightGbmModel model = LightGbm.load(file);
        Map<String, double[]> golden = golden(file);
        double[][] rows = rows(model, golden);
        double[] scores = golden.get("scores");
        for (int i = 0; i < rows.length; i++) {
            List<Contributions> parts = model.contributions(rows[i]);
            for (int k = 0; k < parts.size(); k++) {
                double score = scores[i * parts.size() + k];
                assertThat(parts.get(k).sum()).isCloseTo(score, within(1e-9 * Math.max(1, Math.abs(score))));
            }
        }
        double[] expected = golden.get("importances");
        if (expected != null) {
            double[] gains = model.gainImportance().values().stream()
                    .mapToDouble(gain -> gain)
                    .toArray();
            double total = Arrays.stream(gains).sum();
            for (int i = 0; i < gains.length; i++) {
                assertThat(total == 0 ? 0 : gains[i] / total).isCloseTo(expected[i], within(1e-9));
            }
        }
    }

    @Test
    void namesThatLightGbmRefusesAreDecoded() {
        assertThat(LightGbm.load(FOLDER.resolve("1.2.1/forest.txt")).features())
                .containsExactly("lag(y,1)", "a b", "c%2C", "{day}", "größe");
    }

    @Test
    void rowsHaveMissingValuesWhereTheVersionTakesThem() throws IOException {
        Path file = FOLDER.resolve("1.9.1/forest-gaps.txt");
        double[][] rows = rows(LightGbm.load(file), golden(file));
        assertThat(Arrays.stream(rows)
                        .flatMapToDouble(Arrays::stream)
                        .filter(Double::isNaN)
                        .count())
                .isPositive();
    }

    @Tag("slow")
    @Test
    void theInstalledVersionWritesModelsThatAnswerAsItself(@TempDir Path folder) throws Exception {
        String python = python();
        assumeTrue(!python.isEmpty(), "no python3 with scikit-learn; apt-get install python3-sklearn");
        String script = FOLDER.resolve("MakeGolden.py").toAbsolutePath().toString();
        Process made = start(python, "-W", "ignore", script, folder.toString());
        String said = new String(made.getInputStream().readAllBytes());
        assertThat(made.waitFor()).as(said).isZero();
        List<Path> written = models(folder).toList();
        assertThat(written).hasSizeGreaterThan(5);
        for (Path file : written) {
            scoresAndForestsAnswersEqualThoseOfScikitLearnInEveryBit(file);
            contributionsAddUpAndImportancesAreThoseOfScikitLearn(file);
        }
    }

    /** Returns the first Python that has scikit-learn; empty if there is none. */
    private static String python() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            try {
                if (start(python, "-c", "import sklearn").waitFor() == 0) {
                    return python;
                }
            } catch (IOException e) {
                continue; // there is no such program
            }
        }
        return "";
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(Path.of("").toAbsolutePath().getParent().toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static double[][] rows(LightGbmModel model, Map<String, double[]> golden) {
        double[] all = golden.get("rows");
        int width = model.features().size();
        double[][] rows = new double[all.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        return rows;
    }

    private static Map<String, double[]> golden(Path model) throws IOException {
        Map<String, double[]> golden = new HashMap<>();
        Path file = Path.of(model.toString().replaceFirst("txt$", "bits"));
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            golden.put(
                    words[0],
                    Arrays.stream(words)
                            .skip(1)
                            .mapToDouble(word -> Double.longBitsToDouble(Long.parseUnsignedLong(word, 16)))
                            .toArray());
        }
        return golden;
    }
}
