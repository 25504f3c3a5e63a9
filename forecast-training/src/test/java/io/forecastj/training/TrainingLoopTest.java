package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The loop with a trainer in plain Java, so without the engine. */
class TrainingLoopTest {
    private static final NetworkShape SHAPE = new NetworkShape(1, 1, 1, 0, 0, new OutputForm.Points(1));

    private final PlainTrainer trainer = new PlainTrainer();
    private final List<FitProgress> reports = new ArrayList<>();

    private static TrainingSettings.Builder settings() {
        return TrainingSettings.builder().batchSize(8).epochs(40).learningRate(LearningRate.constant(0.1));
    }

    private TrainingOutcome run(TrainingSettings settings, Points training, Points validation) {
        return run(settings, training, validation, reports::add);
    }

    private TrainingOutcome run(TrainingSettings settings, Points training, Points validation, FitListener listener) {
        return new TrainingLoop("line", trainer, SHAPE, training, validation, settings, false, listener).run();
    }

    @Test
    void aLineIsFound() {
        TrainingOutcome outcome = run(settings().build(), Points.line(50, 2, 1), Points.line(10, 2, 1));
        assertThat(outcome.weights().get("slope")[0]).isCloseTo(2, within(0.01f));
        assertThat(outcome.weights().get("intercept")[0]).isCloseTo(1, within(0.01f));
        assertThat(outcome.epochs()).isEqualTo(40);
        assertThat(outcome.validation()).hasSize(40);
    }

    @Test
    void everyEpochHasEachRowOnceAndASmallerLastBatch() {
        run(settings().epochs(1).build(), Points.line(21, 2, 1), Points.none());
        assertThat(trainer.sizes).containsExactly(8, 8, 5);
    }

    @Test
    void aSubsetOfTheRowsIsDrawnForEachEpoch() {
        run(settings().epochs(2).rowsPerEpoch(10).build(), Points.line(50, 2, 1), Points.none());
        assertThat(trainer.sizes).containsExactly(8, 2, 8, 2);
    }

    @Test
    void theWeightsOfTheEpochWithTheLowestValidationLossAreKept() {
        // training leads from 0 over the validation line, where it is best, to a steeper one
        Points validation = Points.line(10, 1, 0);
        TrainingOutcome outcome = run(settings().patience(5).build(), Points.line(50, 3, 0), validation);
        double lowest = outcome.validation().stream().mapToDouble(x -> x).min().orElseThrow();
        assertThat(outcome.best()).isBetween(1, outcome.epochs() - 1);
        assertThat(outcome.validation().get(outcome.best() - 1)).isEqualTo(lowest);
        assertThat(outcome.lowest()).isEqualTo(lowest);
        assertThat(lossOf(validation)).isEqualTo(lowest);
        assertThat(trainer.weights().get("slope"))
                .containsExactly(outcome.weights().get("slope"));
    }

