package io.forecastj.models.statistical;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of one series: that of its model from the last training row on; before that row, and without a model, all rows.
 */
final class LocalState implements SeriesState {
    /** Quantile levels of the central 80 % and 95 % intervals. */
    private static final double[] LEVELS = {0.025, 0.1, 0.9, 0.975};

    private final LocalPredictor predictor;
    private final @Nullable SeriesFit fit;
    private final SeriesContext series;
    private final String column;
    private final RowBuffer rows;
    private final double[] scratch;
    private final LocalModel.Regressors regressors;
    private final AbsentRows absent;
    private double[] state = {};
    private boolean following;
    private long lastTime;
    /** The index of the first column that is missing in the last row; the number of columns if there is none. */
    private int lastMissing;

    /** The model estimated from {@code rows} when they had the length {@code estimatedAt}. */
    private LocalFit.@Nullable Outcome estimate;

    private int estimatedAt;

    LocalState(LocalPredictor predictor, @Nullable SeriesFit fit, SeriesContext series) {
        this.predictor = predictor;
        this.fit = fit;
        this.series = series;
        this.column = predictor.info().targets().get(0);
        this.rows = new RowBuffer(predictor.info().rowColumns().size());
        this.lastMissing = predictor.info().rowColumns().size();
        this.regressors = series.future()::value;
        this.absent = new AbsentRows(series.sampling());
        this.scratch = fit == null
                ? new double[0]
                : new double[fit.model().scratchSize(predictor.info().horizon())];
    }

    @Override
    public void update(long time, double[] row) {
        // a row that is refused changes nothing, so that the caller can give another one
        if (following && fit != null) {
            follow(fit.model(), time, row);
        } else if (fit != null && fit.endsWith(time, row[0])) {
            state = fit.state().clone();
            following = true;
            rows.clear();
        } else {
            rows.add(row);
        }
        absent.add(time);
        lastTime = time;
        lastMissing = 0;
        while (lastMissing < row.length && !Double.isNaN(row[lastMissing])) {
            lastMissing++;
        }
    }

    private void follow(LocalModel model, long time, double[] row) {
        try {
            for (double value : row) {
                LocalFit.requireSize(value);
            }
            model.update(state, row);
        } catch (InvalidSeriesException e) {
            throw new InvalidSeriesException(
                    "'" + predictor.info().name() + "' cannot take the row at " + Instant.ofEpochMilli(time)
                            + " of the series '" + series.seriesId() + "': " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void forecastInto(double[] out) {
        if (following && fit != null) {
            fit.model().forecast(state, scratch, regressors, out);
        } else {
            LocalMethod.Fitted own = estimate().fitted();
            double[] itsScratch = new double[own.model().scratchSize(out.length)];
            own.model().forecast(own.state(), itsScratch, regressors, out);
        }
    }

    private LocalFit.Outcome estimate() {
        LocalFit.Outcome known = estimate;
        if (known == null || estimatedAt != rows.size()) {
            if (predictor.unseen() == UnseenSeries.REFUSE) {
                throw refusal();
            }
            if (rows.empty()) {
                throw new InsufficientHistoryException(
                        "the history's " + rows.size() + " rows hold no value of '" + column + "': all are missing");
            }
            known = LocalFit.fit(predictor.method(), rows.rows(), predictor.season());
            estimate = known;
            estimatedAt = rows.size();
        }
        return known;
    }

    private InvalidSeriesException refusal() {
        String name = predictor.info().name();
        return new InvalidSeriesException(
                fit == null
                        ? "'" + name + "' has no model of the series '" + series.seriesId()
                                + "', and was built to refuse series that training did not see; fit it again with this"
                                + " one, or build it with UnseenSeries.ESTIMATE"
                        : "'" + name + "' has a model of '" + series.seriesId() + "' from "
                                + Instant.ofEpochMilli(fit.end())
                                + " on, and the history does not hold the row at that time with the value " + fit.last()
                                + "; found " + rows.size()
                                + " rows up to " + Instant.ofEpochMilli(lastTime)
                                + ". Give a history that holds that row, or build it with UnseenSeries.ESTIMATE");
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        LocalModel model;
        double[] from;
        String failure;
        if (following && fit != null) {
            model = fit.model();
            from = state;
            failure = fit.failure();
        } else {
            LocalFit.Outcome own = estimate();
            model = own.fitted().model();
            from = own.fitted().state();
            ForecastException thrown = own.failure();
            failure = thrown == null ? null : "'" + predictor.info().name() + "' failed: " + thrown.getMessage();
        }
        if (failure != null) {
            forecast.status(ForecastStatus.FALLBACK, failure + "; forecast by the " + model.form() + " method");
        }
        List<String> columns = predictor.info().rowColumns();
        if (lastMissing < columns.size()) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "'" + columns.get(lastMissing) + "' is missing at " + Instant.ofEpochMilli(lastTime)
                            + "; the forecast is made from the rows before");
        }
        String shifted = absent.reason(model.countedRows());
        if (!shifted.isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, shifted);
        }
        if (!Arrays.stream(points).allMatch(Double::isFinite)) {
            forecast.status(ForecastStatus.DEGRADED, notFinite(model, points.length));
            return;
        }
        double[][] quantiles = model.quantiles(from, regressors, points, LEVELS);
        if (Arrays.stream(quantiles).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            forecast.quantiles(0, LEVELS, quantiles);
        } else {
            forecast.status(ForecastStatus.DEGRADED, "too few values of '" + column + "' for intervals");
        }
    }

    private String notFinite(LocalModel model, int horizon) {
        for (int step = 1; step <= horizon; step++) {
            for (int i = 0; i < model.regressors(); i++) {
                if (Double.isNaN(regressors.value(step, i))) {
                    return "'" + series.future().names().get(i) + "' is missing at step " + step
                            + ", where the forecast needs it";
                }
            }
        }
        return "the forecasts of " + model.form() + " are not finite";
    }

    @Override
    public void save(StateWriter out) {
        out.putBoolean(following);
        out.putLong(lastTime);
        out.putInt(lastMissing);
        absent.save(out);
        out.putDoubles(state);
        rows.save(out);
    }

    @Override
    public void restore(StateReader in) {
        following = in.getBoolean();
        lastTime = in.getLong();
        lastMissing = in.getInt(0, predictor.info().rowColumns().size());
        absent.restore(in);
        state = in.getDoubles();
        int expected = following && fit != null ? fit.model().stateSize() : 0;
        if (state.length != expected || following && fit == null) {
            throw new SnapshotException("expected a state of " + expected + " numbers, found " + state.length);
        }
        if (following && fit != null) {
            check(fit.model());
        }
        rows.restore(in);
    }

    private void check(LocalModel model) {
        try {
            model.check(state);
        } catch (IllegalArgumentException e) {
            throw new SnapshotException("the state is not one of " + model.form() + ": " + e.getMessage());
        }
    }
}
