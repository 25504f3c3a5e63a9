package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EtsCurvatureTest {
    @Test
    void hasTheGradientOfTheLikelihoodForAllForms() {
        for (EtsForm form : EtsForms.all()) {
            for (long seed = 0; seed < 5; seed++) {
                compare(form, seed, false);
                compare(form, seed, true);
            }
        }
    }

    private static void compare(EtsForm form, long seed, boolean missing) {
        Random random = new Random(seed);
        EtsModel model = EtsForms.model(form);
        double[] start = EtsForms.state(form);
        double[] values = EtsForms.values(model, start, 41, random);
        int observed = values.length;
        if (missing) {
            values[7] = Double.NaN;
            values[8] = Double.NaN;
            values[30] = Double.NaN;
            observed -= 3;
        }
        EtsLayout layout = new EtsLayout(form, EtsForms.PERIOD);
        double[] point = EtsForms.point(model, start);
        for (int i = 0; i < point.length; i++) {
            point[i] *= 1 + 0.02 * random.nextDouble();
        }
        EtsLikelihood likelihood = new EtsLikelihood(layout, values, observed, 0);
        EtsCurvature curvature = new EtsCurvature(layout, values);
        curvature.compute(point);
        for (int i = 0; i < point.length; i++) {
            String what = form.text() + ", seed " + seed + ", missing " + missing + ", number " + i;
            double width = 1e-5 * Math.abs(point[i]);
            double slope = (value(likelihood, point, i, width) - value(likelihood, point, i, -width)) / (2 * width);
            double found = 2 * observed * curvature.gradient[i] / curvature.squares;
            assertThat(found).as(what).isCloseTo(slope, within(1e-4 * Math.abs(slope) + 1e-4 / Math.abs(point[i])));
        }
    }

    private static double value(EtsLikelihood likelihood, double[] point, int index, double change) {
        double[] moved = point.clone();
        moved[index] += change;
        return likelihood.value(moved);
    }

    @Test
    void hasTheSecondDerivativesOfLinearStatesWhichAreExact() {
        EtsForm form = EtsForms.form("A", "A", "A");
        EtsModel model = EtsForms.model(form);
        double[] start = EtsForms.state(form);
        double[] values = EtsForms.values(model, start, 43, new Random(3));
        EtsLayout layout = new EtsLayout(form, EtsForms.PERIOD);
        double[] point = EtsForms.point(model, start);
        EtsLikelihood likelihood = new EtsLikelihood(layout, values, values.length, 0);
        EtsCurvature curvature = new EtsCurvature(layout, values);
        curvature.compute(point);
        for (int i = layout.level; i < layout.size; i++) {
            double second = squares(likelihood, point, i, 1)
                    + squares(likelihood, point, i, -1)
                    - 2 * squares(likelihood, point, i, 0);
            assertThat(curvature.products[i][i]).isCloseTo(second / 2, within(1e-8 * second));
        }
    }

    private static double squares(EtsLikelihood likelihood, double[] point, int index, double change) {
        value(likelihood, point, index, change);
        return likelihood.squares();
    }
}
