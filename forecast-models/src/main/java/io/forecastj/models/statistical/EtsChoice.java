package io.forecastj.models.statistical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Choice among forms by an information criterion. Stateless and thread-safe. */
final class EtsChoice {
    /** Gain at which a search ends, of a form that is compared and of the chosen one. */
    private static final double COARSE = 1e-3;

    private static final double FINE = 1e-9;

    /** Distance from the best form beyond which the search of a form does not go on. */
    private static final double HOPELESS = 10;

    private EtsChoice() {}

    /** Estimates forms, at least one; returns the best one, null if none of them is defined for the values. */
    static @Nullable EtsFit best(List<EtsForm> forms, EtsSeries series, EtsCriterion criterion) {
        List<EtsFit> fits = new ArrayList<>();
        for (EtsForm form : forms) {
            fits.add(EtsFit.begin(form, series));
        }
        fits.sort(Comparator.comparingDouble(fit -> fit.criterion(criterion)));
        EtsFit best = fits.get(0);
        if (!best.found()) {
            return null;
        }
        for (EtsFit fit : fits) {
            if (fit.criterion(criterion) < best.criterion(criterion) + HOPELESS) {
                fit.improve(COARSE);
                best = fit.criterion(criterion) < best.criterion(criterion) ? fit : best;
            }
        }
        best.improve(FINE);
        return best;
    }
}
