package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EtsVarianceTest {
    private static final int STEPS = 10;
    private static final double[] LEVELS = {0.025, 0.1, 0.5, 0.9, 0.975};

    @Test
    void givesTheIntervalsOfR() {
        int compared = 0;
        for (EtsGolden.Fit fit : EtsGolden.FITS) {
            EtsModel model = fit.model();
            double[] state = fit.state();
            double[] points = new double[fit.steps()[fit.steps().length - 1]];
            model.forecast(state, new double[model.scratchSize(0)], LocalModel.Regressors.NONE, points);
            double[][] quantiles = model.quantiles(state, LocalModel.Regressors.NONE, points, LEVELS);
            for (int i = 0; i < fit.steps().length; i++) {
                int step = fit.steps()[i];
                if (follows(fit.layout(), step)) {
                    String what = fit + ", step " + step;
                    double size = 1e-8 * (Math.abs(fit.means()[i]) + Math.abs(fit.upper()[i] - fit.means()[i]));
                    assertThat(quantiles[step - 1][3]).as(what).isCloseTo(fit.upper()[i], within(size));
                    assertThat(quantiles[step - 1][0]).as(what).isCloseTo(fit.lower()[i], within(size));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(800);
    }

    /** Returns whether R follows the formulas of the book; the simulations below show that this model does. */
    private static boolean follows(EtsLayout layout, int step) {
        return switch (layout.form.text()) {
            // R adds the slope to the level before it damps it
            case "ETS(M,Ad,M)" -> false;
            // R lets the error of a row change the season one row too early
            case "ETS(A,N,A)" -> step % layout.period != 0;
            case "ETS(M,N,A)" -> step < layout.period;
            default -> true;
        };
    }

    @Test
    void isThatOfSimulatedContinuations() {
        for (EtsForm form : EtsForms.all()) {
            if (EtsVariance.known(form)) {
                EtsModel model = EtsForms.model(form);
                double[] state = EtsForms.state(form);
                double[] points = new double[STEPS];
                model.forecast(state, new double[model.scratchSize(STEPS)], LocalModel.Regressors.NONE, points);
                double[] deviations = new EtsVariance(model).deviations(state, points);
                double[] squares = new double[STEPS];
                Random random = new Random(1);
                int paths = 10_000;
                for (int path = 0; path < paths; path++) {
                    double[] values = EtsForms.values(model, state, STEPS, random);
                    for (int step = 0; step < STEPS; step++) {
                        squares[step] += Math.pow(values[step] - points[step], 2) / paths;
                    }
                }
                for (int step = 0; step < STEPS; step++) {
                    // four standard errors of a deviation of 10,000 values
                    assertThat(deviations[step])
                            .as(form.text() + ", step " + (step + 1))
                            .isCloseTo(Math.sqrt(squares[step]), within(0.03 * deviations[step]));
                }
            }
        }
    }

    @Test
    void simulatesWhatFormulasGive() {
        EtsModel model = EtsForms.model(EtsForms.form("A", "A", "A"));
        double[] state = EtsForms.state(model.components());
        double[] points = new double[STEPS];
        model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
        double[][] formula = model.quantiles(state, LocalModel.Regressors.NONE, points, LEVELS);
        double[][] simulated = EtsSimulation.quantiles(model, state, STEPS, LEVELS);
        for (int step = 0; step < STEPS; step++) {
            assertThat(simulated[step]).containsExactly(formula[step], within(1.0));
        }
    }

    @Test
    void leavesFormsWithoutAFormulaToSimulationsThatAreTheSameAtEveryCall() {
        for (EtsForm form : EtsForms.all()) {
            if (!EtsVariance.known(form)) {
                EtsModel model = EtsForms.model(form);
                double[] state = EtsForms.state(form);
                double[] points = new double[STEPS];
                model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
                double[][] quantiles = model.quantiles(state, LocalModel.Regressors.NONE, points, LEVELS);
                assertThat(model.quantiles(state, LocalModel.Regressors.NONE, points, LEVELS))
                        .isDeepEqualTo(quantiles);
                for (int step = 0; step < STEPS; step++) {
                    double[] sorted = quantiles[step].clone();
                    Arrays.sort(sorted);
                    assertThat(quantiles[step]).as(form.text()).containsExactly(sorted);
                    assertThat(quantiles[step][2]).as(form.text()).isCloseTo(points[step], within(2.0));
                    assertThat(quantiles[step][3] - quantiles[step][1])
                            .as(form.text())
                            .isBetween(8.0, 60.0);
                }
            }
        }
    }

    @Test
    void isUnknownWithoutADeviation() {
        EtsModel model = new EtsModel(EtsForms.form("A", "N", "N"), 1, new EtsParameters(0.5, 0, 0, 1), Double.NaN);
        assertThat(model.quantiles(new double[] {0, 3, 0, 0}, LocalModel.Regressors.NONE, new double[] {3}, LEVELS)[0])
                .containsOnly(Double.NaN);
    }
}
