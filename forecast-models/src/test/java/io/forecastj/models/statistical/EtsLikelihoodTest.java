package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EtsLikelihoodTest {
    @Test
    void isThatOfRAtTheParametersAndFirstStatesOfR() {
        assertThat(EtsGolden.FITS).hasSizeGreaterThan(200).allSatisfy(fit -> {
            double value = likelihood(fit.layout(), fit.series().values()).value(fit.point());
            assertThat(-value / 2)
                    .as(fit.toString())
                    .isCloseTo(fit.likelihood(), within(1e-8 * Math.abs(fit.likelihood())));
        });
    }

    @Test
    void estimatesTheVarianceLikeR() {
        assertThat(EtsGolden.FITS).allSatisfy(fit -> {
            double[] values = fit.series().values();
            EtsLikelihood likelihood = likelihood(fit.layout(), values);
            likelihood.value(fit.point());
            assertThat(likelihood.squares() / (values.length - fit.layout().size))
                    .as(fit.toString())
                    .isCloseTo(fit.variance(), within(1e-8 * fit.variance()));
        });
    }

    @Test
    void countsOnlyTheErrorsOfValuesThatAreNotMissing() {
        assertThat(EtsForms.all()).allSatisfy(form -> {
            EtsModel model = EtsForms.model(form);
            double[] start = EtsForms.state(form);
            double[] values = EtsForms.values(model, start, 40, new Random(1));
            values[5] = Double.NaN;
            values[21] = Double.NaN;
            values[22] = Double.NaN;
            EtsLayout layout = new EtsLayout(form, EtsForms.PERIOD);
            EtsLikelihood likelihood = new EtsLikelihood(layout, values, 37, 0);
            assertThat(likelihood.value(EtsForms.point(model, start)))
                    .as(form.text())
                    .isCloseTo(valueByForecasts(model, start, values), within(1e-9));
        });
    }

    /** Computes minus twice the logarithm of the likelihood row by row, from the forecasts of one step. */
    private static double valueByForecasts(EtsModel model, double[] start, double[] values) {
        double[] state = start.clone();
        double squares = 0;
        double logarithms = 0;
        int count = 0;
        double[] mean = new double[1];
        for (double value : values) {
            model.forecast(state, new double[model.scratchSize(1)], LocalModel.Regressors.NONE, mean);
            if (!Double.isNaN(value)) {
                double factor = model.components().multiplicativeError() ? mean[0] : 1;
                squares += Math.pow((value - mean[0]) / factor, 2);
                logarithms += Math.log(Math.abs(factor));
                count++;
            }
            model.update(state, new double[] {value});
        }
        return count * Math.log(squares) + 2 * logarithms;
    }

    @Test
    void isNotDefinedWhereAStateThatMultipliesIsNotAbove0() {
        EtsForm form = EtsForms.form("M", "N", "M");
        double[] values = EtsForms.values(EtsForms.model(form), EtsForms.state(form), 40, new Random(2));
        double[] point = EtsForms.point(EtsForms.model(form), EtsForms.state(form));
        point[3] = -0.5;
        assertThat(likelihood(new EtsLayout(form, EtsForms.PERIOD), values).value(point))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void knowsWhetherAllMeansAreAbove0() {
        EtsForm form = EtsForms.form("M", "N", "N");
        EtsLikelihood likelihood = likelihood(new EtsLayout(form, 1), new double[] {3, 2, 4});
        assertThat(likelihood.value(new double[] {0.5, -1})).isFinite();
        assertThat(likelihood.positive()).isFalse();
        assertThat(likelihood.value(new double[] {0.5, 1})).isFinite();
        assertThat(likelihood.positive()).isTrue();
    }

    private static EtsLikelihood likelihood(EtsLayout layout, double[] values) {
        return new EtsLikelihood(layout, values, values.length, 0);
    }
}
