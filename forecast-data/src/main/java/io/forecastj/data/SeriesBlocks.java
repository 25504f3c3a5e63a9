package io.forecastj.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a column that nobody reads and whose values stand in blocks, each value in one, as the ids of several series do
 * that are written one after the other.
 */
final class SeriesBlocks {
    private static final int MOST_VALUES = 100_000;

    /** A column that may be an id so far. */
    private static final class Column {
        final int index;
        final boolean named;
        final Set<String> values = new HashSet<>();
        String value = "";
        long rows;
        String first = "";
        String second = "";
        long changeLine;

        Column(int index, boolean named) {
            this.index = index;
            this.named = named;
        }

        /** Takes a value; returns false if the column cannot be an id. */
        boolean take(CsvRow row) {
            if (row.matches(index, value)) {
                rows++;
                return true;
            }
            String now = row.stripped(index);
            // numbers in blocks are values that change rarely, unless the name is that of an id
            if (!named && NumberAdvice.isNumber(now)) {
                return false;
            }
            boolean single = !value.isEmpty() && rows == 1;
            if (now.isEmpty() || single || !values.add(now) || values.size() > MOST_VALUES) {
                return false;
            }
            if (values.size() == 1) {
                first = now;
            } else if (values.size() == 2) {
                second = now;
                changeLine = row.line();
            }
            value = now;
            rows = 1;
            return true;
        }
    }

    private final Header header;
    private final List<Column> columns = new ArrayList<>();

    /**
     * Watches columns.
     *
     * @param excluded the columns that are known to be something else
     * @param active whether there is anything to find: not if the caller has declared the series
     */
    SeriesBlocks(Header header, Set<Integer> excluded, boolean active) {
        this.header = header;
        for (int i = 0; active && i < header.size(); i++) {
            if (!excluded.contains(i) && !Layout.isTime(header.name(i)) && !SeriesColumns.spans(header.name(i))) {
                columns.add(new Column(i, SeriesColumns.named(header.name(i))));
            }
        }
    }

    /** Takes a row of the one series. */
    void add(CsvRow row) {
        int kept = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.take(row)) {
                columns.set(kept++, column);
            }
        }
        columns.subList(kept, columns.size()).clear();
    }

    /** Returns the refusal if there is such a column, else null. */
    @Nullable
    RuntimeException refusal(CsvPosition at) {
        Column found = null;
        for (Column column : columns) {
            boolean better = found == null || SeriesColumns.likely(header.name(column.index));
            found = column.values.size() > 1 && better ? column : found;
        }
        if (found == null) {
            return null;
        }
        String name = header.name(found.index);
        at.line(found.changeLine);
        at.column(name);
        return at.error("the value changes from " + CsvPosition.quote(found.first) + " to "
                + CsvPosition.quote(found.second) + ", and each of its " + found.values.size()
                + " values is in one block of rows, so the file seems to hold several series one after the other: name"
                + " the column with id(\"" + name + "\"), or declare one series with named(...)");
    }
}
