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
    /** The spread that training found, NaN for a series that it did not see. */
    private final double spread;

    private final int column;
    /** The last season of values, for the change of a series that training did not see. */
    private final double[] ring;

    private int next;
    private double changes;
    private long changeCount;
    private double lastValue = Double.NaN;
    private double rowChanges;
    private long rowChangeCount;
    private double least = Double.POSITIVE_INFINITY;

    AutoState(
            PredictorInfo info, MemberSession member, Floor floor, @Nullable IntervalModel intervals, String seriesId) {
        this.info = info;
        this.member = member;
        this.floor = floor;
        this.intervals = intervals;
        this.column = info.rowColumns().indexOf(info.targets().get(0));
        this.spread = intervals == null ? Double.NaN : intervals.spreads().getOrDefault(seriesId, Double.NaN);
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
            double step = own - lastValue;
            if (Double.isFinite(step)) {
                rowChanges += Math.abs(step);
                rowChangeCount++;
            }
            lastValue = own;
            ring[next] = own;
            next = next + 1 == ring.length ? 0 : next + 1;
        }
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
        double its = Double.isNaN(spread) ? intervals.unseen() * change() : spread;
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

    /** Returns the mean absolute change over a row or a season, the smaller one, as {@link SeasonalChange} does. */
    private double change() {
        double row = rowChanges / rowChangeCount;
        double far = changes / changeCount;
        return far < row || Double.isNaN(row) ? far : row;
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
        out.putDouble(lastValue);
        out.putDouble(rowChanges);
        out.putLong(rowChangeCount);
        out.putDouble(least);
    }

    @Override
    public void restore(StateReader in) {
        member.restore(in);
        in.getDoubles(ring);
        next = in.getInt(0, Math.max(0, ring.length - 1));
        changes = in.getDouble();
        changeCount = in.getLong(0, Long.MAX_VALUE);
        lastValue = in.getDouble();
        rowChanges = in.getDouble();
        rowChangeCount = in.getLong(0, Long.MAX_VALUE);
        least = in.getDouble();
    }

    @Override
    public void close() {
        member.close();
    }
}
