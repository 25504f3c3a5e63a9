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
        String plain = plain(name);
        for (String span : SPANS) {
            if (plain.contains(span)) {
                return true;
            }
        }
        return false;
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
        return certain(name) || LIKELY.contains(plain(name)) || LAST.contains(plain(lastWord(name)));
    }

    /** Returns the last of the words, each of letters and digits, between which also a capital letter divides. */
    static String lastWord(String name) {
        int end = name.length();
        while (end > 0 && !isWord(name.codePointBefore(end))) {
            end -= Character.charCount(name.codePointBefore(end));
        }
        int start = end;
        while (start > 0 && isWord(name.codePointBefore(start)) && !divides(name, start, end)) {
            start -= Character.charCount(name.codePointBefore(start));
        }
        return name.substring(start, end);
    }

    private static boolean divides(String name, int at, int end) {
        return at < end && within(name.charAt(at - 1), 'a', 'z') && within(name.charAt(at), 'A', 'Z');
    }

    private static boolean within(char c, char first, char last) {
        return c >= first && c <= last;
    }

    /** Removes all but letters and digits, and ignores case, so that unique_id and uniqueId are one name. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            if (isWord(name.codePointAt(i))) {
                plain.appendCodePoint(name.codePointAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
