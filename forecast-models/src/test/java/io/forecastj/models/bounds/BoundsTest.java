package io.forecastj.models.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.SnapshotException;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.RecordingRegressor;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.saving.SavedFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    /** Counts that are often zero: a drift forecasts below it, and intervals reach below it. */
    private static TimeSeries counts(int rows) {
        long seed = 9;
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = Math.max(0, Math.rint(2 + 2 * random.nextGaussian()));
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y);
    }

    private static Forecaster member() {
        return Conformal.split(
                Linear.forecaster().column("y").lookback(7).horizon(4).build(), 0.8, 0.95);
    }

    @ParameterizedTest
    @CsvSource({
        // value, at least 0, from -1.5 to 2, whole numbers from -1.5 to 2
        "-7,   0,   -1.5, -1",
        "-0.3, 0,   -0.3,  0",
        "0.2,  0.2,  0.2,  0",
        "0.5,  0.5,  0.5,  0",
        "0.7,  0.7,  0.7,  1",
        "1.5,  1.5,  1.5,  2",
        "1,    1,    1,    1",
        "2.4,  2.4,  2,    2",
        "-Infinity, 0, -1.5, -1",
        "Infinity, Infinity, 2, 2"
    })
    void keepsNumbersWithinTheRange(double value, double floored, double between, double whole) {
        assertThat(Bounds.atLeast(0).apply(value)).isEqualTo(floored);
        assertThat(Bounds.between(-1.5, 2).apply(value)).isEqualTo(between);
        assertThat(Bounds.between(-1.5, 2).wholeNumbers().apply(value)).isEqualTo(whole);
        assertThat(Bounds.none().apply(value)).isEqualTo(value);
        assertThat(Bounds.atMost(1).apply(value)).isEqualTo(Math.min(1, value));
    }

    @Test
    void aMissingNumberStaysMissing() {
        assertThat(Bounds.between(-1.5, 2).wholeNumbers().apply(Double.NaN)).isNaN();
    }

    @Test
    void aNegativeZeroIsNoResult() {
        assertThat(Double.doubleToRawLongBits(Bounds.atLeast(-3).wholeNumbers().apply(-0.3)))
                .isZero();
        assertThat(Double.doubleToRawLongBits(Bounds.atLeast(-0.0).apply(-2))).isZero();
    }

    @Test
    void refusesRangesWithoutANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.between(2, 1))
                .withMessageContaining("no number from 2.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.between(0.2, 0.8).wholeNumbers())
                .withMessageContaining("no whole number from 0.2 to 0.8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.atLeast(Double.NaN))
                .withMessageContaining("the floor must be finite, found NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.atMost(Double.POSITIVE_INFINITY))
                .withMessageContaining("the ceiling must be finite");
        assertThat(Bounds.between(3, 3).wholeNumbers()).hasToString("from 3.0 to 3.0, whole numbers");
        assertThat(Bounds.atLeast(0.5).wholeNumbers()).hasToString("at least 1.0, whole numbers");
        assertThat(Bounds.none()).hasToString("none");
    }

    @Test
    void pointsIntervalsSessionsAndManySeriesHaveTheBounds() {
        TimeSeries all = counts(300);
        Bounds bounds = Bounds.atLeast(0).wholeNumbers();
        Predictor member = member().fit(all.head(200));
        Predictor predictor = bounds.applyTo(member);
        assertThat(predictor.info().name()).isEqualTo("linear+split+bounds");
        assertThat(predictor.info().parameters())
                .containsEntry("member", "linear+split")
                .containsEntry("bounds", "at least 0.0, whole numbers");
        int clipped = 0;
        try (PredictionSession session = predictor.openSession(all.head(200))) {
            for (int row = 200; row < 300; row++) {
                Forecast given = member.predict(all.head(row));
                Forecast forecast = predictor.predict(all.head(row));
                double[] points = new double[4];
                session.forecastInto(points);
                assertThat(forecast).isEqualTo(session.forecast());
                assertThat(forecast)
                        .isEqualTo(predictor
                                .predictAll(List.of(all.head(row), all))
                                .get(0));
                assertThat(forecast.points()).containsExactly(points);
                for (int step = 1; step <= 4; step++) {
                    assertThat(points[step - 1]).isEqualTo(Math.max(0, Math.rint(given.point(step))));
                    for (double coverage : new double[] {0.8, 0.95}) {
                        double lower = given.interval(step, coverage).lower();
                        double upper = given.interval(step, coverage).upper();
                        assertThat(forecast.interval(step, coverage).lower()).isEqualTo(Math.max(0, Math.rint(lower)));
                        assertThat(forecast.interval(step, coverage).upper()).isEqualTo(Math.rint(upper));
                        clipped += lower < 0 ? 1 : 0;
                    }
                }
                session.append(all.timestamp(row), new double[] {all.value(row, "y")});
            }
        }
        assertThat(clipped).isGreaterThan(100);
    }

    @Test
    void intervalsOfCountsHoldEachCountThatTheyHeldBefore() {
        TimeSeries all = counts(400);
        Predictor member = member().fit(all.head(200));
        Predictor predictor = Bounds.atLeast(0).wholeNumbers().applyTo(member);
        for (int row = 200; row < 396; row++) {
            Forecast given = member.predict(all.head(row));
            Forecast forecast = predictor.predict(all.head(row));
            for (int step = 1; step <= 4; step++) {
                double y = all.value(row + step - 1, "y");
                if (given.interval(step, 0.8).contains(y)) {
                    assertThat(forecast.interval(step, 0.8).contains(y)).isTrue();
                }
            }
        }
    }

    @Test
    void aForecasterIsFittedAsItsMember() {
        TimeSeries all = counts(200);
        Forecaster bounded = Bounds.between(1, 2).applyTo(member());
        assertThat(bounded.name()).isEqualTo("linear+split+bounds");
        assertThat(bounded.horizon()).isEqualTo(4);
        assertThat(bounded.targets()).containsExactly("y");
        Forecast forecast = bounded.fit(all).predict(all);
        assertThat(forecast)
                .isEqualTo(Bounds.between(1, 2).applyTo(member().fit(all)).predict(all));
        Instant end = all.time(150);
        assertThat(bounded.prepare(List.of(all))
                        .fit(all.time(0), end, FitListener.NONE)
                        .predict(all))
                .isEqualTo(bounded.fit(all.between(all.time(0), end)).predict(all));
    }

    @Test
    void statusTimesAndChosenStepsAreTheMembers() {
        TimeSeries all = counts(100);
        Predictor member = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .features(FeaturePipeline.of(Features.column("y"), Features.lag("y", 1)))
                .target(Target.level("y"))
                .strategy(Strategy.DIRECT)
                .horizons(1, 3)
                .build()
                .fit(all);
        TimeSeries.Builder broken = TimeSeries.builder("y").sampling(Sampling.daily());
        for (int i = 0; i < 20; i++) {
            broken.add(i * 86_400_000L, i == 18 ? Double.NaN : i);
        }
        Forecast given = member.predict(broken.build());
        Forecast forecast = Bounds.atMost(2.5).applyTo(member).predict(broken.build());
        assertThat(given.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).isEqualTo(given.reasons());
        assertThat(forecast.time(3)).isEqualTo(given.time(3));
        assertThat(forecast.steps()).containsExactly(1, 3);
        assertThat(forecast.points()[1]).isNaN();
        assertThat(forecast.point(3)).isEqualTo(Math.min(2.5, given.point(3)));
    }

    @Test
    void aRowThatTheMemberRefusesLeavesTheSessionAsItWas() {
        double[] y = new double[60];
        Arrays.setAll(y, i -> 5 + i % 3);
        TimeSeries all = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y);
        Predictor predictor = Bounds.atLeast(6)
                .applyTo(Regression.forecaster()
                        .regressor(Linear.regressor(1))
                        .features(FeaturePipeline.of(Features.lag("y", 1)))
                        .target(Target.logReturn("y", 3))
                        .horizon(2)
                        .build()
                        .fit(all));
        try (PredictionSession session = predictor.openSession(all)) {
            Forecast before = session.forecast();
            assertThatThrownBy(() -> session.append(60 * 86_400_000L, new double[] {0}))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("seasonalLogReturn(y,3) needs positive values");
            assertThat(session.forecast()).isEqualTo(before);
        }
    }

    @Test
    void aSnapshotBelongsToItsBounds() {
        TimeSeries all = counts(200);
        Predictor member = member().fit(all);
        Predictor bounded = Bounds.atLeast(0).applyTo(member);
        try (PredictionSession session = bounded.openSession(all)) {
            byte[] snapshot = session.snapshot();
            assertThat(bounded.restore(snapshot).forecast()).isEqualTo(session.forecast());
            assertThatThrownBy(() -> Bounds.atLeast(1).applyTo(member).restore(snapshot))
                    .isInstanceOf(SnapshotException.class);
            assertThatThrownBy(() -> member.restore(snapshot)).isInstanceOf(SnapshotException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"floor\" : 0.0', '\"floor\" : 9.0', 'from 9.0 to 8.5'",
        "'\"floor\" : 0.0', '\"floor\" : true', 'floor'",
        "'\"wholeNumbers\" : false', '\"wholeNumbers\" : 0', 'wholeNumbers'"
    })
    void damagedBoundsAreRefused(String from, String to, String message, @TempDir Path folder) throws Exception {
        Predictor predictor =
                Bounds.between(0, 8.5).applyTo(Baselines.naive("y", 2).fit(counts(50)));
        Path model = folder.resolve("model");
        Predictors.save(predictor, model);
        assertThat(Predictors.load(model).info()).isEqualTo(predictor.info());
        SavedFiles.forge(model, "bounds.json", from, to);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void forecastingAllocatesNothing() {
        TimeSeries all = counts(100);
        Predictor predictor = Bounds.atLeast(0)
                .wholeNumbers()
                .applyTo(Linear.forecaster().column("y").lookback(7).horizon(4).build())
                .fit(all);
        double[] out = new double[4];
        double[] row = {3};
        long[] time = {all.timestamp(99)};
        try (PredictionSession session = predictor.openSession(all)) {
            assertThat(Allocation.leastOfWindows(10_000, 500, () -> {
                        time[0] += 86_400_000;
                        session.append(time[0], row);
                        session.forecastInto(out);
                    }))
                    .isZero();
        }
    }

    @Test
    void theNotesOnTheTrainingRowsAreThoseOfTheMember() {
        TimeSeries.Builder gappy = TimeSeries.builder("y").id("gappy").sampling(Sampling.daily());
        for (int i = 0; i < 60; i++) {
            if (i != 20) {
                gappy.add(Instant.EPOCH.plusSeconds(86_400L * i), i % 5);
            }
        }
        TimeSeries small = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 1, 2);
        Forecaster linear =
                Linear.forecaster().column("y").lookback(7).horizon(4).build();
        Bounds bounds = Bounds.atLeast(0);
        try (Predictor plain = linear.fit(List.of(gappy.build(), small))) {
            Map<String, String> expected = Map.of("absent rows", "1", "series without examples", "1 of 2: ''");
            assertThat(plain.info().parameters()).containsAllEntriesOf(expected);
            for (Predictor wrapper : List.of(
                    bounds.applyTo(linear).fit(List.of(gappy.build(), small)),
                    bounds.applyTo(plain),
                    Predictors.withFallback(plain, plain))) {
                assertThat(wrapper.info().parameters()).as(wrapper.toString()).containsAllEntriesOf(expected);
            }
        }
    }

    @Test
    void directionsHaveNoBounds() {
        Forecaster direction = Regression.forecaster()
                .regressor(new RecordingRegressor(3, 0))
                .target(Target.direction("y", 0.01))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .horizon(1)
                .strategy(Strategy.DIRECT)
                .build();
        assertThatThrownBy(() -> Bounds.atLeast(0).applyTo(direction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forecasts classes, which have no numbers, so bounds (at least 0.0)");
        double[] y = new double[30];
        Arrays.setAll(y, i -> 5 + i % 3);
        try (Predictor fitted = direction.fit(TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y))) {
            assertThatThrownBy(() -> Bounds.none().wholeNumbers().applyTo(fitted))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(direction.toString()).contains("direction(y,0.01)", "DIRECT").doesNotContain("@");
    }
}
