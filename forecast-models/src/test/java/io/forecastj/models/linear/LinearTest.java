package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.models.Allocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LinearTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void continuesAWaveThatItHasSeen() {
        double[] wave = wave(400, 100, 5);
        Predictor predictor = linear(24, 30).ridge(1e-6).build().fit(series(wave));
        Forecast forecast = predictor.predict(series(wave));
        double[] expected = Arrays.copyOfRange(wave(430, 100, 5), 400, 430);
        assertThat(forecast.points()).containsExactly(expected, within(1e-3));
        assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void aSnapshotIsRefusedByOtherWeightsOfTheSameDescription() {
        try (Predictor predictor = linear(10, 6).shrinkage(false).build().fit(series(noise(7, 300)));
                Predictor other = linear(10, 6).shrinkage(false).build().fit(series(noise(8, 300)));
                PredictionSession session = predictor.openSession(series(noise(7, 20)))) {
            assertThat(other.info()).isEqualTo(predictor.info());
            assertThatThrownBy(() -> other.restore(session.snapshot()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("of another model")
                    .hasMessageContaining(other.modelHash())
                    .hasMessageContaining(predictor.modelHash());
        }
    }

    @Test
    void forecastsTheLastValueOfAConstantSeries() {
        double[] constant = new double[50];
        Arrays.fill(constant, 7.3);
        Predictor predictor = linear(8, 3).build().fit(series(constant));
        assertThat(predictor.predict(series(constant)).points()).containsExactly(7.3, 7.3, 7.3);
    }

    @Test
    void movesWithTheLevelAndTheScaleOfASeries() {
        double[] y = noise(7, 300);
        double[] other = Arrays.stream(y).map(v -> 1000 + 50 * v).toArray();
        double[] points =
                linear(10, 6).build().fit(series(y)).predict(series(y)).points();
        double[] expected = Arrays.stream(points).map(v -> 1000 + 50 * v).toArray();
        assertThat(linear(10, 6)
                        .build()
                        .fit(series(other))
                        .predict(series(other))
                        .points())
                .containsExactly(expected, within(1e-7));
        assertThat(linear(10, 6).build().fit(series(y)).predict(series(other)).points())
                .containsExactly(expected, within(1e-7));
    }

    @Test
    void sharesOneModelBetweenSeriesOfAnyLengthAndUnit() {
        TimeSeries longOne = series(wave(300, 0, 1));
        TimeSeries large = series(wave(90, 5000, 400));
        TimeSeries tooShortToTeach = series(wave(20, 0, 1));
        Predictor predictor = linear(24, 6).ridge(1e-4).build().fit(List.of(longOne, large, tooShortToTeach));
        assertThat(predictor.info().parameters()).containsEntry("training rows", String.valueOf(300 - 29 + 90 - 29));
        double[] expected = Arrays.copyOfRange(wave(46, 5000, 400), 40, 46);
        assertThat(predictor.predict(series(wave(40, 5000, 400))).points()).containsExactly(expected, within(1.0));
    }

    @Test
    void lookaheadStopsAtTheEndOfTheTrainingSeries() {
        double[] y = noise(3, 200);
        double[] changed = y.clone();
        Arrays.fill(changed, 150, 200, 1e6);
        Forecaster linear = linear(10, 5).build();
        assertThat(linear.fit(series(changed).head(150)).predict(series(y)))
                .isEqualTo(linear.fit(series(y).head(150)).predict(series(y)));
    }

    @Test
    void trainsOnSegmentsBetweenMissingValuesOnly() {
        double[] y = noise(5, 120);
        double[] holed = y.clone();
        holed[70] = Double.NaN;
        Forecaster linear = linear(10, 5).build();
        Predictor predictor = linear.fit(series(holed));
        assertThat(predictor.info().parameters()).containsEntry("training rows", String.valueOf(70 - 14 + 49 - 14));
    }

    @Test
    void carriesTheLastObservationOverAHoleAndSaysSo() {
        double[] y = noise(5, 120);
        Predictor predictor = linear(10, 5).build().fit(series(y));
        double[] holed = y.clone();
        holed[113] = Double.NaN;
        holed[115] = Double.NaN;
        double[] carried = y.clone();
        carried[113] = y[112];
        carried[115] = y[114];
        Forecast forecast = predictor.predict(series(holed));
        assertThat(forecast.points())
                .containsExactly(predictor.predict(series(carried)).points());
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons())
                .containsExactly("2 of the last 10 values of 'y' missing, the latest at 2024-01-05T19:00:00Z:"
                        + " last observation carried forward");
        assertThat(predictor.predict(series(holed).head(100)).status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void aHoleThatHasLeftTheWindowIsForgotten() {
        double[] y = noise(5, 120);
        Predictor predictor = linear(10, 5).build().fit(series(y));
        y[109] = Double.NaN;
        assertThat(predictor.predict(series(y)).status()).isEqualTo(ForecastStatus.OK);
        y[110] = Double.NaN;
        assertThat(predictor.predict(series(y)).status()).isEqualTo(ForecastStatus.DEGRADED);
    }

    @Test
    void fillsHolesBeforeTheFirstValueWithThatValue() {
        double[] y = noise(5, 120);
        Predictor predictor = linear(10, 5).build().fit(series(y));
        double[] window = Arrays.copyOfRange(y, 100, 110);
        double[] filled = window.clone();
        Arrays.fill(window, 0, 3, Double.NaN);
        Arrays.fill(filled, 0, 3, window[3]);
        assertThat(predictor.predict(series(window)).points())
                .containsExactly(predictor.predict(series(filled)).points());
    }

    @Test
    void withoutAnyValueThereIsNoForecast() {
        Predictor predictor = linear(10, 2).build().fit(series(noise(5, 120)));
        double[] nothing = new double[10];
        Arrays.fill(nothing, Double.NaN);
        Forecast forecast = predictor.predict(series(nothing));
        assertThat(forecast.points()).containsExactly(Double.NaN, Double.NaN);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).singleElement().asString().contains("no value of 'y'");
    }

    @Test
    void aSessionForecastsWhatPredictDoesBitForBit() {
        double[] y = noise(9, 200);
        y[150] = Double.NaN;
        Predictor predictor = linear(17, 7).build().fit(series(y).head(120));
        try (PredictionSession session = predictor.openSession(series(y).head(130))) {
            for (int row = 130; row < y.length; row++) {
                session.append(series(y).timestamp(row), new double[] {y[row]});
                assertThat(session.forecast())
                        .isEqualTo(predictor.predict(series(y).head(row + 1)));
                // only the window counts
                assertThat(session.forecast().points()[6])
                        .isEqualTo(predictor.predict(series(y).head(row + 1).tail(60))
                                .points()[6]);
            }
        }
    }

    @Test
    void appendingAndForecastingAllocateNothing() {
        double[] y = noise(9, 200);
        Predictor predictor = linear(60, 10).build().fit(series(y));
        double[] row = {1};
        double[] out = new double[10];
        try (PredictionSession session = predictor.openSession(series(y))) {
            long[] time = {series(y).timestamp(199)};
            assertThat(Allocation.leastOfWindows(20_000, 1_000, () -> {
                        time[0] += 3_600_000;
                        row[0] = time[0] % 7 == 0 ? Double.NaN : time[0] % 11;
                        session.append(time[0], row);
                        session.forecastInto(out);
                    }))
                    .isZero();
        }
    }

    @Test
    void aTooShortSeriesIsRefusedWithBothNumbers() {
        double[] y = noise(1, 40);
        y[20] = Double.NaN;
        Forecaster linear = linear(20, 10).build();
        assertThatThrownBy(() -> linear.fit(series(y)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 30 rows")
                .hasMessageContaining("the longest of 1 series has 20");
        assertThat(linear.fit(series(noise(1, 30))).info().parameters()).containsEntry("training rows", "1");
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Linear.forecaster().lookback(5).horizon(1).build())
                .withMessageContaining("column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear(1, 1).build())
                .withMessage("lookback must be at least 2, found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear(2, 0).build())
                .withMessage("horizon must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear(2, 1).ridge(0).build())
                .withMessage("ridge must be above 0 and finite, found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear(2, 1).ridge(Double.NaN).build())
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear(2, 1).robust(-1).build())
                .withMessage("robust must be at least 0, found -1");
    }

    @Test
    void aSecondColumnIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Linear.forecaster().column("y").column("z"))
                .withMessageContaining("column(z)")
                .withMessageContaining("column(y)");
    }

    @Test
    void badTrainingSeriesAreNamed() {
        Forecaster linear = linear(2, 1).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linear.fit(List.of()))
                .withMessageContaining("at least one series");
        TimeSeries other = TimeSeries.of("x", START, Sampling.hourly(), 1, 2, 3, 4);
        assertThatThrownBy(() -> linear.fit(other))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("no column 'y'");
        double huge = Double.MAX_VALUE;
        assertThatThrownBy(() -> linear.fit(series(huge, -huge, huge, huge)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("range of a double");
    }

    @Test
    void tinyValuesTeachAsMuchAsLargeOnes() {
        double[] y = noise(7, 300);
        double[] tiny = Arrays.stream(y).map(v -> v * 0x1p-1000).toArray();
        double[] expected =
                linear(10, 6).build().fit(series(y)).predict(series(y)).points();
        double[] points =
                linear(10, 6).build().fit(series(tiny)).predict(series(y)).points();
        assertThat(points).containsExactly(expected, within(1e-9));
    }

    @Test
    void windowsAreWeightedByTheirErrorsAsInAPlainRegression() {
        double[] y = noise(7, 200);
        double[] scaled = Panels.divided(y, LinearForecaster.standardDeviation(y));
        List<double[]> inputs = new ArrayList<>();
        List<double[]> labels = new ArrayList<>();
        for (int t = 4; t + 3 < y.length; t++) {
            double now = scaled[t];
            inputs.add(
                    new double[] {scaled[t - 1] - now, scaled[t - 2] - now, scaled[t - 3] - now, scaled[t - 4] - now});
            labels.add(new double[] {scaled[t + 1] - now, scaled[t + 2] - now, scaled[t + 3] - now});
        }
        double[][] zero = new double[4][3];
        double ridge = 3;
        double[] importance = PlainRidge.ones(inputs.size());
        double[][] expected = PlainRidge.solve(inputs, labels, importance, relative(inputs, importance, ridge), zero);
        for (int round = 0; round < 2; round++) {
            importance = PlainRidge.importance(inputs, labels, expected, 0.1);
            double mean = Arrays.stream(importance).average().orElseThrow();
            expected = PlainRidge.solve(inputs, labels, importance, relative(inputs, importance, ridge * mean), zero);
        }
        double[][] weights = ((LinearPredictor) linear(5, 3)
                        .ridge(ridge)
                        .robust(2)
                        .shrinkage(false)
                        .build()
                        .fit(series(y)))
                .weights();
        for (int step = 0; step < 3; step++) {
            for (int lag = 0; lag < 4; lag++) {
                assertThat(weights[step][lag]).isCloseTo(expected[lag][step], within(1e-9));
            }
        }
    }

    /** Returns a penalty relative to the weighted average sum of squares of an input. */
    private static double relative(List<double[]> inputs, double[] importance, double penalty) {
        double squares = 0;
        for (int row = 0; row < importance.length; row++) {
            for (double x : inputs.get(row)) {
                squares += importance[row] * x * x / 4;
            }
        }
        return penalty / squares;
    }

    @Test
    void outliersCountLessInARobustFit() {
        double[] y = wave(600, 0, 5);
        double[] spoilt = y.clone();
        // close to each other, so that most windows are without one
        spoilt[200] += 200;
        spoilt[203] += 100;
        spoilt[205] -= 300;
        double plain = error(linear(48, 24).build().fit(series(spoilt)), y);
        double robust = error(linear(48, 24).robust(3).build().fit(series(spoilt)), y);
        assertThat(robust).isLessThan(0.8 * plain);
    }

    private static double error(Predictor predictor, double[] y) {
        double[] points = predictor.predict(series(Arrays.copyOf(y, 576))).points();
        double sum = 0;
        for (int step = 0; step < 24; step++) {
            sum += Math.abs(points[step] - y[576 + step]);
        }
        return sum;
    }

    @Test
    void aRobustFitReportsProgressToTheWhole() {
        List<Double> completed = new ArrayList<>();
        linear(10, 5)
                .robust(2)
                .build()
                .fit(
                        List.of(series(noise(5, 120)), series(noise(6, 120))),
                        progress -> completed.add(progress.completed()));
        assertThat(completed).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void aCancelledFitSaysSo() {
        FitListener cancel = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> linear(2, 1).build().fit(List.of(series(1, 2, 3, 4)), cancel))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'linear'");
    }

    private static Linear.Builder linear(int lookback, int horizon) {
        return Linear.forecaster().column("y").lookback(lookback).horizon(horizon);
    }

    private static TimeSeries series(double... values) {
        return TimeSeries.of("y", START, Sampling.hourly(), values);
    }

    private static double[] wave(int rows, double level, double size) {
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = level + size * (Math.sin(2 * Math.PI * i / 24) + 0.3 * Math.cos(2 * Math.PI * i / 7));
        }
        return y;
    }

    private static double[] noise(long seed, int rows) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int i = 1; i < rows; i++) {
            y[i] = 0.8 * y[i - 1] + random.nextGaussian();
        }
        return y;
    }
}
