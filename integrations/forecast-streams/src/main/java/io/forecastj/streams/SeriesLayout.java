package io.forecastj.streams;

import io.forecastj.KeptRows;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each series of a stream where its settings leave it open. Immutable and thread-safe.
 *
 * @param columns the columns of a row
 * @param sampling the spacing of the rows, or null if it is not known
 * @param keptRows the number of last rows
 */
record SeriesLayout(List<String> columns, @Nullable Sampling sampling, int keptRows) {
    /** Returns the layout that a model needs. */
    static SeriesLayout of(PredictorInfo info) {
        return new SeriesLayout(
                info.rowColumns(), info.sampling(), info.sufficientHistory().orElse(info.requiredHistory()));
    }

    void save(StateWriter out) {
        TimeSeries.Builder series = TimeSeries.builder(columns);
        if (sampling != null) {
            series.sampling(sampling);
        }
        out.putInt(keptRows);
        new KeptRows(series.build(), 0).save(out);
    }

    static SeriesLayout restore(StateReader in) {
        int keptRows = in.getInt(0, Integer.MAX_VALUE);
        TimeSeries series = KeptRows.restore(in).history();
        return new SeriesLayout(series.columns(), series.declaredSampling(), keptRows);
    }
}
