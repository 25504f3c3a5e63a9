package io.forecastj.models.neighbours;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Last values of one series in a ring, with missing ones filled, and the nearest windows of the last forecast. */
final class NearestState implements SeriesState {
    /** Levels of the central intervals of 80 % and 95 %. */
    private static final double[] LEVELS = {0.025, 0.1, 0.9, 0.975};

    /** Number of windows from which their spread is given. */
    static final int ENOUGH = 20;

    private final NearestPredictor model;
    private final NearestSettings settings;
    private final Query query;
    private final List<Query> queries;
    private final Continuations continuations;
    /** Made by the first forecast that does not come with others, since it is larger than the rest of the state. */
    private @Nullable WindowSearch search;

    private final double[] ring;
    private final boolean[] filled;
    private int next;
    /** Number of rows from the first value on, up to the lookback. */
    private int rows;

    private int holes;
    private long lastHole;
    private double last = Double.NaN;

    NearestState(NearestPredictor model, int own) {
        this.model = model;
        this.settings = model.settings();
        this.query = new Query(settings, own, model.mostNeighbours());
        this.queries = List.of(query);
        this.continuations = new Continuations(settings, model.series(), model.mostNeighbours());
        this.ring = new double[settings.lookback()];
        this.filled = new boolean[ring.length];
    }

    @Override
    public void update(long time, double[] row) {
        double value = row[0];
        if (settings.logarithms() && value <= 0) {
            throw new InvalidSeriesException("'" + model.info().name() + "' compares logarithms, as all training"
                    + " values were positive; '" + column() + "' is " + value + " at " + Instant.ofEpochMilli(time)
                    + ". Pass NaN if the value is missing, or build the forecaster with logarithms(false)");
        }
        boolean hole = Double.isNaN(value);
        if (hole && rows == 0) {
            return;
        }
        if (filled[next]) {
            holes--;
        }
        if (hole) {
            holes++;
            lastHole = time;
        } else {
            last = settings.in(value);
            if (rows == 0) {
                // the first value also stands in for the rows that a short history lacks
                Arrays.fill(ring, last);
            }
        }
        filled[next] = hole;
        ring[next] = last;
        next = next + 1 == ring.length ? 0 : next + 1;
        rows = Math.min(rows + 1, ring.length);
    }

    @Override
    public void save(StateWriter out) {
        out.putDoubles(ring);
        out.putBooleans(filled);
        out.putInt(next);
        out.putInt(rows);
        out.putInt(holes);
        out.putLong(lastHole);
        out.putDouble(last);
    }

    @Override
    public void restore(StateReader in) {
        in.getDoubles(ring);
        in.getBooleans(filled);
        next = in.getInt(0, ring.length - 1);
        rows = in.getInt(0, ring.length);
        holes = in.getInt(0, ring.length);
        lastHole = in.getLong();
        last = in.getDouble();
    }

    @Override
    public void forecastInto(double[] out) {
        WindowSearch found = search;
        if (found == null) {
            found = new WindowSearch(settings.lookback());
            search = found;
        }
        if (begin(out)) {
            found.search(model.series(), queries);
            end(out);
        }
    }

    /** Begins a forecast; returns false if it is complete, because the history has no value. */
    boolean begin(double[] out) {
        if (rows == 0) {
            Arrays.fill(out, Double.NaN);
            return false;
        }
        query.begin(ring, next);
        return true;
    }

    /** Returns the query, which {@link #begin} has set, to be compared with all windows. */
    Query query() {
        return query;
    }

    /** Writes the forecast from the query's nearest windows. */
    void end(double[] out) {
        continuations.weigh(query);
        continuations.points(query, out);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (rows == 0) {
            forecast.status(
                    ForecastStatus.DEGRADED, "the history has no value of '" + column() + "', so there is no forecast");
            return;
        }
        if (holes > 0) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    holes + " of the last " + rows + " values of '" + column() + "' missing, the latest at "
                            + Instant.ofEpochMilli(lastHole) + ": last observation carried forward");
        }
        if (rows < ring.length) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "the history has " + rows + " rows from the first value of '" + column() + "' on, fewer than the"
                            + " lookback of " + ring.length + ": its first value stands in for the others");
        }
        int found = query.nearest().size();
        if (found == 0 && !query.flat()) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "no window of the training series can be compared with the last values of '" + column()
                            + "': their level is repeated");
        }
        if (settings.neighbours() >= ENOUGH) {
            spread(forecast, found);
        }
    }

    private void spread(Forecast.Builder forecast, int found) {
        if (query.flat()) {
            double[][] quantiles = new double[settings.horizon()][LEVELS.length];
            for (double[] step : quantiles) {
                Arrays.fill(step, settings.out(query.level()));
            }
            forecast.quantiles(0, LEVELS, quantiles);
            return;
        }
        if (found < ENOUGH) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "only " + found + " windows to compare, fewer than the " + ENOUGH + " that intervals need");
            return;
        }
        double[][] quantiles = continuations.quantiles(query, LEVELS);
        for (double[] step : quantiles) {
            for (double quantile : step) {
                if (!Double.isFinite(quantile)) {
                    forecast.status(
                            ForecastStatus.DEGRADED, "the values of '" + column() + "' are too large for intervals");
                    return;
                }
            }
        }
        forecast.quantiles(0, LEVELS, quantiles);
    }

    private String column() {
        return model.info().targets().get(0);
    }
}
