package io.forecastj.data;

import io.forecastj.Ohlcv;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The column of adjusted closes in a file of price bars. */
final class AdjustedClose {
    private static final Set<String> NAMES = Set.of("adjclose", "adjustedclose", "closeadj", "closeadjusted");

    private AdjustedClose() {}

    /**
     * Finds the column. For bars as written it becomes a value after the volume; for adjusted ones it is returned, and
     * no value.
     *
     * @param values the requested columns, beginning with the five of a bar; changed
     * @param bars the form of the bars
     */
    static Layout.@Nullable Field place(List<Layout.Field> values, Bars bars, Header header, CsvPosition at) {
        Layout.Field named = null;
        Set<Integer> taken = new HashSet<>();
        for (Layout.Field field : values) {
            named = named == null && field.name().equals(Ohlcv.ADJUSTED_CLOSE) ? field : named;
            taken.add(field.index());
        }
        if (named != null) {
            if (bars == Bars.AS_WRITTEN) {
                return null;
            }
            values.remove(named);
            return named;
        }
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (NAMES.contains(SeriesColumns.plain(header.name(i)))) {
                found.add(i);
            }
        }
        if (bars == Bars.AS_WRITTEN) {
            if (found.size() == 1 && !taken.contains(found.get(0))) {
                values.add(Math.min(Ohlcv.COLUMNS.size(), values.size()), field(found.get(0), header));
            }
            return null;
        }
        if (found.size() != 1) {
            throw at.error((found.isEmpty() ? "there is no column" : "there are several columns")
                    + " of adjusted closes, such as 'Adj Close', in " + header + ": name it with column(..., \""
                    + Ohlcv.ADJUSTED_CLOSE + "\"), or read the bars as written with ohlcv()");
        }
        return field(found.get(0), header);
    }

    private static Layout.Field field(int index, Header header) {
        return new Layout.Field(index, header.name(index), Ohlcv.ADJUSTED_CLOSE);
    }
}
