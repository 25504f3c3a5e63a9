package io.forecastj.models.auto;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.WrapperState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One series: the session of the combination, and what bounds and intervals need of the rows. */
final class AutoState implements WrapperState {
    private final PredictorInfo info;
    private final MemberSession member;
    private final Floor floor;
    private final @Nullable IntervalModel intervals;
    /** The spread relative to the mean absolute change. */
    private final double spread;

    private final int column;
    /** The last season of values, for the mean absolute change over a season. */
    private final double[] ring;

    private int next;
    private double changes;
    private long changeCount;
    private long rows;
    private double previous = Double.NaN;
    private double steps;
    private long stepCount;
    private double least = Double.POSITIVE_INFINITY;

    AutoState(
            PredictorInfo info, MemberSession member, Floor floor, @Nullable IntervalModel intervals, String seriesId) {
        this.info = info;
        this.member = member;
        this.floor = floor;
        this.intervals = intervals;
        this.column = info.rowColumns().indexOf(info.targets().get(0));
        this.spread = intervals == null ? Double.NaN : intervals.spread(seriesId);
        this.ring = new double[intervals == null ? 0 : intervals.season()];
        Arrays.fill(ring, Double.NaN);
    }

    @Override
    public MemberSession member() {
        return member;
    }

    @Override
    public void update(long time, double[] row) {
        member.update(time, row);
        double value = row[column];
        if (value < least) {
            least = value;
        }
        if (intervals != null) {
            double own = intervals.relative() ? Math.log(value) : value;
            double change = own - ring[next];
            if (Double.isFinite(change)) {
                changes += Math.abs(change);
                changeCount++;
            }
            ring[next] = own;
            next = next + 1 == ring.length ? 0 : next + 1;
            double step = own - previous;
            if (Double.isFinite(step)) {
                steps += Math.abs(step);
                stepCount++;
            }
            previous = own;
            rows++;
        }
    }

    /** Returns the mean absolute change of the history, as {@link SeasonalChange} does. */
    private double change(IntervalModel of) {
        double row = steps / stepCount;
        double far = rows > ring.length ? changes / changeCount : row;
        return far < row || Double.isNaN(row) || !of.smaller() ? far : row;
    }

    @Override
    public void forecastInto(double[] out) {
        if (!member.forecastInto(out)) {
            RuntimeException failure = member.failure();
            throw failure == null
                    ? new InsufficientHistoryException("'" + info.name() + "' has no forecast: " + member.reason())
                    : failure;
        }
        for (int step = 0; step < out.length; step++) {
            out[step] = floor.apply(out[step], least);
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        Forecast inner = member.forecast();
        inner.reasons().forEach(reason -> forecast.status(inner.status(), reason));
        if (intervals == null) {
            addQuantilesOf(inner, forecast);
            return;
        }
        double its = spread * change(intervals);
        double[][] quantiles = new double[points.length][intervals.levels().length];
        for (int step = 0; step < points.length; step++) {
            for (int level = 0; level < quantiles[step].length; level++) {
                quantiles[step][level] = floor.apply(intervals.quantile(points[step], its, step, level), least);
                if (!Double.isFinite(quantiles[step][level])) {
                    forecast.status(
                            ForecastStatus.DEGRADED,
                            "too few values of '" + info.targets().get(0) + "' for the width of an interval");
                    return;
                }
            }
        }
        forecast.quantiles(0, intervals.levels(), quantiles);
    }

    /** Passes on the quantiles of the only member, which was not compared in any window. */
    private void addQuantilesOf(Forecast inner, Forecast.Builder forecast) {
        double[] levels = inner.levels();
        if (levels.length == 0) {
            return;
        }
        double[][] quantiles = new double[inner.horizon()][levels.length];
        for (int step = 0; step < quantiles.length; step++) {
            for (int i = 0; i < levels.length; i++) {
                quantiles[step][i] = floor.apply(inner.quantile(step + 1, levels[i]), least);
            }
        }
        forecast.quantiles(0, levels, quantiles);
    }

    @Override
    public void save(StateWriter out) {
        member.save(out);
        out.putDoubles(ring);
        out.putInt(next);
        out.putDouble(changes);
        out.putLong(changeCount);
        out.putLong(rows);
        out.putDouble(previous);
        out.putDouble(steps);
        out.putLong(stepCount);
        out.putDouble(least);
    }

    @Override
    public void restore(StateReader in) {
        member.restore(in);
        in.getDoubles(ring);
        next = in.getInt(0, Math.max(0, ring.length - 1));
        changes = in.getDouble();
        changeCount = in.getLong(0, Long.MAX_VALUE);
        rows = in.getLong(0, Long.MAX_VALUE);
        previous = in.getDouble();
        steps = in.getDouble();
        stepCount = in.getLong(0, Long.MAX_VALUE);
        least = in.getDouble();
    }

    @Override
    public void close() {
        member.close();
    }
}
