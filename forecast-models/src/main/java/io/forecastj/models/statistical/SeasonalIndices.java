package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;

/**
 * Seasonal indices of a series: what each place in the season is added to or multiplied by.
 *
 * <p>Immutable by agreement and thread-safe: the array is not copied and not changed. Places count from 0, the place of
 * the first row.
 *
 * @param indices one number for each place; a single 0 if there is no season
 * @param multiplicative whether they multiply
 */
record SeasonalIndices(double[] indices, boolean multiplicative) {
    /** No season. */
    static final SeasonalIndices NONE = new SeasonalIndices(new double[1], false);

    int places() {
        return indices.length;
    }

    /** Returns the place after a place. */
    int next(int place) {
        return place + 1 == indices.length ? 0 : place + 1;
    }

    /** Takes the season out of a value. */
    double adjust(double value, int place) {
        return multiplicative ? value / indices[place] : value - indices[place];
    }

    /** Puts the season back into a value. */
    double restore(double value, int place) {
        return multiplicative ? value * indices[place] : value + indices[place];
    }

    /** Returns the factor by which deviations of a place are larger than those of values without season. */
    double scale(int place) {
        return multiplicative ? indices[place] : 1;
    }

    /** Returns a copy of values without the season; the first one is at place 0. */
    double[] adjusted(double[] values) {
        double[] adjusted = new double[values.length];
        int place = 0;
        for (int i = 0; i < values.length; i++) {
            adjusted[i] = adjust(values[i], place);
            place = next(place);
        }
        return adjusted;
    }

    /** Returns the words for a description. */
    String description() {
        if (indices.length == 1) {
            return "";
        }
        return ", " + (multiplicative ? "multiplicative" : "additive") + " season " + indices.length;
    }

    void write(ObjectNode out) {
        out.put("places", indices.length).put("multiplicative", multiplicative);
        LocalJson.put(out, "indices", indices);
    }

    static SeasonalIndices read(JsonFields in) {
        int places = in.integer("places", 1, MeanModel.LARGEST);
        boolean multiplicative = in.flag("multiplicative");
        // indices that multiply come from positive values only
        double least = multiplicative ? Double.MIN_VALUE : -Double.MAX_VALUE;
        return new SeasonalIndices(
                SavedNumbers.allBetween(in, "indices", places, least, Double.MAX_VALUE), multiplicative);
    }
}
