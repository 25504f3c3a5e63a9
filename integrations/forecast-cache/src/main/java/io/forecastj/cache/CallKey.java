package io.forecastj.cache;

import io.forecastj.TimeSeries;
import java.lang.ref.WeakReference;
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
    private final CallRows history;
    private final @Nullable CallRows future;
    private final int hash;

    private CallKey(String model, CallRows history, @Nullable CallRows future, int hash) {
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
        return new CallKey(
                model,
                new CallRows(history, null),
                future == null ? null : new CallRows(future, null),
                future == null ? hash : 31 * hash + hash(future));
    }

    /** Returns an equal key without the rows of which a given series is only a view, which it would keep in memory. */
    CallKey kept() {
        return new CallKey(model, history.copy(), future == null ? null : future.copy(), hash);
    }

    /**
     * Hashes what tells calls apart that follow each other: the series, its span, a last row that is still changing,
     * and the ends of several futures. To hash all values would take longer than to compare them.
     */
    private static int hash(TimeSeries series) {
        int rows = series.length();
        int hash = 31 * series.id().hashCode() + rows;
        if (rows > 0) {
            hash = 31 * hash + Long.hashCode(series.timestamp(0));
            hash = 31 * hash + Long.hashCode(series.timestamp(rows - 1));
            for (int c = 0; c < series.columns().size(); c++) {
                hash = 31 * hash + Double.hashCode(series.value(0, c));
                hash = 31 * hash + Double.hashCode(series.value(rows - 1, c));
            }
        }
        return hash;
    }

    String model() {
        return model;
    }

    /** Returns the number of times and values. */
    long values() {
        return history.values() + (future == null ? 0 : future.values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallKey that
                && hash == that.hash
                && model.equals(that.model)
                && history.same(that.history)
                && (future == null ? that.future == null : that.future != null && future.same(that.future));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /**
     * The rows of a series.
     *
     * @param series the series, or a copy of it
     * @param given the series of which it is a copy, which shows at once that a call gives the same one again; null if
     *     it is none
     */
    private record CallRows(TimeSeries series, @Nullable WeakReference<TimeSeries> given) {
        CallRows copy() {
            boolean rebuilt = !series.hasVintages() && !series.columns().isEmpty();
            return rebuilt ? new CallRows(series.toBuilder().build(), new WeakReference<>(series)) : this;
        }

        boolean same(CallRows that) {
            return refersTo(that.series) || that.refersTo(series) || series.equals(that.series);
        }

        private boolean refersTo(TimeSeries other) {
            return given != null && given.refersTo(other);
        }

        long values() {
            return series.length() * (1L + series.columns().size());
        }
    }
}
