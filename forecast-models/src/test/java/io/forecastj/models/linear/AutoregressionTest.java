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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoregressionTest {
    private static final int[] LAGS = {1, 2, 3, 6, 7, 8, 14};

    private static Autoregression.Builder auto() {
        return Autoregression.forecaster().column("y").horizon(5).seasons(7);
    }

    /** Inputs and labels of all rows of a scaled series, relative to the mean of its last rows. */
    private static final class PlainRows {
        final List<double[]> inputs = new ArrayList<>();
        final List<double[]> labels = new ArrayList<>();

        void add(double[] u, int centreRows) {
            double centre =
                    Arrays.stream(u, u.length - centreRows, u.length).average().orElseThrow();
            for (int t = 14; t < u.length; t++) {
                int row = t;
                inputs.add(Arrays.stream(LAGS)
                        .mapToDouble(lag -> u[row - lag] - centre)
                        .toArray());
                labels.add(new double[] {u[t] - centre});
            }
        }

        double[][] solve(int rounds, double ridge, double[][] prior) {
            double[] importance = PlainRidge.ones(inputs.size());
            double[][] solution = PlainRidge.solve(inputs, labels, importance, ridge, prior);
            for (int round = 0; round < rounds; round++) {
                importance = PlainRidge.importance(inputs, labels, solution, 0.05);
                solution = PlainRidge.solve(inputs, labels, importance, ridge, prior);
            }
            return solution;
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 12, 0", "true, 20, 2", "false, 12, 1"})
    void coefficientsAreThoseOfAPlainRegression(boolean logarithm, int centreRows, int rounds) {
        List<TimeSeries> training = panel(3, 60);
        training.add(series("short", seasonal(9, 24)));
        List<double[]> scaled = training.stream()
                .map(one -> one.values("y"))
                .map(y -> logarithm ? Panels.logarithms(y) : y)
                .map(z -> Panels.divided(z, Panels.change(z, 7) + (logarithm ? 1e-4 : 0)))
                .toList();
        PlainRows together = new PlainRows();
        scaled.forEach(u -> together.add(u, centreRows));
        double[][] prior = {{0}, {0}, {0}, {0}, {1}, {0}, {0}};
        double[][] all = together.solve(rounds, 0.01, prior);

        Predictor predictor = auto().logarithms(logarithm)
                .centreRows(centreRows)
                .ridge(0.01)
                .seriesRidge(0.2)
                .robust(rounds)
                .build()
                .fit(training);
        AutoregressionModel model = ((AutoregressionPredictor) predictor).model();
        assertThat(model.lags()).containsExactly(LAGS);
        assertThat(model.of("short").values()).isSameAs(model.pooled());
        assertClose(model.pooled(), all);
        for (int i = 0; i < 3; i++) {
            PlainRows its = new PlainRows();
            its.add(scaled.get(i), centreRows);
            assertClose(model.of("s" + i).values(), its.solve(rounds, 0.2, all));
        }
    }

    private static void assertClose(double[] actual, double[][] expected) {
        assertThat(actual)
                .containsExactly(
                        Arrays.stream(expected).mapToDouble(row -> row[0]).toArray(), within(1e-9));
    }

    @Test
    void laterStepsTakeTheForecastsOfEarlierOnes() {
        Predictor predictor = auto().build().fit(panel(3, 60));
        double[] z = Arrays.copyOf(Panels.logarithms(seasonal(101, 63)), 68);
        double centre = Arrays.stream(z, 51, 63).average().orElseThrow();
        double[] coefficients =
                ((AutoregressionPredictor) predictor).model().of("s1").values();
        for (int t = 63; t < 68; t++) {
            z[t] = centre;
            for (int i = 0; i < LAGS.length; i++) {
                z[t] += coefficients[i] * (z[t - LAGS[i]] - centre);
            }
        }
        double[] expected = Arrays.stream(z, 63, 68).map(Math::exp).toArray();
        assertThat(predictor.predict(series("s1", seasonal(101, 63))).points())
                .containsExactly(expected, within(1e-9 * expected[0]));
    }

    @Test
    void findsTheCoefficientsThatMadeASeries() {
        Random random = new Random(4);
        double[] y = new double[2000];
        for (int i = 2; i < y.length; i++) {
            y[i] = 0.5 * y[i - 1] + 0.3 * y[i - 2] + random.nextGaussian();
        }
        Predictor predictor = Autoregression.forecaster()
                .column("y")
                .horizon(2)
                .lags(1, 2)
                .centreRows(1000)
                .build()
                .fit(series("a", y));
        assertThat(((AutoregressionPredictor) predictor).model().of("a").values())
                .containsExactly(new double[] {0.5, 0.3}, within(0.06));
    }

    @Test
    void aForecastStaysWithinTwoRangesOfTheKnownValues() {
        double[] y = new double[100];
        for (int i = 0; i < 100; i++) {
            y[i] = 10 + Math.pow(1.05, i) * (i % 2 == 0 ? 1 : -1);
        }
        double low = Arrays.stream(y).min().orElseThrow();
        double high = Arrays.stream(y).max().orElseThrow();
        double[] points = Autoregression.forecaster()
                .column("y")
                .horizon(200)
                .lags(1, 2)
                .logarithms(false)
                .build()
                .fit(series("a", y))
                .predict(series("a", y))
                .points();
        assertThat(Arrays.stream(points))
                .allMatch(point -> point >= low - 2 * (high - low) - 1e-9 && point <= high + 2 * (high - low) + 1e-9);
        assertThat(Arrays.stream(points).max().orElseThrow()).isCloseTo(high + 2 * (high - low), within(1e-9));
    }

    @Test
    void theRangeFollowsASeriesThatHasLeftThatOfTraining() {
        Predictor predictor = auto().logarithms(false).build().fit(series("a", seasonal(1, 60)));
        double[] later = Arrays.stream(seasonal(1, 60)).map(v -> v * 100).toArray();
        double[] points = predictor.predict(series("a", later)).points();
        assertThat(points)
                .containsExactly(
                        Arrays.stream(predictor
                                        .predict(series("a", seasonal(1, 60)))
                                        .points())
                                .map(v -> v * 100)
                                .toArray(),
                        within(1e-6 * points[0]));
    }

    @Test
    void anUnknownSeriesIsForecastByThePooledCoefficientsInProportion() {
        Predictor predictor = auto().build().fit(panel(3, 60));
        double[] y = seasonal(77, 40);
        double[] points = predictor.predict(series("new", y)).points();
        double[] large = Arrays.stream(y).map(v -> v * 1e6).toArray();
        double[] expected = Arrays.stream(points).map(v -> v * 1e6).toArray();
        assertThat(predictor.predict(series("newer", large)).points())
                .containsExactly(expected, within(1e-6 * expected[0]));
        assertThat(points).isNotEqualTo(predictor.predict(series("s0", y)).points());
    }

    @Test
    void seasonsChooseLagsAndPrior() {
        assertThat(parameters(auto().seasons(7, 21)))
                .containsEntry("seasons", "[7, 21]")
                .containsEntry("lags", "[1, 2, 3, 6, 7, 8, 13, 14, 15, 20, 21, 22, 23]")
                .containsEntry("prior", "{7=0.5, 21=0.5}")
                .containsEntry("centre rows", "21");
        // hours have a usual season of 24
        assertThat(parameters(Autoregression.forecaster().column("y").horizon(5)))
                .containsEntry("seasons", "[24]")
                .containsEntry("prior", "{24=1.0}");
        assertThat(parameters(auto().seasons()))
                .containsEntry("lags", "[1, 2, 3]")
                .containsEntry("prior", "{1=1.0}");
        // lags beyond half of the rows are left out, and the season with them
        assertThat(parameters(auto().seasons(7, 50)))
                .containsEntry("lags", "[1, 2, 3, 6, 7, 8, 14, 15, 21, 28]")
                .containsEntry("prior", "{7=1.0}");
        assertThat(parameters(auto().prior(5, 0.25))).containsEntry("lags", "[1, 2, 3, 5, 6, 7, 8, 14]");
        assertThat(parameters(auto().lags(7, 1)))
                .containsEntry("lags", "[1, 7]")
                .containsEntry("prior", "{7=1.0}");
    }

    private static Map<String, String> parameters(Autoregression.Builder builder) {
        return builder.build().fit(series("a", seasonal(1, 60))).info().parameters();
    }

    @Test
    void aLargePenaltyKeepsThePrior() {
        Predictor predictor = auto().prior(1, 0.4)
                .prior(7, 0.6)
                .ridge(1e12)
                .seriesRidge(1e12)
                .build()
                .fit(panel(2, 60));
        assertThat(((AutoregressionPredictor) predictor).model().of("s0").values())
                .containsExactly(new double[] {0.4, 0, 0, 0, 0.6, 0, 0}, within(1e-9));
    }

    @Test
    void rowsThatNeedAMissingValueAreLeftOut() {
        double[] y = seasonal(1, 80);
        Predictor whole = auto().build().fit(series("a", y));
        y[79] = Double.NaN;
        Predictor holed = auto().build().fit(series("a", y));
        Predictor shorter = auto().build().fit(series("a", Arrays.copyOf(y, 79)));
        assertThat(((AutoregressionPredictor) holed).model().of("a").values())
                .containsExactly(
                        ((AutoregressionPredictor) shorter).model().of("a").values())
                .isNotEqualTo(((AutoregressionPredictor) whole).model().of("a").values());
    }

    @Test
    void missingValuesAndShortHistoriesAreReported() {
        Predictor predictor = auto().build().fit(panel(2, 60));
        double[] y = seasonal(100, 60);
        y[58] = 0;
        Forecast holed = predictor.predict(series("s0", y));
        assertThat(holed.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(holed.reasons())
                .containsExactly("1 of the last 14 values of 'y' missing or not above 0, the latest at"
                        + " 2024-01-03T10:00:00Z: last observation carried forward");
        Forecast few = predictor.predict(series("s0", 5, 6, 7));
        assertThat(few.points())
                .containsExactly(predictor
                        .predict(series("s0", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 7))
                        .points());
        assertThat(few.reasons()).singleElement().asString().contains("has 3 of the 14 rows");
        Forecast nothing = predictor.predict(series("s0", Double.NaN, 0));
        assertThat(nothing.points()).containsOnly(Double.NaN);
        assertThat(nothing.reasons()).singleElement().asString().contains("no value of 'y'");
    }

    @Test
    void aConstantSeriesIsForecastByItsValue() {
        double[] constant = new double[60];
        Arrays.fill(constant, 7.25);
        assertThat(auto().build()
                        .fit(series("a", constant))
                        .predict(series("a", constant))
                        .points())
                .containsExactly(new double[] {7.25, 7.25, 7.25, 7.25, 7.25}, within(1e-12));
    }

    @Test
    void theExecutorDoesNotChangeABit() {
        List<TimeSeries> training = panel(40, 50);
        String serial =
                auto().build().fit(training, FitListener.NONE.on(Runnable::run)).modelHash();
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            assertThat(auto().build().fit(training, FitListener.NONE.on(four)).modelHash())
                    .isEqualTo(serial);
        } finally {
            four.shutdown();
        }
        assertThat(auto().build().fit(training).modelHash()).isEqualTo(serial);
    }

    @Test
    void progressGrowsToTheWholeAndAFitCanBeCancelled() {
        List<Double> completed = new ArrayList<>();
        auto().build().fit(panel(20, 40), progress -> completed.add(progress.completed()));
        assertThat(completed).isSorted().last().isEqualTo(1.0);
        assertThatThrownBy(() -> auto().build().fit(panel(2, 60), CANCELLED))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("'autoregression'");
    }

    @Test
    void appendingAndForecastingAllocateNothing() {
        Predictor predictor = auto().build().fit(panel(2, 60));
        double[] row = {1};
        double[] out = new double[5];
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
    void badSeriesAreRefused() {
        assertThatThrownBy(() -> auto().lags(50).build().fit(series("a", seasonal(1, 50))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("[50]")
                .hasMessageContaining("the longest of 50 rows");
        double[] y = seasonal(1, 60);
        y[3] = -1;
        assertThatThrownBy(() -> auto().logarithms(true).build().fit(series("a", y)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("-1.0 of 'y' at 2024-01-01T03:00:00Z");
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Autoregression.forecaster().horizon(1).build())
                .withMessageContaining("column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().horizon(0).build())
                .withMessage("horizon must be at least 1, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().seasons(7, 1).build())
                .withMessage("seasons must be distinct numbers from 2 to 1000000, found [1, 7]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().lags(3, 3).build())
                .withMessage("lags must be distinct numbers from 1 to 1000000, found [3, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().lags().build())
                .withMessage("lags must be at least one, found []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().lags(1, 2).prior(3, 0.5).build())
                .withMessage("the lag of a prior coefficient must be one of the lags [1, 2], found 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().prior(3, Double.NaN).build())
                .withMessage("the prior coefficient of lag 3 must be finite, found NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().centreRows(0))
                .withMessage("centreRows must be from 1 to 1000000, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().ridge(-1).build())
                .withMessageContaining("ridge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().seriesRidge(0).build())
                .withMessageContaining("seriesRidge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().robust(-1).build())
                .withMessageContaining("robust");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().build().fit(List.of()))
                .withMessageContaining("at least one series");
        TimeSeries one = Panels.series("", seasonal(1, 60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auto().build().fit(List.of(one, one)))
                .withMessageContaining("more than one series has the id ''");
        assertThatIllegalStateException().isThrownBy(() -> auto().column("z")).withMessageContaining("column(y)");
    }
}
