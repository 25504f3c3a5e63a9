package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Method of {@link CesModel}, with the least squared error one step ahead. Of several seasonal forms, that with the
 * least corrected information criterion of Akaike is taken (Hurvich and Tsai, Regression and time series model
 * selection in small samples, Biometrika 76, 1989), start values counting as parameters.
 *
 * <p>Forms that the series is too short for are left out: there must be two seasons, three for the simple form, and
 * two values more than parameters, and for the simple form two values at each place in the season. So are the partial
 * and the full form of seasons of more than 400 rows. If no form is left, it is the one without season; fewer than
 * {@value #LEAST} observed values, or constant ones, have fixed parameters, {@code 1.9 + i}, with which it is simple
 * exponential smoothing by 0.9. So have series of which more than a third of the values is missing, since forecasts
 * may swing far off between the others without an error.
 *
 * @param candidates the seasonal forms
 */
record CesMethod(List<CesSeason> candidates) implements LocalMethod {
    static final String KIND = CesModel.KIND;

    /** Fewest observed values: two parameters, two start values, a variance, and two more. */
    static final int LEAST = 7;

    /**
     * @throws IllegalArgumentException if there is no candidate, or one twice
     */
    CesMethod {
        candidates = List.copyOf(candidates);
        ArgumentChecks.require(
                !candidates.isEmpty() && candidates.stream().distinct().count() == candidates.size(),
                "candidates",
                "at least one form, none twice",
                candidates);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        double[] values = rows.values();
        int observed = FilledValues.observed(values);
        if (observed == 0) {
            throw new InsufficientHistoryException(
                    "complex exponential smoothing needs at least one value, found none");
        }
        if (observed < LEAST || 3 * observed < 2 * values.length || constant(values)) {
            return CesSearch.fixed(values);
        }
        CesSearch best = null;
        for (CesSeason each : candidates) {
            if (possible(each, season, values.length, observed)
                    && (each != CesSeason.SIMPLE || twoAtEachPlace(values, season))) {
                best = better(best, new CesSearch(each, season, values, observed));
            }
        }
        return (best == null ? new CesSearch(CesSeason.NONE, season, values, observed) : best).fitted();
    }

    private static CesSearch better(@Nullable CesSearch first, CesSearch second) {
        return first == null || second.criterion() < first.criterion() ? second : first;
    }

    private static boolean possible(CesSeason form, int season, int rows, int observed) {
        int seasons =
                switch (form) {
                    case NONE -> 0;
                    case SIMPLE -> 3;
                    case PARTIAL, FULL -> 2;
                };
        return (form == CesSeason.NONE || season > 1 && season <= form.mostPlaces() && rows > seasons * season)
                && observed >= CesSearch.parameters(form, season) + 2;
    }

    /** Returns whether the start of each place can be estimated, which is two numbers. */
    private static boolean twoAtEachPlace(double[] values, int season) {
        int[] counts = new int[season];
        for (int i = 0; i < values.length; i++) {
            counts[i % season] += Double.isNaN(values[i]) ? 0 : 1;
        }
        return Arrays.stream(counts).allMatch(count -> count >= 2);
    }

    private static boolean constant(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value) && value != values[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        ArrayNode array = out.putArray("candidates");
        candidates.forEach(each -> array.add(each.word()));
    }

    static LocalMethod read(JsonFields in) {
        List<CesSeason> candidates = in.names("candidates").stream()
                .map(word -> List.of(CesSeason.values()).stream()
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> in.fail("candidates", "words of N, S, P and F", word)))
                .toList();
        return new CesMethod(candidates);
    }
}
