package io.forecastj.models.regression;

import java.util.List;
import java.util.stream.Collectors;

/** Ids of series in messages, of which there may be thousands. */
final class SeriesIds {
    private static final int SHOWN = 5;

    private SeriesIds() {}

    /** Returns the first ids, in quotes. */
    static String first(List<String> ids) {
        return ids.stream().limit(SHOWN).map(id -> "'" + id + "'").collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "");
    }
}
