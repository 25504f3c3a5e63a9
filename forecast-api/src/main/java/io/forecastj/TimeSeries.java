package io.forecastj;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of named numbers in strictly increasing time, stored by column.
 *
 * <p>Immutable and thread-safe. {@link #slice}, {@link #head}, {@link #tail}, {@link #between}, {@link #select} and
 * {@link #rename(String, String) rename} are views that share the numbers of the whole series. Other changes, such as
 * {@link #with(String, double...) with}, {@link #join}, {@link #fill} and {@link #concat}, return a new series, which
 * shares the columns that stay the same. A missing value is NaN; infinite ones are refused. Times are
 * instants with millisecond resolution. {@linkplain #attributes() Attributes} are numbers that belong to the whole
 * series, such as a store's size, for models over many series.
 *
 * <p>A value is known at the time of its row, unless its column has publication times: economic figures, settled
 * volumes and forecasts of the weather are published late or early, and revised. {@link Builder#publish} and {@link
 * #publishedAfter} set such times, {@link #asOf} returns what was known at a time. A backtest, the training of
 * regressions and {@link Predictor#openSession} see each row as it was known at the origin. Operations that would mix
 * what was known at different times refuse such a series.
 */
public final class TimeSeries {
    private static final TimeSeries EMPTY =
            new TimeSeries("", List.of(), new long[0], new double[0][], 0, 0, Map.of(), null, ZoneOffset.UTC, null);

    private final String id;
    private final List<String> names;
    private final long[] times;
    private final double[][] values;
    private final int offset;
    private final int length;
    private final Map<String, Double> attributes;
    private final @Nullable Sampling declared;
    private final ZoneId zone;
    /** Null if all values are known at the times of their rows. */
    private final @Nullable Vintages vintages;

    private TimeSeries(
            String id,
            List<String> names,
            long[] times,
            double[][] values,
            int offset,
            int length,
            Map<String, Double> attributes,
            @Nullable Sampling declared,
            ZoneId zone,
            @Nullable Vintages vintages) {
        this.id = id;
        this.names = names;
        this.times = times;
        this.values = values;
        this.offset = offset;
        this.length = length;
        this.attributes = attributes;
        this.declared = declared;
        this.zone = zone;
        this.vintages = vintages;
    }

    /**
     * Starts a series with the given columns.
     *
     * @param columns the column names, distinct, at least one
     * @return a builder
     * @throws IllegalArgumentException if there is no column or a name occurs twice
     */
    public static Builder builder(String... columns) {
        return new TimeSeriesBuilder(List.of(columns));
    }

    /**
     * Starts a series with the given columns.
     *
     * @param columns the column names, distinct, at least one
     * @return a builder
     * @throws IllegalArgumentException if there is no column or a name occurs twice
     */
    public static Builder builder(List<String> columns) {
        return new TimeSeriesBuilder(List.copyOf(columns));
    }

    /**
     * Makes a series of one column whose times follow a sampling.
     *
     * @param column the column's name
     * @param start the first time
     * @param sampling the spacing of the times, declared for the series
     * @param values the values, NaN for a missing one
     * @return the series, with an empty id
     * @throws InvalidSeriesException if a value is infinite
     */
    public static TimeSeries of(String column, Instant start, Sampling sampling, double... values) {
        Builder builder = builder(column).sampling(sampling);
        if (values.length > 0) {
            builder.add(EpochMillis.of(start), values[0]);
            long[] rest = sampling.after(EpochMillis.of(start), values.length - 1);
            for (int i = 1; i < values.length; i++) {
                builder.add(rest[i - 1], values[i]);
            }
        }
        return builder.build();
    }

    /**
     * Makes a series of one column from two arrays or lists in the same order.
     *
     * @param column the column's name
     * @param times the times, strictly increasing
     * @param values the values, NaN or null for a missing one
     * @return the series, with an empty id
     * @throws InvalidSeriesException if there are not as many times as values, a time is not after the one before, or a
     *     value is infinite; the message names the row
     */
    public static TimeSeries of(String column, List<Instant> times, List<? extends @Nullable Number> values) {
        return PlainSeries.of(column, times, values);
    }

    /**
     * Makes a series of one column from values by time, in any order.
     *
     * @param column the column's name
     * @param values the values by time, NaN or null for a missing one
     * @return the series, with an empty id
     * @throws InvalidSeriesException if a value is infinite or two times are in one millisecond; the message names the
     *     row
     */
    public static TimeSeries of(String column, Map<Instant, ? extends @Nullable Number> values) {
        return PlainSeries.of(column, values);
    }

    /**
     * Makes a series from arrays.
     *
     * @param epochMillis the times in milliseconds since 1970-01-01T00:00Z, strictly increasing; copied
     * @param columns for each column's name its values, NaN for a missing one; copied. The columns are in the order of
     *     the map: give one that keeps it, such as {@link java.util.LinkedHashMap}
     * @return the series, with an empty id
     * @throws IllegalArgumentException if there is no column
     * @throws InvalidSeriesException if a column has not as many values as there are times, a time is not after the one
     *     before, or a value is infinite; the message names the column or the row
     */
    public static TimeSeries of(long[] epochMillis, Map<String, double[]> columns) {
        return PlainSeries.of(epochMillis, columns);
    }

    /**
     * Returns a series without columns and rows.
     *
     * @return the empty series
     */
    public static TimeSeries empty() {
        return EMPTY;
    }

    static TimeSeries create(
            String id,
            List<String> names,
            long[] times,
            double[][] values,
            Map<String, Double> attributes,
            @Nullable Sampling declared,
            ZoneId zone) {
        return new TimeSeries(
                id,
                names,
                times,
                values,
                0,
                times.length,
                Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
                declared,
                zone,
                null);
    }

    /**
     * Returns the id, which distinguishes this series from others.
     *
     * @return the id; empty if none was given
     */
    public String id() {
        return id;
    }

    /**
     * Returns the number of rows.
     *
     * @return the length
     */
    public int length() {
        return length;
    }

    /**
     * Returns the column names in order.
     *
     * @return the names, unmodifiable
     */
    public List<String> columns() {
        return names;
    }

    /**
     * Returns whether the series has a column.
     *
     * @param column the name
     * @return true if it is among {@link #columns()}
     */
    public boolean hasColumn(String column) {
        return names.contains(column);
    }

    /**
     * Returns the index of a column.
     *
     * @param column the name
     * @return its index in {@link #columns()}
     * @throws InvalidSeriesException if there is no such column; the message lists the existing ones
     */
    public int columnIndex(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new InvalidSeriesException(this + " has no column '" + column + "'");
        }
        return index;
    }

    /**
     * Returns a row's time in milliseconds since 1970-01-01T00:00Z.
     *
     * @param row the row, from 0
     * @return the time
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public long timestamp(int row) {
        return times[offset + Objects.checkIndex(row, length)];
    }

    /**
     * Returns a row's time.
     *
     * @param row the row, from 0
     * @return the time
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Instant time(int row) {
        return Instant.ofEpochMilli(timestamp(row));
    }

    /**
     * Returns one value.
     *
     * @param row the row, from 0
     * @param column the column's index
     * @return the value, NaN if it is missing
     * @throws IndexOutOfBoundsException if there is no such row or column
     */
    public double value(int row, int column) {
        return values[column][offset + Objects.checkIndex(row, length)];
    }

    /**
     * Returns one value.
     *
     * @param row the row, from 0
     * @param column the column's name
     * @return the value, NaN if it is missing
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws InvalidSeriesException if there is no such column
     */
    public double value(int row, String column) {
        return value(row, columnIndex(column));
    }

    /**
     * Returns a copy of a column's values.
     *
     * @param column the column's name
     * @return the values, one for each row
     * @throws InvalidSeriesException if there is no such column
     */
    public double[] values(String column) {
        return Arrays.copyOfRange(values[columnIndex(column)], offset, offset + length);
    }

    /**
     * Returns a copy of the times in milliseconds since 1970-01-01T00:00Z.
     *
     * @return the times, one for each row
     */
    public long[] timestamps() {
        return Arrays.copyOfRange(times, offset, offset + length);
    }

    /**
     * Returns the times.
     *
     * @return a new list, one time for each row, unmodifiable
     */
    public List<Instant> times() {
        return PlainSeries.times(this);
    }

    /**
     * Returns a column's values as a list.
     *
     * @param column the column's name
     * @return a new list, one value for each row, NaN for a missing one; unmodifiable
     * @throws InvalidSeriesException if there is no such column
     */
    public List<Double> toList(String column) {
        return PlainSeries.toList(this, column);
    }

    /**
     * Returns a column's values by time.
     *
     * @param column the column's name
     * @return a new map in order of time, NaN for a missing value; unmodifiable
     * @throws InvalidSeriesException if there is no such column
     */
    public SortedMap<Instant, Double> toMap(String column) {
        return PlainSeries.toMap(this, column);
    }

    /**
     * Returns all values as an array of rows.
     *
     * @return a new array, {@code [row][column]}, NaN for a missing value
     */
    public double[][] toArray() {
        return rows().stream().map(SeriesRow::values).toArray(double[][]::new);
    }

    /**
     * Returns the rows, to read them one by one.
     *
     * @return a view as a list, unmodifiable
     */
    public List<SeriesRow> rows() {
        return new PlainSeries.Rows(this);
    }

    /**
     * Returns the numbers that belong to the whole series.
     *
     * @return the attributes by name, unmodifiable
     */
    public Map<String, Double> attributes() {
        return attributes;
    }

    /**
     * Returns the spacing of the times: as declared, or inferred from the rows of the last 8 weeks, at least 32 and at
     * most 65,536 rows. Nearly all rows must lie on a grid, exactly or within some per cent of its distance. A slot of
     * the week is closed if it practically never holds a row and absent rows hardly explain it; without closed slots
     * the distance is constant, whatever rows are absent. Fewer than a week of rows cannot show closed slots, so times
     * are then estimated. Days, months, weeks, and hours that keep their local time over the change of clocks, are
     * counted in {@link #zone()}.
     *
     * @return the sampling
     */
    public Sampling sampling() {
        if (declared != null) {
            return declared;
        }
        int from = SamplingInference.firstRow(times, offset, offset + length) - offset;
        return SamplingInference.infer(times, offset + from, offset + length, zone);
    }

    /**
     * Returns the time zone in which days, months and weeks are counted when the spacing is inferred.
     *
     * @return the zone, UTC unless set
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Finds the places at which rows are absent by the spacing of this series, or at which rows leave it: two rows are
     * in one step, or a row is early or late by more than a quarter of a step, also if small deviations add up to it.
     * Lags and seasons count rows, so each gap shifts them.
     *
     * @return the gaps in order of time, unmodifiable; empty if no pattern of the spacing is known, as for rows that
     *     span less than a week. Of trading days and hours, up to four open days in a row without rows are taken for
     *     holidays and are no gaps; declared holidays never are
     */
    public List<Gap> gaps() {
        return new SeriesGrid(this, sampling()).gaps();
    }

    /**
     * Returns this series if it has no gaps. For callers who want a fit or a forecast to fail rather than be degraded.
     *
     * @return this series
     * @throws InvalidSeriesException if {@link #gaps()} is not empty; the message has the first gap and the number
     */
    public TimeSeries requireNoGaps() {
        List<Gap> gaps = gaps();
        if (!gaps.isEmpty()) {
            Gap first = gaps.get(0);
            throw new InvalidSeriesException(this + " has " + gaps.size() + " gaps, the first between "
                    + first.after() + " and " + first.before() + " with "
                    + (first.rows() == 0 ? "a distance that does not fit its spacing" : first.rows() + " absent rows")
                    + "; put it on its grid with onGrid()");
        }
        return this;
    }

    /**
     * Puts this series on the grid of its {@link #sampling()}: absent rows become rows of NaN. Each row goes to the
     * nearest slot of a constant distance, or to the slot of its day, month or part of the week; slots have the time of
     * day that most rows have.
     *
     * @return a series that declares this sampling
     * @throws InvalidSeriesException if no spacing is known, or two rows are in one slot; the message names it
     */
    public TimeSeries onGrid() {
        return new SeriesGrid(this, sampling()).onGrid(null);
    }

    /**
     * Puts this series on a grid: each row goes to the slot in which it is, and slots without a row are rows of NaN. A
     * slot has the time of its start; slots of a constant distance start where most rows are, and days and months have
     * the time of day that most rows have.
     *
     * @param sampling the distance of the slots
     * @param rule the rule for several rows in a slot, for every column
     * @return a series of the slots' times that declares this sampling
     * @throws InvalidSeriesException if the sampling has no pattern, a row is outside its open slots, or there would be
     *     more than 100 million rows
     */
    public TimeSeries onGrid(Sampling sampling, Aggregation rule) {
        return new SeriesGrid(this, sampling).onGrid(Objects.requireNonNull(rule, "rule"));
    }

    /**
     * Returns the spacing of the times as declared.
     *
     * @return the declared sampling, or null if {@link #sampling()} infers it
     */
    public @Nullable Sampling declaredSampling() {
        return declared;
    }

    /**
     * Returns a view of some rows.
     *
     * @param from the first row
     * @param to the row after the last one
     * @return the view
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= length()}
     */
    public TimeSeries slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new TimeSeries(id, names, times, values, offset + from, to - from, attributes, declared, zone, vintages);
    }

    /**
     * Returns a view of the first rows.
     *
     * @param rows the number of rows; all if there are fewer
     * @return the view
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public TimeSeries head(int rows) {
        return slice(0, Math.min(atLeastZero(rows), length));
    }

    /**
     * Returns a view of the last rows.
     *
     * @param rows the number of rows; all if there are fewer
     * @return the view
     * @throws IllegalArgumentException if {@code rows < 0}
     */
    public TimeSeries tail(int rows) {
        return slice(length - Math.min(atLeastZero(rows), length), length);
    }

    /**
     * Returns a view of the rows in a span of time, ends included.
     *
     * @param from the start
     * @param to the end
     * @return the view, empty if the span has no row
     */
    public TimeSeries between(Instant from, Instant to) {
        int first = rowsBefore(from);
        int last = rowAtOrBefore(to);
        return slice(first, Math.max(first, last + 1));
    }

    /**
     * Returns the last row that was known at a time.
     *
     * @param time the time
     * @return the last row at or before it, or -1 if there is none
     */
    public int rowAtOrBefore(Instant time) {
        int first = rowsBefore(time);
        return first < length && time(first).equals(time) ? first : first - 1;
    }

    /** The number of rows before a time, which may be finer than a millisecond or outside the range of a long. */
    private int rowsBefore(Instant time) {
        int from = 0;
        int to = length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (time(middle).isBefore(time)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * Returns a view with some of the columns, in the order given.
     *
     * @param columns the names, distinct, at least one
     * @return the view
     * @throws IllegalArgumentException if there is no name or one occurs twice
     * @throws InvalidSeriesException if there is no such column
     */
    public TimeSeries select(String... columns) {
        TimeSeriesBuilder.requireColumns(List.of(columns));
        double[][] chosen = new double[columns.length][];
        int[] indices = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            indices[i] = columnIndex(columns[i]);
            chosen[i] = values[indices[i]];
        }
        Vintages ofChosen = vintages == null ? null : vintages.select(indices);
        return new TimeSeries(
                id, List.of(columns), times, chosen, offset, length, attributes, declared, zone, ofChosen);
    }

    /**
     * Returns this series with a column more, or with other values in an existing one.
     *
     * @param column the name; if there is such a column it is replaced in its place, else it becomes the last one
     * @param values the values, one for each row, NaN for a missing one; copied
     * @return a series with this one's times, other columns (shared), id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if the number of values differs from that of the rows, or one is infinite; the
     *     message names the row
     */
    public TimeSeries with(String column, double... values) {
        return ColumnEdits.with(this, column, values);
    }

    /**
     * Returns this series with a column that is computed row by row, such as {@code bars.with("range", row ->
     * row.value("high") - row.value("low"))}.
     *
     * @param column the name; if there is such a column it is replaced in its place, else it becomes the last one
     * @param function computes the value of a row of this series, NaN for a missing one
     * @return a series with this one's times, other columns (shared), id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if a value is infinite; the message names the row
     */
    public TimeSeries with(String column, ToDoubleFunction<SeriesRow> function) {
        return ColumnEdits.with(this, column, function);
    }

    /**
     * Returns this series with a function applied to each value of a column. Missing values stay missing.
     *
     * @param column the column's name
     * @param function computes the new value, such as {@code Math::log1p}
     * @return a series with this one's times, other columns (shared), id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if there is no such column or a result is infinite; the message names the row
     */
    public TimeSeries map(String column, DoubleUnaryOperator function) {
        return ColumnEdits.map(this, column, function);
    }

    /**
     * Returns a view with another name for a column.
     *
     * @param column the column's name
     * @param name its new name
     * @return the view
     * @throws InvalidSeriesException if there is no such column
     * @throws IllegalArgumentException if another column has the new name
     */
    public TimeSeries rename(String column, String name) {
        return ColumnEdits.rename(this, column, name);
    }

    /**
     * Returns a view with other names for all columns, such as {@code rename(name -> "weather_" + name)}.
     *
     * @param names returns the new name of a column
     * @return the view
     * @throws IllegalArgumentException if two columns get the same name
     */
    public TimeSeries rename(UnaryOperator<String> names) {
        return ColumnEdits.rename(this, names);
    }

    /**
     * Returns this series with one more row. All rows are copied: for many rows use {@link #toBuilder}, for live ones a
     * {@link PredictionSession}.
     *
     * @param time the row's time, after the last one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one
     * @return a series with this one's id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     */
    public TimeSeries append(Instant time, double... values) {
        return append(EpochMillis.of(time), values);
    }

    /**
     * Returns this series with one more row, as {@link #append(Instant, double...)}.
     *
     * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z, after the last one
     * @param values the values in the order of {@link #columns()}, NaN for a missing one
     * @return a series with this one's id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if the time is not after the last one, the number of values differs from that of
     *     the columns, or a value is infinite
     */
    public TimeSeries append(long epochMillis, double... values) {
        return LaterRows.append(this, epochMillis, values);
    }

    /**
     * Returns this series with one more row, as {@link #append(Instant, double...)}, whose values have names.
     *
     * @param time the row's time, after the last one
     * @param row the value of each column, NaN or null for a missing one
     * @return a series with this one's id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if a column has no entry or an entry no column, with their names; the time is not
     *     after the last one, or a value is infinite
     */
    public TimeSeries append(Instant time, Map<String, ? extends @Nullable Number> row) {
        return append(time, NamedRow.values(names, time, row));
    }

    /**
     * Returns this series with the rows of a later one after its own.
     *
     * @param later a series with the same columns, in any order, that starts after the last row of this one
     * @return a series with this one's order of columns, id, attributes, zone and declared sampling, unless the other
     *     one declares another distance or other open slots; this one if the other has neither columns nor rows, the
     *     other one if this has neither
     * @throws InvalidSeriesException if the columns differ, or the other series does not start after the last row
     */
    public TimeSeries concat(TimeSeries later) {
        return LaterRows.concat(this, later);
    }

    /**
     * Returns this series with the columns of another one at the same times.
     *
     * @param other the other series; its id and attributes are left out
     * @param policy the policy for times that one of the series lacks
     * @return a series with the columns of both and this one's id, attributes, zone and declared sampling. None is
     *     declared if {@link Join#COMMON} leaves rows out, or if {@link Join#ALL} adds some and the other series
     *     declares another sampling or the result has {@linkplain #gaps() gaps} by this one
     * @throws IllegalArgumentException if both series have a column of the same name
     * @throws InvalidSeriesException if the policy is {@link Join#EXACT} and the other series lacks a time
     */
    public TimeSeries join(TimeSeries other, Join policy) {
        return ColumnJoin.join(this, other, policy);
    }

    /**
     * Returns this series with missing values filled. Missing rows stay absent; {@link #onGrid()} makes rows of them.
     *
     * @param policy the policy, such as {@code Fill.previous()}; {@link Fill#linear()} looks ahead
     * @param columns the columns to fill; all if none is given
     * @return a series with this one's times, columns, id, attributes, declared sampling and zone
     * @throws InvalidSeriesException if there is no such column
     */
    public TimeSeries fill(Fill policy, String... columns) {
        return Filling.fill(this, policy, List.of(columns));
    }

    /**
     * Makes one row of the rows in each slot of a coarser sampling, with one rule for all columns.
     *
     * @param sampling the distance of the slots
     * @param rule the rule, for every column
     * @return the series of slots, as by {@link #resample(Sampling, Map)}
     * @throws InvalidSeriesException as for {@link #resample(Sampling, Map)}
     */
    public TimeSeries resample(Sampling sampling, Aggregation rule) {
        Map<String, Aggregation> rules = new LinkedHashMap<>();
        names.forEach(name -> rules.put(name, Objects.requireNonNull(rule, "rule")));
        return resample(sampling, rules);
    }

    /**
     * Makes one row of the rows in each slot of a coarser sampling, such as daily bars of minutes: {@code
     * minutes.resample(Sampling.daily(zone), Ohlcv.AGGREGATION)}.
     *
     * <p>Slots lie where clock and calendar have them: hours start at full hours, days at midnight in the sampling's
     * zone, weeks ({@code Sampling.fixed(Duration.ofDays(7))}) on Mondays, quarters in January, April, July and
     * October. {@link #onGrid(Sampling, Aggregation)} puts slots where most rows are instead. A slot's row has the time
     * of its start, that of a month the sampling's day of the month. So it is known only when the slot ends, later than
     * its time, and the last row may be of an incomplete slot. Slots without rows are rows of missing values, except
     * closed ones of a weekly pattern.
     *
     * @param sampling the distance of the slots
     * @param rules the rule of each column by its name; names of other columns are ignored
     * @return a series of the slots' times that declares this sampling, with this one's id, attributes and zone
     * @throws IllegalArgumentException if a column has no rule
     * @throws InvalidSeriesException if the sampling has no pattern, a row is outside its open slots, a sum is
     *     infinite, or there would be more than 100 million rows
     */
    public TimeSeries resample(Sampling sampling, Map<String, Aggregation> rules) {
        return Resampling.resample(this, sampling, rules);
    }

    /**
     * Returns this series as plain values: maps, lists, texts, numbers, booleans and null, for JSON. Jackson 2 and 3
     * write this map without further settings. Times are ISO texts; NaN and infinite numbers are null, since JSON has
     * neither. The package page of the module {@code forecast-json}, which reads it, describes the keys.
     *
     * @return a new map; changes of it do not reach the series
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        return PlainValues.of(this);
    }

    /**
     * Starts a builder with all rows of this series, its id, attributes, declared sampling and zone, to add rows or to
     * change the rest.
     *
     * @return a builder
     * @throws IllegalArgumentException if this series has no columns
     */
    public Builder toBuilder() {
        return PlainSeries.toBuilder(this);
    }

    /**
     * Returns whether values of this series were published at other times than those of their rows, late, early or
     * several times.
     *
     * @return true if {@link #vintageColumns} is not empty
     */
    public boolean hasVintages() {
        return vintages != null;
    }

    /**
     * Returns the columns whose values have publication times. {@link #value} and {@link #values} return the last
     * published ones. The values of all other columns are known at the times of their rows.
     *
     * @return the names in the order of the columns, unmodifiable
     */
    public List<String> vintageColumns() {
        return vintages == null
                ? List.of()
                : Arrays.stream(vintages.indices()).mapToObj(names::get).toList();
    }

    /**
     * Returns the publications of one value: the first figure and its revisions.
     *
     * @param row the row, from 0
     * @param column the column's name
     * @return the publications in order of time, unmodifiable; empty for a value that was never published, and for a
     *     column without publication times
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws InvalidSeriesException if there is no such column
     */
    public List<PublishedValue> publications(int row, String column) {
        Objects.checkIndex(row, length);
        int index = columnIndex(column);
        return vintages == null ? List.of() : vintages.publications(offset + row, index);
    }

    /**
     * Returns one value as it was known at a time.
     *
     * @param row the row, from 0
     * @param column the column's index
     * @param knownMillis the time in milliseconds since 1970-01-01T00:00Z
     * @return the last value published at or before the time, NaN if there was none; for a column without publication
     *     times {@link #value(int, int)}, whatever the time
     * @throws IndexOutOfBoundsException if there is no such row or column
     */
    public double valueAsOf(int row, int column, long knownMillis) {
        VintageColumn published = vintages == null ? null : vintages.column(column);
        return published == null
                ? value(row, column)
                : published.asOf(offset + Objects.checkIndex(row, length), knownMillis);
    }

    /**
     * Returns this series with the values that were known at a time, and without publication times. All rows stay, also
     * those after the time, whose published values are forecasts, as of the weather; cut them off with {@link #head}
     * or {@link #between}. Columns without publication times stay as they are.
     *
     * @param known the time
     * @return a series with the last values published at or before the time, NaN where there were none; this one if no
     *     column has publication times
     */
    public TimeSeries asOf(Instant known) {
        return vintages == null ? this : VintageEdits.asOf(this, known);
    }

    /**
     * Returns this series as it could be loaded at a time: later publications are left out, earlier ones stay with
     * their times. For training, which sees each row as it was known then.
     *
     * @param known the time
     * @return a series with the same rows and columns; this one if no column has publication times
     */
    public TimeSeries publishedBy(Instant known) {
        return vintages == null ? this : VintageEdits.publishedBy(this, known);
    }

    /**
     * Returns this series with a column each of whose values is published a constant time after its row, such as a
     * figure of a month that comes out 40 days after the month's first day, or before it, as a day-ahead forecast of
     * the weather does.
     *
     * @param column the column's name
     * @param delay the time from a row to the publication of its value; negative if it is published before
     * @return a series with publication times in this column
     * @throws InvalidSeriesException if there is no such column, or it has publication times already
     */
    public TimeSeries publishedAfter(String column, Duration delay) {
        return VintageEdits.publishedAfter(this, column, delay);
    }

    /** Returns the publications of a column by the rows of the arrays, or null; the first row is {@link #firstRow}. */
    @Nullable
    VintageColumn vintageColumn(int column) {
        return vintages == null ? null : vintages.column(column);
    }

    /** Returns the index of the first row in the arrays. */
    int firstRow() {
        return offset;
    }

    /** Returns this series with its rows at the start of its arrays, so that the array of a new column fits them. */
    TimeSeries fromStart() {
        if (offset == 0) {
            return this;
        }
        double[][] own = new double[values.length][];
        for (int c = 0; c < own.length; c++) {
            own[c] = Arrays.copyOfRange(values[c], offset, offset + length);
        }
        return withRows(timestamps(), own, declared).withVintages(vintagesFromStart());
    }

    /** Returns the publications of the rows of this series, the first row's at index 0; null if there are none. */
    @Nullable
    Vintages vintagesFromStart() {
        if (vintages == null || offset == 0) {
            return vintages;
        }
        return vintages.each(
                column -> column.pick(IntStream.range(offset, offset + length).toArray()));
    }

    /** Returns this series with other publications, whose rows are those of its arrays. */
    TimeSeries withVintages(@Nullable Vintages other) {
        return new TimeSeries(id, names, times, values, offset, length, attributes, declared, zone, other);
    }

    /** Returns the times of {@link #fromStart()} without a copy; the array may be longer. */
    long[] sharedTimes() {
        return times;
    }

    /** Returns the values of a column of {@link #fromStart()} without a copy; the array may be longer. */
    double[] shared(int column) {
        return values[column];
    }

    /** Returns {@link #fromStart()} with other columns, whose values are not copied and have no publications. */
    TimeSeries withColumns(List<String> columns, double[][] columnValues) {
        return new TimeSeries(id, columns, times, columnValues, 0, length, attributes, declared, zone, null);
    }

    /** Returns a series with other rows, which are not copied and have no publications. */
    TimeSeries withRows(long[] rowTimes, double[][] rowValues, @Nullable Sampling sampling) {
        return new TimeSeries(id, names, rowTimes, rowValues, 0, rowTimes.length, attributes, sampling, zone, null);
    }

    /** Returns a view with other names for all columns. */
    TimeSeries named(List<String> columns) {
        return new TimeSeries(id, columns, times, values, offset, length, attributes, declared, zone, vintages);
    }

    private static int atLeastZero(int rows) {
        return RangeChecks.atLeast(0, "a number of rows", rows);
    }

    /**
     * Compares by value: id, columns, times, numbers (NaN equals NaN), attributes, declared sampling, zone and
     * publications.
     *
     * @param other the other object
     * @return true if it is an equal series
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof TimeSeries that
                        && id.equals(that.id)
                        && length == that.length
                        && names.equals(that.names)
                        && attributes.equals(that.attributes)
                        && Objects.equals(declared, that.declared)
                        && zone.equals(that.zone)
                        && sameRows(that)
                        && Vintages.same(vintages, offset, that.vintages, that.offset, length);
    }

    private boolean sameRows(TimeSeries that) {
        boolean same =
                Arrays.equals(times, offset, offset + length, that.times, that.offset, that.offset + that.length);
        for (int c = 0; same && c < values.length; c++) {
            same = Arrays.equals(
                    values[c], offset, offset + length, that.values[c], that.offset, that.offset + that.length);
        }
        return same;
    }

    /**
     * Returns a hash of the id, the columns, the length and the span.
     *
     * @return a hash that agrees with {@link #equals}
     */
    @Override
    public int hashCode() {
        return length == 0
                ? Objects.hash(id, names)
                : Objects.hash(id, names, length, timestamp(0), timestamp(length - 1));
    }

    @Override
    public String toString() {
        String name = id.isEmpty() ? "series" : "series '" + id + "'";
        String span = length == 0 ? "" : ", " + time(0) + " to " + time(length - 1);
        String published = vintages == null ? "" : ", publication times in " + MessageText.names(vintageColumns());
        return name + " (" + length + " rows of " + MessageText.names(names) + span + published + ")";
    }

    /** Collects rows and checks them. Not thread-safe. */
    public sealed interface Builder permits TimeSeriesBuilder {
        /**
         * Sets the id, which distinguishes this series from others; empty unless set.
         *
         * @param id the id
         * @return this builder
         */
        Builder id(String id);

        /**
         * Declares the spacing of the times; inferred from the times unless set.
         *
         * @param sampling the spacing
         * @return this builder
         */
        Builder sampling(Sampling sampling);

        /**
         * Sets the time zone in which days, months and weeks are counted when the spacing is inferred; UTC unless set.
         * Set it if the rows are at local midnights: in UTC they lie an hour apart in summer and winter.
         *
         * @param zone the zone
         * @return this builder
         */
        Builder zone(ZoneId zone);

        /**
         * Adds a number that belongs to the whole series.
         *
         * @param name its name
         * @param value its value, finite
         * @return this builder
         * @throws IllegalArgumentException if the value is not finite
         */
        Builder attribute(String name, double value);

        /**
         * Adds a row.
         *
         * @param epochMillis its time in milliseconds since 1970-01-01T00:00Z, after the previous row's
         * @param values one value for each column, NaN for a missing one
         * @return this builder
         * @throws InvalidSeriesException if the time is not after the previous row's, the number of values differs from
         *     that of the columns, or a value is infinite; the message names the row
         */
        Builder add(long epochMillis, double... values);

        /**
         * Adds a row.
         *
         * @param time its time, after the previous row's
         * @param values one value for each column, NaN for a missing one
         * @return this builder
         * @throws InvalidSeriesException as for {@link #add(long, double...)}
         */
        default Builder add(Instant time, double... values) {
            return add(EpochMillis.of(time), values);
        }

        /**
         * Adds values of a row as they were published at a time, for columns that are published late or early, or
         * revised. Calls may be in any order, several for a row; a builder takes rows either by this method or by the
         * others. Every value is known from its publication on. The time of a row counts as known in advance: before
         * the first publication the row is there with missing values.
         *
         * @param epochMillis the row's time in milliseconds since 1970-01-01T00:00Z
         * @param publishedMillis the time from which on the values were known, in the same unit; it may be before the
         *     row's time, as of a forecast of the weather
         * @param values one value for each column, NaN where this publication has none: an earlier one then stays
         * @return this builder
         * @throws InvalidSeriesException if the number of values differs from that of the columns or a value is
         *     infinite; by {@link #build} if a value is published twice at one time
         * @throws IllegalStateException if rows were added by another method
         */
        Builder publish(long epochMillis, long publishedMillis, double... values);

        /**
         * Adds values of a row as they were published at a time, as {@link #publish(long, long, double...)}.
         *
         * @param time the row's time
         * @param published the time from which on the values were known
         * @param values one value for each column, NaN where this publication has none
         * @return this builder
         * @throws InvalidSeriesException as for {@link #publish(long, long, double...)}
         * @throws IllegalStateException as for {@link #publish(long, long, double...)}
         */
        default Builder publish(Instant time, Instant published, double... values) {
            return publish(EpochMillis.of(time), EpochMillis.of(published), values);
        }

        /**
         * Adds a row whose values have names.
         *
         * @param time its time, after the previous row's
         * @param row the value of each column, NaN or null for a missing one
         * @return this builder
         * @throws InvalidSeriesException if a column has no entry or an entry no column, with their names; otherwise as
         *     for {@link #add(long, double...)}
         */
        Builder add(Instant time, Map<String, ? extends @Nullable Number> row);

        /**
         * Makes the series from the rows so far; the builder can be used again.
         *
         * @return the series
         */
        TimeSeries build();
    }
}
