package io.forecastj.data;

import java.util.Locale;
import java.util.Set;

/** Names of columns that distinguish several series in one file. */
final class SeriesColumns {
    /** Names that mean nothing else. */
    private static final Set<String> CERTAIN = Set.of("uniqueid", "seriesid", "itemid");

    private static final Set<String> LIKELY = Set.of(
            "series", "item", "product", "sku", "symbol", "ticker", "store", "shop", "station", "sensor", "meter",
            "group");

    /** Last words of names, as in store_nbr or productCode. */
    private static final Set<String> LAST = Set.of("id", "nbr", "code", "key", "name");

    /** Names of spans of time and of parts of a data set, which come in blocks within one series. */
    private static final Set<String> SPANS = Set.of(
            "year",
            "quarter",
            "month",
            "week",
            "weekday",
            "day",
            "season",
            "period",
            "phase",
            "regime",
            "split",
            "set",
            "fold",
            "contract");

    private SeriesColumns() {}

    /** Returns whether a column with this name divides one series into spans. */
    static boolean spans(String name) {
        return SPANS.stream().anyMatch(plain(name)::contains);
    }

    /** Returns whether a column with this name is the id of a thing rather than a number. */
    static boolean named(String name) {
        return certain(name) || LIKELY.contains(plain(name)) || plain(name).equals("id");
    }

    /** Returns whether the values of a column with this name are surely ids of series. */
    static boolean certain(String name) {
        return CERTAIN.contains(plain(name));
    }

    /** Returns whether the values of a column with this name are probably ids of series. */
    static boolean likely(String name) {
        String[] words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").split("[^\\p{L}\\p{N}]+");
        String last = words.length == 0 ? "" : plain(words[words.length - 1]);
        return certain(name) || LIKELY.contains(plain(name)) || LAST.contains(last);
    }

    /** Removes all but letters and digits, and ignores case, so that unique_id and uniqueId are one name. */
    static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
