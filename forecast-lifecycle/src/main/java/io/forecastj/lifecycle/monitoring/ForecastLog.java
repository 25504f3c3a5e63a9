package io.forecastj.lifecycle.monitoring;

import io.forecastj.Forecast;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts as they were made, and the actual values as they come due.
 *
 * <pre>{@code
 * ForecastLog log = ForecastLog.builder().build();
 * log.record("champion", forecast, history);         // when a forecast is made
 * log.observe("store-7", time, Map.of("sales", 12.0));   // when a row arrives
 * BacktestResult scores = Backtest.score(log.rows());
 * }</pre>
 *
 * <p>Thread-safe. Series share no lock while forecasts are recorded; the rows that are scored go through a short one.
 *
 * <h2>How truth is matched</h2>
 *
 * <p>An observed row is the truth of all forecasts of its series that wait for it, of whatever model and origin. A
 * forecast with exact times takes the row at the time of a step. One whose {@linkplain Forecast#timesEstimated() times
 * are estimates} counts rows, as the backtester does: its step {@code k} is the {@code k}-th row after its origin, so
 * every row must be observed, in order; a row earlier than one already counted is no step of it.
 *
 * <p>Rows may come before a forecast is recorded, late, out of order or again. The first value of a column at a time
 * is the truth; another value that comes later for the same time is ignored. NaN is no truth: the forecast waits on,
 * and a value that comes later for that time counts. The last {@code maxRows} rows of each series are kept for this. A
 * row that is older than all of them is ignored, and a forecast that could be scored only by such rows is dropped. Of
 * a series that has no forecast yet, 64 columns are kept.
 *
 * <p>The first forecast of a model, series and origin counts; others with the same three are ignored.
 *
 * <h2>Memory</h2>
 *
 * <p>Bounded by the four limits of the {@linkplain #builder() builder}. A series takes about 600 bytes; a waiting
 * forecast is kept itself, with 8 bytes for each step and about 200 more; a kept row takes about 50 bytes and 8 for
 * each target; a scored step about 100 bytes and 8 for each level, and each forecast with scored steps about 100 more.
 */
public final class ForecastLog {
    private final SeriesMap<SeriesLog> series;
    private final ScoredRows scored;
    private final LogCounts counts;
    private final Consumer<ScoredForecast> listener;

    private ForecastLog(Builder from) {
        this.counts = new LogCounts();
        this.series = new SeriesMap<>(from.maxSeries, () -> new SeriesLog(from.maxRows, from.maxForecasts, counts));
        this.scored = new ScoredRows(from.maxScored);
        this.listener = from.listener;
    }

    /**
     * Records a forecast, without a history. Its naive forecast is known if the row of its origin was observed by this
     * log.
     *
     * @param model the name of the model, by which its rows are known
     * @param forecast the forecast
     * @return true if it waits for its truth or is scored already; false if it is ignored, since a forecast of the same
     *     model, series and origin was recorded before, or dropped, since the rows that it needs are no longer kept
     * @throws IllegalArgumentException if the forecast is one of classes, which no value of a column can score
     */
    public boolean record(String model, Forecast forecast) {
        return record(model, forecast, (double @Nullable []) null);
    }

    /**
     * Records a forecast with the history that it was made from. Its naive forecast is the last value of the target
     * that is not missing, at the origin or before.
     *
     * @param model the name of the model, by which its rows are known
     * @param forecast the forecast
     * @param history the rows up to the origin; later ones are not looked at
     * @return as {@link #record(String, Forecast)}
     * @throws IllegalArgumentException if the forecast is one of classes, which no value of a column can score, or the
     *     history is that of a series with another id
     */
    public boolean record(String model, Forecast forecast, TimeSeries history) {
        if (!history.id().equals(forecast.seriesId())) {
            throw new IllegalArgumentException("a forecast of series '" + forecast.seriesId()
                    + "' came with the history of series '" + history.id() + "'");
        }
        return record(model, forecast, lastValues(forecast, history));
    }

    /** Records a forecast with the last value of each target at its origin, NaN if it is not known; not copied. */
    boolean record(String model, Forecast forecast, double @Nullable [] lastValues) {
        Objects.requireNonNull(model, "model");
        if (!forecast.classes().isEmpty()) {
            throw new IllegalArgumentException("a forecast of the classes " + forecast.classes() + " by '" + model
                    + "' cannot be scored by values: record forecasts of values only");
        }
        List<ScoredForecast> done = new ArrayList<>(0);
        boolean[] kept = new boolean[1];
        series.with(forecast.seriesId(), log -> {
            double[] naive = lastValues == null ? log.naive(forecast) : lastValues;
            kept[0] = log.record(
                    new LoggedForecast(model, forecast, naive), forecast.targets(), forecast.timesEstimated(), done);
        });
        add(done);
        return kept[0];
    }

    static double[] lastValues(Forecast forecast, TimeSeries history) {
        int origin = history.rowAtOrBefore(forecast.origin());
        return forecast.targets().stream()
                .mapToDouble(target -> lastValue(history, origin, target))
                .toArray();
    }

    static double lastValue(TimeSeries history, int origin, String target) {
        if (!history.hasColumn(target)) {
            return Double.NaN;
        }
        int column = history.columnIndex(target);
        return IntStream.iterate(origin, row -> row >= 0, row -> row - 1)
                .mapToDouble(row -> history.valueAsOf(row, column, history.timestamp(origin)))
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * Takes rows that became known.
     *
     * @param rows the rows, with the id of their series; overlapping ones may be given again
     */
    public void observe(TimeSeries rows) {
        List<ScoredForecast> done = new ArrayList<>(0);
        series.with(rows.id(), log -> {
            SeriesRowValues values = new SeriesRowValues(rows);
            for (int row = 0; row < rows.length(); row++) {
                values.at(row);
                log.observe(rows.timestamp(row), values, done);
            }
        });
        add(done);
    }

    /**
     * Takes one row that became known.
     *
     * @param id the id of the series
     * @param time the time of the row
     * @param values the values by column; a column that is absent or NaN is missing
     * @throws IllegalArgumentException if a value is infinite
     * @throws ArithmeticException if the time in milliseconds does not fit into a {@code long}
     */
    public void observe(String id, Instant time, Map<String, Double> values) {
        values.forEach((column, value) -> {
            if (value.isInfinite()) {
                throw new IllegalArgumentException("the row of series '" + id + "' at " + time + " has the infinite"
                        + " value " + value + " in column '" + column + "'; use NaN for a missing value");
            }
        });
        observe(id, time.toEpochMilli(), new RowValues() {
            @Override
            public double value(String column) {
                Double value = values.get(column);
                return value == null ? Double.NaN : value;
            }

            @Override
            public Iterable<String> columns() {
                return List.copyOf(values.keySet()); // the caller may use the map again with other columns
            }
        });
    }

    private void observe(String id, long time, RowValues values) {
        Objects.requireNonNull(id, "id");
        List<ScoredForecast> done = new ArrayList<>(0);
        series.with(id, log -> log.observe(time, values, done));
        add(done);
    }

    /** Takes a row that a session received. */
    void observe(String id, AppendedRow row) {
        series.with(id, row);
        try {
            add(row.scored());
        } finally {
            row.scored().clear();
        }
    }

    /** Outside of the lock of a series, so that a listener may call this log. */
    private void add(List<ScoredForecast> done) {
        if (!done.isEmpty()) {
            scored.add(done);
            done.forEach(listener);
        }
    }

    /**
     * Returns the scored steps, for {@code Backtest.score(log.rows())}. Steps of a forecast of which another scored
     * step was dropped since are left out. If steps are missing for another reason, such as missing values, use {@code
     * Backtest.score(log.rows(), series)} with the series themselves.
     *
     * @return the rows in the order in which they were scored, at most {@code maxScored}
     */
    public List<ForecastRow> rows() {
        return scored.list().stream()
                .filter(one -> !one.key().isCut())
                .map(ScoredForecast::toRow)
                .toList();
    }

    /**
     * Returns the scored steps, those of forecasts of which other steps were dropped included.
     *
     * @return the steps in the order in which they were scored, at most {@code maxScored}
     */
    public List<ScoredForecast> scored() {
        return scored.list();
    }

    /** {@return the number of forecasts that wait for the truth of at least one step} */
    public long waiting() {
        return counts.waiting.sum();
    }

    /**
     * Returns the number of forecasts that were dropped before all their steps were scored: because the series had more
     * waiting ones than {@code maxForecasts}, or was dropped itself, or because the rows that they wait for would come
     * too late.
     *
     * @return the number since the log was made or cleared
     */
    public long dropped() {
        return counts.dropped.sum();
    }

    /** {@return the number of series that were dropped because there were more than {@code maxSeries}} */
    public long droppedSeries() {
        return series.dropped();
    }

    /** {@return the number of scored steps that were dropped because there were more than {@code maxScored}} */
    public long droppedRows() {
        return scored.dropped();
    }

    /** {@return the number of series of which rows or forecasts are kept} */
    public int series() {
        return series.size();
    }

    /** Forgets all forecasts and rows, and sets all counts to 0. */
    public void clear() {
        series.clear();
        scored.clear();
        counts.dropped.reset();
    }

    @Override
    public String toString() {
        return "log of forecasts: " + waiting() + " of " + series() + " series wait, " + scored.total()
                + " steps scored, " + dropped() + " forecasts dropped";
    }

    /**
     * Starts a log.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, found " + value);
        }
        return value;
    }

    /** Collects the limits of a log. Not thread-safe. */
    public static final class Builder {
        private int maxSeries = 10_000;
        private int maxForecasts = 1_000;
        private int maxRows = 256;
        private int maxScored = 100_000;
        private Consumer<ScoredForecast> listener = ignored -> {};

        private Builder() {}

        /**
         * Sets the number of series that are kept; 10,000 unless set. If there are more, the least recently used
         * sixteenth of them is dropped with all its forecasts.
         *
         * @param series the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code series < 1}
         */
        public Builder maxSeries(int series) {
            this.maxSeries = positive("maxSeries", series);
            return this;
        }

        /**
         * Sets the number of forecasts of a series, of all models together, that may wait; 1,000 unless set. If there
         * are more, the one with the earliest origin is dropped. A model that forecasts {@code h} steps at every row
         * has {@code h} waiting forecasts.
         *
         * @param forecasts the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code forecasts < 1}
         */
        public Builder maxForecasts(int forecasts) {
            this.maxForecasts = positive("maxForecasts", forecasts);
            return this;
        }

        /**
         * Sets the number of last observed rows of a series that are kept, for forecasts that are recorded after their
         * truth and rows that come late; 256 unless set.
         *
         * @param rows the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code rows < 1}
         */
        public Builder maxRows(int rows) {
            this.maxRows = positive("maxRows", rows);
            return this;
        }

        /**
         * Sets the number of scored steps of all series that are kept; 100,000 unless set. If there are more, those
         * that were scored first are dropped.
         *
         * @param steps the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code steps < 1}
         */
        public Builder maxScored(int steps) {
            this.maxScored = positive("maxScored", steps);
            return this;
        }

        /**
         * Sets the listener that receives each scored step, in the thread that brings the truth. What it throws comes
         * out of that call; the log has taken the row then, but the listener does not receive the other steps of it.
         *
         * @param listener the listener; it may be called by several threads at once
         * @return this builder
         */
        public Builder listener(Consumer<ScoredForecast> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Makes the log.
         *
         * @return a new, empty log
         */
        public ForecastLog build() {
            return new ForecastLog(this);
        }
    }
}
