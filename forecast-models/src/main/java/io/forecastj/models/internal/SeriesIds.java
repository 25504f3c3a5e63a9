package io.forecastj.models.internal;

import io.forecastj.PredictorInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Ids of series in messages and descriptions, of which there may be thousands. */
public final class SeriesIds {
    private static final int SHOWN = 5;
    private static final String LEFT_OUT = "series without examples";

    private SeriesIds() {}

    /**
     * Returns the first ids.
     *
     * @param ids the ids
     * @return the first five, in quotes, and the number of the others
     */
    public static String first(List<String> ids) {
        return ids.stream().limit(SHOWN).map(id -> "'" + id + "'").collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "");
    }

    /**
     * Adds the training series that gave no example to a description, if there are any.
     *
     * @param info the description
     * @param ids their ids
     * @param of the number of all training series
     */
    public static void describeLeftOut(PredictorInfo.Builder info, List<String> ids, int of) {
        if (!ids.isEmpty()) {
            info.parameter(LEFT_OUT, ids.size() + " of " + of + ": " + first(ids));
        }
    }
}
