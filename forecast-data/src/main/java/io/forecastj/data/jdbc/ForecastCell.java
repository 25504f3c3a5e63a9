package io.forecastj.data.jdbc;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.TimeSeries;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Forecast of one target at one step: a row of the table.
 *
 * @param series the id of the series
 * @param target the target, or the target and a class
 * @param origin the origin of the forecast
 * @param step the step
 * @param time the time of the step
 * @param point the point, or the probability of the class; NaN if it is missing
 * @param status the status of the forecast
 * @param reasons the reasons of the status
 * @param quantiles the chosen quantiles, NaN for missing ones
 */
record ForecastCell(
        String series,
        String target,
        Instant origin,
        int step,
        Instant time,
        double point,
        ForecastStatus status,
        String reasons,
        double[] quantiles) {

    static final int LONGEST_REASONS = 4000;

    /** By the key, so that transactions which write the same rows wait for each other in one order. */
    static final Comparator<ForecastCell> BY_KEY = Comparator.comparing(ForecastCell::series)
            .thenComparing(ForecastCell::target)
            .thenComparing(ForecastCell::origin)
            .thenComparingInt(ForecastCell::step);

    /** Returns the rows of a forecast with the quantiles of some levels. */
    static List<ForecastCell> of(Forecast forecast, double[] levels) {
        boolean incomplete = forecast.status() != ForecastStatus.OK && forecast.levels().length == 0;
        TimeSeries table = forecast.toTimeSeries(incomplete ? new double[0] : levels);
        String reasons = String.join("; ", forecast.reasons());
        List<ForecastCell> cells = new ArrayList<>();
        for (String target : targets(forecast)) {
            double[] points = table.values(target);
            List<Integer> steps = forecast.steps();
            for (int row = 0; row < points.length; row++) {
                double[] quantiles = new double[levels.length];
                for (int i = 0; i < levels.length; i++) {
                    quantiles[i] =
                            incomplete ? Double.NaN : table.value(row, Forecast.quantileColumn(target, levels[i]));
                }
                cells.add(new ForecastCell(
                        forecast.seriesId(),
                        target,
                        forecast.origin(),
                        steps.get(row),
                        table.time(row),
                        points[row],
                        forecast.status(),
                        reasons.substring(0, Math.min(LONGEST_REASONS, reasons.length())),
                        quantiles));
            }
        }
        return cells;
    }

    private static List<String> targets(Forecast forecast) {
        String first = forecast.targets().get(0);
        return forecast.classes().isEmpty()
                ? forecast.targets()
                : forecast.classes().stream().map(name -> first + "_" + name).toList();
    }

    /**
     * Sets the parameters of a statement.
     *
     * @param key the index of the first parameter of the key, from 1
     * @param other the index of the first parameter of the other columns
     */
    void bind(SqlBinds binds, String model, String version, int key, int other) throws SQLException {
        bindKey(binds, model, version, key);
        binds.instant(other, time);
        binds.number(other + 1, point);
        binds.any(other + 2, status.name());
        binds.text(other + 3, reasons);
        for (int i = 0; i < quantiles.length; i++) {
            binds.number(other + 4 + i, quantiles[i]);
        }
    }

    /** Sets the parameters of the key, from the given index on. */
    void bindKey(SqlBinds binds, String model, String version, int first) throws SQLException {
        binds.any(first, model);
        binds.any(first + 1, version);
        binds.any(first + 2, series);
        binds.any(first + 3, target);
        binds.instant(first + 4, origin);
        binds.any(first + 5, step);
    }

    /** Returns whether another row is of the same forecast of the same target, at whatever step. */
    boolean sameForecast(ForecastCell other) {
        return series.equals(other.series) && target.equals(other.target) && origin.equals(other.origin);
    }
}
