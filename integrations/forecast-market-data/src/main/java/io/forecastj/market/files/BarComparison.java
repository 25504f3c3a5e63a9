package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import org.jspecify.annotations.Nullable;

/** Compares bars that were stored with those that a provider has now. */
final class BarComparison {
    private BarComparison() {}

    /** Returns the first difference of two rows of the same time, in words; null if they are equal. */
    static @Nullable String difference(TimeSeries stored, int row, TimeSeries found, int foundRow) {
        if (!stored.columns().equals(found.columns())) {
            return "the columns " + stored.columns() + " are stored, the provider has " + found.columns();
        }
        for (int c = 0; c < stored.columns().size(); c++) {
            double before = stored.value(row, c);
            double after = found.value(foundRow, c);
            if (Double.compare(before, after) != 0) {
                return "the bar of " + stored.time(row) + " is stored with "
                        + stored.columns().get(c) + " " + before + ", the provider has " + after;
            }
        }
        return null;
    }
}
