package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiSeasonalTest {
    private static final MultiSeasonalMethod ADDITIVE = new MultiSeasonalMethod(List.of(4, 12), false, false);
    private static final MultiSeasonalMethod MULTIPLICATIVE = new MultiSeasonalMethod(List.of(4, 12), true, true);

    /** Values of the model itself, with seasons of 4 and 12. */
    private static double[] simulated(long seed, int rows) {
        Random random = new Random(seed);
        double level = 20;
        double trend = 0;
        double[] four = {2, -1, 0, -1};
        double[] twelve = new double[12];
        Arrays.setAll(twelve, i -> 3 * Math.sin(2 * Math.PI * i / 12));
        double error = 0;
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            error = 0.6 * error + 0.3 * random.nextGaussian();
            values[row] = level + 0.9 * trend + four[row % 4] + twelve[row % 12] + error;
            level += 0.9 * trend + 0.1 * error;
            trend *= 0.9;
            four[row % 4] += 0.05 * error;
            twelve[row % 12] += 0.2 * error;
        }
        return values;
    }

    @Test
    void everyFormKeepsTheRules() {
        LocalRules.check(ADDITIVE, simulated(1, 240), 12);
        LocalRules.check(new MultiSeasonalMethod(List.of(), false, true), SmoothingGolden.values("AirPassengers"), 12);
        LocalRules.check(new MultiSeasonalMethod(List.of(2, 3, 5), false, false), simulated(2, 120), 1);
        LocalRules.check(new MultiSeasonalMethod(List.of(), false, false), SmoothingGolden.values("Nile"), 1);
        double[] values = simulated(3, 240);
        LocalMethod.Fitted fitted = LocalRules.fit(MULTIPLICATIVE, values, 12);
        LocalRules.checkFitted(fitted, 12);
        LocalRules.savesAndLoads(MULTIPLICATIVE, fitted);
        LocalRules.carriesItsForecast(fitted);
        LocalRules.carriesItsForecast(LocalRules.fit(ADDITIVE, values, 12));
    }

    @Test
    void stateAndForecastsFollowTheFormulasOfTaylor() {
        double[] y = simulated(4, 100);
        double alpha = 0.2;
        double beta = 0.05;
        double phi = 0.9;
        double[] gamma = {0.1, 0.3};
        double rho = 0.7;
        MultiSeasonalModel model = new MultiSeasonalModel(new int[] {4, 12}, false, alpha, beta, phi, gamma, rho, 1);
        double[][] terms = {
            new Random(1).doubles(4).toArray(), new Random(2).doubles(12).toArray()
        };
        double[] state = model.start(19, 0.3, terms);
        // all by row: s1[t + 4] and s2[t + 12] are the terms after row t
        double[] l = new double[101];
        double[] b = new double[101];
        double[] e = new double[101];
        double[] s1 = Arrays.copyOf(terms[0], 104);
        double[] s2 = Arrays.copyOf(terms[1], 112);
        l[0] = 19;
        b[0] = 0.3;
        for (int t = 0; t < 100; t++) {
            double base = l[t] + phi * b[t] + s1[t] + s2[t];
            assertThat(LocalRules.forecast(model, state, 1)[0]).isCloseTo(base + rho * e[t], within(1e-9));
            e[t + 1] = y[t] - base;
            l[t + 1] = l[t] + phi * b[t] + alpha * e[t + 1];
            b[t + 1] = phi * b[t] + beta * e[t + 1];
            s1[t + 4] = s1[t] + gamma[0] * e[t + 1];
            s2[t + 12] = s2[t] + gamma[1] * e[t + 1];
            model.update(state, new double[] {y[t]});
        }
        double[] points = LocalRules.forecast(model, state, 30);
        double trend = 0;
        for (int h = 1; h <= 30; h++) {
            trend += Math.pow(phi, h) * b[100];
            double expected =
                    l[100] + trend + s1[100 + (h - 1) % 4] + s2[100 + (h - 1) % 12] + Math.pow(rho, h) * e[100];
            assertThat(points[h - 1]).as("step " + h).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void parametersAreFoundAgain() {
        MultiSeasonalModel model = (MultiSeasonalModel)
                LocalRules.fit(new MultiSeasonalMethod(List.of(4, 12), false, true), simulated(5, 4_000), 12)
                        .model();
        assertThat(model.alpha()).isCloseTo(0.1, within(0.05));
        assertThat(model.rho()).isCloseTo(0.6, within(0.1));
        assertThat(model.gammas()[0]).isCloseTo(0.05, within(0.05));
        assertThat(model.gammas()[1]).isCloseTo(0.2, within(0.08));
        assertThat(model.deviation()).isCloseTo(0.3, within(0.02));
    }

    @Test
    void aMultiplicativeModelIsTheAdditiveOneOfLogarithms() {
        double[] values = simulated(6, 200);
        double[] logarithms = Arrays.stream(values).map(Math::log).toArray();
        LocalMethod.Fitted fitted = LocalRules.fit(MULTIPLICATIVE, values, 12);
        LocalMethod.Fitted additive =
                LocalRules.fit(new MultiSeasonalMethod(List.of(4, 12), false, true), logarithms, 12);
        double[] points = LocalRules.forecast(fitted, 24);
        double[] expected = LocalRules.forecast(additive, 24);
        double[][] bounds = LocalRules.quantiles(fitted, 24, 0.1, 0.9);
        double[][] expectedBounds = LocalRules.quantiles(additive, 24, 0.1, 0.9);
        for (int step = 0; step < 24; step++) {
            assertThat(points[step]).isCloseTo(Math.exp(expected[step]), within(1e-9));
            assertThat(bounds[step][1]).isCloseTo(Math.exp(expectedBounds[step][1]), within(1e-9));
        }
    }

    @Test
    void intervalsCoverWhatTheySay() {
        int inside = 0;
        int all = 0;
        for (long seed = 0; seed < 60; seed++) {
            double[] values = simulated(1_000 + seed, 320);
            LocalMethod.Fitted fitted = LocalRules.fit(ADDITIVE, Arrays.copyOf(values, 296), 12);
            double[][] bounds = LocalRules.quantiles(fitted, 24, 0.1, 0.9);
            for (int step = 0; step < 24; step++) {
                all++;
                inside += values[296 + step] >= bounds[step][0] && values[296 + step] <= bounds[step][1] ? 1 : 0;
            }
        }
        assertThat((double) inside / all).isBetween(0.74, 0.86);
    }

    @Test
    void seasonsThatTheSeriesIsTooShortForAreLeftOut() {
        double[] values = simulated(7, 60);
        assertThat(LocalRules.fit(ADDITIVE, values, 12).model().form()).contains("seasons 4, 12");
        assertThat(LocalRules.fit(ADDITIVE, Arrays.copyOf(values, 23), 12)
                        .model()
                        .form())
                .contains("seasons 4,");
        assertThat(LocalRules.fit(ADDITIVE, Arrays.copyOf(values, 13), 12)
                        .model()
                        .form())
                .contains("no season");
    }

    @Test
    void withoutListedSeasonsItTakesTheUsualOne() {
        LocalMethod method = new MultiSeasonalMethod(List.of(), true, false);
        assertThat(LocalRules.fit(method, SmoothingGolden.values("AirPassengers"), 12)
                        .model()
                        .form())
                .isEqualTo("Holt-Winters (seasons 12, multiplicative)");
    }

    @Test
    void valuesThatAreNotPositiveAreRefusedByAMultiplicativeModel() {
        double[] values = simulated(8, 100);
        LocalMethod.Fitted fitted = LocalRules.fit(MULTIPLICATIVE, values, 12);
        double[] state = fitted.state().clone();
        assertThatThrownBy(() -> fitted.model().update(state, new double[] {0}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("positive values, found 0.0");
        assertThat(state).isEqualTo(fitted.state());
        values[31] = -2;
        assertThatThrownBy(() -> LocalRules.fit(MULTIPLICATIVE, values, 12))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("found -2.0")
                .hasMessageContaining("row 31");
        assertThatThrownBy(() -> LocalRules.fit(ADDITIVE, new double[0], 12))
                .isInstanceOf(InsufficientHistoryException.class);
    }

    @Test
    void seasonsAreChecked() {
        for (List<Integer> seasons : List.of(List.of(1), List.of(24, 12), List.of(7, 7), List.of(2, 3, 4, 5))) {
            assertThatThrownBy(() -> new MultiSeasonalMethod(seasons, false, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(seasons.toString());
        }
    }
}
