package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.LoadedOnnx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The promises of a fit, on the smallest networks. */
@NeedsEngine
class NeuralFitTest {
    private static final TimeSeries WAVE = TestSeries.wave(140, 5);

    private static NhitsBuilder nhits() {
        return Neural.nhits()
                .units(8)
                .column("y")
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().build());
    }

    private static byte[] bytes(Forecaster forecaster, TimeSeries series) {
        try (Predictor predictor = forecaster.fit(series)) {
            return LoadedOnnx.of(predictor).bytes();
        }
    }

    @Test
    void theSameSeedGivesTheSameFileInEveryByte() {
        Forecaster lstm = SmallNeural.of("lstm")
                .column("y")
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().build())
                .build();
        byte[] file = bytes(lstm, WAVE);
        assertThat(bytes(lstm, WAVE)).isEqualTo(file);
        Forecaster other = SmallNeural.of("lstm")
                .column("y")
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().seed(2).build())
                .build();
        assertThat(bytes(other, WAVE)).isNotEqualTo(file);
    }

    @Test
    void twoThreadsRepeatTheirFileToo() {
        Forecaster forecaster =
                nhits().training(SmallNeural.quick().threads(2).build()).build();
        assertThat(bytes(forecaster, WAVE)).isEqualTo(bytes(forecaster, WAVE));
    }

    @Test
    void theDescriptionSaysHowTheNetworkWasTrained() {
        try (Predictor predictor = nhits().name("small").build().fit(WAVE)) {
            assertThat(predictor.info().name()).isEqualTo("small");
            assertThat(predictor.info().trainedTo()).isEqualTo(WAVE.time(139));
            assertThat(predictor.info().sampling()).isEqualTo(WAVE.sampling());
            assertThat(predictor.info().seed()).isEqualTo(1);
            assertThat(predictor.info().parameters())
                    .containsEntry("lookback", "12")
                    .containsEntry("training.architecture", "nhits")
                    .containsEntry("training.units", "[8]")
                    .containsEntry("training.epochsRun", "2")
                    .containsKeys("training.validationLoss", "training.engine", "training.dataSha256", "producer");
        }
    }

    @Test
    void everyEpochIsReportedAndTheLastReportIsComplete() {
        List<FitProgress> reports = new ArrayList<>();
        nhits().build().fit(List.of(WAVE), reports::add).close();
        assertThat(reports).extracting(FitProgress::phase).containsExactly("examples", "epochs", "epochs", "export");
        assertThat(reports.get(1).metrics()).containsOnlyKeys("train", "validation", "learningRate");
        assertThat(reports).extracting(FitProgress::completed).isSorted().endsWith(1.0);
    }

    @Test
    void cancellingEndsTheFitAndFreesTheEngineForTheNext() {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<FitProgress> reports = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                reports.add(progress);
                cancelled.set(progress.phase().equals("epochs"));
            }

            @Override
            public boolean cancelled() {
                return cancelled.get();
            }
        };
        Forecaster forecaster = nhits().build();
        assertThatThrownBy(() -> forecaster.fit(List.of(WAVE), listener))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'nhits' was cancelled in epoch 2 of 2");
        assertThat(reports).hasSize(2);
        forecaster.fit(WAVE).close();
    }

    @Test
    void anExceptionOfTheListenerReachesTheCallerAndFreesTheEngine() {
        Forecaster forecaster = nhits().build();
        assertThatThrownBy(() -> forecaster.fit(List.of(WAVE), progress -> {
                    if (progress.phase().equals("export")) {
                        throw new IllegalStateException("of the listener");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the listener");
        forecaster.fit(WAVE).close();
    }

    @Test
    void twoFitsAtOnceWaitForEachOtherAndBothSucceed() throws Exception {
        Forecaster forecaster = nhits().build();
        byte[] expected = bytes(forecaster, WAVE);
        CountDownLatch trains = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CompletableFuture<Predictor> first = CompletableFuture.supplyAsync(
                () -> forecaster.fit(List.of(WAVE), progress -> {
                    if (progress.phase().equals("epochs")) {
                        trains.countDown();
                        await(second);
                    }
                }),
                NeuralFitTest::start);
        await(trains);
        AtomicBoolean reported = new AtomicBoolean();
        CompletableFuture<Predictor> other = CompletableFuture.supplyAsync(
                () -> forecaster.fit(List.of(WAVE), progress -> {
                    reported.set(true);
                    second.countDown(); // its examples are made while the first one trains
                }),
                NeuralFitTest::start);
        try (Predictor one = first.get(60, TimeUnit.SECONDS);
                Predictor two = other.get(60, TimeUnit.SECONDS)) {
            assertThat(reported).isTrue();
            assertThat(LoadedOnnx.of(one).bytes()).isEqualTo(expected);
            assertThat(LoadedOnnx.of(two).bytes()).isEqualTo(expected);
        }
    }

    @Test
    void aFitThatWaitsLeavesWhenItIsCancelled() throws Exception {
        Forecaster forecaster = nhits().build();
        CountDownLatch trains = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        CompletableFuture<Predictor> first = CompletableFuture.supplyAsync(
                () -> forecaster.fit(List.of(WAVE), progress -> {
                    if (progress.phase().equals("epochs")) {
                        trains.countDown();
                        await(left);
                    }
                }),
                NeuralFitTest::start);
        await(trains);
        AtomicBoolean examples = new AtomicBoolean();
        FitListener impatient = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {
                examples.set(true);
            }

            @Override
            public boolean cancelled() {
                return examples.get();
            }
        };
        assertThatThrownBy(() -> forecaster.fit(List.of(WAVE), impatient)).isInstanceOf(CancellationException.class);
        left.countDown();
        first.get(60, TimeUnit.SECONDS).close();
    }

    /** Runs a task on a new thread: the common pool has one thread on two processors. */
    private static void start(Runnable task) {
        new Thread(task).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAbsurdLearningRateStopsWithTheEpochAndAdvice() {
        Forecaster forecaster = nhits().training(SmallNeural.quick()
                        .learningRate(LearningRate.constant(1e30))
                        .build())
                .build();
        assertThatThrownBy(() -> forecaster.fit(WAVE))
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("'nhits' diverged in epoch 1")
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void scalersAndFittedFeaturesDoNotSeeTheValidationRows() {
        Forecaster forecaster = Neural.nhits()
                .units(8)
                .target(Target.difference("y", 1))
                .features(Features.difference("y", 1), Features.standardScale(Features.column("y")))
                .knownFuture("known")
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().validation(0.2).build())
                .build();
        // 125 origins from row 12 on; the last 25 validate, so training sees the rows up to the first of them, 112
        assertThat(scaling(forecaster, changedFrom(113))).isEqualTo(scaling(forecaster, WAVE));
        assertThat(scaling(forecaster, changedFrom(112))).isNotEqualTo(scaling(forecaster, WAVE));
    }

    private static TimeSeries changedFrom(int first) {
        TimeSeries.Builder changed =
                TimeSeries.builder("y", "known").id(WAVE.id()).sampling(WAVE.sampling());
        for (int row = 0; row < WAVE.length(); row++) {
            double times = row < first ? 1 : 50;
            changed.add(WAVE.timestamp(row), times * WAVE.value(row, "y"), times * WAVE.value(row, "known"));
        }
        return changed.build();
    }

    /** The contract without what describes the training. */
    private static String scaling(Forecaster forecaster, TimeSeries series) {
        try (Predictor predictor = forecaster.fit(series)) {
            String contract = LoadedOnnx.of(predictor).contract().toJson();
            assertThat(contract).contains("\"offset\"", "\"parameters\"", "standardScale");
            return contract.substring(0, contract.indexOf("\"training\""));
        }
    }

    @Test
    void aLevelThatIsScaledByTheTrainingRowsIsScaledBackAsItWasRead() {
        Forecaster forecaster = nhits().scaling(NetworkScaling.STANDARD)
                .features(Features.column("known"), Features.column("y"))
                .build();
        try (Predictor predictor = forecaster.fit(WAVE)) {
            Map<String, String> metadata = LoadedOnnx.of(predictor).contract().toMetadata();
            Matcher read = Pattern.compile("\"offset\":\\[[^,]+,([^,]+)],\"scale\":\\[[^,]+,([^,\\]]+)]")
                    .matcher(String.valueOf(metadata.get("forecastj.inputs")));
            assertThat(read.find()).isTrue();
            assertThat(metadata.get("forecastj.outputs"))
                    .contains("{\"offset\":" + read.group(1) + ",\"scale\":" + read.group(2) + "}");
            assertThat(predictor.predict(WAVE).point(1)).isBetween(70.0, 130.0);
        }
    }

    @Test
    void aContinuedTrainingStartsWhereTheOtherOneEnded() {
        try (Predictor trained = nhits().build().fit(WAVE)) {
            double end = Double.parseDouble(trained.info().parameters().get("training.validationLoss"));
            List<FitProgress> reports = new ArrayList<>();
            Forecaster more = nhits().training(SmallNeural.quick()
                            .learningRate(LearningRate.constant(1e-12))
                            .build())
                    .startFrom(trained)
                    .build();
            try (Predictor continued = more.fit(List.of(WAVE), reports::add)) {
                assertThat(reports.get(1).metrics().get("validation")).isCloseTo(end, within(1e-6 * end));
                assertThat(continued.info().parameters())
                        .containsEntry("lookback", "12")
                        .hasEntrySatisfying("training.validationLoss", loss -> assertThat(Double.parseDouble(loss))
                                .isLessThanOrEqualTo(end));
            }
        }
    }

    @Test
    void aContinuedTrainingKeepsTheScalersOfTheFile() {
        NhitsBuilder builder = Neural.nhits()
                .units(8)
                .target(Target.logReturn("y"))
                .lookback(12)
                .horizon(3)
                .training(SmallNeural.quick().build());
        TimeSeries early = WAVE.head(100);
        try (Predictor trained = builder.build().fit(early);
                Predictor continued = builder.startFrom(trained).build().fit(WAVE)) {
            assertThat(inputs(continued)).isEqualTo(inputs(trained));
            assertThat(continued.info().trainedTo()).isEqualTo(WAVE.time(139));
            assertThat(LoadedOnnx.of(continued).bytes())
                    .isNotEqualTo(LoadedOnnx.of(trained).bytes());
        }
    }

    private static String inputs(Predictor predictor) {
        Map<String, String> metadata = LoadedOnnx.of(predictor).contract().toMetadata();
        return metadata.get("forecastj.inputs") + metadata.get("forecastj.outputs");
    }

    @Test
    void aNetworkThatDoesNotFitIsRefusedByName() {
        try (Predictor trained = nhits().build().fit(WAVE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Neural.gru()
                            .column("y")
                            .horizon(3)
                            .startFrom(trained)
                            .build())
                    .withMessageContaining("the architecture gru, found 'nhits' with nhits");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> nhits().units(9).startFrom(trained).build())
                    .withMessageContaining("the units [9], found 'nhits' with [8]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> nhits().lookback(13).startFrom(trained).build())
                    .withMessageContaining("the lookback 13, found 'nhits' with 12");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> nhits().horizon(4).startFrom(trained).build())
                    .withMessageContaining("another network")
                    .withMessageContaining("'horizon'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> nhits().quantiles(0.5).startFrom(trained).build())
                    .withMessageContaining("'outputs'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> nhits().scaling(NetworkScaling.STANDARD)
                            .startFrom(trained)
                            .build())
                    .withMessageContaining("the scaling STANDARD, found 'nhits' with WINDOW");
        }
    }

    @Test
    void weightsLeaveRowsOutAndBadOnesAreNamed() {
        Forecaster forecaster = nhits().weights("weight").build();
        TimeSeries.Builder half = TimeSeries.builder("y", "weight");
        TimeSeries.Builder bad = TimeSeries.builder("y", "weight");
        for (int row = 0; row < WAVE.length(); row++) {
            half.add(WAVE.timestamp(row), WAVE.value(row, "y"), row % 2);
            bad.add(WAVE.timestamp(row), WAVE.value(row, "y"), row == 50 ? -1 : 1);
        }
        try (Predictor all = forecaster.fit(WAVE);
                Predictor some = forecaster.fit(half.build())) {
            assertThat(all.info().parameters()).containsEntry("training.rows", "105");
            assertThat(some.info().parameters()).containsEntry("training.rows", "53");
        }
        assertThatThrownBy(() -> forecaster.fit(bad.build()))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("the weight -1.0 in row 50");
    }

    @Test
    void aSeriesThatIsTooShortIsRefusedWithTheRowsItNeeds() {
        assertThatThrownBy(() -> nhits().build().fit(WAVE.head(17)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 18 rows")
                .hasMessageContaining("the longest of 1 has 17");
        nhits().build().fit(WAVE.head(18)).close();
        assertThatThrownBy(
                        () -> nhits().training(SmallNeural.quick().validation(0).build())
                                .build()
                                .fit(WAVE.head(14)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 15 rows");
    }

    @Test
    void aSeriesThatNeverChangesIsRefusedWithTheReason() {
        double[] values = new double[80];
        Arrays.fill(values, 5);
        TimeSeries constant = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), values);
        assertThatThrownBy(() -> nhits().build().fit(constant))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("no example to train on")
                .hasMessageContaining("different values in its window");
        Forecaster changes = Neural.gru()
                .units(4)
                .target(Target.logReturn("y"))
                .lookback(12)
                .horizon(2)
                .training(SmallNeural.quick().build())
                .build();
        assertThatThrownBy(() -> changes.fit(constant))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessage("'gru' has nothing to learn from: logReturn(y) is 0.0 in all rows that train");
    }

    @Test
    void aConstantSeriesBesideOthersChangesNothing() {
        TimeSeries.Builder constant = TimeSeries.builder("y").id("constant");
        for (int row = 0; row < 80; row++) {
            constant.add(WAVE.timestamp(row), 5);
        }
        try (Predictor predictor = nhits().build().fit(List.of(WAVE, constant.build(), WAVE.head(3)))) {
            assertThat(predictor.info().parameters()).containsEntry("training.rows", "105");
            assertThat(predictor.predict(constant.build()).points()).containsExactly(5, 5, 5);
        }
    }

    @Test
    void aMissingColumnIsNamedBeforeAnythingIsTrained() {
        assertThatThrownBy(() -> nhits().knownFuture("absent").build().fit(WAVE))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> nhits().staticAttributes("absent").build().fit(WAVE))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("absent");
    }
}
