package io.forecastj.evaluations;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Scores one LightGBM model for the 414 hourly series of the M4 competition, 48 hours ahead, as the competition does;
 * prints the M4 table of docs/benchmarks.md.
 *
 * <p>The first recipe is that of a published Python example, with three seeds. The second one is selected from four by
 * their scores on the last 48 hours of the training data, and is then scored once on the test data.
 *
 * <p>Models train on all processors, as by default.
 */
public final class M4Hourly {
    private static final int[] SEEDS = {1, 2, 3};

    private static final Recipe PUBLISHED = new Recipe(false, new Objective.SquaredError(), 2_500);
    private static final List<Recipe> CANDIDATES = List.of(
            new Recipe(false, new Objective.SquaredError(), 255),
            new Recipe(true, new Objective.SquaredError(), 255),
            new Recipe(true, new Objective.AbsoluteError(), 63),
            new Recipe(true, new Objective.AbsoluteError(), 255));

    private M4Hourly() {}

    /** A recipe: whether the model sees logarithms, its loss, and the leaves of a tree. */
    private record Recipe(boolean logarithms, Objective objective, int leaves) {
        LightGbmParameters parameters(int seed) {
            return LightGbm.parameters()
                    .rounds(200)
                    .learningRate(0.05)
                    .lambdaL1(0.03)
                    .lambdaL2(0.5)
                    .bagging(0.9, 1)
                    .featureFraction(0.8)
                    .objective(objective)
                    .leaves(leaves)
                    .seed(seed)
                    .build();
        }

        @Override
        public String toString() {
            return (logarithms ? "logarithms, " : "") + objective.getClass().getSimpleName() + ", " + leaves
                    + " leaves";
        }

        DoubleUnaryOperator in() {
            return logarithms ? Math::log : DoubleUnaryOperator.identity();
        }

        DoubleUnaryOperator out() {
            return logarithms ? Math::exp : DoubleUnaryOperator.identity();
        }
    }

    /** The score of a recipe on a data set, and the seconds that its parts took. */
    private record Outcome(M4Data.Score score, double features, double training, double prediction) {}

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
        M4Data.Score benchmark = data.score(data.naive2());
        System.out.printf(
                Locale.ROOT,
                "%d series, %d values each to forecast%n%n%-48s %7s %7s %7s %9s %9s %9s%n",
                data.training().size(),
                M4Data.HORIZON,
                "",
                "sMAPE",
                "MASE",
                "OWA",
                "features",
                "training",
                "48 hours");
        print("Naive2", benchmark, benchmark);
        print("seasonal naive", seasonalNaive(data), benchmark);

        run(PUBLISHED, data, benchmark);

        System.out.println();
        System.out.println("Chosen by the last 48 hours of the training data, relative to the seasonal naive forecast");
        M4Data window = data.lastWindowOfTraining();
        M4Data.Score naive = seasonalNaive(window);
        Recipe best = CANDIDATES.stream()
                .map(recipe -> new Tried(recipe, tryOut(recipe, window, naive)))
                .min(Comparator.comparingDouble(Tried::owa))
                .orElseThrow()
                .recipe();
        System.out.println();
        run(best, data, benchmark);
    }

    private record Tried(Recipe recipe, double owa) {}

    private static double tryOut(Recipe recipe, M4Data window, M4Data.Score naive) {
        Outcome outcome = outcome(recipe, SEEDS[0], window);
        print(recipe.toString(), outcome, naive);
        return outcome.score().owa(naive);
    }

    private static M4Data.Score seasonalNaive(M4Data data) {
        return data.score(data.training().stream().map(M4Data::seasonalNaive).toList());
    }

    /** Scores a recipe with each seed, and prints the mean. */
    private static void run(Recipe recipe, M4Data data, M4Data.Score benchmark) {
        double sum = 0;
        for (int seed : SEEDS) {
            Outcome outcome = outcome(recipe, seed, data);
            print(recipe + ", seed " + seed, outcome, benchmark);
            sum += outcome.score().owa(benchmark);
        }
        System.out.printf(Locale.ROOT, "%-48s %7s %7s %7.4f%n", "mean of the seeds", "", "", sum / SEEDS.length);
    }

    private static Outcome outcome(Recipe recipe, int seed, M4Data data) {
        List<TimeSeries> series = data.training(recipe.in());
        Forecaster forecaster = LightGbm.forecaster(recipe.parameters(seed))
                .target(Target.difference(M4Data.COLUMN, M4Data.SEASON))
                .features(M4Features.pipeline())
                .horizon(M4Data.HORIZON)
                .build();
        long start = System.nanoTime();
        Forecaster.Trainer trainer = forecaster.prepare(series);
        long prepared = System.nanoTime();
        TimeSeries longest =
                series.stream().max(Comparator.comparingInt(TimeSeries::length)).orElseThrow();
        try (Predictor predictor = trainer.fit(longest.time(0), longest.time(longest.length() - 1), FitListener.NONE)) {
            long trained = System.nanoTime();
            List<double[]> points = together(series, predictor);
            long predicted = System.nanoTime();
            List<double[]> values = points.stream()
                    .map(each -> Arrays.stream(each).map(recipe.out()).toArray())
                    .toList();
            return new Outcome(
                    data.score(values),
                    seconds(prepared - start),
                    seconds(trained - prepared),
                    seconds(predicted - trained));
        }
    }

    /**
     * Forecasts in one part for each thread: a predictor is thread-safe, and its models forecast all series of a part
     * at once.
     */
    private static List<double[]> together(List<TimeSeries> series, Predictor predictor) {
        int threads = Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, threads)
                .parallel()
                .mapToObj(part -> predictor.predictAll(
                        series.subList(part * series.size() / threads, (part + 1) * series.size() / threads)))
                .flatMap(List::stream)
                .map(Forecast::points)
                .toList();
    }

    private static double seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1_000.0;
    }

    private static void print(String name, M4Data.Score score, M4Data.Score benchmark) {
        System.out.printf(
                Locale.ROOT, "%-48s %7.3f %7.3f %7.4f%n", name, score.smape(), score.mase(), score.owa(benchmark));
    }

    private static void print(String name, Outcome outcome, M4Data.Score benchmark) {
        M4Data.Score score = outcome.score();
        System.out.printf(
                Locale.ROOT,
                "%-48s %7.3f %7.3f %7.4f %8.2fs %8.2fs %8.2fs%n",
                name,
                score.smape(),
                score.mase(),
                score.owa(benchmark),
                outcome.features(),
                outcome.training(),
                outcome.prediction());
    }
}
