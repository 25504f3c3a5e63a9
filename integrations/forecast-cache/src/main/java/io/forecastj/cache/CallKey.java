package io.forecastj.cache;

import io.forecastj.TimeSeries;
import org.jspecify.annotations.Nullable;

/**
 * All that a forecast depends on: the model, the history and the known-future rows, each with its id, columns, times,
 * values, attributes, sampling, zone and publications. Keys are equal if all of it is: a hash that two calls have in
 * common never gives one the forecast of the other.
 *
 * <p>Immutable and thread-safe.
 */
final class CallKey {
    private final String model;
    private final TimeSeries history;
    private final @Nullable TimeSeries future;
    private final int hash;

    private CallKey(String model, TimeSeries history, @Nullable TimeSeries future, int hash) {
        this.model = model;
        this.history = history;
        this.future = future;
        this.hash = hash;
    }

    /**
     * Creates the key of a call. It refers to the series that are given, so it is for a search; {@link #kept} is for an
     * entry.
     *
     * @param model the hash of the model
     * @param history the history
     * @param future the known-future rows, or null for a call without them
     */
    static CallKey of(String model, TimeSeries history, @Nullable TimeSeries future) {
        int hash = 31 * model.hashCode() + hash(history);
        return new CallKey(model, history, future, future == null ? hash : 31 * hash + hash(future));
    }

    /** Returns an equal key without the rows of which a given series is only a view, which it would keep in memory. */
    CallKey kept() {
        return new CallKey(model, copy(history), future == null ? null : copy(future), hash);
    }

    private static TimeSeries copy(TimeSeries series) {
        boolean rebuilt = !series.hasVintages() && !series.columns().isEmpty();
        return rebuilt ? series.toBuilder().build() : series;
    }

    /**
     * The hash of a series leaves its values out. Three rows tell apart what callers ask in turn: a last row that is
     * still changing, and several futures.
     */
    private static int hash(TimeSeries series) {
        int hash = series.hashCode();
        int rows = series.length();
        if (rows > 0) {
            for (int c = 0; c < series.columns().size(); c++) {
                hash = 31 * hash + Double.hashCode(series.value(rows - 1, c));
                hash = 31 * hash + Double.hashCode(series.value(rows >>> 1, c));
                hash = 31 * hash + Double.hashCode(series.value(0, c));
            }
        }
        return hash;
    }

    String model() {
        return model;
    }

    /** Returns the number of times and values. */
    long values() {
        return values(history) + (future == null ? 0 : values(future));
    }

    private static long values(TimeSeries series) {
        return series.length() * (1L + series.columns().size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallKey that
                && hash == that.hash
                && model.equals(that.model)
                && history.equals(that.history)
                && (future == null ? that.future == null : future.equals(that.future));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