    private double lossOf(Points points) {
        Batch batch = new Batch(SHAPE, points.size());
        int[] rows = new int[points.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        points.read(rows, 0, rows.length, batch);
        return trainer.loss(batch);
    }

    @Test
    void trainingStopsWhenThePatienceIsOver() {
        TrainingOutcome outcome = run(settings().patience(3).build(), Points.line(50, 3, 0), Points.line(10, 1, 0));
        assertThat(outcome.epochs()).isEqualTo(outcome.best() + 3);
    }

    @Test
    void anEpochThatIsOnlyAsGoodIsNotBetter() {
        TrainingSettings still = settings()
                .learningRate(LearningRate.constant(1e-30))
                .patience(2)
                .build();
        TrainingOutcome outcome = run(still, Points.line(50, 3, 0), Points.line(10, 1, 0));
        assertThat(outcome.best()).isEqualTo(1);
        assertThat(outcome.epochs()).isEqualTo(3);
    }

    @Test
    void withoutValidationAllEpochsRunAndTheLastWeightsAreKept() {
        TrainingOutcome outcome =
                run(settings().validation(0).patience(1).build(), Points.line(50, 3, 0), Points.none());
        assertThat(outcome.epochs()).isEqualTo(40);
        assertThat(outcome.best()).isEqualTo(40);
        assertThat(outcome.validation()).isEmpty();
        assertThat(outcome.weights().get("slope"))
                .containsExactly(trainer.weights().get("slope"));
    }

    @Test
    void aContinuedTrainingThatDoesNotImproveKeepsTheWeightsItStartedFrom() {
        trainer.setWeights(Map.of("slope", new float[] {1}, "intercept", new float[] {0}));
        Points validation = Points.line(10, 1, 0);
        TrainingOutcome outcome = new TrainingLoop(
                        "line",
                        trainer,
                        SHAPE,
                        Points.line(50, 3, 0),
                        validation,
                        settings().patience(2).build(),
                        true,
                        reports::add)
                .run();
        assertThat(outcome.best()).isZero();
        assertThat(outcome.start()).isZero();
        assertThat(outcome.lowest()).isZero();
        assertThat(outcome.epochs()).isEqualTo(2);
        assertThat(trainer.weights().get("slope")).containsExactly(1);
    }

    @Test
    void everyEpochIsReportedWithLossesRateAndTimeLeft() {
        run(settings().epochs(4).build(), Points.line(50, 2, 1), Points.line(10, 2, 1));
        assertThat(reports).hasSize(4);
        FitProgress second = reports.get(1);
        assertThat(second.done()).isEqualTo(2);
        assertThat(second.total()).isEqualTo(4);
        assertThat(second.metrics()).containsOnlyKeys("train", "validation", "learningRate");
        assertThat(second.metrics()).containsEntry("learningRate", 0.1);
        assertThat(second.timeLeft(Duration.ofSeconds(3))).contains(Duration.ofSeconds(3));
    }

    @Test
    void rowsCountByTheirWeights() {
        Points points = new Points(new float[] {1, 1}, new float[] {0, 4}, new float[] {3, 1});
        TrainingOutcome outcome = run(settings().epochs(400).validation(0).build(), points, Points.none());
        assertThat(outcome.weights().get("slope")[0] + outcome.weights().get("intercept")[0])
                .isCloseTo(1, within(0.001f));
        assertThat(outcome.train().get(0)).isEqualTo(4);
    }

    @Test
    void batchesOfDifferentWeightsGiveTheMeanOverAllRows() {
        Points points = new Points(new float[] {0, 0, 0}, new float[] {1, 1, 3}, new float[] {1, 1, 5});
        TrainingOutcome outcome = run(
                settings()
                        .epochs(1)
                        .batchSize(2)
                        .learningRate(LearningRate.constant(1e-9))
                        .build(),
                points,
                points);
        assertThat(outcome.train().get(0)).isCloseTo((1 + 1 + 5 * 9) / 7.0, within(1e-6));
        assertThat(outcome.validation().get(0)).isCloseTo((1 + 1 + 5 * 9) / 7.0, within(1e-6));
    }

    @Test
    void cancellingEndsTheTrainingBeforeTheNextBatch() {
        FitListener listener = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                reports.add(progress);
            }

            @Override
            public boolean cancelled() {
                return trainer.sizes.size() == 3;
            }
        };
        assertThatThrownBy(() -> run(settings().build(), Points.line(80, 2, 1), Points.none(), listener))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'line'")
                .hasMessageContaining("epoch 1 of 40");
        assertThat(trainer.sizes).hasSize(3);
        assertThat(reports).isEmpty();
    }

    @Test
    void aLossThatIsNotFiniteStopsWithTheEpochAndAdvice() {
        TrainingSettings wild =
                settings().learningRate(LearningRate.constant(1e20)).build();
        assertThatThrownBy(() -> run(wild, Points.line(20, 2, 1), Points.none()))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("diverged in epoch 1: the loss of a batch is")
                .hasMessageContaining("learning rate 1.0E20")
                .hasMessageContaining("smaller learning rate")
                .hasMessageContaining("clipNorm")
                .hasMessageContaining("scaled")
                .hasMessageContaining("data");
    }

    @Test
    void aValidationLossThatIsNotFiniteStopsTheTrainingToo() {
        Points validation = new Points(new float[] {Float.NaN}, new float[] {0}, new float[] {1});
        assertThatThrownBy(() -> run(settings().build(), Points.line(20, 2, 1), validation))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("the validation loss is NaN");
    }

    @Test
    void theRateFallsAfterEpochsWithoutALowerValidationLoss() {
        TrainingSettings settings = settings()
                .learningRate(LearningRate.plateau(0.1, 2, 0.5))
                .epochs(8)
                .patience(8)
                .build();
        // the validation line is the start, so no epoch is better than the first
        run(settings, Points.line(8, 3, 0), Points.line(8, 0, 0));
        assertThat(trainer.rates).containsExactly(0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125);
    }

    @Test
    void theSameSeedTakesTheRowsInTheSameOrder() {
        TrainingOutcome one = run(settings().seed(3).build(), Points.line(50, 2, 1), Points.none());
        trainer.setWeights(Map.of("slope", new float[] {0}, "intercept", new float[] {0}));
        TrainingOutcome same = run(settings().seed(3).build(), Points.line(50, 2, 1), Points.none());
        trainer.setWeights(Map.of("slope", new float[] {0}, "intercept", new float[] {0}));
        TrainingOutcome other = run(settings().seed(4).build(), Points.line(50, 2, 1), Points.none());
        assertThat(same.train()).isEqualTo(one.train());
        assertThat(other.train()).isNotEqualTo(one.train());
    }
}
