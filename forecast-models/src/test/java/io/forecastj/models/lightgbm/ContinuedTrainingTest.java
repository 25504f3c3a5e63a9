package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.trees.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContinuedTrainingTest {
    private static final Objective SQUARED = new Objective.SquaredError();

    private static LightGbmParameters.Builder settings(Objective objective) {
        return TestModels.settings().objective(objective).categorical("category");
    }

    private static LightGbmModel go(
            LightGbmModel start, LightGbmParameters parameters, Examples examples, @Nullable Examples validation) {
        return (LightGbmModel) LightGbm.continuing(start, parameters).fit(examples, validation, FitListener.NONE);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(SQUARED, new Objective.AbsoluteError(), new Objective.Poisson(), new Objective.Binary())
                .flatMap(objective -> Stream.of(Boosting.GBDT, Boosting.DART, Boosting.GOSS)
                        .map(boosting -> Arguments.of(objective, boosting)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theOldTreesStandFirstAndTheNewOnesLowerTheLossOfTheNewData(Objective objective, Boosting boosting) {
        LightGbmModel old = TestModels.train(
                settings(objective).boosting(boosting).build(), TestModels.examples(1, 400, true, objective));
        String before = old.text();
        Examples fresh = shifted(TestModels.examples(2, 400, true, objective), objective);
        LightGbmModel longer =
                go(old, settings(objective).boosting(boosting).rounds(15).build(), fresh, null);
        assertThat(old.text()).as("the model continued").isEqualTo(before);
        assertThat(longer.rounds()).isEqualTo(25);
        requireFirst(old, longer);
        assertThat(absoluteError(longer, fresh)).isLessThan(0.9 * absoluteError(old, fresh));
        // LightGBM itself reads the joined text as the same sum.
        double[][] rows = TestModels.rows(3, 200, longer.model());
        try (NativePredictor raw = NativePredictor.raw(longer.model())) {
            double[] found = new double[1];
            for (double[] row : rows) {
                longer.scores(row, found, 0);
                assertThat(found[0]).isEqualTo(raw.predict(row));
            }
        }
    }

    private static Examples shifted(Examples examples, Objective objective) {
        double[] labels = Arrays.stream(examples.labels())
                .map(label -> objective instanceof Objective.Binary ? 1 - label : label + 2)
                .toArray();
        return new Examples(examples.features(), examples.rows(), labels, null);
    }

    private static void requireFirst(LightGbmModel old, LightGbmModel longer) {
        for (int t = 0; t < old.model().trees().size(); t++) {
            Tree before = old.model().trees().get(t);
            Tree after = longer.model().trees().get(t);
            assertThat(after.leaf()).as("leaves of tree " + t).containsExactly(before.leaf());
            assertThat(after.feature()).containsExactly(before.feature());
            assertThat(after.threshold()).containsExactly(before.threshold());
            assertThat(after.setWords()).containsExactly(before.setWords());
        }
    }

    private static double absoluteError(LightGbmModel model, Examples examples) {
        double sum = 0;
        for (int i = 0; i < examples.rows().length; i++) {
            sum += Math.abs(model.predict(examples.rows()[i]) - examples.labels()[i]);
        }
        return sum / examples.rows().length;
    }

    @Test
    void everyClassGoesOnFromItsOwnScore() {
        Objective classes = new Objective.Multiclass(3);
        Examples examples = TestModels.examples(4, 500, true, classes);
        LightGbmModel old = TestModels.train(settings(classes).rounds(6).build(), examples);
        LightGbmModel longer = go(old, settings(classes).rounds(14).build(), examples, null);
        requireFirst(old, longer);
        assertThat(longer.rounds()).isEqualTo(20);
        // On the same data, six rounds and fourteen more come to much the same as twenty: each class from where it was.
        LightGbmModel whole = TestModels.train(settings(classes).rounds(20).build(), examples);
        assertThat(crossEntropy(longer, examples))
                .isCloseTo(crossEntropy(whole, examples), within(1e-3))
                .isLessThan(0.9 * crossEntropy(old, examples));
    }

    private static double crossEntropy(LightGbmModel model, Examples examples) {
        double sum = 0;
        double[] out = new double[3];
        for (int i = 0; i < examples.rows().length; i++) {
            model.predict(examples.rows()[i], out, 0);
            sum -= Math.log(out[(int) examples.labels()[i]]);
        }
        return sum / examples.rows().length;
    }

    @Test
    void earlyStoppingCountsTheNewRoundsAlone() {
        LightGbmModel old = TestModels.model(1);
        Examples training = TestModels.examples(5, 400, true, SQUARED);
        Examples fresh = TestModels.examples(6, 300, true, SQUARED);
        Examples validation = new Examples(fresh.features(), fresh.rows(), fresh.labels(), null);
        LightGbmParameters parameters = settings(SQUARED)
                .rounds(500)
                .learningRate(0.5)
                .earlyStoppingRounds(10)
                .build();
        List<FitProgress> events = new ArrayList<>();
        LightGbmModel longer =
                (LightGbmModel) LightGbm.continuing(old, parameters).fit(training, validation, events::add);
        FitProgress best = events.stream()
                .min(Comparator.comparing(event -> event.metrics().get("l2")))
                .orElseThrow();
        assertThat(events).hasSize(best.done() + 10);
        assertThat(longer.rounds()).isEqualTo(old.rounds() + best.done());
        double loss = 0;
        for (int i = 0; i < validation.rows().length; i++) {
            loss += Math.pow(longer.predict(validation.rows()[i]) - validation.labels()[i], 2);
        }
        assertThat(loss / validation.rows().length).isCloseTo(best.metrics().get("l2"), within(1e-5));
    }

    @Test
    void examplesThatGiveNoSplitLeaveTheAnswersAsTheyAre() {
        LightGbmModel old = TestModels.model(1);
        double[][] rows = new double[30][TestModels.FEATURES.size()];
        double[] labels = new double[30];
        Arrays.fill(labels, 50);
        LightGbmModel same =
                go(old, TestModels.settings().build(), new Examples(TestModels.FEATURES, rows, labels, null), null);
        for (double[] row : TestModels.rows(8, 50, old.model())) {
            assertThat(same.predict(row)).isEqualTo(old.predict(row));
        }
    }

    @Test
    void theSettingsSayThatAModelWasContinued() {
        Regressor regressor =
                LightGbm.continuing(TestModels.model(1), TestModels.settings().build());
        assertThat(regressor.parameters())
                .containsEntry("continued_rounds", "10")
                .containsEntry("num_iterations", "10");
    }

    @Test
    void whatCannotGoOnIsRefused() {
        LightGbmModel old = TestModels.model(1);
        LightGbmParameters plain = TestModels.settings().build();
        refused(
                () -> LightGbm.continuing(
                        old,
                        TestModels.settings()
                                .boosting(Boosting.RF)
                                .bagging(0.5, 1)
                                .build()),
                "no random forest, found RF");
        LightGbmModel forest = TestModels.train(
                settings(SQUARED).boosting(Boosting.RF).bagging(0.5, 1).build(),
                TestModels.examples(1, 200, false, SQUARED));
        refused(() -> LightGbm.continuing(forest, plain), "found a model that averages");
        refused(
                () -> LightGbm.continuing(
                        old,
                        TestModels.settings().objective(new Objective.Binary()).build()),
                "'objective': expected one like that of the model to continue");
        refused(
                () -> LightGbm.continuing(
                        old,
                        TestModels.settings()
                                .objective(new Objective.Multiclass(3))
                                .build()),
                "of 1 outputs");
        List<String> swapped = new ArrayList<>(TestModels.FEATURES);
        swapped.set(1, "c");
        swapped.set(2, "b");
        Examples other = new Examples(swapped, new double[1][6], new double[1], null);
        refused(() -> go(old, plain, other, null), "features of the model to continue in their order");
        refused(() -> LightGbm.continuing(old, plain).quantile(0.5), "from the beginning for quantiles");
    }

    @Test
    void forecastersOfSeveralModelsAreRefusedAndThoseOfOneGoOn() {
        double[] y = new double[200];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.sin(i / 5.0) + i % 7;
        }
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y);
        FeaturePipeline lags = FeaturePipeline.of(Features.lag("y", 1), Features.lag("y", 7));
        LightGbmParameters settings = TestModels.settings().build();
        LightGbmModel old = TestModels.train(settings, examples(lags, series));
        Supplier<Regression.Builder> untargeted = () -> Regression.forecaster()
                .regressor(LightGbm.continuing(old, settings))
                .features(lags);
        Regression.Builder builder = untargeted.get().target(Target.difference("y", 1));
        assertThat(builder.horizon(3).build().fit(series).predict(series).point(3))
                .isFinite();
        assertThat(builder.strategy(Strategy.DIRECT)
                        .horizon(1)
                        .build()
                        .fit(series)
                        .predict(series)
                        .point(1))
                .isFinite();
        refused(() -> builder.horizon(3).build(), "difference(y,1) by DIRECT takes 3. Use RECURSIVE or DIRECT_SHARED");
        Regression.Builder bars = untargeted.get().bars().horizon(1);
        refused(() -> bars.strategy(Strategy.DIRECT).build(), "bars by DIRECT takes 4");
        refused(() -> bars.strategy(Strategy.RECURSIVE).build(), "bars by RECURSIVE takes 4");
    }

    private static Examples examples(FeaturePipeline pipeline, TimeSeries series) {
        int first = pipeline.warmup();
        double[][] rows = Arrays.copyOfRange(pipeline.rows(series), first, series.length() - 1);
        double[] labels = new double[rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = series.value(first + i + 1, "y") - series.value(first + i, "y");
        }
        return new Examples(pipeline.columns(), rows, labels, null);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
