package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.JsonFields;
import java.util.List;

/**
 * Theta method (Assimakopoulos and Nikolopoulos, The theta model: a decomposition approach to forecasting,
 * International Journal of Forecasting 16, 2000) and its models with an estimated theta (Fiorucci, Pellegrini, Louzada,
 * Petropoulos and Koehler, Models for optimising the theta method and their relationship to state space models,
 * International Journal of Forecasting 32, 2016).
 *
 * <p>If the series is seasonal by {@link ClassicalSeason#isSeasonal}, its season is taken out by classical
 * decomposition and put back into the forecasts. Fewer than {@value #LEAST} observed values give a random walk without
 * drift. Missing values are interpolated to estimate the season and the drift, do not count as errors, and are replaced
 * by the model's forecasts in its state; in that of the dynamic model, those before the last value by interpolation.
 *
 * @param variant the variant
 */
record ThetaMethod(ThetaVariant variant) implements LocalMethod {
    static final String KIND = "theta";

    /** Fewest observed values: of the dynamic model, two errors do not count, and three parameters leave one. */
    static final int LEAST = 6;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        int observed = FilledValues.observed(rows.values());
        if (observed == 0) {
            throw new InsufficientHistoryException("the Theta method needs at least one value, found none");
        }
        if (observed < LEAST) {
            return randomWalk(rows.values());
        }
        double[] filled = FilledValues.interpolated(rows.values());
        SeasonalIndices indices = ClassicalSeason.ifSeasonal(filled, season);
        double[] adjusted = indices.adjusted(filled);
        ThetaSearch search = new ThetaSearch(adjusted, rows.values(), observed);
        return switch (variant) {
            case STANDARD -> search.standard(indices);
            case OPTIMISED -> search.optimised(indices);
            case DYNAMIC -> new DynamicThetaSearch(adjusted, rows.values(), observed).fit(indices, filled);
        };
    }

    private Fitted randomWalk(double[] values) {
        double last = values[0];
        double squares = 0;
        int errors = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - last) * (value - last);
                errors++;
                last = value;
            }
        }
        double deviation = errors < 2 ? Double.NaN : Math.sqrt(squares / (errors - 1));
        ThetaModel model = new ThetaModel(variant, 1, 1, 0, deviation, SeasonalIndices.NONE);
        return new Fitted(model, model.start(last));
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("variant", variant.word());
    }

    static LocalMethod read(JsonFields in) {
        return new ThetaMethod(in.choice("variant", List.of(ThetaVariant.values()), ThetaVariant::word));
    }
}
