package io.forecastj.market;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.List;

/** Joins pages of bars to one series, in one pass over all rows. */
final class BarPages {
    private BarPages() {}

    /** Returns the rows of pages that follow one another, with the id, sampling and zone of the first one. */
    static TimeSeries joined(List<TimeSeries> pages) {
        TimeSeries first = pages.get(0);
        if (pages.size() == 1) {
            return first;
        }
        TimeSeries.Builder builder =
                TimeSeries.builder(first.columns()).id(first.id()).zone(first.zone());
        Sampling declared = first.declaredSampling();
        if (declared != null) {
            builder.sampling(declared);
        }
        double[] row = new double[first.columns().size()];
        for (TimeSeries page : pages) {
            for (int r = 0; r < page.length(); r++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = page.value(r, c);
                }
                builder.add(page.timestamp(r), row);
            }
        }
        return builder.build();
    }
}
