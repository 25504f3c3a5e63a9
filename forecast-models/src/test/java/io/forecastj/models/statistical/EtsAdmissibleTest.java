package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EtsAdmissibleTest {
    private static final int LONG = 40_000;

    @Test
    void findsParametersWithWhichErrorsOfTheFirstStatesGrow() {
        int growing = 0;
        for (EtsForm form : List.of(EtsForms.form("A", "A", "A"), EtsForms.form("A", "Ad", "A"))) {
            for (int period : new int[] {2, 4, 7, 12}) {
                EtsLayout layout = new EtsLayout(form, period);
                EtsAdmissible admissible = new EtsAdmissible(layout);
                for (long seed = 0; seed < 25; seed++) {
                    double[] point = point(layout, new Random(seed));
                    double growth = growth(layout, point);
                    String what = form.text() + ", period " + period + ", seed " + seed + ", growth " + growth;
                    // near 1 both are rounding
                    if (Math.abs(Math.log(growth)) > 1) {
                        assertThat(admissible.test(point)).as(what).isEqualTo(growth < 1);
                        growing += growth > 1 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(growing).isGreaterThan(10);
    }

    private static double[] point(EtsLayout layout, Random random) {
        double[] point = new double[layout.size];
        for (int i = 0; i < layout.bounded(); i++) {
            point[i] = layout.least(i) + (layout.most(i) - layout.least(i)) * random.nextDouble();
        }
        return point;
    }

    /** Returns the growth of the forecasts of a series of zeros between the middle and the end. */
    private static double growth(EtsLayout layout, double[] point) {
        EtsModel model = new EtsModel(layout.form, layout.period, layout.parameters(point), 1);
        double[] state = layout.state(point);
        state[1] = 1;
        state[2] = 0.3;
        double middle = 0;
        double end = 0;
        double[] mean = new double[1];
        for (int row = 0; row < LONG; row++) {
            model.forecast(state, new double[0], LocalModel.Regressors.NONE, mean);
            if (row >= LONG / 2 - 2 * layout.period && row < LONG / 2) {
                middle = Math.max(middle, Math.abs(mean[0]));
            }
            if (row >= LONG - 2 * layout.period) {
                end = Math.max(end, Math.abs(mean[0]));
            }
            if (Math.abs(mean[0]) > 1e200) {
                return Double.POSITIVE_INFINITY;
            }
            model.update(state, new double[1]);
        }
        return middle < 1e-200 ? 0 : end / middle;
    }

    @Test
    void admitsAllFormsWithoutATrendOrASeasonWithinTheBounds() {
        for (EtsForm form : EtsForms.all()) {
            if (!form.hasTrend() || !form.seasonal()) {
                EtsLayout layout = new EtsLayout(form, 12);
                assertThat(new EtsAdmissible(layout).test(point(layout, new Random(1))))
                        .isTrue();
            }
        }
    }
}
