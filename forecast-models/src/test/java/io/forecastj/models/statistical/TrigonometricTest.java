package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.statistical.TrigonometricModel.Parameters;
import io.forecastj.models.statistical.TrigonometricModel.Seasons;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

class TrigonometricTest {
    private static final LocalMethod USUAL = new TrigonometricMethod(List.of());

    /** Values of a model with a season of 12.5 rows, of one and of three waves. */
    private static double[] simulated(long seed, int rows) {
        TrigonometricModel model = model();
        Random random = new Random(seed);
        double[] state = model.start(100, 0, new double[] {8, 2, 0, -5});
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = model.next(state) + random.nextGaussian();
            model.take(state, values[i]);
        }
        return values;
    }

    private static TrigonometricModel model() {
        return new TrigonometricModel(
                new Seasons(List.of(12.5), List.of(List.of(1, 3))),
                new Parameters(0.2, 0, 0.9, new double[] {0.03}, 0.4, 1));
    }

    @Test
    void everySeriesKeepsTheRules() {
        LocalRules.check(USUAL, SmoothingGolden.values("UKgas"), 4);
        LocalRules.check(USUAL, SmoothingGolden.values("Nile"), 1);
        LocalRules.check(new TrigonometricMethod(List.of(4.0, 12.5)), simulated(1, 150), 4);
        LocalRules.carriesItsForecast(LocalRules.fit(USUAL, SmoothingGolden.values("USAccDeaths"), 12));
    }

    @Test
    void stateAndForecastsFollowTheFormulasOfThePaper() {
        double[] y = simulated(2, 60);
        double[] gamma = {0.04, 0.01};
        TrigonometricModel model = new TrigonometricModel(
                new Seasons(List.of(5.0, 12.5), List.of(List.of(1, 2), List.of(1))),
                new Parameters(0.3, 0.05, 0.9, gamma, 0.4, 1));
        double[] angles = {2 * Math.PI / 5, 4 * Math.PI / 5, 2 * Math.PI / 12.5};
        double[] gains = {gamma[0], gamma[0], gamma[1]};
        double[] s = {3, -1, 6};
        double[] star = {1, 2, -4};
        double[] state = model.start(99, 0.5, new double[] {3, 1, -1, 2, 6, -4});
        double level = 99;
        double trend = 0.5;
        double distance = 0;
        for (int i = 0; i < y.length + 20; i++) {
            double smooth = level + 0.9 * trend + s[0] + s[1] + s[2];
            double point = smooth + 0.4 * distance;
            if (i >= y.length) {
                double[] points = LocalRules.forecast(model, state, 20);
                assertThat(points[i - y.length]).as("row " + i).isCloseTo(point, within(1e-9));
            } else {
                assertThat(model.next(state)).isCloseTo(point, within(1e-9));
                model.update(state, new double[] {y[i]});
            }
            distance = i < y.length ? y[i] - smooth : 0.4 * distance;
            level = level + 0.9 * trend + 0.3 * distance;
            trend = 0.9 * trend + 0.05 * distance;
            for (int j = 0; j < 3; j++) {
                double cos = Math.cos(angles[j]);
                double sin = Math.sin(angles[j]);
                double before = s[j];
                s[j] = before * cos + star[j] * sin + gains[j] * cos * distance;
                star[j] = -before * sin + star[j] * cos - gains[j] * sin * distance;
            }
        }
    }

    @Test
    void harmonicsAndParametersAreFoundAgain() {
        TrigonometricModel found =
                (TrigonometricModel) LocalRules.fit(new TrigonometricMethod(List.of(12.5)), simulated(3, 3_000), 1)
                        .model();
        assertThat(found.seasons().harmonics().get(0)).contains(1, 3);
        // a damped trend can take a part of the level: what an error changes in the end is well determined
        Parameters parameters = found.parameters();
        double lasting = parameters.alpha() + parameters.beta() * parameters.phi() / (1 - parameters.phi());
        assertThat(lasting).isCloseTo(0.2, within(0.05));
        assertThat(parameters.gammas()[0]).isCloseTo(0.03, within(0.01));
        assertThat(parameters.rho()).isCloseTo(0.4, within(0.15));
        assertThat(found.parameters().deviation()).isCloseTo(1, within(0.04));
    }

    @Test
    void theFilterOfAFittedModelForgetsItsStart() {
        for (long seed = 0; seed < 20; seed++) {
            LocalMethod.Fitted fitted = LocalRules.fit(new TrigonometricMethod(List.of(12.5)), simulated(seed, 200), 1);
            double[] state = fitted.model() instanceof TrigonometricModel model
                    ? model.start(1, 0, new double[model.stateSize() - 3])
                    : new double[0];
            for (int i = 0; i < 5_000; i++) {
                fitted.model().update(state, new double[1]);
            }
            assertThat(Math.abs(state[0])).as("seed " + seed).isLessThan(1e-3);
        }
    }

    @Test
    void forecastsOfUsAccidentalDeathsAreNearThoseOfTbatsInR() {
        // forecast 8.20: TBATS(1, {0,0}, -, {<12,5>})
        double[] expected = {
            8307.597, 7533.680, 8305.196, 8616.921, 9430.088, 9946.448, 10744.690, 10108.781, 9034.805, 9336.862
        };
        LocalMethod.Fitted fitted = LocalRules.fit(USUAL, SmoothingGolden.values("USAccDeaths"), 12);
        double[] points = LocalRules.forecast(fitted, 10);
        for (int step = 0; step < 10; step++) {
            assertThat(points[step]).isCloseTo(expected[step], within(0.015 * expected[step]));
        }
        TrigonometricModel model = (TrigonometricModel) fitted.model();
        assertThat(model.seasons().harmonics().get(0)).containsExactly(1, 2, 3, 4, 5);
        assertThat(model.parameters().deviation()).isCloseTo(253.3, within(20.0));
    }

    @Test
    void regressionIsThatOfOrdinaryLeastSquares() {
        double[] values = simulated(4, 80);
        HarmonicRegression regression = new HarmonicRegression(values, 10);
        double[] angles = {0.5, 1.1, 2.4, Math.PI};
        double[][] columns = new double[70][7];
        for (double angle : angles) {
            regression.add(0.3);
            regression.removeLast();
            regression.add(angle);
        }
        for (int row = 0; row < 70; row++) {
            for (int i = 0; i < 7; i++) {
                double turn = angles[i / 2] * (row + 10);
                columns[row][i] = i % 2 == 0 ? Math.cos(turn) : Math.sin(turn);
            }
        }
        OLSMultipleLinearRegression expected = new OLSMultipleLinearRegression();
        expected.setNoIntercept(true);
        expected.newSampleData(Arrays.copyOfRange(values, 10, 80), columns);
        assertThat(regression.size()).isEqualTo(7);
        assertThat(regression.squares()).isCloseTo(expected.calculateResidualSumOfSquares(), within(1e-6));
        assertThat(Arrays.copyOf(regression.coefficients(values), 7))
                .containsExactly(expected.estimateRegressionParameters(), within(1e-9));
    }

    @Test
    void intervalsCoverWhatTheySay() {
        int inside = 0;
        int all = 0;
        for (long seed = 0; seed < 150; seed++) {
            double[] values = simulated(500 + seed, 320);
            LocalMethod.Fitted fitted =
                    LocalRules.fit(new TrigonometricMethod(List.of(12.5)), Arrays.copyOf(values, 300), 1);
            double[][] bounds = LocalRules.quantiles(fitted, 20, 0.1, 0.9);
            for (int step = 0; step < 20; step++) {
                all++;
                inside += values[300 + step] >= bounds[step][0] && values[300 + step] <= bounds[step][1] ? 1 : 0;
            }
        }
        assertThat((double) inside / all).isBetween(0.74, 0.86);
    }

    @Test
    void harmonicsOfALongerSeasonThatAShorterOneHasAreLeftOut() {
        double[] values = new double[400];
        Arrays.setAll(values, i -> Math.sin(2 * Math.PI * i / 10) + Math.cos(2 * Math.PI * i / 40));
        TrigonometricModel found =
                (TrigonometricModel) LocalRules.fit(new TrigonometricMethod(List.of(10.0, 40.0)), values, 1)
                        .model();
        assertThat(found.seasons().harmonics().get(0)).contains(1);
        assertThat(found.seasons().harmonics().get(1)).contains(1).doesNotContain(4);
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> LocalRules.fit(USUAL, new double[0], 12))
                .isInstanceOf(InsufficientHistoryException.class);
        for (List<Double> seasons : List.of(List.of(1.5), List.of(12.0, 7.0), List.of(Double.NaN))) {
            assertThatThrownBy(() -> new TrigonometricMethod(seasons)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
