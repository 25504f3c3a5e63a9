package io.forecastj.models.auto;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Actual values of all windows in one row of cells, with the weight of each cell's error.
 *
 * <p>A cell is a series, a window and a step. Its weight {@code 0.5 (200 / ((|y| + |r|) S) + 1 / (q M))} makes the sum
 * of weighted absolute errors that of sMAPE and MASE, each relative to the seasonal naive forecast: {@code r} is that
 * forecast, {@code S} and {@code M} are its mean sMAPE and MASE over all cells, and {@code q} is the mean absolute
 * seasonal change of the series before the window (the overall weighted average of the M4 competition; Makridakis,
 * Spiliotis and Assimakopoulos, International Journal of Forecasting 36, 2020). Where values may be 0 or negative,
 * sMAPE has no meaning and MASE has all the weight. A cell without an actual value, and one of a series that never
 * changed, has the weight 0.
 *
 * <p>Immutable by agreement: the arrays are not copied.
 */
final class WindowErrors {
    private final int horizon;
    private final List<ValidationWindow> windows;
    private final int[] firstCell;
    private final int[] series;
    private final int[] window;
    private final double[] actual;
    private final double[] naive;
    private final double[] weights;

    /**
     * Creates the cells.
     *
     * @param windows the windows, at least one
     * @param column the target column
     * @param horizon the number of steps
     * @param season the number of rows of a season, 1 if there is none
     * @param positive true if all values of all series are above 0
     */
    WindowErrors(List<ValidationWindow> windows, String column, int horizon, int season, boolean positive) {
        this.horizon = horizon;
        this.windows = windows;
        this.firstCell = new int[windows.size() + 1];
        for (int w = 0; w < windows.size(); w++) {
            firstCell[w + 1] = firstCell[w] + windows.get(w).indices().length * horizon;
        }
        int cells = firstCell[windows.size()];
        this.series = new int[cells];
        this.window = new int[cells];
        this.actual = new double[cells];
        this.naive = new double[cells];
        this.weights = new double[cells];
        double[] units = new double[cells];
        for (int w = 0; w < windows.size(); w++) {
            ValidationWindow one = windows.get(w);
            for (int i = 0; i < one.indices().length; i++) {
                TimeSeries before = one.before().get(i);
                double[] values = before.values(column);
                double unit = SeasonalChange.mean(values, season);
                double[] repeated = SeasonalChange.repeat(values, season, horizon);
                for (int step = 0; step < horizon; step++) {
                    int cell = firstCell[w] + i * horizon + step;
                    series[cell] = one.indices()[i];
                    window[cell] = w;
                    actual[cell] = one.actual()[i][step];
                    naive[cell] = repeated[step];
                    units[cell] = unit;
                }
            }
        }
        weigh(units, positive);
    }

    private void weigh(double[] units, boolean positive) {
        double smape = 0;
        double mase = 0;
        int count = 0;
        for (int cell = 0; cell < actual.length; cell++) {
            if (counts(cell, units)) {
                double error = Math.abs(actual[cell] - naive[cell]);
                smape += 200 * error / (Math.abs(actual[cell]) + Math.abs(naive[cell]));
                mase += error / units[cell];
                count++;
            }
        }
        double share = positive ? 0.5 : 0;
        for (int cell = 0; cell < actual.length; cell++) {
            if (counts(cell, units)) {
                double relative = positive ? 200 / ((Math.abs(actual[cell]) + Math.abs(naive[cell])) * smape) : 0;
                double scaled = 1 / (units[cell] * mase);
                // a constant forecast without any error has no unit
                weights[cell] = mase > 0 ? count * (share * relative + (1 - share) * scaled) : 1 / units[cell];
            }
        }
    }

    private boolean counts(int cell, double[] units) {
        return units[cell] > 0 && Double.isFinite(actual[cell]) && Double.isFinite(naive[cell]);
    }

    /** Returns whether the error of any cell counts. */
    boolean any() {
        return Arrays.stream(weights).anyMatch(weight -> weight > 0);
    }

    int cells() {
        return actual.length;
    }

    int horizon() {
        return horizon;
    }

    List<ValidationWindow> windows() {
        return windows;
    }

    /** Returns the index of a cell's series in the training series. */
    int series(int cell) {
        return series[cell];
    }

    /** Returns the index of a cell's window, 0 for the last one. */
    int window(int cell) {
        return window[cell];
    }

    /** Returns the index of a cell's step, from 0. */
    int step(int cell) {
        return cell % horizon;
    }

    /**
     * Returns the number of parts that are forecast with weights from the other parts: the windows or, if there is one
     * only, its two halves.
     */
    int folds() {
        return Math.max(2, windows.size());
    }

    /** Returns the index of a cell's fold. */
    int fold(int cell) {
        return windows.size() > 1 ? window[cell] : 2 * step(cell) < horizon ? 0 : 1;
    }

    /** Returns whether a cell is in the first half of the steps of its fold. */
    boolean early(int cell) {
        if (windows.size() > 1) {
            return 2 * step(cell) < horizon;
        }
        return 4 * step(cell) < horizon || fold(cell) == 1 && 4 * step(cell) < 3 * horizon;
    }

    double actual(int cell) {
        return actual[cell];
    }

    /** Returns the weight of a cell's absolute error, 0 if it does not count. */
    double weight(int cell) {
        return weights[cell];
    }

    /** Returns the forecasts of one window as cells, for {@link #put}. */
    void put(double[] cells, int ofWindow, double[][] points) {
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(points[i], 0, cells, firstCell[ofWindow] + i * horizon, horizon);
        }
    }

    /** Returns an array for the forecasts of all cells, with NaN everywhere. */
    double[] empty() {
        double[] cells = new double[actual.length];
        Arrays.fill(cells, Double.NaN);
        return cells;
    }

    /**
     * Returns the mean weighted absolute error; that of the seasonal naive forecast is about 1.
     *
     * @param forecasts a forecast for each cell
     * @param used the cells
     * @return the mean over those of the cells that count and have a forecast; NaN if there is none
     */
    double error(double[] forecasts, IntPredicate used) {
        double sum = 0;
        int count = 0;
        for (int cell = 0; cell < actual.length; cell++) {
            if (weights[cell] > 0 && used.test(cell) && Double.isFinite(forecasts[cell])) {
                sum += weights[cell] * Math.abs(actual[cell] - forecasts[cell]);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
