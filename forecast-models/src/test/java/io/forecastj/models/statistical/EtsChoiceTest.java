package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches compared with those of R, which end after 2,000 evaluations and so often short of the best point. */
class EtsChoiceTest {
    private static final double TOLERANCE = 1e-3;
    private static final double SHARE = 0.95;

    @Test
    void reachesTheLikelihoodOfRForGivenForms() {
        List<String> worse = new ArrayList<>();
        int count = 0;
        for (EtsGolden.Fit fit : EtsGolden.FITS) {
            EtsSeries series = EtsSeries.of(fit.series().values(), fit.series().period());
            if (!fit.chosen() && series.hasRowsFor(fit.layout().form)) {
                EtsFit found = EtsChoice.best(List.of(fit.layout().form), series, EtsCriterion.AICC);
                count++;
                if (found == null || -found.value() / 2 < fit.likelihood() - TOLERANCE) {
                    worse.add(fit.toString());
                }
            }
        }
        assertThat(count).isGreaterThan(200);
        assertThat(worse).as("worse of " + count).hasSizeLessThanOrEqualTo((int) ((1 - SHARE) * count));
    }

    @Test
    void choosesTheFormOfROrOneWithABetterCriterion() {
        List<String> worse = new ArrayList<>();
        int count = 0;
        for (EtsGolden.Fit fit : EtsGolden.FITS) {
            if (fit.chosen()) {
                EtsSeries series =
                        EtsSeries.of(fit.series().values(), fit.series().period());
                EtsFit found = EtsChoice.best(EtsMethod.AUTOMATIC.suitable(series), series, EtsCriterion.AICC);
                count++;
                boolean better = found != null && found.criterion(EtsCriterion.AICC) <= fit.criterion() + TOLERANCE;
                if (found == null || !better && !found.form().equals(fit.layout().form)) {
                    worse.add(fit.toString());
                }
            }
        }
        assertThat(count).isGreaterThan(20);
        assertThat(worse).as("worse of " + count).hasSizeLessThanOrEqualTo((int) ((1 - SHARE) * count));
    }
}
