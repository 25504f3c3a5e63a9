package io.forecastj.models.auto;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One of the last windows of the training rows: the rows before it, on which candidates are fitted, and its rows, which
 * they forecast.
 *
 * <p>Immutable by agreement: the arrays are not copied.
 *
 * @param indices the index of each series in the training series; some are too short for a window
 * @param before the rows before the window
 * @param inside the rows of the window
 * @param actual the target in the window, {@code [series][step - 1]}, NaN where it is missing
 */
record ValidationWindow(int[] indices, List<TimeSeries> before, List<TimeSeries> inside, double[][] actual) {
    /** Rows that a series keeps before a window, beside those of a season. */
    private static final int FEWEST = 6;

    /**
     * Cuts the last windows, each as long as the horizon and directly before the next one.
     *
     * @param series the training series
     * @param column the target column
     * @param horizon the number of rows of a window
     * @param season the number of rows of a season, 1 if there is none
     * @param most the largest number of windows
     * @return the windows, the last one first; empty if all series are too short
     */
    static List<ValidationWindow> cut(List<TimeSeries> series, String column, int horizon, int season, int most) {
        List<ValidationWindow> windows = new ArrayList<>();
        for (int back = 1; back <= most; back++) {
            List<Integer> indices = new ArrayList<>();
            List<TimeSeries> before = new ArrayList<>();
            List<TimeSeries> inside = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                TimeSeries one = series.get(i);
                long from = one.length() - (long) back * horizon;
                if (from >= least(horizon, season)) {
                    indices.add(i);
                    before.add(one.head((int) from).publishedBy(one.time((int) from - 1)));
                    inside.add(one.slice((int) from, (int) from + horizon));
                }
            }
            if (!indices.isEmpty()) {
                windows.add(new ValidationWindow(
                        indices.stream().mapToInt(Integer::intValue).toArray(),
                        before,
                        inside,
                        inside.stream().map(one -> one.values(column)).toArray(double[][]::new)));
            }
        }
        return windows;
    }

    /** Returns the number of rows that a series needs before a window: without a season, few; with one, a whole one. */
    private static int least(int horizon, int season) {
        return season > 1 ? season + FEWEST : Math.max(FEWEST, horizon);
    }

    /**
     * Fits a forecaster to the rows before the window and forecasts it.
     *
     * @return {@code [series][step - 1]}, NaN for a series without a forecast
     * @throws ForecastException if the forecaster cannot be fitted
     */
    double[][] forecasts(Forecaster forecaster, FitListener listener) {
        try (Predictor predictor = forecaster.fit(before, listener)) {
            List<SeriesOutcome> outcomes = predictor
                            .info()
                            .columns(io.forecastj.ColumnRole.KNOWN_FUTURE)
                            .isEmpty()
                    ? predictor.predictEach(before)
                    : predictor.predictEach(before, inside);
            double[][] points = new double[outcomes.size()][];
            for (int i = 0; i < points.length; i++) {
                points[i] =
                        outcomes.get(i).forecast().map(Forecast::points).orElseGet(() -> missing(forecaster.horizon()));
            }
            return points;
        }
    }

    private static double[] missing(int horizon) {
        double[] points = new double[horizon];
        Arrays.fill(points, Double.NaN);
        return points;
    }
}
