package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.models.trees.TreeForms;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluator against LightGBM itself. */
class ParityTest {
    private static final List<Objective> OBJECTIVES = List.of(
            new Objective.SquaredError(),
            new Objective.AbsoluteError(),
            new Objective.Huber(0.9),
            new Objective.Poisson(),
            new Objective.Tweedie(1.4),
            new Objective.Quantile(0.8),
            new Objective.Binary(),
            new Objective.Multiclass(4));

    private static final int PAIRS = OBJECTIVES.size() * Boosting.values().length;
    private static final int[] SIZES = {1, 10, 100, 1_000};
    private static final int MANY = 128; // the first of the long test's seeds, a multiple of the pairs

    static Stream<Integer> seeds() {
        return IntStream.range(0, PAIRS).boxed();
    }

    /** Every pair of objective and boosting with each of four sizes, or a share of them, spread over both. */
    static Stream<Integer> manySeeds() {
        int all = PAIRS * SIZES.length;
        int share = all * Integer.getInteger("slow.percent", 100) / 100;
        return IntStream.range(0, all)
                .filter(i -> i * 37 % all < share)
                .map(i -> MANY + i)
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scoresEqualTheNativeOnesInEveryBit(int seed) {
        check(seed, 15, 500);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manySeeds")
    void scoresOfLargeModelsEqualTheNativeOnesInEveryBit(int seed) {
        check(seed, SIZES[(seed - MANY) / PAIRS], 10_000);
    }

    private static void check(int seed, int rounds, int rows) {
        Objective objective = OBJECTIVES.get(seed % 8);
        Boosting boosting = Boosting.values()[seed / 8 % 4];
        boolean missing = seed % 3 != 0;
        LightGbmParameters.Builder settings = TestModels.settings()
                .objective(objective)
                .boosting(boosting)
                .rounds(rounds)
                .seed(seed);
        if (boosting == Boosting.RF) {
            settings.bagging(0.7, 1);
        }
        // not by the seed's last bit alone, on which the objective depends
        if (Integer.bitCount(seed) % 2 == 0) {
            settings.categorical("category");
        }
        LightGbmModel model = TestModels.train(settings.build(), TestModels.examples(seed, 400, missing, objective));
        // As trained, and with decisions that this trainer does not offer: every missing type, thresholds around zero.
        compare(seed, LightGbmText.parse(model.text()), rows);
        for (int type = 0; type < 3; type++) {
            compare(seed, LightGbmText.parse(edited(model.text(), type, seed)), 250);
        }
    }

    @Test
    void theModelsCompareCategoricalSplitsToo() {
        long splits = TestModels.model(0).splitImportance().get("category").longValue();
        assertThat(splits).isGreaterThan(3);
    }

    private static void compare(int seed, ModelText text, int rows) {
        LightGbmModel java = LightGbmModel.of(text, Engine.JAVA);
        int outputs = java.outputs();
        double[][] x = TestModels.rows(seed, rows, text);
        double[] batch = new double[rows * outputs];
        TreeForms forms = TreeForms.of(text.trees(), outputs);
        forms.flatScores(x, batch);
        double[] compiledBatch = new double[rows * outputs];
        forms.compiledScores(x, compiledBatch);
        double[] compiledOut = new double[outputs];
        double[] out = new double[outputs];
        double[] expected = new double[outputs];
        try (NativePredictor raw = NativePredictor.raw(text);
                LightGbmModel plain = java.withEngine(Engine.NATIVE)) {
            for (int i = 0; i < rows; i++) {
                String where = "seed " + seed + ", row " + i;
                raw.predict(x[i], expected, 0);
                java.scores(x[i], out, 0);
                requireClose(out, 0, expected, 0, where);
                requireClose(batch, i * outputs, expected, 0, where + " of the batch");
                forms.compiledScores(x[i], compiledOut);
                requireClose(compiledOut, 0, expected, 0, where + ", compiled");
                requireClose(compiledBatch, i * outputs, expected, 0, where + " of the compiled batch");
                plain.predict(x[i], expected, 0);
                java.predict(x[i], out, 0);
                requireClose(out, 0, expected, text.transform().kind() == OutputTransform.Kind.IDENTITY ? 0 : 4, where);
            }
        }
    }

    private static void requireClose(double[] found, int at, double[] expected, int ulps, String where) {
        for (int k = 0; k < expected.length; k++) {
            double one = found[at + k];
            double other = expected[k];
            boolean same = Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
            if (!same && !(Math.abs(one - other) <= ulps * Math.ulp(other) && ulps > 0)) {
                fail("%s, output %d: %s in Java, %s native", where, k, one, other);
            }
        }
    }

    /** The same trees with another type of missing values and some thresholds in or beside the range of zero. */
    private static String edited(String text, int missing, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] odd = {
            "0",
            "-0",
            "1e-36",
            "-1e-36",
            "1.0000000180025095e-35",
            "-1.0000000180025095e-35",
            "2e-35",
            "-2e-35",
            "1e300"
        };
        boolean[] categorical = {false};
        return text.lines()
                        .filter(line -> !line.startsWith("tree_sizes="))
                        .map(line -> {
                            if (line.startsWith("num_cat=")) {
                                categorical[0] = !line.equals("num_cat=0");
                            }
                            if (line.startsWith("threshold=") && line.length() > 10 && !categorical[0]) {
                                return each(line, i -> random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : null);
                            }
                            return line.startsWith("decision_type=") && line.length() > 14
                                    ? each(line, i -> {
                                        int old = Integer.parseInt(
                                                line.substring(14).split(" ")[i]);
                                        int direction = random.nextInt(2) * 2;
                                        return (old & 1) != 0 ? null : Integer.toString(direction | missing << 2);
                                    })
                                    : line;
                        })
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String each(String line, IntFunction<String> change) {
        int equals = line.indexOf('=') + 1;
        String[] words = line.substring(equals).split(" ");
        for (int i = 0; i < words.length; i++) {
            String changed = change.apply(i);
            words[i] = changed == null ? words[i] : changed;
        }
        return line.substring(0, equals) + String.join(" ", words);
    }
}
