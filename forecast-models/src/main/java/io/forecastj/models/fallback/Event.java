package io.forecastj.models.fallback;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import org.jspecify.annotations.Nullable;

/** A row, or known-future rows, not yet given to a member. */
record Event(long time, double[] row, @Nullable TimeSeries future, boolean replaces) {
    void write(StateWriter out) {
        out.putLong(time);
        out.putDoubles(row);
        out.putBoolean(replaces);
        out.putBoolean(future != null);
        if (future != null) {
            out.putSeries(future);
        }
    }

    static Event read(StateReader in) {
        long time = in.getLong();
        double[] row = in.getDoubles();
        boolean replaces = in.getBoolean();
        return new Event(time, row, in.getBoolean() ? in.getSeries() : null, replaces);
    }
}
