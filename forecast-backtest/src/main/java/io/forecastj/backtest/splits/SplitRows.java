package io.forecastj.backtest.splits;

import io.forecastj.Forecaster;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** The splits of a timeline, and the parts of the series that belong to their ranges. */
final class SplitRows {
    private final List<TimeSeries> series;
    private final long[] timeline;
    private final int[] labelEnds;
    private final List<Split> splits;

    SplitRows(List<TimeSeries> series, Splits rule, int reach) {
        this.series = series;
        this.timeline = series.size() == 1
                ? series.get(0).timestamps()
                : series.stream()
                        .flatMapToLong(one -> LongStream.of(one.timestamps()))
                        .sorted()
                        .distinct()
                        .toArray();
        this.labelEnds = labelEnds(reach);
        this.splits = rule.splits(labelEnds);
    }

    /** For each row of the timeline the last row that a label of any series uses there. */
    private int[] labelEnds(int reach) {
        int[] ends = new int[timeline.length];
        for (int row = 0; row < ends.length; row++) {
            ends[row] = row;
        }
        for (TimeSeries one : series) {
            int last = one.length() - 1;
            int end = 0;
            for (int row = 0; row < ends.length; row++) {
                int at = one.rowAtOrBefore(Instant.ofEpochMilli(timeline[row]));
                if (at >= 0 && at < last) {
                    long time = one.timestamp((int) Math.min(last, (long) at + reach));
                    while (timeline[end] < time) {
                        end++;
                    }
                    ends[row] = Math.max(ends[row], end);
                }
            }
        }
        return ends;
    }

    /** The number of rows of the timeline. */
    int length() {
        return timeline.length;
    }

    /** The row of the timeline at the time of a series' row. */
    int timelineRow(int s, int row) {
        return Arrays.binarySearch(timeline, series.get(s).timestamp(row));
    }

    List<TimeSeries> series() {
        return series;
    }

    List<Split> splits() {
        return splits;
    }

    /** The series of the training ranges, each with the rows that its labels use. */
    List<TimeSeries> training(Split split) {
        List<TimeSeries> parts = new ArrayList<>();
        for (RowRange range : split.train()) {
            int end = range.rows().map(row -> labelEnds[row]).max().orElseThrow();
            Instant from = Instant.ofEpochMilli(timeline[range.from()]);
            for (TimeSeries one : Forecaster.Trainer.cut(series, from, Instant.ofEpochMilli(timeline[end]))) {
                parts.add(named(one, one.id() + " from " + one.time(0)));
            }
        }
        return Collections.unmodifiableList(parts);
    }

    /** A copy with another id: what a model learns of one part is not about the whole series, and ids differ. */
    private static TimeSeries named(TimeSeries series, String id) {
        String other = series.columns().get(0) + " ";
        while (series.hasColumn(other)) {
            other += " ";
        }
        TimeSeries.Builder rows = TimeSeries.builder(other).id(id).zone(series.zone());
        Sampling sampling = series.declaredSampling();
        if (sampling != null) {
            rows.sampling(sampling);
        }
        series.attributes().forEach(rows::attribute);
        for (int row = 0; row < series.length(); row++) {
            rows.add(series.timestamp(row), 0);
        }
        // joined, since a builder does not take publication times for some columns only
        return rows.build().join(series, Join.EXACT).select(series.columns().toArray(String[]::new));
    }

    /** The rows of a series from which a block is forecast: half open, possibly none. */
    int[] origins(int s, RowRange block) {
        TimeSeries one = series.get(s);
        int from = one.rowAtOrBefore(Instant.ofEpochMilli(timeline[block.from()] - 1)) + 1;
        int to = one.rowAtOrBefore(Instant.ofEpochMilli(timeline[block.to() - 1])) + 1;
        return new int[] {from, Math.max(from, to)};
    }
}
