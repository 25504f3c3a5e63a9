package io.forecastj.models.internal;

import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
     * Requires that no two training series have the same id.
     *
     * @param name the forecaster's name
     * @param kept what it keeps for each series, such as {@code "a model"}
     * @param series the series
     * @throws IllegalArgumentException if two have the same id, such as the empty one
     */
    public static void requireDistinct(String name, String kept, List<TimeSeries> series) {
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("'" + name + "' keeps " + kept
                        + " for each series by its id; more than one series has the id '" + one.id()
                        + "'. Give every series an id: series.toBuilder().id(...)");
            }
        }
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
