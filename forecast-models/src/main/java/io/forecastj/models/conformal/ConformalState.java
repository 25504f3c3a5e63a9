package io.forecastj.models.conformal;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.WrapperState;
import java.util.Arrays;
import java.util.List;

/**
 * One series: the member's session, and the intervals that follow its errors.
 *
 * <p>Rows up to the end of the training span only warm up the member. A later row first issues the forecast of the row
 * before, unless that was done, then goes to the member, then scores what has come due.
 */
final class ConformalState implements WrapperState {
    private final ConformalSettings settings;
    private final PredictorInfo info;
    private final MemberSession member;
    private final SeriesIntervals intervals;
    private final long trainedTo;
    private final int[] targetColumns;
    private final double[] points;
    private final double[] offsets;
    private long last = Long.MIN_VALUE;
    /** True if {@code points} are those of the last row. */
    private boolean asked;

    private int askedAfter;

    ConformalState(
            ConformalSettings settings,
            PredictorInfo info,
            MemberSession member,
            SeriesIntervals intervals,
            long trainedTo) {
        this.settings = settings;
        this.info = info;
        this.member = member;
        this.intervals = intervals;
        this.trainedTo = trainedTo;
        List<String> columns = info.rowColumns();
        this.targetColumns = info.targets().stream().mapToInt(columns::indexOf).toArray();
        this.points = new double[targetColumns.length * info.horizon()];
        this.offsets = new double[points.length * settings.memberLevels().length];
    }

    @Override
    public MemberSession member() {
        return member;
    }

    @Override
    public void update(long time, double[] row) {
        if (settings.online() && last >= trainedTo) {
            issue();
        }
        member.update(time, row);
        asked = false;
        intervals.advance();
        for (int target = 0; target < targetColumns.length; target++) {
            double value = row[targetColumns[target]];
            if (time > trainedTo) {
                intervals.learn(target, value);
            } else {
                intervals.warm(target, value);
            }
        }
        last = time;
    }

    // the points of the current row are not saved: the member returns them again
    @Override
    public void save(StateWriter out) {
        member.save(out);
        intervals.save(out);
        out.putLong(last);
    }

    @Override
    public void restore(StateReader in) {
        member.restore(in);
        intervals.restore(in);
        last = in.getLong();
    }

    private void issue() {
        boolean known = asked && askedAfter == member.futureReplacements() || member.forecastInto(points);
        if (known && (!settings.fromQuantiles() || quantilesOfMember())) {
            intervals.issue(points, offsets);
        }
    }

    /** Reads the member's quantiles; returns false if the member does not answer or has none now. */
    private boolean quantilesOfMember() {
        try {
            return member.ready() && read(member.forecast());
        } catch (PredictorClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            // forecast() tries again and throws it to the caller; no interval of this row will be scored
            return false;
        }
    }

    private boolean read(Forecast forecast) {
        double[] levels = settings.memberLevels();
        if (!holds(forecast.levels(), levels)) {
            return false;
        }
        for (int target = 0; target < targetColumns.length; target++) {
            for (int step : info.steps()) {
                int at = target * info.horizon() + step - 1;
                for (int level = 0; level < levels.length; level++) {
                    double quantile = forecast.quantile(info.targets().get(target), step, levels[level]);
                    if (Double.isNaN(quantile)) {
                        return false; // one target may have quantiles while another has none
                    }
                    offsets[at * levels.length + level] = quantile - points[at];
                }
            }
        }
        return true;
    }

    /**
     * Returns true if all wanted levels are there. A member with fallbacks may return other levels now than in
     * calibration.
     */
    private static boolean holds(double[] levels, double[] wanted) {
        return Arrays.stream(wanted)
                .allMatch(one -> Arrays.stream(levels).anyMatch(level -> Math.abs(level - one) < 1e-9));
    }

    @Override
    public void forecastInto(double[] out) {
        if (!member.forecastInto(points)) {
            RuntimeException failure = member.failure();
            throw failure == null
                    ? new InsufficientHistoryException("'" + info.name() + "' has no forecast of '"
                            + member.member().info().name() + "': " + member.reason())
                    : failure;
        }
        asked = true;
        askedAfter = member.futureReplacements();
        System.arraycopy(points, 0, out, 0, points.length);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] out) {
        Forecast inner = member.forecast();
        for (String reason : inner.reasons()) {
            forecast.status(inner.status(), reason);
        }
        if (settings.fromQuantiles() && !read(inner)) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "'" + inner.info().name() + "' gave no quantiles at " + Arrays.toString(settings.memberLevels())
                            + ", so there is no interval");
            return;
        }
        for (int target = 0; target < targetColumns.length; target++) {
            String name = info.targets().get(target);
            if (!intervals.scaled(target)) {
                forecast.status(
                        ForecastStatus.DEGRADED, "too few values of '" + name + "' for the width of an interval");
                return;
            }
            for (int step : info.steps()) {
                if (!Double.isFinite(points[target * info.horizon() + step - 1])) {
                    forecast.status(
                            ForecastStatus.DEGRADED, "no finite point of '" + name + "', so there is no interval");
                    return;
                }
            }
        }
        double[] levels = settings.levels();
        for (int target = 0; target < targetColumns.length; target++) {
            forecast.quantiles(target, levels, intervals.quantiles(target, points, offsets));
        }
    }

    @Override
    public void close() {
        member.close();
    }
}
