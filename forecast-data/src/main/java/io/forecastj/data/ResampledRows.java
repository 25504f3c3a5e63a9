package io.forecastj.data;

import io.forecastj.Aggregation;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one row of the rows in each slot. */
final class ResampledRows {
    /** Fewer rows show no spacing. */
    private static final int FEWEST = 3;

    private final SlotRule rule;
    private final @Nullable SessionCalendar calendar;
    private final ResampleOptions options;
    private final TimeSeries series;
    private final long lastTime;
    private final List<Aggregation> rules = new ArrayList<>();

    ResampledRows(
            TimeSeries series,
            SlotRule rule,
            @Nullable SessionCalendar calendar,
            Map<String, Aggregation> rules,
            ResampleOptions options) {
        SeriesLike.requireNoVintages(series, "resampling");
        this.rule = rule;
        this.calendar = calendar;
        this.options = options;
        this.lastTime = series.length() == 0 ? 0 : series.timestamp(series.length() - 1);
        this.series = calendar == null ? series : open(series, calendar);
        for (String column : series.columns()) {
            Aggregation found = rules.get(column);
            if (found == null) {
                throw new IllegalArgumentException("no rule for the column '" + column + "' of " + series
                        + "; give one with rule(\"" + column + "\", Aggregation.LAST), or select(...) the other"
                        + " columns first");
            }
            this.rules.add(found);
        }
        requireCoarser();
    }

    /** Returns the rows within sessions. */
    private TimeSeries open(TimeSeries all, SessionCalendar sessions) {
        int[] rows = new int[all.length()];
        int size = 0;
        TradingSession session = null;
        for (int row = 0; row < rows.length; row++) {
            long time = all.timestamp(row) - options.shift();
            if (session == null || !session.contains(time)) {
                session = sessions.sessionOf(Instant.ofEpochMilli(time)).orElse(null);
            }
            if (session != null) {
                rows[size++] = row;
            } else if (!options.closed()) {
                throw new InvalidSeriesException(all + " has row " + row + " at " + all.time(row)
                        + ", outside of the sessions of " + sessions
                        + "; correct the calendar, or leave such rows out with leavingOutClosed()");
            }
        }
        if (size == rows.length) {
            return all;
        }
        TimeSeries.Builder kept = SeriesLike.of(all, all.columns());
        Sampling declared = all.declaredSampling();
        if (declared != null) {
            kept.sampling(declared);
        }
        double[] values = new double[all.columns().size()];
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < values.length; c++) {
                values[c] = all.value(rows[i], c);
            }
            kept.add(all.timestamp(rows[i]), values);
        }
        return kept.build();
    }

    private void requireCoarser() {
        if (series.length() < FEWEST) {
            return;
        }
        long[] distances = new long[series.length() - 1];
        Arrays.setAll(distances, row -> series.timestamp(row + 1) - series.timestamp(row));
        Arrays.sort(distances);
        Duration usual = Duration.ofMillis(distances[distances.length / 2]);
        // days and months are up to a fifth longer than the least by clocks and calendar
        if (usual.multipliedBy(5).compareTo(rule.least().multipliedBy(6)) > 0) {
            throw new IllegalArgumentException("the rows of " + series + " are about " + usual + " apart, farther than"
                    + " the slots of " + rule + "; resampling makes coarser rows only. To use slow values beside fast"
                    + " rows, join them with AsOfJoin; to put rows on a finer grid, use onGrid(Sampling, Aggregation)");
        }
    }

    TimeSeries rows() {
        TimeSeries.Builder result = SeriesLike.of(series, series.columns());
        Sampling spacing = options.atEnd() ? rule.atEnds() : rule.atStarts();
        if (spacing != null) {
            result.sampling(spacing);
        }
        if (series.length() == 0) {
            return result.build();
        }
        SlotSpans spans = rule.spans(options.shift() == 0 ? series : shifted());
        int[] expected = expected(spans);
        int size = options.incomplete() || complete(spans) ? spans.size() : spans.size() - 1;
        double[] values = new double[rules.size()];
        int row = 0;
        for (int slot = 0; slot < size; slot++) {
            int from = row;
            while (row < series.length() && series.timestamp(row) - options.shift() < spans.end(slot)) {
                row++;
            }
            for (int c = 0; c < values.length; c++) {
                values[c] = expected.length > 0 && tooFew(c, from, row, expected[slot])
                        ? Double.NaN
                        : rules.get(c).of(series, c, from, row);
            }
            result.add(options.atEnd() ? spans.end(slot) : spans.start(slot), values);
        }
        return result.build();
    }

    private TimeSeries shifted() {
        TimeSeries.Builder earlier = SeriesLike.of(series, series.columns().subList(0, 1));
        for (int row = 0; row < series.length(); row++) {
            earlier.add(series.timestamp(row) - options.shift(), series.value(row, 0));
        }
        return earlier.build();
    }

    /** Returns the number of rows that each slot must have, or nothing if no share is required. */
    private int[] expected(SlotSpans spans) {
        if (options.share() == 0) {
            return new int[0];
        }
        Sampling declared = series.declaredSampling();
        if (declared == null
                || declared instanceof Sampling.Irregular irregular
                        && irregular.openSlots().isEmpty()) {
            // an inferred spacing may change with later rows, and with it the values of earlier slots
            throw new IllegalArgumentException("a share of rows needs the spacing of " + series
                    + "; declare it with toBuilder().sampling(...), such as Sampling.hourly()");
        }
        return ExpectedRows.count(series, declared, spans, calendar, options.shift());
    }

    private boolean tooFew(int column, int from, int to, int expected) {
        int present = 0;
        for (int row = from; row < to; row++) {
            present += Double.isNaN(series.value(row, column)) ? 0 : 1;
        }
        return present < options.share() * expected;
    }

    /** Returns whether the row after the last one, within sessions or not, would be in a later slot. */
    private boolean complete(SlotSpans spans) {
        if (series.declaredSampling() == null && series.length() < FEWEST) {
            return false;
        }
        Sampling sampling = series.sampling();
        if (sampling instanceof Sampling.Irregular irregular
                && irregular.openSlots().isEmpty()) {
            return false;
        }
        long next = sampling.after(lastTime, 1)[0] - options.shift();
        return next >= spans.end(spans.size() - 1);
    }
}
