package io.forecastj.models.statistical;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.KnownFuture;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ForecastCopy;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * State of a series that training did not see: all its rows, from which the pattern is estimated at each forecast. So a
 * forecast depends on the rows only, and not on earlier forecasts.
 */
final class UnseenSeasonState implements SeriesState {
    private final SeasonalSettings settings;
    private final Predictor member;
    private final KnownFuture future;
    private final List<String> columns;
    private TimeSeries.Builder rows;
    private @Nullable SeasonalPattern pattern;
    private @Nullable Forecast inner;

    UnseenSeasonState(PredictorInfo info, SeasonalSettings settings, Predictor member, SeriesContext series) {
        this.settings = settings;
        this.member = member;
        this.future = series.future();
        this.columns = info.rowColumns();
        this.rows = TimeSeries.builder(columns).id(series.seriesId()).zone(series.zone());
        series.attributes().forEach(rows::attribute);
        if (series.sampling() != null) {
            rows.sampling(series.sampling());
        }
    }

    @Override
    public void update(long time, double[] row) {
        rows.add(time, row);
    }

    @Override
    public void forecastInto(double[] out) {
        TimeSeries history = rows.build();
        SeasonalPattern estimate = settings.estimate(history);
        Forecast forecast = member.predict(estimate.remove(history, settings.column()), knownFuture());
        pattern = estimate;
        inner = forecast;
        System.arraycopy(ForecastCopy.points(forecast), 0, out, 0, out.length);
        SeasonalForecast.add(estimate, 0, out); // the pattern's anchor is the last row
    }

    private TimeSeries knownFuture() {
        List<String> names = member.info().columns(ColumnRole.KNOWN_FUTURE);
        if (names.isEmpty()) {
            return TimeSeries.empty();
        }
        int[] map = names.stream().mapToInt(future.names()::indexOf).toArray();
        TimeSeries.Builder known = TimeSeries.builder(names);
        for (int step = 1; step <= future.steps(); step++) {
            int row = step;
            known.add(
                    future.time(step),
                    IntStream.of(map).mapToDouble(c -> future.value(row, c)).toArray());
        }
        return known.build();
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        SeasonalForecast.complete(
                settings, Objects.requireNonNull(pattern), 0, Objects.requireNonNull(inner), forecast);
    }

    @Override
    public void save(StateWriter out) {
        out.putSeries(rows.build());
    }

    @Override
    public void restore(StateReader in) {
        TimeSeries saved = in.getSeries();
        if (!saved.columns().equals(columns)) {
            throw new SnapshotException("expected rows with the columns " + columns + ", found " + saved.columns());
        }
        rows = saved.toBuilder();
    }
}
