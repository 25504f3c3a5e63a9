package io.forecastj.evaluations;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.training.LearningRate;
import io.forecastj.training.NetworkScaling;
import io.forecastj.training.Neural;
import io.forecastj.training.NhitsBuilder;
import io.forecastj.training.PointLoss;
import io.forecastj.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Scores one N-HiTS for all 414 hourly series of the M4 competition, 48 hours ahead, as the competition does; prints
 * the M4 table of docs/training.md.
 *
 * <p>A recipe is chosen from a few by its score on the last 48 hours of the training data, and is then scored with
 * three seeds on the test data.
 */
public final class NeuralM4 {
    private static final int[] SEEDS = {1, 2, 3};
    private static final int EPOCHS = 30;
    private static final List<Recipe> CANDIDATES = List.of(
            new Recipe(168, false, false),
            new Recipe(168, false, true),
            new Recipe(168, true, true),
            new Recipe(336, true, true));

    private NeuralM4() {}

    /**
     * A recipe.
     *
     * @param lookback the rows of the window
     * @param seasonal whether the network learns differences from the day before, on the scale of those in the window
     * @param logarithms whether it sees logarithms
     */
    private record Recipe(int lookback, boolean seasonal, boolean logarithms) {
        Forecaster forecaster(int seed) {
            NhitsBuilder builder = Neural.nhits();
            if (seasonal) {
                builder.target(Target.difference(M4Data.COLUMN, M4Data.SEASON))
                        .features(Features.difference(M4Data.COLUMN, M4Data.SEASON), Features.column(M4Data.COLUMN));
            } else {
                builder.column(M4Data.COLUMN);
            }
            return builder.scaling(NetworkScaling.WINDOW)
                    .lookback(lookback)
                    .horizon(M4Data.HORIZON)
                    .loss(PointLoss.ABSOLUTE)
                    .training(TrainingSettings.builder()
                            .learningRate(LearningRate.oneCycle(5e-3))
                            .epochs(EPOCHS)
                            .patience(EPOCHS)
                            .batchSize(128)
                            .rowsPerEpoch(20_000)
                            .validation(0.02)
                            .seed(seed)
                            .build())
                    .build();
        }

        @Override
        public String toString() {
            return lookback + " rows" + (seasonal ? ", differences" : "") + (logarithms ? ", logarithms" : "");
        }

        DoubleUnaryOperator in() {
            return logarithms ? Math::log : DoubleUnaryOperator.identity();
        }

        DoubleUnaryOperator out() {
            return logarithms ? Math::exp : DoubleUnaryOperator.identity();
        }
    }

    /**
     * Prints the table.
     *
     * @param args the folder with {@code m4_hourly_train.csv}, {@code m4_hourly_test.csv} and {@code
     *     m4_hourly_naive2.csv}
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "expected one argument, the folder of the M4 files, found " + Arrays.toString(args));
        }
        M4Data data = M4Data.read(Path.of(args[0]));
        M4Data window = data.lastWindowOfTraining();
        M4Data.Score reference = seasonalNaive(window);
        System.out.println("Chosen by the last 48 hours of the training data, relative to the seasonal naive forecast");
        Recipe best = CANDIDATES.stream()
                .map(recipe -> new Tried(recipe, owa(recipe, SEEDS[0], window, reference)))
                .min(Comparator.comparingDouble(Tried::owa))
                .orElseThrow()
                .recipe();
        M4Data.Score naive2 = data.score(data.naive2());
        System.out.println("The test data, relative to Naive2");
        print("seasonal naive", seasonalNaive(data), naive2, 0);
        for (int seed : SEEDS) {
            owa(best, seed, data, naive2);
        }
    }

    private record Tried(Recipe recipe, double owa) {}

    private static M4Data.Score seasonalNaive(M4Data data) {
        return data.score(data.training().stream().map(M4Data::seasonalNaive).toList());
    }

    /** Fits, scores and prints a recipe. */
    private static double owa(Recipe recipe, int seed, M4Data data, M4Data.Score benchmark) {
        List<TimeSeries> series = data.training(recipe.in());
        long start = System.nanoTime();
        try (Predictor predictor = recipe.forecaster(seed).fit(series)) {
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
            M4Data.Score score = data.score(predictor.predictAll(series).stream()
                    .map(Forecast::points)
                    .map(points -> Arrays.stream(points).map(recipe.out()).toArray())
                    .toList());
            print(recipe + ", seed " + seed, score, benchmark, seconds);
            return score.owa(benchmark);
        }
    }

    private static void print(String name, M4Data.Score score, M4Data.Score benchmark, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%-44s sMAPE %7.3f  MASE %6.3f  OWA %6.4f  %6.0f s%n",
                name,
                score.smape(),
                score.mase(),
                score.owa(benchmark),
                seconds);
    }
}
