package io.forecastj.backtest.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitBacktestTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /**
     * Forecasts the mean of the training rows, or the known-future column "x" if it has that name, and notes what it is
     * shown.
     */
    private static final class TrainingMean implements Forecaster {
        final List<List<TimeSeries>> fits = Collections.synchronizedList(new ArrayList<>());
        long throwsAfter = Long.MAX_VALUE;
        private final String name;
        private final int horizon;

        TrainingMean(String name, int horizon) {
            this.name = name;
            this.horizon = horizon;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int horizon() {
            return horizon;
        }

        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            fits.add(series);
            listener.onProgress(new FitProgress(name, "mean", 1, 1, Map.of()));
            double mean = series.stream()
                    .flatMapToDouble(one -> Arrays.stream(one.values("y")))
                    .average()
                    .orElseThrow();
            boolean known = name.equals("known");
            PredictorInfo.Builder info = PredictorInfo.builder("mean", horizon)
                    .column("y", ColumnRole.TARGET)
                    .trainedOn(series);
            if (known) {
                info.column("x", ColumnRole.KNOWN_FUTURE);
            }
            return new AbstractPredictor(info.build()) {
                @Override
                protected SeriesState newState(SeriesContext context) {
                    return new SeriesState() {
                        @Override
                        public void update(long time, double[] row) {
                            if (time > throwsAfter) {
                                throw new IllegalStateException("no more rows");
                            }
                        }

                        @Override
                        public void forecastInto(double[] out) {
                            for (int step = 1; step <= horizon; step++) {
                                out[step - 1] = known ? context.future().value(step, 0) : mean;
                            }
                        }

                        @Override
                        public void save(StateWriter out) {}

                        @Override
                        public void restore(StateReader in) {}
                    };
                }

                @Override
                protected void identify(StateWriter out) {
                    out.putDouble(mean);
                }
            };
        }
    }

    private static TimeSeries series(String id, int firstDay, int rows, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series =
                TimeSeries.builder("y").id(id).sampling(Sampling.daily()).attribute("size", 2);
        for (int i = 0; i < rows; i++) {
            series.add(START.plus(Duration.ofDays(firstDay + i)), 100 + random.nextGaussian());
        }
        return series.build();
    }

    private static TimeSeries series(int rows, long seed) {
        return series("y", 0, rows, seed);
    }

    @Test
    void fitsAreShownTheTrainingRowsWithTheirLabelsAsSeriesOfTheirOwn() {
        TimeSeries all = series(20, 1);
        TrainingMean mean = new TrainingMean("mean", 3);
        SplitBacktest.on(all).splits(PurgedKFold.of(4).embargo(2)).compare(mean).run();

        // the training rows 10 to 19; 0 to 1 and 15 to 19; 0 to 6; 0 to 11: with three rows of labels, but no test row
        assertThat(mean.fits).hasSize(4);
        assertRows(mean.fits.get(0), all, 10, 20);
        assertRows(mean.fits.get(1), all, 0, 5, 15, 20);
        assertRows(mean.fits.get(2), all, 0, 10);
        assertRows(mean.fits.get(3), all, 0, 15);
    }

    private static void assertRows(List<TimeSeries> parts, TimeSeries all, int... ranges) {
        assertThat(parts).hasSize(ranges.length / 2);
        assertThat(parts).extracting(TimeSeries::id).doesNotHaveDuplicates();
        for (int i = 0; i < parts.size(); i++) {
            TimeSeries expected = all.slice(ranges[2 * i], ranges[2 * i + 1]);
            assertThat(parts.get(i).values("y")).containsExactly(expected.values("y"));
            assertThat(parts.get(i).timestamps()).containsExactly(expected.timestamps());
            assertThat(parts.get(i).attributes()).isEqualTo(all.attributes());
            assertThat(parts.get(i).declaredSampling()).isEqualTo(Sampling.daily());
        }
    }

    @Test
    void theScoresOfAPathAreThoseOfItsForecasts() {
        TimeSeries all = series(30, 2);
        double[] y = all.values("y");
        CombinatorialPurged rule = CombinatorialPurged.of(5, 2).embargo(1);
        SplitResult result = SplitBacktest.on(all)
                .splits(rule)
                .compare(new TrainingMean("mean", 2))
                .run();

        assertThat(result.paths()).isEqualTo(4);
        assertThat(result.splits())
                .isEqualTo(rule.splits(all.length(), 2).stream().toList());
        for (int path = 0; path < 4; path++) {
            double absolute = 0;
            double naive = 0;
            double squared = 0;
            int pairs = 0;
            for (Split split : result.splits()) {
                double mean = split.train().stream()
                        .flatMapToInt(range -> IntStream.range(range.from(), Math.min(30, range.to() + 2)))
                        .distinct()
                        .mapToDouble(row -> y[row])
                        .average()
                        .orElseThrow();
                for (int block = 0; block < 2; block++) {
                    if (split.paths().get(block) == path) {
                        RowRange rows = split.test().get(block);
                        // the naive forecast needs two rows
                        for (int row = Math.max(1, rows.from()); row < rows.to(); row++) {
                            for (int step = 1; step <= 2 && row + step < 30; step++) {
                                double error = y[row + step] - mean;
                                absolute += Math.abs(error);
                                squared += error * error;
                                naive += Math.abs(y[row + step] - y[row]);
                                pairs++;
                            }
                        }
                    }
                }
            }
            PathScore score = result.scores("mean").get(path);
            assertThat(score.path()).isEqualTo(path);
            assertThat(score.pairs()).isEqualTo(pairs).isEqualTo(2 * 28 - 1);
            assertThat(score.mae()).isCloseTo(absolute / pairs, within(1e-12));
            assertThat(score.rmse()).isCloseTo(Math.sqrt(squared / pairs), within(1e-12));
            assertThat(score.maeSkill()).isCloseTo(1 - absolute / naive, within(1e-12));
            assertThat(result.scores("naive").get(path).skill()).isZero();
        }
        assertThat(result.scores("mean")).extracting(PathScore::mae).doesNotHaveDuplicates();
        assertThat(result.summary())
                .startsWith("y: 10 splits, 4 paths, 55 pairs on each\n")
                .contains("No walk-forward scores");
        assertThat(result.models()).containsExactly("mean", "naive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.scores("none"))
                .withMessage("no model 'none'; there are [mean, naive]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noFitSeesARowOfATestBlockOrAValueThatATestLabelUses(long seed) {
        Random random = new Random(seed);
        List<TimeSeries> all = List.of(
                series("a", 0, 60 + random.nextInt(30), seed),
                series("b", 10 + random.nextInt(10), 40, seed + 1),
                series("c", 3, 25, seed + 2));
        int horizon = 1 + random.nextInt(4);
        TrainingMean mean = new TrainingMean("mean", horizon);
        SplitResult result = SplitBacktest.on(all)
                .splits(CombinatorialPurged.of(6, 2).embargo(random.nextInt(3)))
                .compare(mean)
                .run();
        long[] timeline = all.get(0).timestamps();
        assertThat(mean.fits).hasSize(15);
        for (int i = 0; i < 15; i++) {
            for (TimeSeries part : mean.fits.get(i)) {
                for (RowRange block : result.splits().get(i).test()) {
                    long from = timeline[block.from()];
                    int last = Math.min(timeline.length - 1, block.to() - 1 + horizon);
                    assertThat(Arrays.stream(part.timestamps()).filter(time -> time >= from && time <= timeline[last]))
                            .as("seed %d, split %d, block %s", seed, i, block)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void knownFutureColumnsAreThoseOfTheStepsAhead() {
        TimeSeries all = series(60, 1).with("x", row -> row.value("y"));
        SplitResult result = SplitBacktest.on(all)
                .splits(CombinatorialPurged.of(4, 2))
                .compare(new TrainingMean("known", 3))
                .run();
        // from row 1, since the naive forecast needs two rows, up to the last one with three rows after it
        assertThat(result.scores("known")).hasSize(3).allSatisfy(score -> {
            assertThat(score.mae()).isZero();
            assertThat(score.pairs()).isEqualTo(3 * 56);
        });
    }

    @Test
    void splitsInParallelEqualThoseInOrder() {
        List<TimeSeries> all = List.of(series("a", 0, 80, 1), series("b", 7, 60, 2));
        SplitBacktest backtest = SplitBacktest.on(all)
                .splits(CombinatorialPurged.of(6, 3))
                .compare(new TrainingMean("mean", 2), Baselines.drift("y", 3));
        SplitResult serial = backtest.run();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            SplitResult parallel = backtest.run(FitListener.NONE.on(pool));
            assertThat(parallel.scores("mean")).isEqualTo(serial.scores("mean"));
            assertThat(parallel.scores("drift")).isEqualTo(serial.scores("drift"));
            assertThat(parallel.improvements()).isDeepEqualTo(serial.improvements());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theChoiceOfAClearlyBetterForecasterIsNoLuck() {
        TimeSeries noise = series(240, 3);
        Forecaster better = new TrainingMean("better", 1);
        SplitResult clear = SplitBacktest.on(noise)
                .splits(CombinatorialPurged.of(6, 2))
                .compare(better, Baselines.drift("y", 1))
                .run();
        assertThat(clear.improvements()).hasDimensions(237, 2);
        assertThat(clear.overfitting(8).probability()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SplitBacktest.on(noise)
                        .splits(PurgedKFold.of(3))
                        .compare(better)
                        .run()
                        .overfitting(8))
                .withMessageContaining("at least 2 forecasters");
    }

    /** A forecaster whose fits throw if a condition accepts the training rows. */
    private static Forecaster failing(Forecaster inner, Predicate<List<TimeSeries>> fails) {
        return new Forecaster() {
            @Override
            public String name() {
                return inner.name();
            }

            @Override
            public int horizon() {
                return inner.horizon();
            }

            @Override
            public List<String> targets() {
                return inner.targets();
            }

            @Override
            public Predictor fit(List<TimeSeries> series, FitListener listener) {
                if (fails.test(series)) {
                    throw new IllegalStateException("no luck\nwith " + series.size() + " parts");
                }
                return inner.fit(series, listener);
            }
        };
    }

    @Test
    void aSplitThatFailsIsReportedAndTheOthersStand() {
        TimeSeries all = series(40, 4);
        Forecaster mean = new TrainingMean("mean", 2);
        // the first block alone is trained on one part that starts later
        Forecaster failing = failing(mean, parts -> parts.get(0).time(0).isAfter(START));
        SplitBacktest backtest =
                SplitBacktest.on(all).splits(PurgedKFold.of(4)).compare(failing, Baselines.drift("y", 2));
        SplitResult result = backtest.run();

        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.model()).isEqualTo("mean");
            assertThat(failure.split()).isEqualTo(result.splits().get(0));
            assertThat(failure.exception()).isExactlyInstanceOf(IllegalStateException.class);
            assertThat(failure.message()).isEqualTo("IllegalStateException: no luck with 1 parts");
        });
        // ten rows of two steps are left out for all, and 30 rows remain, of which the last two have not all steps
        for (String model : result.models()) {
            PathScore score = result.scores(model).get(0);
            assertThat(score.leftOut()).as(model).isEqualTo(20);
            assertThat(score.pairs()).as(model).isEqualTo(60 - 3);
            assertThat(score.rmse()).as(model).isFinite();
        }
        assertThat(result.improvements()).hasDimensions(29, 2);
        assertThat(result.summary())
                .startsWith("y: 4 splits, 1 path, 57 pairs on each, 20 left out in all\n")
                .contains("\nmean: 1 of 4 splits failed, the first with the test rows 0 to 9: IllegalStateException: no"
                        + " luck with 1 parts\n")
                .doesNotContain("NaN");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            SplitResult parallel = backtest.run(FitListener.NONE.on(pool));
            assertThat(parallel.failures()).isEqualTo(result.failures());
            assertThat(parallel.scores("mean")).isEqualTo(result.scores("mean"));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aForecastThatThrowsFailsItsWholeSplit() {
        TimeSeries all = series(40, 5);
        TrainingMean mean = new TrainingMean("mean", 2);
        mean.throwsAfter = all.timestamp(17);
        SplitResult result =
                SplitBacktest.on(all).splits(PurgedKFold.of(4)).compare(mean).run();
        // the second block begins at row 10; later ones see the row too, as history, and fail as well
        assertThat(result.failures())
                .extracting(failure -> result.splits().indexOf(failure.split()))
                .containsExactly(1, 2, 3);
        assertThat(result.scores("mean").get(0).pairs()).isEqualTo(2 * 9);
        assertThat(result.scores("mean").get(0).leftOut()).isEqualTo(2 + 2 * 30 - 3);
    }

    @Test
    void aForecasterOfWhichAllSplitsFailThrowsTheFirstCause() {
        SplitBacktest backtest = SplitBacktest.on(series(40, 4))
                .splits(PurgedKFold.of(4))
                .compare(failing(new TrainingMean("mean", 2), parts -> true));
        assertThatThrownBy(backtest::run)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no luck\nwith 1 parts");
    }

    @Test
    void whatTheListenerThrowsEndsTheEvaluation() {
        IllegalStateException broken = new IllegalStateException("no screen");
        int[] calls = {0};
        FitListener listener = progress -> {
            calls[0]++;
            throw broken;
        };
        SplitBacktest backtest =
                SplitBacktest.on(series(40, 4)).splits(PurgedKFold.of(4)).compare(new TrainingMean("mean", 2));
        assertThatThrownBy(() -> backtest.run(listener.on(Runnable::run))).isSameAs(broken);
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void mistakesAreNamed() {
        TimeSeries all = series(30, 1);
        TrainingMean mean = new TrainingMean("mean", 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SplitBacktest.on(all).compare(mean).run())
                .withMessageContaining("the splits are missing");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SplitBacktest.on(all).splits(PurgedKFold.of(3)).run())
                .withMessageContaining("nothing to compare");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SplitBacktest.on(all)
                        .splits(PurgedKFold.of(3))
                        .compare(mean, Baselines.naive("y", 2))
                        .run())
                .withMessageContaining("two forecasters have the name 'naive'");
        assertThatIllegalArgumentException().isThrownBy(() -> SplitBacktest.on(List.of(all, all)));
        assertThatIllegalArgumentException().isThrownBy(() -> SplitBacktest.on(List.of()));
        assertThatThrownBy(() -> SplitBacktest.on(all)
                        .splits(PurgedKFold.of(3))
                        .compare(Baselines.drift("z", 2))
                        .run())
                .isInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> SplitBacktest.on(all)
                        .splits(PurgedKFold.of(3).embargo(30))
                        .compare(new TrainingMean("far", 20))
                        .run())
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("no training row is left");
        assertThatThrownBy(() -> SplitBacktest.on(all)
                        .splits(PurgedKFold.of(3))
                        .compare(mean)
                        .run(new FitListener() {
                            @Override
                            public void onProgress(FitProgress progress) {}

                            @Override
                            public boolean cancelled() {
                                return true;
                            }
                        }))
                .isInstanceOf(CancellationException.class);
    }
}
