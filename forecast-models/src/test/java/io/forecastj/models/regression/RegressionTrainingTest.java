package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Bars;
import io.forecastj.models.linear.Linear;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTrainingTest {
    private static final FeaturePipeline LAST_TWO = FeaturePipeline.of(Features.column("y"), Features.lag("y", 2));
    private final RecordingRegressor recording = new RecordingRegressor();

    private Regression.Builder builder(Strategy strategy, Target target, int horizon) {
        return builder(recording, strategy, target, horizon);
    }

    private static Regression.Builder builder(Regressor regressor, Strategy strategy, Target target, int horizon) {
        return Regression.forecaster()
                .regressor(regressor)
                .features(LAST_TWO)
                .target(target)
                .horizon(horizon)
                .strategy(strategy);
    }

    /** The values 100, 101, 103, 106, 110, ...: every difference tells its place. */
    private static double[] growing(int rows) {
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 100 + i * (i + 1) / 2.0;
        }
        return y;
    }

    @Test
    void recursiveLearnsTheNextChange() {
        builder(Strategy.RECURSIVE, Target.difference("y", 1), 4)
                .build()
                .fit(List.of(Bars.of("y", growing(6))), RecordingRegressor.IN_ORDER);
        Examples examples = recording.training.get(0);
        assertThat(recording.training).hasSize(1);
        assertThat(examples.features()).containsExactly("y", "lag(y,2)");
        // the first two rows are warm-up, the last one has no label
        assertThat(examples.rows()).isDeepEqualTo(new double[][] {{103, 100}, {106, 101}, {110, 103}});
        assertThat(examples.labels()).containsExactly(3, 4, 5);
        assertThat(recording.validation).containsOnlyNulls();
    }

    @Test
    void anExampleHasWhatWasKnownAtItsOrigin() {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        TimeSeries.Builder published = TimeSeries.builder("y", "w");
        for (int i = 0; i < 7; i++) {
            Instant day = start.plus(i, ChronoUnit.DAYS);
            published.publish(day, day.minus(2, ChronoUnit.DAYS), Double.NaN, i + 0.5); // forecast two days ahead
            published.publish(day, day, 10 * i, i);
            published.publish(day, day.plus(2, ChronoUnit.DAYS), 10 * i + 1, Double.NaN); // revised two days later
        }
        builder(Strategy.DIRECT, Target.difference("y", 1), 1)
                .knownFuture("w")
                .build()
                .fit(List.of(published.build()), RecordingRegressor.IN_ORDER);
        Examples examples = recording.training.get(0);
        assertThat(examples.features()).containsExactly("y", "lag(y,2)", "future(w)");
        assertThat(examples.rows())
                .isDeepEqualTo(new double[][] {{20, 1, 3.5}, {30, 11, 4.5}, {40, 21, 5.5}, {50, 31, 6.5}});
        assertThat(examples.labels()).containsExactly(31 - 20, 41 - 30, 51 - 40, 61 - 50);
    }

    @Test
    void aTargetThatIsNotKnownAtAnyOriginIsNamedAsTheCause() {
        TimeSeries late = Bars.of("y", growing(30)).publishedAfter("y", Duration.ofDays(400));
        Forecaster change =
                builder(Strategy.DIRECT, Target.difference("y", 1), 1).build();
        assertThatThrownBy(() -> change.fit(List.of(late), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("[y] is missing at an end of each example")
                .hasMessageContaining("publication times");
        assertThatThrownBy(() -> change.fit(List.of(late.asOf(Instant.EPOCH)), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageNotContaining("publication times");
    }

    @Test
    void directLearnsTheWholeChangeToItsStep() {
        builder(Strategy.DIRECT, Target.difference("y", 1), 3)
                .build()
                .fit(List.of(Bars.of("y", growing(7))), RecordingRegressor.IN_ORDER);
        assertThat(recording.training).hasSize(3);
        assertThat(recording.training.get(0).labels()).containsExactly(106 - 103, 110 - 106, 115 - 110, 121 - 115);
        assertThat(recording.training.get(1).labels()).containsExactly(110 - 103, 115 - 106, 121 - 110);
        assertThat(recording.training.get(2).labels()).containsExactly(115 - 103, 121 - 106);
        assertThat(recording.training.get(2).rows()).isDeepEqualTo(new double[][] {{103, 100}, {106, 101}});
    }

    @Test
    void directLearnsSeasonalDifferencesFromTheLastKnownSeason() {
        builder(Strategy.DIRECT, Target.difference("y", 2), 3)
                .build()
                .fit(List.of(Bars.of("y", growing(7))), RecordingRegressor.IN_ORDER);
        // origins 2 and 3: step 1 starts a row before the origin, step 2 at it, step 3 a row before it
        assertThat(recording.training.get(0).labels()).startsWith(106 - 101, 110 - 103);
        assertThat(recording.training.get(1).labels()).startsWith(110 - 103, 115 - 106);
        assertThat(recording.training.get(2).labels()).containsExactly(115 - 101, 121 - 103);
    }

    @Test
    void originsWhoseBaseLiesBeforeTheSeriesAreLeftOut() {
        builder(Strategy.RECURSIVE, Target.difference("y", 5), 1)
                .build()
                .fit(List.of(Bars.of("y", growing(7))), RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(0).rows()).isDeepEqualTo(new double[][] {{110, 103}, {115, 106}});
        assertThat(recording.training.get(0).labels()).containsExactly(115 - 100, 121 - 101);
    }

    @Test
    void oneSharedModelHasTheStepAsAnInput() {
        builder(Strategy.DIRECT_SHARED, Target.level("y"), 2)
                .build()
                .fit(List.of(Bars.of("y", growing(6))), RecordingRegressor.IN_ORDER);
        Examples examples = recording.training.get(0);
        assertThat(recording.training).hasSize(1);
        assertThat(examples.features()).containsExactly("y", "lag(y,2)", "step");
        assertThat(examples.rows())
                .isDeepEqualTo(
                        new double[][] {{103, 100, 1}, {103, 100, 2}, {106, 101, 1}, {106, 101, 2}, {110, 103, 1}});
        assertThat(examples.labels()).containsExactly(106, 110, 110, 115, 115);
    }

    @Test
    void knownColumnsStandWithTheirValueAtTheStepAndAttributesWithTheirs() {
        TimeSeries.Builder series = TimeSeries.builder("y", "price").attribute("size", 7);
        double[] y = growing(6);
        for (int i = 0; i < y.length; i++) {
            series.add(i * 1000L, y[i], i * 10);
        }
        builder(Strategy.DIRECT, Target.level("y"), 2)
                .knownFuture("price")
                .staticAttributes("size")
                .build()
                .fit(List.of(series.build()), RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(1).features())
                .containsExactly("y", "lag(y,2)", "future(price)", "static(size)");
        assertThat(recording.training.get(0).rows())
                .isDeepEqualTo(new double[][] {{103, 100, 30, 7}, {106, 101, 40, 7}, {110, 103, 50, 7}});
        assertThat(recording.training.get(1).rows())
                .isDeepEqualTo(new double[][] {{103, 100, 40, 7}, {106, 101, 50, 7}});
    }

    @Test
    void labelsWithAMissingEndAreLeftOut() {
        double[] y = growing(9);
        y[4] = Double.NaN;
        builder(Strategy.DIRECT, Target.logReturn("y"), 2)
                .build()
                .fit(List.of(Bars.of("y", y)), RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(0).labels())
                .containsExactly(
                        Math.log(106.0 / 103), Math.log(121.0 / 115), Math.log(128.0 / 121), Math.log(136.0 / 128));
        assertThat(recording.training.get(1).labels())
                .containsExactly(Math.log(115.0 / 106), Math.log(128.0 / 115), Math.log(136.0 / 121));
    }

    @Test
    void seriesOfDifferentLengthsAreStackedAndNoLabelCrossesThem() {
        double[] other = {1, 2, 3, 4};
        builder(Strategy.RECURSIVE, Target.difference("y", 1), 1)
                .build()
                .fit(
                        List.of(Bars.of("y", growing(5)), Bars.of("y", other), Bars.of("y", 9, 9)),
                        RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(0).labels()).containsExactly(3, 4, 1);
    }

    @ParameterizedTest
    @EnumSource
    void noTrainingLabelReachesIntoTheValidationPart(Strategy strategy) {
        int rows = 60;
        int horizon = 5;
        double[] time = new double[rows];
        for (int i = 0; i < rows; i++) {
            time[i] = i + 1;
        }
        // the level tells the row of the origin (first feature) and of the label
        builder(strategy, Target.level("y"), horizon)
                .validation(0.2)
                .build()
                .fit(List.of(Bars.of("y", time)), RecordingRegressor.IN_ORDER);
        for (int model = 0; model < recording.training.size(); model++) {
            Examples training = recording.training.get(model);
            Examples validation = recording.validation.get(model);
            double lastLabel = Arrays.stream(training.labels()).max().orElseThrow();
            double firstOrigin = Arrays.stream(validation.rows())
                    .mapToDouble(row -> row[0])
                    .min()
                    .orElseThrow();
            assertThat(lastLabel).isEqualTo(firstOrigin);
            assertThat(validation.labels()).contains(rows);
            int steps = strategy == Strategy.DIRECT_SHARED ? horizon : 1;
            int reach = strategy == Strategy.RECURSIVE ? 1 : horizon;
            assertThat(validation.labels()).hasSize(steps * Math.round((rows - 2 - reach) * 0.2f));
        }
    }

    @Test
    void validationIsTheLastPartOfEachSeriesAndShortOnesOnlyTrain() {
        builder(Strategy.RECURSIVE, Target.level("y"), 1)
                .validationRows(3)
                .build()
                .fit(List.of(Bars.of("y", growing(10)), Bars.of("y", 1, 2, 3, 4, 5)), RecordingRegressor.IN_ORDER);
        assertThat(recording.training.get(0).labels()).containsExactly(106, 110, 115, 121, 4, 5);
        assertThat(recording.validation.get(0).labels()).containsExactly(128, 136, 145);
    }

    @Test
    void fittedFeaturesSeeTheTrainingPartAlone() {
        double[] y = growing(40);
        double[] changed = y.clone();
        Arrays.fill(changed, 32, 40, 1e9);
        FeaturePipeline scaled = FeaturePipeline.of(Features.standardScale(Features.column("y")));
        Regression.Builder builder = Regression.forecaster()
                .regressor(recording)
                .features(scaled)
                .target(Target.level("y"))
                .horizon(3)
                .strategy(Strategy.DIRECT)
                .validationRows(6);
        Predictor one = builder.build().fit(List.of(Bars.of("y", y)), RecordingRegressor.IN_ORDER);
        Predictor other = builder.build().fit(List.of(Bars.of("y", changed)), RecordingRegressor.IN_ORDER);
        assertThat(other.info().schemaHash()).isEqualTo(one.info().schemaHash());
        // the first validation origin of step 3, row 31, is known when the last label of its training is
        changed[31] = -5;
        assertThat(builder.build()
                        .fit(List.of(Bars.of("y", changed)), RecordingRegressor.IN_ORDER)
                        .info()
                        .schemaHash())
                .isNotEqualTo(one.info().schemaHash());
        assertThat(scaled.fit(List.of(Bars.of("y", y).head(32))).schemaHash())
                .isEqualTo(builder.build()
                        .fit(List.of(Bars.of("y", y)), RecordingRegressor.IN_ORDER)
                        .info()
                        .schemaHash());
    }

    /** The values of {@link #growing} and, as weights, the number of the row but for some. */
    private static TimeSeries weighted(int rows, int oddRow, double odd) {
        TimeSeries.Builder series = TimeSeries.builder("y", "w");
        double[] y = growing(rows);
        for (int i = 0; i < rows; i++) {
            series.add(i * 1000L, y[i], i == oddRow ? odd : i);
        }
        return series.build();
    }

    @ParameterizedTest
    @EnumSource
    void eachExampleWeighsWhatTheRowOfItsOriginSays(Strategy strategy) {
        // the level tells the row of the origin by the first feature
        Regression.Builder builder =
                builder(strategy, Target.level("y"), 3).weights("w").validationRows(4);
        // neither warm-up nor rows after the last origin are looked at
        builder.build().fit(List.of(weighted(20, 1, Double.NaN), weighted(25, 24, -1)), RecordingRegressor.IN_ORDER);
        Predictor prepared = builder.build()
                .prepare(List.of(weighted(30, 0, -1)))
                .fit(Instant.ofEpochMilli(5_000), Instant.ofEpochMilli(25_000), RecordingRegressor.IN_ORDER);
        assertThat(prepared.info().parameters()).containsEntry("weights", "w");
        List<Examples> all = new ArrayList<>(recording.training);
        all.addAll(recording.validation);
        for (Examples examples : all) {
            assertThat(examples.weights()).hasSize(examples.rows().length).isNotEmpty();
            for (int i = 0; i < examples.rows().length; i++) {
                double row = examples.weights()[i];
                assertThat(examples.rows()[i][0]).isEqualTo(100 + row * (row + 1) / 2);
            }
        }
    }

    @Test
    void forecastsNeedNoWeights() {
        Predictor predictor = builder(Strategy.RECURSIVE, Target.level("y"), 2)
                .weights("w")
                .build()
                .fit(List.of(weighted(20, 0, 0)), RecordingRegressor.IN_ORDER);
        assertThat(predictor.info().columns())
                .extracting(column -> column.name())
                .containsExactly("y");
        assertThat(predictor.predict(weighted(20, 0, 0).select("y")))
                .isEqualTo(predictor.predict(weighted(20, 3, Double.NaN)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.5})
    void weightsThatAreNoneAreRefusedWithTheirRow(double weight) {
        Forecaster forecaster = builder(Strategy.RECURSIVE, Target.level("y"), 2)
                .weights("w")
                .validationRows(3)
                .build();
        for (int row : new int[] {2, 11, 18}) {
            assertThatThrownBy(() -> forecaster.fit(List.of(weighted(20, row, weight)), RecordingRegressor.IN_ORDER))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("the weight " + weight + " in row " + row + " at 1970-01-01T00:00:")
                    .hasMessageContaining("at least 0");
        }
        assertThatThrownBy(() -> forecaster.fit(List.of(Bars.of("y", growing(20))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("no column 'w'");
    }

    @ParameterizedTest
    @EnumSource
    void preparedFitsEqualFitsOfTheCutSeries(Strategy strategy) {
        TimeSeries series = Bars.random(3, 700);
        Regression.Builder builder = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(Bars.FEATURES)
                .target(Target.logReturn("close"))
                .horizon(3)
                .strategy(strategy)
                .validation(0.1);
        var trainer = builder.build().prepare(List.of(series));
        TimeSeries cut = series.head(600);
        Predictor prepared = trainer.fit(cut.time(0), cut.time(599), RecordingRegressor.IN_ORDER);
        Predictor fitted = builder.build().fit(List.of(cut), RecordingRegressor.IN_ORDER);
        assertThat(prepared.info()).isEqualTo(fitted.info());
        assertThat(prepared.predict(series)).isEqualTo(fitted.predict(series));
    }

    @Test
    void preparedFitsOfALaterPartUseItsRowsOnly() {
        TimeSeries series = Bars.of("y", growing(20));
        var trainer = builder(Strategy.DIRECT, Target.level("y"), 2).build().prepare(List.of(series));
        trainer.fit(series.time(5), series.time(11), RecordingRegressor.IN_ORDER);
        builder(Strategy.DIRECT, Target.level("y"), 2)
                .build()
                .fit(List.of(series.slice(5, 12)), RecordingRegressor.IN_ORDER);
        for (int model = 0; model < 2; model++) {
            assertThat(recording.training.get(model).rows())
                    .isDeepEqualTo(recording.training.get(model + 2).rows());
            assertThat(recording.training.get(model).labels())
                    .containsExactly(recording.training.get(model + 2).labels());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(
                        series.time(0).minusSeconds(9), series.time(0).minusSeconds(5), RecordingRegressor.IN_ORDER))
                .withMessageContaining("no row to train on");
    }

    @Test
    void preparedFitsDoNotSeeLaterRows() {
        double[] y = growing(30);
        double[] changed = y.clone();
        Arrays.fill(changed, 20, 30, -1e6);
        for (double[] values : List.of(y, changed)) {
            TimeSeries series = Bars.of("y", values);
            builder(Strategy.DIRECT, Target.level("y"), 3)
                    .validation(0.3)
                    .build()
                    .prepare(List.of(series))
                    .fit(series.time(0), series.time(19), RecordingRegressor.IN_ORDER);
        }
        for (int model = 0; model < 3; model++) {
            assertThat(recording.training.get(model + 3).labels())
                    .containsExactly(recording.training.get(model).labels());
            assertThat(recording.validation.get(model + 3).labels())
                    .containsExactly(recording.validation.get(model).labels());
            assertThat(recording.training.get(model + 3).rows())
                    .isDeepEqualTo(recording.training.get(model).rows());
        }
    }

    @Test
    void progressNamesTheForecasterAndTheStep() {
        List<String> seen = new ArrayList<>();
        FitListener listener = progress -> seen.add(progress.forecaster() + ": " + progress.phase());
        builder(Strategy.DIRECT, Target.level("y"), 2)
                .name("mine")
                .build()
                .fit(List.of(Bars.of("y", growing(9))), listener.on(Runnable::run));
        assertThat(seen).containsExactly("mine: features", "mine: recording step 1", "mine: recording step 2");
    }

    @Test
    void aFailedOrCancelledFitClosesTheModelsItMade() {
        RecordingRegressor failing = new RecordingRegressor(1, 3);
        assertThatThrownBy(() -> builder(failing, Strategy.DIRECT, Target.level("y"), 4)
                        .build()
                        .fit(List.of(Bars.of("y", growing(20))), RecordingRegressor.IN_ORDER))
                .hasMessage("failed at model 3");
        assertThat(failing.models).extracting(model -> model.closed).containsExactly(1, 1);
        FitListener cancel = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return recording.models.size() == 2;
            }
        };
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 4)
                        .build()
                        .fit(List.of(Bars.of("y", growing(20))), cancel.on(Runnable::run)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'recording'");
        assertThat(recording.models).extracting(model -> model.closed).containsExactly(1, 1);
    }

    @Test
    void tooShortSeriesAreRefusedWithTheNumbers() {
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 4)
                        .build()
                        .fit(List.of(Bars.of("y", growing(6))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 7 rows")
                .hasMessageContaining("the longest has 6");
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 4)
                        .validationRows(50)
                        .build()
                        .fit(List.of(Bars.of("y", growing(59))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("besides them a series needs 10 rows, and the longest has 59");
        builder(Strategy.DIRECT, Target.level("y"), 4)
                .validationRows(50)
                .build()
                .fit(List.of(Bars.of("y", growing(60))), RecordingRegressor.IN_ORDER);
    }

    @Test
    void badTrainingSeriesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .build()
                        .fit(List.of(), RecordingRegressor.IN_ORDER))
                .withMessageContaining("at least one series");
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("x"), 1)
                        .build()
                        .fit(List.of(Bars.of("y", growing(9))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .knownFuture("price")
                        .build()
                        .fit(List.of(Bars.of("y", growing(9))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'price'");
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .staticAttributes("size")
                        .build()
                        .fit(List.of(Bars.of("y", growing(9))), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'size'");
        assertThatThrownBy(() -> builder(Strategy.DIRECT, Target.logReturn("y"), 1)
                        .build()
                        .fit(List.of(Bars.of("y", 1, 2, 0, 3, 4)), RecordingRegressor.IN_ORDER))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 2");
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regression.forecaster().build())
                .withMessageContaining("regressor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 0).build())
                .withMessage("horizon must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .validation(1)
                        .build())
                .withMessageContaining("found 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .validationRows(0)
                        .build())
                .withMessageContaining("found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .knownFuture("y")
                        .build())
                .withMessageContaining("[y]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.DIRECT, Target.level("y"), 1)
                        .staticAttributes("a", "a")
                        .build())
                .withMessageContaining("[static(a)]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Strategy.RECURSIVE, Target.direction("y", 0.1), 1)
                        .build())
                .withMessageContaining("direction(y,0.1)")
                .withMessageContaining("DIRECT_SHARED");
    }

    @Test
    void theDescriptionSaysHowItWasTrained() {
        Predictor predictor = builder(Strategy.DIRECT_SHARED, Target.difference("y", 24), 3)
                .validation(0.25)
                .build()
                .fit(List.of(Bars.of("y", growing(80))), RecordingRegressor.IN_ORDER);
        assertThat(predictor.info().name()).isEqualTo("recording");
        assertThat(predictor.info().kind()).isEqualTo("regression");
        assertThat(predictor.info().requiredHistory()).isEqualTo(24);
        assertThat(predictor.info().featureNames()).containsExactly("y", "lag(y,2)", "step");
        assertThat(predictor.info().schemaHash()).isEqualTo(LAST_TWO.schemaHash());
        assertThat(predictor.info().parameters())
                .containsEntry("target", "difference(y,24)")
                .containsEntry("strategy", "DIRECT_SHARED")
                .containsEntry("regressor", "recording")
                .containsEntry("recording.outputs", "1")
                .containsEntry("validation fraction", "0.25")
                .doesNotContainKey("run-ahead");
    }
}
