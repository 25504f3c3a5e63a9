package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LightGbmRegressorTest {
    private static final Objective SQUARED = new Objective.SquaredError();
    private final Examples training = TestModels.examples(1, 600, true, SQUARED);
    private final Examples validation = unweighted(TestModels.examples(2, 300, true, SQUARED));

    private static Examples unweighted(Examples examples) {
        return new Examples(examples.features(), examples.rows(), examples.labels(), null);
    }

    private static LightGbmModel fit(LightGbmParameters parameters, Examples training, Examples validation) {
        return new LightGbmRegressor(parameters).fit(training, validation, FitListener.NONE);
    }

    @Test
    void theSameSeedGivesTheSameModelAndAnotherSeedAnother() {
        LightGbmParameters.Builder settings =
                TestModels.settings().bagging(0.6, 1).featureFraction(0.7);
        String first = fit(settings.seed(5).build(), training, null).text();
        assertThat(fit(settings.seed(5).build(), training, null).text()).isEqualTo(first);
        assertThat(fit(settings.seed(6).build(), training, null).text()).isNotEqualTo(first);
    }

    @Test
    void aModelLearns() {
        LightGbmModel model = fit(TestModels.settings().rounds(100).build(), training, null);
        double error = meanSquaredError(model, validation);
        double spread = meanSquaredError(fit(TestModels.settings().rounds(1).build(), training, null), validation);
        assertThat(error).isLessThan(0.7 * spread);
    }

    private static double meanSquaredError(LightGbmModel model, Examples examples) {
        double sum = 0;
        for (int i = 0; i < examples.rows().length; i++) {
            sum += Math.pow(model.predict(examples.rows()[i]) - examples.labels()[i], 2);
        }
        return sum / examples.rows().length;
    }

    @Test
    void earlyStoppingKeepsTheBestRound() {
        List<FitProgress> events = new ArrayList<>();
        LightGbmParameters parameters = TestModels.settings()
                .rounds(500)
                .learningRate(0.5)
                .earlyStoppingRounds(15)
                .build();
        LightGbmModel model = new LightGbmRegressor(parameters).fit(training, validation, events::add);
        FitProgress best = events.stream()
                .min(Comparator.comparing(event -> event.metrics().get("l2")))
                .orElseThrow();
        assertThat(model.rounds()).isEqualTo(best.done());
        assertThat(events).hasSize(best.done() + 15);
        // The loss of that round is the loss of the model that was kept, not to the last bit: labels are floats there.
        assertThat(meanSquaredError(model, validation)).isCloseTo(best.metrics().get("l2"), within(1e-5));
    }

    @Test
    void everyRoundIsReportedInOrder() {
        List<FitProgress> events = new ArrayList<>();
        new LightGbmRegressor(TestModels.settings().rounds(7).build()).fit(training, null, events::add);
        assertThat(events).extracting(FitProgress::done).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.total()).isEqualTo(7);
            assertThat(event.forecaster()).isEqualTo("lightgbm");
            assertThat(event.phase()).isEqualTo("boosting");
            assertThat(event.metrics()).isEmpty();
        });
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
        LightGbmRegressor regressor =
                new LightGbmRegressor(TestModels.settings().build());
        assertThatThrownBy(() -> regressor.fit(training, null, listener)).isInstanceOf(CancellationException.class);
        assertThat(rounds).containsExactly(1, 2, 3);
        assertThat(regressor.fit(training, null, FitListener.NONE).rounds()).isEqualTo(10);
    }

    @Test
    void anExceptionOfTheListenerEndsTheFit() {
        LightGbmRegressor regressor =
                new LightGbmRegressor(TestModels.settings().build());
        assertThatThrownBy(() -> regressor.fit(training, null, progress -> {
                    throw new UnsupportedOperationException("enough");
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("enough");
    }

    @Test
    void monotoneFeaturesAreFollowed() {
        LightGbmModel model =
                fit(TestModels.settings().monotone(Map.of("b", 1)).rounds(40).build(), training, null);
        double[] row = new double[TestModels.FEATURES.size()];
        double before = Double.NEGATIVE_INFINITY;
        for (double value = -3; value < 3; value += 0.01) {
            row[1] = value;
            double now = model.predict(row);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void weightsCount() {
        double[][] rows = new double[100][1];
        double[] labels = new double[100];
        double[] weights = new double[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = i % 2;
            weights[i] = i % 2 == 0 ? 3 : 1;
        }
        LightGbmModel model =
                fit(TestModels.settings().build(), new Examples(List.of("x"), rows, labels, weights), null);
        assertThat(model.predict(new double[] {0})).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void constantLabelsGiveThatConstant() {
        for (Objective objective : List.of(
                SQUARED,
                new Objective.AbsoluteError(),
                new Objective.Huber(1),
                new Objective.Quantile(0.3),
                new Objective.Poisson(),
                new Objective.Tweedie(1.5))) {
            double[] labels = new double[training.rows().length];
            Arrays.fill(labels, 2);
            Examples constant = new Examples(training.features(), training.rows(), labels, null);
            LightGbmModel model = fit(TestModels.settings().objective(objective).build(), constant, constant);
            assertThat(model.predict(training.rows()[0]))
                    .as(objective.toString())
                    .isCloseTo(2, within(1e-6));
        }
    }

    @Test
    void countsWithoutAPositiveLabelGiveZero() {
        int rows = training.rows().length;
        double[] ones = new double[rows];
        ones[7] = 3;
        double[] none = new double[rows];
        Arrays.fill(none, 1);
        none[7] = 0;
        double[] underflow = new double[rows];
        underflow[7] = 1e-60;
        Examples zeros = new Examples(training.features(), training.rows(), new double[rows], null);
        Examples unweighted = new Examples(training.features(), training.rows(), ones, none);
        Examples tooSmall = new Examples(training.features(), training.rows(), underflow, null);
        Examples some = new Examples(training.features(), training.rows(), ones, null);
        for (Objective objective :
                List.of(new Objective.Poisson(), new Objective.Tweedie(1), new Objective.Tweedie(1.9))) {
            LightGbmParameters settings =
                    TestModels.settings().objective(objective).build();
            for (Examples examples : List.of(zeros, unweighted, tooSmall)) {
                LightGbmModel model = fit(settings, examples, some);
                assertThat(model.predict(training.rows()[0]))
                        .as(objective.toString())
                        .isEqualTo(0);
                assertThat(LightGbm.load(model.text().getBytes()).predict(training.rows()[7]))
                        .isEqualTo(0);
            }
            assertThat(fit(settings, some, zeros).predict(training.rows()[0]))
                    .as("a validation part without a positive label, " + objective)
                    .isPositive();
        }
    }

    @Test
    void oneClassAloneIsCertain() {
        double[] zeros = new double[training.rows().length];
        Examples binary = new Examples(training.features(), training.rows(), zeros, null);
        LightGbmModel model =
                fit(TestModels.settings().objective(new Objective.Binary()).build(), binary, null);
        assertThat(model.predict(training.rows()[0])).isBetween(0.0, 1e-9);
        LightGbmModel classes =
                fit(TestModels.settings().objective(new Objective.Multiclass(3)).build(), binary, null);
        double[] out = new double[3];
        classes.predict(training.rows()[0], out, 0);
        assertThat(out[0]).isGreaterThan(0.999);
    }

    @Test
    void constantAndMissingFeaturesGiveTheMean() {
        for (double value : new double[] {0, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[][] rows = new double[50][3];
            double[] labels = new double[50];
            for (int i = 0; i < 50; i++) {
                Arrays.fill(rows[i], value);
                labels[i] = i;
            }
            LightGbmModel model =
                    fit(TestModels.settings().build(), new Examples(List.of("a", "b", "c"), rows, labels, null), null);
            assertThat(model.predict(rows[0])).as("all " + value).isCloseTo(24.5, within(1e-5));
        }
    }

    @Test
    void infinitiesAndHugeValuesInFeaturesTrain() {
        double[][] rows = new double[200][2];
        double[] labels = new double[200];
        double[] odd = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE, 0};
        for (int i = 0; i < 200; i++) {
            rows[i][0] = odd[i % odd.length];
            rows[i][1] = i;
            labels[i] = i % odd.length;
        }
        LightGbmModel model =
                fit(TestModels.settings().build(), new Examples(List.of("a", "b"), rows, labels, null), null);
        assertThat(model.predict(rows[0])).isFinite();
    }

    @Test
    void oneRowIsEnoughToTrainOn() {
        Examples one = new Examples(List.of("x"), new double[][] {{1}}, new double[] {7}, null);
        assertThat(fit(TestModels.settings().build(), one, null).predict(new double[] {0}))
                .isEqualTo(7);
    }

    @Test
    void examplesThatDoNotFitAreRefused() {
        refused(SQUARED, new double[0][1], new double[0], null, "expected at least one row of training examples");
        refused(SQUARED, new double[1][1], new double[] {1e300}, null, "row 0 of the training examples has the label");
        refused(new Objective.Binary(), new double[2][1], new double[] {0, 2}, null, "row 1", "0 or 1");
        refused(new Objective.Multiclass(3), new double[1][1], new double[] {3}, null, "whole numbers from 0 to 2");
        refused(new Objective.Multiclass(3), new double[1][1], new double[] {0.5}, null, "whole numbers from 0 to 2");
        refused(new Objective.Poisson(), new double[1][1], new double[] {-1}, null, "at least 0");
        refused(new Objective.Tweedie(1.1), new double[1][1], new double[] {-1}, null, "at least 0");
        refused(SQUARED, new double[1][1], new double[1], new double[] {-1}, "has the weight -1.0");
        refused(SQUARED, new double[1][1], new double[1], new double[] {Double.NaN}, "has the weight NaN");
        refused(SQUARED, new double[1][1], new double[1], new double[] {0}, "at least one weight above 0");
    }

    private static void refused(
            Objective objective, double[][] rows, double[] labels, double[] weights, String... messages) {
        Examples examples = new Examples(List.of("x"), rows, labels, weights);
        assertThatThrownBy(() -> fit(TestModels.settings().objective(objective).build(), examples, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(messages);
    }

    @Test
    void settingsThatNameUnknownFeaturesAreRefused() {
        assertThatThrownBy(() -> fit(TestModels.settings().categorical("nobody").build(), training, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nobody'")
                .hasMessageContaining("rsi(close,14)");
        assertThatThrownBy(() ->
                        fit(TestModels.settings().monotone(Map.of("nobody", 1)).build(), training, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    void categoriesThatAreNotCodesAreRefused() {
        assertThatThrownBy(() -> fit(TestModels.settings().categorical("b").build(), training, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in 'b'")
                .hasMessageContaining("whole numbers from 0 to 1000000");
    }

    @Test
    void validationExamplesOfOtherFeaturesAreRefused() {
        Examples other = new Examples(List.of("x"), new double[1][1], new double[1], null);
        assertThatThrownBy(() -> fit(TestModels.settings().build(), training, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validation");
    }

    @Test
    void trainingsOfDifferentThreadCountsRunOneAfterTheOther() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 6; i++) {
            LightGbmParameters parameters =
                    TestModels.settings().threads(1 + i % 2).build();
            threads.add(new Thread(
                    () -> texts.add(fit(parameters, training, validation).text())));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(texts).hasSize(6);
        assertThat(texts.stream().distinct()).as("whole texts").hasSize(1);
    }

    /** Large enough for several blocks of rows in each thread, and for several threads without being asked. */
    private static Examples many(long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[30_000][17];
        double[] labels = new double[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < rows[i].length; c++) {
                boolean often = c % 4 == 1 && random.nextInt(10) < 8;
                rows[i][c] = often ? 0 : c % 4 == 2 ? random.nextInt(6) : random.nextGaussian();
            }
            rows[i][3] = random.nextInt(20) == 0 ? Double.NaN : rows[i][3];
            labels[i] = Math.exp(Math.sin(3 * rows[i][0]) + rows[i][2] + random.nextGaussian());
            weights[i] = 0.1 + random.nextDouble();
        }
        return new Examples(IntStream.range(0, 17).mapToObj(c -> "f" + c).toList(), rows, labels, weights);
    }

    @Test
    void aModelIsTheSameInEveryByteForAnyNumberOfThreads() {
        Examples examples = many(1);
        for (Objective objective : List.of(new Objective.SquaredError(), new Objective.Quantile(0.9))) {
            LightGbmParameters.Builder settings = LightGbm.parameters()
                    .objective(objective)
                    .rounds(3)
                    .leaves(200)
                    .minLeafRows(10)
                    .categorical("f2")
                    .bagging(0.9, 1)
                    .featureFraction(0.8);
            String automatic = fit(settings.build(), examples, null).text();
            for (int threads : new int[] {1, 2, 3, 4}) {
                assertThat(fit(settings.threads(threads).build(), examples, null)
                                .text())
                        .as("seed 1, %s, %d threads", objective, threads)
                        .isEqualTo(automatic);
            }
        }
    }

    @Test
    void trainingsThatShareTheProcessorsRunAtTheSameTimeAsThoseThatSetTheirThreads() throws Exception {
        Examples examples = many(3);
        List<LightGbmParameters> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LightGbmParameters.Builder settings =
                    LightGbm.parameters().rounds(2).leaves(30);
            all.add(i % 4 == 3 ? settings.threads(1 + i / 4).build() : settings.build());
        }
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            LightGbmParameters parameters = all.get(i);
            Examples its = i % 2 == 0 ? examples : training;
            threads.add(new Thread(() -> texts.add(fit(parameters, its, null).text())));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(texts).hasSize(8);
        assertThat(texts.stream().distinct()).hasSize(2);
    }

    @Test
    void nativePredictionInsideATrainingOfSeveralThreadsIsRefusedInsteadOfWaitingForever() {
        try (LightGbmModel model = TestModels.model(1).withEngine(Engine.NATIVE)) {
            LightGbmRegressor regressor =
                    new LightGbmRegressor(TestModels.settings().threads(2).build());
            assertThatThrownBy(() -> regressor.fit(training, null, progress -> model.predict(training.rows()[0])))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Engine.JAVA");
        }
    }
}
