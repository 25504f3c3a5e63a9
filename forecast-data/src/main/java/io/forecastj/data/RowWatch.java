package io.forecastj.data;

import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches the rows of one series for the column that shows that they are several. */
final class RowWatch {
    private final BitSet constant = new BitSet();
    private @Nullable CsvRow last;
    private long rows;

    /** Takes a row of the series. */
    void add(CsvRow row) {
        if (last == null) {
            constant.set(0, row.size());
            last = row.copy();
        } else {
            // few columns are constant, so this costs little
            for (int i = constant.nextSetBit(0); i >= 0; i = constant.nextSetBit(i + 1)) {
                constant.set(i, row.same(i, last));
            }
            last.set(row);
        }
        rows++;
    }

    /**
     * Returns the column that best explains why a row does not continue the series, or -1: one with the name of an id,
     * else one that had a single value until now, else one of words; in each case it changes in this row.
     *
     * @param row the row that does not continue the series
     * @param header the names of its columns
     * @param excluded columns that are known to be something else
     */
    int seriesColumn(CsvRow row, Header header, Set<Integer> excluded) {
        int single = -1;
        int words = -1;
        for (int i = header.size() - 1; i >= 0; i--) {
            if (excluded.contains(i) || Layout.isTime(header.name(i)) || !changes(row, i)) {
                continue;
            }
            if (SeriesColumns.likely(header.name(i))) {
                return i;
            }
            single = rows > 1 && constant.get(i) ? i : single;
            words = NumberAdvice.isNumber(row.stripped(i)) ? words : i;
        }
        return single >= 0 ? single : words;
    }

    /** Returns whether a column differs between the last row and this one, and has a value in both. */
    boolean changes(CsvRow row, int column) {
        return last != null && !last.blank(column) && !row.blank(column) && !row.sameStripped(column, last);
    }

    /** Returns the field of the last row, without blanks around it; empty before the first row. */
    String lastField(int column) {
        return last == null ? "" : last.stripped(column);
    }
}
