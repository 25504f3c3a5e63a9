package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.models.xgboost.XgBoostModel;
import io.forecastj.models.xgboost.XgBoostObjective;
import io.forecastj.models.xgboost.XgBoostParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgBoostTrainingTest {
    private static final XgBoostObjective SQUARED = new XgBoostObjective.SquaredError();

    private final Examples training = ExampleRows.of(SQUARED, 1, 600);
    private final Examples validation = ExampleRows.of(SQUARED, 2, 300);

    static List<XgBoostObjective> objectives() {
        return NativeEqualityTest.objectives();
    }

    static List<XgBoostObjective> objectivesOfOneNumber() {
        return objectives().stream().filter(one -> one.outputs() == 1).toList();
    }

    private static double meanSquaredError(XgBoostModel model, Examples examples) {
        double sum = 0;
        for (int i = 0; i < examples.rows().length; i++) {
            sum += Math.pow(model.predict(examples.rows()[i]) - examples.labels()[i], 2);
        }
        return sum / examples.rows().length;
    }

    @Test
    void aModelLearns() {
        XgBoostModel model = ExampleRows.fit(XgBoost.parameters().build(), training, validation);
        double mean = Arrays.stream(training.labels()).average().orElseThrow();
        double spread = Arrays.stream(validation.labels())
                .map(label -> Math.pow(label - mean, 2))
                .average()
                .orElseThrow();
        assertThat(meanSquaredError(model, validation)).isLessThan(0.4 * spread);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        XgBoostParameters.Builder settings =
                ExampleRows.small().rowFraction(0.6).featureFraction(0.7);
        byte[] first = ExampleRows.fit(settings.seed(5).build(), training, null).bytes();
        assertThat(ExampleRows.fit(settings.seed(5).build(), training, null).bytes())
                .isEqualTo(first);
        assertThat(ExampleRows.fit(settings.seed(6).build(), training, null).bytes())
                .isNotEqualTo(first);
        byte[] two =
                ExampleRows.fit(settings.threads(2).build(), training, null).bytes();
        assertThat(ExampleRows.fit(settings.threads(2).build(), training, null).bytes())
                .isEqualTo(two);
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theFileHasTheNamesOfTheFeaturesAndOfTheObjective(XgBoostObjective objective) {
        XgBoostModel model = ExampleRows.fit(
                ExampleRows.small().objective(objective).build(), ExampleRows.of(objective, 3, 200), null);
        XgBoostModel read = XgBoost.load(model.bytes());
        assertThat(read.features()).isEqualTo(ExampleRows.FEATURES);
        assertThat(read.outputs()).isEqualTo(objective.outputs());
        assertThat(new String(model.bytes(), StandardCharsets.ISO_8859_1))
                .contains(objective.settings().get("objective"));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void earlyStoppingKeepsTheBestRound(XgBoostObjective objective) {
        Examples rows = ExampleRows.of(objective, 4, 300);
        Examples held = ExampleRows.of(objective, 5, 200);
        XgBoostParameters.Builder settings =
                XgBoost.parameters().objective(objective).learningRate(0.5);
        List<FitProgress> events = new ArrayList<>();
        XgBoostModel model = (XgBoostModel)
                XgBoost.regressor(settings.rounds(500).earlyStoppingRounds(15).build())
                        .fit(rows, held, events::add);
        FitProgress best = events.stream()
                .min(Comparator.comparing(
                        event -> event.metrics().values().iterator().next()))
                .orElseThrow();
        assertThat(model.trees()).isEqualTo(best.done());
        assertThat(events).hasSize(best.done() + 15);
        // the cut model is that of a training which ends there, in every byte
        assertThat(model.bytes())
                .isEqualTo(ExampleRows.fit(settings.rounds(best.done()).build(), rows, null)
                        .bytes());
    }

    @Test
    void earlyStoppingOfParallelTreesKeepsWholeRounds() {
        XgBoostParameters.Builder settings =
                XgBoost.parameters().learningRate(0.5).parallelTrees(3).rowFraction(0.5);
        XgBoostModel model =
                ExampleRows.fit(settings.rounds(200).earlyStoppingRounds(5).build(), training, validation);
        assertThat(model.trees() % 3).isZero();
        assertThat(model.bytes())
                .isEqualTo(ExampleRows.fit(settings.rounds(model.trees() / 3).build(), training, null)
                        .bytes());
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void examplesFromWhichNothingCanBeLearntGiveAConstant(XgBoostObjective objective) {
        Examples rows = shuffled(ExampleRows.of(objective, 6, 400), 1);
        // a validation part that contradicts what there is to learn by chance
        XgBoostParameters settings = ExampleRows.small()
                .objective(objective)
                .learningRate(1)
                .earlyStoppingRounds(3)
                .build();
        XgBoostModel model = ExampleRows.fit(settings, rows, shuffled(ExampleRows.of(objective, 6, 400), 2));
        double[] first = new double[model.outputs()];
        double[] other = new double[model.outputs()];
        model.predict(rows.rows()[0], first, 0);
        for (double[] row : rows.rows()) {
            model.predict(row, other, 0);
            assertThat(other).containsExactly(first);
        }
        assertThat(model.gainImportance().values()).allMatch(gain -> gain == 0);
    }

    private static Examples shuffled(Examples examples, int seed) {
        double[] labels = examples.labels().clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double label = labels[i];
            labels[i] = labels[j];
            labels[j] = label;
        }
        return ExampleRows.examples(examples.rows(), labels);
    }

    @Test
    void everyRoundIsReportedInOrder() {
        List<FitProgress> events = new ArrayList<>();
        XgBoost.regressor(ExampleRows.small().rounds(7).build()).fit(training, null, events::add);
        assertThat(events).extracting(FitProgress::done).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.total()).isEqualTo(7);
            assertThat(event.forecaster()).isEqualTo("xgboost");
            assertThat(event.phase()).isEqualTo("boosting");
            assertThat(event.metrics()).isEmpty();
        });
        events.clear();
        XgBoost.regressor(ExampleRows.small().rounds(3).earlyStoppingRounds(0).build())
                .fit(training, validation, events::add);
        assertThat(events).hasSize(3).allSatisfy(event -> assertThat(event.metrics())
                .containsOnlyKeys("rmse"));
    }

    @Test
    void theListenerCancelsBetweenRounds() {
        List<Integer> rounds = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                rounds.add(progress.done());
            }

            @Override
            public boolean cancelled() {
                return rounds.size() == 3;
            }
        };
        Regressor regressor = XgBoost.regressor(ExampleRows.small().build());
        assertThatThrownBy(() -> regressor.fit(training, validation, listener))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("cancelled by its listener");
        assertThat(rounds).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("objectivesOfOneNumber")
    void equalLabelsGiveExactlyThatAnswer(XgBoostObjective objective) {
        boolean binary = objective instanceof XgBoostObjective.Binary;
        for (double value : binary ? new double[] {0, 1} : new double[] {0, 1, 2.7, 1e-12, 123_456.789}) {
            Examples constant = ExampleRows.withLabels(training, label -> value);
            XgBoostModel model =
                    ExampleRows.fit(ExampleRows.small().objective(objective).build(), constant, constant);
            assertThat(model.predict(training.rows()[3])).isEqualTo((float) value);
            assertThat(XgBoost.load(model.bytes()).predict(training.rows()[4])).isEqualTo((float) value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-126, -10, 11, 120})
    void weightsThatAreAllSmallOrLargeTrainTheTreesOfWeightsOfOne(int exponent) {
        double[] weights = new double[training.labels().length];
        Arrays.fill(weights, 1);
        byte[] expected = ExampleRows.fit(ExampleRows.small().build(), weighted(weights), null)
                .bytes();
        Arrays.fill(weights, Math.scalb(1.0, exponent));
        XgBoostModel model = ExampleRows.fit(ExampleRows.small().build(), weighted(weights), null);
        assertThat(model.bytes()).isEqualTo(expected);
        assertThat(model.splitImportance().values()).anyMatch(splits -> splits > 0);
    }

    private Examples weighted(double[] weights) {
        return new Examples(training.features(), training.rows(), training.labels(), weights);
    }

    @Test
    void labelsWithoutWeightAreNotSeen() {
        double[] labels = new double[100];
        double[] weights = new double[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = i % 2 == 0 ? 3 : i;
            weights[i] = i % 2 == 0 ? 2 : 0;
        }
        double[][] rows = ExampleRows.rows(1, 100);
        XgBoostModel model = ExampleRows.fit(
                ExampleRows.small().build(), new Examples(ExampleRows.FEATURES, rows, labels, weights), null);
        assertThat(model.predict(rows[1])).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneClassOfSeveralIsNearlyCertain(int seen) {
        XgBoostModel model = ExampleRows.fit(
                ExampleRows.small()
                        .objective(new XgBoostObjective.Multiclass(3))
                        .build(),
                ExampleRows.withLabels(training, label -> seen),
                null);
        double[] out = new double[3];
        model.predict(training.rows()[0], out, 0);
        assertThat(out[seen]).isBetween(0.999, 1.0);
    }

    @Test
    void probabilitiesAddUpToOne() {
        Regressor regressor = XgBoost.regressor(ExampleRows.small().build()).classes(3);
        Examples rows = ExampleRows.of(new XgBoostObjective.Multiclass(3), 8, 400);
        XgBoostModel model = (XgBoostModel) regressor.fit(rows, null, FitListener.NONE);
        double[] out = new double[3];
        int right = 0;
        for (int i = 0; i < rows.rows().length; i++) {
            model.predict(rows.rows()[i], out, 0);
            assertThat(Arrays.stream(out).sum()).isEqualTo(1, within(1e-6));
            assertThat(Arrays.stream(out)).allMatch(share -> share >= 0);
            right += out[(int) rows.labels()[i]] > 0.5 ? 1 : 0;
        }
        assertThat(right).isGreaterThan(320);
    }

    @Test
    void quantilesHaveTheirShareOfLabelsBelow() {
        Examples rows = ExampleRows.of(SQUARED, 9, 3_000);
        Examples fresh = ExampleRows.of(SQUARED, 10, 3_000);
        for (double level : new double[] {0.1, 0.5, 0.9}) {
            XgBoostModel model = (XgBoostModel) XgBoost.regressor(XgBoost.parameters()
                            .rounds(60)
                            .learningRate(0.1)
                            .maxDepth(4)
                            .build())
                    .quantile(level)
                    .fit(rows, null, FitListener.NONE);
            double below = 0;
            for (int i = 0; i < fresh.rows().length; i++) {
                below += fresh.labels()[i] < model.predict(fresh.rows()[i]) ? 1.0 / 3_000 : 0;
            }
            assertThat(below).isEqualTo(level, within(0.05));
        }
    }

    /** XGBoost makes no split that reduces the loss by less than 1e-6, whatever the unit. */
    @ParameterizedTest
    @ValueSource(ints = {-40, -20, -12, 25, 36, 55})
    void labelsOfAnyUnitAreLearntAlike(int exponent) {
        for (XgBoostObjective objective : List.of(
                SQUARED,
                new XgBoostObjective.PseudoHuber(Math.scalb(0.5, exponent)),
                new XgBoostObjective.Quantile(0.7))) {
            if (exponent > 36 && objective != SQUARED) {
                continue; // refused
            }
            XgBoostObjective usual = objective instanceof XgBoostObjective.PseudoHuber
                    ? new XgBoostObjective.PseudoHuber(0.5)
                    : objective;
            XgBoostModel model =
                    ExampleRows.fit(ExampleRows.small().objective(usual).build(), training, null);
            XgBoostModel other = ExampleRows.fit(
                    ExampleRows.small().objective(objective).build(),
                    ExampleRows.withLabels(training, label -> Math.scalb(label, exponent)),
                    null);
            double difference = 0;
            double size = 0;
            for (double[] row : validation.rows()) {
                difference += Math.abs(Math.scalb(other.predict(row), -exponent) - model.predict(row));
                size += Math.abs(model.predict(row));
            }
            assertThat(difference).as(objective.toString()).isLessThan(0.05 * size);
        }
    }

    @Test
    void missingAndConstantFeaturesGiveTheMean() {
        for (double value : new double[] {0, 1, Double.NaN, Float.MAX_VALUE}) {
            double[][] rows = new double[50][ExampleRows.FEATURES.size()];
            double[] labels = new double[50];
            for (int i = 0; i < 50; i++) {
                Arrays.fill(rows[i], value);
                labels[i] = i;
            }
            XgBoostModel model = ExampleRows.fit(ExampleRows.small().build(), ExampleRows.examples(rows, labels), null);
            assertThat(model.predict(rows[0])).as("all " + value).isEqualTo(24.5, within(1e-3));
        }
    }

    @Test
    void theLargestFloatsAreOrdinaryValues() {
        double[][] rows = ExampleRows.rows(3, 200);
        double[] labels = new double[200];
        double[] odd = {Float.MAX_VALUE, -Float.MAX_VALUE, Double.NaN, 0, 1e-40};
        for (int i = 0; i < 200; i++) {
            rows[i][0] = odd[i % odd.length];
            labels[i] = i % odd.length;
        }
        XgBoostModel model = ExampleRows.fit(
                XgBoost.parameters().learningRate(0.5).build(), ExampleRows.examples(rows, labels), null);
        float[] expected = NativeEqualityTest.nativeAnswers(model, rows, 0);
        for (int i = 0; i < 200; i++) {
            assertThat(model.predict(rows[i])).isEqualTo(expected[i]);
            if (i % odd.length < 3) {
                assertThat(expected[i]).isEqualTo((float) labels[i], within(0.1f));
            }
        }
    }

    @Test
    void oneRowIsEnoughToTrainOn() {
        Examples one = ExampleRows.examples(ExampleRows.rows(1, 1), new double[] {7});
        assertThat(ExampleRows.fit(ExampleRows.small().build(), one, null).predict(one.rows()[0]))
                .isEqualTo(7);
    }

    @Test
    void theRecordsNameTheSettingsTheSeedAndTheLibrary() {
        Regressor regressor = XgBoost.regressor(XgBoost.parameters().seed(9).build());
        assertThat(regressor.seed()).isEqualTo(9);
        assertThat(regressor.libraries()).containsEntry("xgboost4j", "3.4.0");
        assertThat(regressor.parameters())
                .containsEntry("objective", "reg:squarederror")
                .containsEntry("num_boost_round", "300")
                .containsEntry("early_stopping_rounds", "50")
                .doesNotContainKey("nthread");
        assertThat(regressor.quantile(0.25).parameters())
                .containsEntry("objective", "reg:quantileerror")
                .containsEntry("quantile_alpha", "0.25");
        assertThat(regressor.classes(4).parameters()).containsEntry("num_class", "4");
    }
}
