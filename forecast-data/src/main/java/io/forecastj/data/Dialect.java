package io.forecastj.data;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that can be detected; each is null until it is set. */
final class Dialect {
    @Nullable
    Character delimiter;

    @Nullable
    Character decimal;

    @Nullable
    Character thousands;

    @Nullable
    Integer skipLines;

    @Nullable
    Character comment;

    @Nullable
    List<String> names;

    @Nullable
    Boolean newestFirst;

    @Nullable
    String time;

    @Nullable
    Function<LocalTimes, TimeParser> times;

    /** True if the numbers that were looked at leave the decimal mark open. */
    boolean openMarks;

    Dialect copy() {
        Dialect copy = new Dialect();
        copy.delimiter = delimiter;
        copy.decimal = decimal;
        copy.thousands = thousands;
        copy.skipLines = skipLines;
        copy.comment = comment;
        copy.names = names;
        copy.newestFirst = newestFirst;
        copy.time = time;
        copy.times = times;
        copy.openMarks = openMarks;
        return copy;
    }

    char delimiterOrComma() {
        return delimiter == null ? ',' : delimiter;
    }

    char decimalOrPoint() {
        return decimal == null ? '.' : decimal;
    }

    char thousandsOrNone() {
        return thousands == null ? NumberDialect.NONE : thousands;
    }

    boolean isNewestFirst() {
        return newestFirst != null && newestFirst;
    }

    List<String> namesOrNone() {
        return names == null ? List.of() : names;
    }

    int skippedLines() {
        return skipLines == null ? 0 : skipLines;
    }
}
