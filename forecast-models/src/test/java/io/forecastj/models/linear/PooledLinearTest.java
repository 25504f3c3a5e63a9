package io.forecastj.models.linear;

import static io.forecastj.models.linear.Panels.CANCELLED;
import static io.forecastj.models.linear.Panels.panel;
import static io.forecastj.models.linear.Panels.seasonal;
import static io.forecastj.models.linear.Panels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledLinearTest {
    private static final double FLOOR = 0.05;

    private static PooledLinear.Builder pooled() {
        return PooledLinear.forecaster().column("y").lookback(9).horizon(4);
    }

    /** Inputs and labels of all windows of a scaled series, relative to the mean of the last inputs. */
    private static final class PlainWindows {
        final List<double[]> inputs = new ArrayList<>();
        final List<double[]> labels = new ArrayList<>();

        void add(double[] u, int centreRows) {
            for (int t = 8; t + 4 < u.length; t++) {
                double[] window = Arrays.copyOfRange(u, t - 8, t + 1);
                double centre =
                        Arrays.stream(window, 9 - centreRows, 9).average().orElseThrow();
                inputs.add(Arrays.stream(window).map(v -> v - centre).toArray());
                labels.add(Arrays.stream(u, t + 1, t + 5).map(v -> v - centre).toArray());
            }
        }

        double[][] solve(double[][] errorsOf, double ridge, double[][] prior) {
            double[] importance = errorsOf == null
                    ? PlainRidge.ones(inputs.size())
                    : PlainRidge.importance(inputs, labels, errorsOf, FLOOR);
            return PlainRidge.solve(inputs, labels, importance, ridge, prior);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 0", "true, 3, 2", "false, 1, 1", "false, 9, 2"})
    void weightsAreThoseOfAPlainRegression(boolean logarithm, int centreRows, int rounds) {
        List<TimeSeries> training = panel(3, 60);
        training.add(series("short", seasonal(9, 20)));
        List<double[]> scaled = training.stream()
                .map(one -> one.values("y"))
                .map(y -> logarithm ? Panels.logarithms(y) : y)
                .map(z -> Panels.divided(z, Panels.change(z, 7) + (logarithm ? 1e-4 : 0)))
                .toList();
        PlainWindows together = new PlainWindows();
        scaled.forEach(u -> together.add(u, centreRows));
        double[][] all = together.solve(null, 0.01, new double[9][4]);
        for (int round = 0; round < rounds; round++) {
            all = together.solve(all, 0.01, new double[9][4]);
        }

        Predictor predictor = pooled().logarithms(logarithm)
                .centreRows(centreRows)
                .ridge(0.01)
                .seriesRidge(0.2)
                .robust(rounds)
                .scaleLag(7)
                .build()
                .fit(training);
        PooledWeights weights = ((PooledPredictor) predictor).weights();
        assertClose(weights.all(), all);
        assertThat(weights.bySeries()).containsOnlyKeys("s0", "s1", "s2");
        for (int i = 0; i < 3; i++) {
            PlainWindows its = new PlainWindows();
            its.add(scaled.get(i), centreRows);
            double[][] own = its.solve(rounds > 0 ? all : null, 0.2, all);
            if (rounds > 0) {
                own = its.solve(own, 0.2, all);
            }
            assertClose(weights.of("s" + i), own);
        }
        assertThat(weights.of("short")).isSameAs(weights.all());
    }

    private static void assertClose(double[][] actual, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("lag row %d", i).containsExactly(expected[i], within(1e-9));
        }
    }

    @Test
    void aForecastIsTheWindowTimesTheWeights() {
        Predictor predictor = pooled().centreRows(3).build().fit(panel(3, 60));
        double[] z = Panels.logarithms(seasonal(101, 63));
        double[][] weights = ((PooledPredictor) predictor).weights().of("s1");
        double centre = Arrays.stream(z, 60, 63).average().orElseThrow();
        double[] expected = new double[4];
        for (int step = 0; step < 4; step++) {
            double sum = centre;
            for (int i = 0; i < 9; i++) {
                sum += weights[i][step] * (z[54 + i] - centre);
            }
            expected[step] = Math.exp(sum);
        }
        assertThat(predictor.predict(series("s1", seasonal(101, 63))).points())
                .containsExactly(expected, within(1e-9 * expected[0]));
    }

    @Test
    void everySeriesHasWeightsThatFitItBetterThanTheCommonOnes() {
        // two seasons of other lengths: one set of weights cannot repeat both
        double[] five = new double[200];
        double[] eight = new double[200];
        for (int i = 0; i < 200; i++) {
            five[i] = 3 + Math.sin(2 * Math.PI * i / 5);
            eight[i] = 30 + 4 * Math.sin(2 * Math.PI * i / 8 + 1);
        }
        Predictor predictor = pooled().seriesRidge(1e-6)
                .build()
                .fit(List.of(
                        series("five", five).head(190), series("eight", eight).head(190)));
        double[] expected = Arrays.copyOfRange(five, 190, 194);
        assertThat(predictor.predict(series("five", five).head(190)).points()).containsExactly(expected, within(0.02));
        assertThat(predictor.predict(series("other", five).head(190)).points())
                .isNotEqualTo(predictor.predict(series("five", five).head(190)).points());
    }

    @Test
    void anUnknownSeriesIsForecastInProportionWithoutAScale() {
        Predictor predictor = pooled().build().fit(panel(3, 60));
        double[] y = seasonal(77, 40);
        double[] points = predictor.predict(series("new", y)).points();
        double[] large = Arrays.stream(y).map(v -> v * 1e6).toArray();
        double[] expected = Arrays.stream(points).map(v -> v * 1e6).toArray();
        assertThat(predictor.predict(series("newer", large)).points())
                .containsExactly(expected, within(1e-6 * expected[0]));
    }

    @Test
    void trainingSeriesOfTheSameIdAreRefused() {
        for (String id : List.of("a", "")) {
            List<TimeSeries> two = List.of(series(id, seasonal(1, 60)), series(id, seasonal(2, 50)));
            assertThatThrownBy(() -> pooled().build().fit(two))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "keeps weights for each series by its id; more than one series has the id '" + id + "'");
        }
    }

    @Test
    void takesLogarithmsOnlyIfAllTrainingValuesAreAboveZero() {
        double[] y = seasonal(1, 60);
        assertThat(pooled().build().fit(series("a", y)).info().parameters()).containsEntry("scale", "logarithm");
        y[30] = 0;
        assertThat(pooled().build().fit(series("a", y)).info().parameters()).containsEntry("scale", "unchanged");
        assertThatThrownBy(() -> pooled().logarithms(true).build().fit(series("a", y)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("the value 0.0 of 'y' at 2024-01-02T06:00:00Z")
                .hasMessageContaining("use logarithms(false)");
    }

    @Test
    void aValueWithoutALogarithmCountsAsMissingAndIsReported() {
        Predictor predictor = pooled().build().fit(panel(2, 60));
        double[] y = seasonal(100, 60);
        double[] carried = y.clone();
        carried[57] = y[56];
        y[57] = -3;
        Forecast forecast = predictor.predict(series("s0", y));
        assertThat(forecast.points())
                .containsExactly(predictor.predict(series("s0", carried)).points());
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons())
                .containsExactly("1 of the last 9 values of 'y' missing or not above 0, the latest at"
                        + " 2024-01-03T09:00:00Z: last observation carried forward");
    }

    @Test
    void aShortHistoryIsExtendedByItsFirstValueAndReported() {
        Predictor predictor = pooled().build().fit(panel(2, 60));
        double[] padded = {5, 5, 5, 5, 5, 5, 5, 6, 7};
        Forecast forecast = predictor.predict(series("s0", 5, 6, 7));
        assertThat(forecast.points())
                .containsExactly(predictor.predict(series("s0", padded)).points());
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).singleElement().asString().contains("has 3 of the 9 rows");
        assertThat(predictor.predict(series("s0", padded)).status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void withoutAnyValueThereIsNoForecast() {
        Predictor predictor = pooled().build().fit(panel(2, 60));
        Forecast forecast = predictor.predict(series("s0", Double.NaN, Double.NaN));
        assertThat(forecast.points()).containsOnly(Double.NaN);
        assertThat(forecast.reasons()).singleElement().asString().contains("no value of 'y'");
    }

    @Test
    void windowsWithMissingValuesAreNotTrainedOn() {
        double[] y = seasonal(1, 80);
        y[40] = Double.NaN;
        assertThat(pooled().build().fit(series("a", y)).info().parameters())
                .containsEntry("training windows", String.valueOf(40 - 12 + 39 - 12));
    }

    @Test
    void aConstantSeriesIsForecastByItsValue() {
        double[] constant = new double[60];
        Arrays.fill(constant, 7.25);
        for (boolean logarithm : new boolean[] {true, false}) {
            assertThat(pooled().logarithms(logarithm)
                            .build()
                            .fit(series("a", constant))
                            .predict(series("a", constant))
                            .points())
                    .containsExactly(new double[] {7.25, 7.25, 7.25, 7.25}, within(1e-12));
        }
    }

    @Test
    void aForecastBeyondTheRangeOfADoubleIsTheLastValue() {
        double[] growing = new double[60];
        for (int i = 0; i < 60; i++) {
            growing[i] = Math.exp(0.1 * i + 0.3 * (i % 3));
        }
        Predictor predictor = pooled().ridge(1e-9).build().fit(series("a", growing));
        double[] steep = new double[9];
        for (int i = 0; i < 9; i++) {
            steep[i] = Math.exp(-700 + 175 * i);
        }
        assertThat(Arrays.stream(predictor.predict(series("a", steep)).points()))
                .allMatch(Double::isFinite);
    }

    @Test
    void theExecutorDoesNotChangeABit() {
        List<TimeSeries> training = panel(40, 50);
        String serial = pooled().build()
                .fit(training, FitListener.NONE.on(Runnable::run))
                .modelHash();
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            assertThat(pooled().build().fit(training, FitListener.NONE.on(four)).modelHash())
                    .isEqualTo(serial);
        } finally {
            four.shutdown();
        }
        assertThat(pooled().build().fit(training).modelHash()).isEqualTo(serial);
    }

    @Test
    void progressGrowsToTheWhole() {
        List<Double> completed = new ArrayList<>();
        pooled().build().fit(panel(20, 40), progress -> completed.add(progress.completed()));
        assertThat(completed).isSorted().last().isEqualTo(1.0);
        assertThat(completed).hasSizeGreaterThan(20);
    }

    @Test
    void aCancelledFitSaysSo() {
        assertThatThrownBy(() -> pooled().build().fit(panel(2, 60), CANCELLED))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'pooled-linear'");
    }

    @Test
    void appendingAndForecastingAllocateNothing() {
        Predictor predictor = pooled().build().fit(panel(2, 60));
        double[] row = {1};
        double[] out = new double[4];
        TimeSeries history = series("s0", seasonal(100, 60));
        try (PredictionSession session = predictor.openSession(history)) {
            long[] time = {history.timestamp(59)};
            assertThat(Allocation.leastOfWindows(20_000, 1_000, () -> {
                        time[0] += 3_600_000;
                        row[0] = time[0] % 7 == 0 ? Double.NaN : 1 + time[0] % 11;
                        session.append(time[0], row);
                        session.forecastInto(out);
                    }))
                    .isZero();
        }
    }

    @Test
    void tooShortSeriesAreRefusedWithTheNumberOfRows() {
        assertThatThrownBy(() -> pooled().build().fit(series("a", seasonal(1, 12))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 13 rows");
        assertThat(pooled().build().fit(series("a", seasonal(1, 13))).info().parameters())
                .containsEntry("training windows", "1")
                .containsEntry("series with own weights", "0 of 1");
    }

    @Test
    void seriesWithoutAWindowAreNamed() {
        List<TimeSeries> training = panel(2, 60);
        training.add(series("tiny", 1, 2, 3));
        assertThat(pooled().build().fit(training).info().parameters())
                .containsEntry("series without examples", "1 of 3: 'tiny'");
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PooledLinear.forecaster().lookback(5).horizon(1).build())
                .withMessageContaining("column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().lookback(1).build())
                .withMessage("lookback must be at least 2, found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().horizon(0).build())
                .withMessage("horizon must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().centreRows(10).build())
                .withMessage("centreRows must be from 1 to the lookback of 9, found 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().ridge(0).build())
                .withMessage("ridge must be above 0 and finite, found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().seriesRidge(Double.NaN).build())
                .withMessageContaining("seriesRidge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().robust(-1).build())
                .withMessage("robust must be at least 0, found -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().scaleLag(0).build())
                .withMessage("scaleLag must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pooled().build().fit(List.of()))
                .withMessageContaining("at least one series");
        assertThatIllegalStateException().isThrownBy(() -> pooled().column("z")).withMessageContaining("column(y)");
    }
}
