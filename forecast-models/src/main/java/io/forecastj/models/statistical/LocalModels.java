package io.forecastj.models.statistical;

import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.SeriesIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Descriptions of the models of a predictor. Stateless and thread-safe. */
final class LocalModels {
    private static final int MOST_FORMS = 20;

    private LocalModels() {}

    /** Adds the model of the only series, or the number of models of each form, and the series without one. */
    static void describe(Collection<SeriesFit> fits, int series, PredictorInfo.Builder info) {
        if (series == 1) {
            fits.forEach(fit -> info.parameter("model", fit.model().description()));
            return;
        }
        Map<String, Integer> forms = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        for (SeriesFit fit : fits) {
            if (fit.failure() == null) {
                forms.merge(fit.model().form(), 1, Integer::sum);
            } else {
                failed.add(fit.id());
            }
        }
        info.parameter("models", text(forms));
        if (!failed.isEmpty()) {
            info.parameter("fallback", failed.size() + " of " + series + " series: " + SeriesIds.first(failed));
        }
        if (fits.size() < series) {
            info.parameter("series without a value", series - fits.size());
        }
    }

    private static String text(Map<String, Integer> forms) {
        List<Map.Entry<String, Integer>> sorted = forms.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .toList();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> form : sorted.subList(0, Math.min(MOST_FORMS, sorted.size()))) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(form.getValue())
                    .append(" x ")
                    .append(form.getKey());
        }
        return sorted.size() <= MOST_FORMS ? text.toString() : text + " and " + (sorted.size() - MOST_FORMS) + " more";
    }
}
