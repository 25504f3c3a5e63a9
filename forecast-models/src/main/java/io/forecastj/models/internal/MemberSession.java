package io.forecastj.models.internal;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.KnownFuture;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Session on a predictor inside another predictor's {@link io.forecastj.SeriesState}: receives the outer predictor's
 * rows, passes them on, and forecasts the outer targets.
 *
 * <p>Not thread-safe. Rows are kept until their number is the member's required history. Then the member's session
 * opens on them and takes each later row, so the member makes the same forecasts as if it were opened on the same first
 * row, bit for bit. Known-future rows are passed on when the outer session receives them. After opening, a row
 * allocates nothing unless the member allocates or needs known-future columns.
 *
 * <p>An exception of the member does not stop the outer predictor: {@link #failure} returns it. If the member throws on
 * a row, it has missed that row and never answers again in this session. If it throws on a forecast, it is tried again
 * at the next one. Only {@link PredictorClosedException} is passed on, since the caller of the outer predictor has
 * closed the member.
 */
public final class MemberSession implements AutoCloseable {
    private final Predictor member;
    private final SeriesContext series;
    private final List<String> columns;
    private final int[] map;
    private final double[] memberRow;
    private final int[] futureMap;
    private final List<String> futureNames;
    private final int horizon;
    private final int[] targetMap;
    private final double[] points;
    private final boolean sameTargets;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private @Nullable PredictionSession session;
    private long futureTo;
    /** The number of replacements of the known future that the member has received. */
    private int replacements;

    private boolean dropped;
    private @Nullable RuntimeException failure;

    /**
     * Creates a member session without rows.
     *
     * @param member the predictor; not closed here
     * @param outer the outer predictor's description; its columns include the member's, its targets are among the
     *     member's, and its horizon is the member's
     * @param series the outer predictor's information on the series
     * @throws IllegalArgumentException if the outer description lacks a column or target, or has another horizon
     */
    public MemberSession(Predictor member, PredictorInfo outer, SeriesContext series) {
        PredictorInfo info = member.info();
        this.member = member;
        this.series = series;
        this.horizon = outer.horizon();
        if (info.horizon() != horizon) {
            throw new IllegalArgumentException("'" + info.name() + "' forecasts " + info.horizon() + " steps; '"
                    + outer.name() + "' needs " + horizon);
        }
        List<String> outerColumns = outer.rowColumns();
        this.columns = info.rowColumns();
        this.map = map(columns, outerColumns, info, outer);
        this.memberRow = new double[map.length];
        this.futureNames = info.columns(ColumnRole.KNOWN_FUTURE);
        this.futureMap = map(futureNames, series.future().names(), info, outer);
        this.targetMap = map(outer.targets(), info.targets(), outer, info);
        this.sameTargets = info.targets().equals(outer.targets());
        this.points = new double[sameTargets ? 0 : info.targets().size() * horizon];
    }

    private static int[] map(List<String> wanted, List<String> from, PredictorInfo by, PredictorInfo in) {
        return wanted.stream()
                .mapToInt(name -> {
                    int at = from.indexOf(name);
                    if (at < 0) {
                        throw new IllegalArgumentException("'" + by.name() + "' has the column '" + name
                                + "', which is not among those of '" + in.name() + "': " + from);
                    }
                    return at;
                })
                .toArray();
    }

    /**
     * Takes the next row, in the form of {@link io.forecastj.SeriesState#update}; {@link SeriesContext#future()} is
     * still at the row before.
     *
     * @param time the row's time
     * @param row the outer predictor's columns without the static ones
     * @throws PredictorClosedException if the member is closed
     */
    public void update(long time, double[] row) {
        if (dropped) {
            return;
        }
        try {
            if (session == null) {
                keep(time, row);
            } else {
                passFuture(session);
                for (int c = 0; c < map.length; c++) {
                    memberRow[c] = row[map[c]];
                }
                session.append(time, memberRow);
            }
        } catch (PredictorClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            dropped = true;
            failure = e;
            rows.clear();
        }
    }

    private void keep(long time, double[] row) {
        rows.add(Arrays.stream(map).mapToDouble(column -> row[column]).toArray());
        times.add(time);
        if (rows.size() < member.info().requiredHistory()) {
            return;
        }
        TimeSeries.Builder history =
                TimeSeries.builder(columns).id(series.seriesId()).zone(series.zone());
        series.attributes().forEach(history::attribute);
        if (series.sampling() != null) {
            history.sampling(series.sampling());
        }
        for (int i = 0; i < rows.size(); i++) {
            history.add(times.get(i), rows.get(i));
        }
        rows.clear();
        times.clear();
        futureTo = time;
        replacements = series.future().replacements();
        TimeSeries future = futureNames.isEmpty() ? TimeSeries.empty() : newFuture();
        PredictionSession opened = member.openSession(history.build(), future);
        session = opened;
        opened.keepRows(0); // the outer session keeps them
    }

    /**
     * Returns the number of times that the known future was replaced. A forecast made before a replacement is out of
     * date.
     *
     * @return the number, from 0
     */
    public int futureReplacements() {
        return series.future().replacements();
    }

    /** Passes on the known-future rows that were added or replaced since the last call. */
    private void passFuture(PredictionSession to) {
        if (futureNames.isEmpty()) {
            return;
        }
        if (replacements != futureReplacements()) {
            replacements = futureReplacements();
            futureTo = Long.MIN_VALUE;
            to.replaceFuture(newFuture());
            return;
        }
        int steps = series.future().steps();
        if (steps > 0 && series.future().time(steps) > futureTo) {
            to.extendFuture(newFuture());
        }
    }

    private TimeSeries newFuture() {
        KnownFuture future = series.future();
        int first = future.steps() + 1;
        while (first > 1 && future.time(first - 1) > futureTo) {
            first--;
        }
        TimeSeries.Builder added = TimeSeries.builder(futureNames);
        double[] values = new double[futureMap.length];
        for (int step = first; step <= future.steps(); step++) {
            for (int c = 0; c < futureMap.length; c++) {
                values[c] = future.value(step, futureMap[c]);
            }
            futureTo = future.time(step);
            added.add(futureTo, values);
        }
        return added.build();
    }

    /**
     * Returns whether the member can forecast: it has enough rows, has not been dropped, and the known-future rows that
     * it needs are there.
     *
     * @return true if {@link #forecastInto} calls the member
     */
    public boolean ready() {
        return session != null && !dropped && !lacksFuture();
    }

    private boolean lacksFuture() {
        return !futureNames.isEmpty() && series.future().steps() < horizon;
    }

    /**
     * Returns whether the member can still become {@link #ready} at the present row, when known-future rows are added.
     *
     * @return false if it is ready, or cannot become ready before a later row
     */
    public boolean awaitsFuture() {
        return session != null && !dropped && lacksFuture();
    }

    /**
     * Writes the member's point forecasts of the outer targets, or NaN everywhere if there are none.
     *
     * @param out receives {@code [outer target][step]}
     * @return true if the member has answered; its answer may hold NaN
     * @throws PredictorClosedException if the member is closed
     */
    public boolean forecastInto(double[] out) {
        PredictionSession open = session;
        if (open != null && ready()) {
            try {
                passFuture(open);
                if (sameTargets) {
                    open.forecastInto(out);
                } else {
                    open.forecastInto(points);
                    for (int target = 0; target < targetMap.length; target++) {
                        System.arraycopy(points, targetMap[target] * horizon, out, target * horizon, horizon);
                    }
                }
                failure = null;
                return true;
            } catch (PredictorClosedException e) {
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        Arrays.fill(out, Double.NaN);
        return false;
    }

    /**
     * Returns the member's whole forecast, of its own targets.
     *
     * @return the forecast
     * @throws IllegalStateException if the member is not {@link #ready}
     * @throws io.forecastj.ForecastException as the member throws it
     */
    public Forecast forecast() {
        PredictionSession open = session;
        if (open == null || !ready()) {
            throw new IllegalStateException("'" + member.info().name() + "' has no forecast: " + reason());
        }
        passFuture(open);
        return open.forecast();
    }

    /**
     * Returns the state of the member's session, with the known future passed on.
     *
     * @return the state; null if the member is not {@link #ready} or is no predictor of this library
     * @throws PredictorClosedException if the member is closed
     */
    public @Nullable SeriesState state() {
        PredictionSession open = session;
        if (open == null || !ready()) {
            return null;
        }
        passFuture(open);
        return SessionStates.of(open);
    }

    /**
     * Explains a point of the member's forecast.
     *
     * @param target the index of the outer target
     * @param step the step
     * @return the parts; null if the member has no explanation
     */
    public @Nullable PointParts explain(int target, int step) {
        return state() instanceof ExplainedState explained ? explained.explain(targetMap[target], step) : null;
    }

    /**
     * Returns the shares of the features in the gain of the member's trees.
     *
     * @return the shares; empty if it has none
     */
    public Map<String, Double> gainShares() {
        return state() instanceof ExplainedState explained ? explained.gainShares() : Map.of();
    }

    /**
     * Writes the member's state: the snapshot of its session, or the rows that are kept until there are enough. For a
     * member that was dropped, only the reason is written.
     *
     * @param out receives the state
     * @throws PredictorClosedException if the member is closed
     */
    public void save(StateWriter out) {
        out.putBoolean(dropped);
        if (dropped) {
            FailureBytes.write(Objects.requireNonNull(failure), out);
            return;
        }
        PredictionSession open = session;
        out.putBoolean(open != null);
        if (open != null) {
            out.putBytes(open.snapshot());
            out.putLong(futureTo);
            out.putBoolean(replacements != series.future().replacements());
            return;
        }
        out.putLongs(times.stream().mapToLong(Long::longValue).toArray());
        rows.forEach(out::putDoubles);
    }

    /**
     * Reads the state written by a session on the same member. The member's last failure on a forecast is not restored,
     * since the member is tried again in any case. The failure for which it was dropped is restored with its message
     * and kind.
     *
     * @param in provides the state
     * @throws io.forecastj.SnapshotException if it is not such a state
     * @throws PredictorClosedException if the member is closed
     */
    public void restore(StateReader in) {
        dropped = in.getBoolean();
        if (dropped) {
            failure = FailureBytes.read(in);
        } else if (in.getBoolean()) {
            session = member.restore(in.getBytes());
            futureTo = in.getLong();
            // the known future, which was restored before, counts from 0 again
            replacements = in.getBoolean() ? -1 : 0;
        } else {
            for (long time : in.getLongs()) {
                double[] row = new double[map.length];
                in.getDoubles(row);
                times.add(time);
                rows.add(row);
            }
        }
    }

    /**
     * Returns the member's exception, if this is the reason why it gives no answer.
     *
     * @return the exception of its last call, or of the row at which it was dropped, or null
     */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /**
     * Returns the reason why the member gives no answer, in words.
     *
     * @return the reason; an empty text if no error is known
     */
    public String reason() {
        if (failure != null) {
            String message = failure.getMessage();
            return (dropped ? "it failed on a row and was dropped from the session: " : "it failed: ")
                    + (message == null ? failure.getClass().getName() : message);
        }
        if (session == null) {
            return "it needs a history of " + member.info().requiredHistory() + " rows, found " + rows.size();
        }
        return ready()
                ? ""
                : "the known-future columns " + futureNames + " are needed for " + horizon + " steps, found "
                        + series.future().steps();
    }

    /**
     * Returns the predictor.
     *
     * @return the member
     */
    public Predictor member() {
        return member;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
