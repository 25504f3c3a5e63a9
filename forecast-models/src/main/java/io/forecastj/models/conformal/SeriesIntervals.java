package io.forecastj.models.conformal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.DueForecasts;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The intervals of one series, row by row: a row's actual values score the forecasts that are due, then the row's own
 * forecast is issued. Not thread-safe. Only {@link #quantiles} allocates after the first score.
 */
final class SeriesIntervals {
    private final ConformalSettings settings;
    private final int[] steps;
    private final int horizon;
    private final boolean learning;
    private final StepIntervals[][] cells;
    private final ErrorScale[] units;
    /** For each step the later ones that its scores revise, and its place among their earlier steps. */
    private final int[][] laters;

    private final int[][] places;
    private final int[] starts;
    private final int width;
    private final DueForecasts due;
    private final double[] now;

    /**
     * Creates the intervals.
     *
     * @param steps the forecast steps
     * @param learning true if scores move the calibration; they move the volatility in any case
     */
    SeriesIntervals(ConformalSettings settings, int[] steps, double[][] profiles, SeriesStart start, boolean learning) {
        this.settings = settings;
        this.steps = steps;
        this.horizon = steps[steps.length - 1];
        this.learning = learning;
        int targets = profiles.length;
        StepPlan[] plans = StepPlan.of(settings, steps);
        this.laters = new int[steps.length][];
        this.places = new int[steps.length][];
        this.starts = new int[steps.length];
        int values = 0;
        for (int i = 0; i < steps.length; i++) {
            starts[i] = values;
            values += StepIntervals.width(plans[i]);
            int step = i;
            laters[i] = IntStream.range(i + 1, steps.length)
                    .filter(later -> plans[later].earlier(step) >= 0)
                    .toArray();
            places[i] = Arrays.stream(laters[i])
                    .map(later -> plans[later].earlier(step))
                    .toArray();
        }
        this.width = values;
        this.cells = new StepIntervals[targets][steps.length];
        this.units = new ErrorScale[targets];
        for (int target = 0; target < targets; target++) {
            for (int i = 0; i < steps.length; i++) {
                cells[target][i] = new StepIntervals(plans[i], start.cells()[target][i]);
            }
            units[target] = new ErrorScale(
                    profiles[target],
                    steps,
                    settings.volatilityRows(),
                    start.spreads()[target],
                    start.volatilities()[target]);
        }
        this.due = new DueForecasts(horizon, targets * width);
        this.now = new double[targets * width];
    }

    private int at(int target, int step) {
        return target * width + starts[step];
    }

    /** Takes a row's value of a target during warm-up. */
    void warm(int target, double value) {
        units[target].row(value);
    }

    /** Moves to the next row; its values follow by {@link #learn}. */
    void advance() {
        due.advance();
    }

    /** Takes the row's value of a target, NaN if missing, and scores the forecasts that are due. */
    void learn(int target, double value) {
        units[target].row(value);
        for (int i = 0; i < steps.length; i++) {
            double[] issued = due.issued(steps[i]);
            if (issued != null) {
                int at = at(target, i);
                if (learning) {
                    revise(target, i, value, issued);
                    cells[target][i].learn(value, issued, at);
                }
                if (i == 0) {
                    units[target].error(cells[target][0].error(value, issued, at));
                }
            }
        }
    }

    /** Revises what is expected of the later steps of an origin by the score of one step. */
    private void revise(int target, int step, double value, double[] issued) {
        if (laters[step].length == 0) {
            return;
        }
        double[] ranks = cells[target][step].ranks(value, issued, at(target, step));
        for (int i = 0; i < laters[step].length; i++) {
            int later = laters[step][i];
            cells[target][later].revise(places[step][i], ranks, issued, at(target, later));
        }
    }

    /**
     * Issues the forecast of the current row.
     *
     * @param points the member's points in the layout {@code [target][step]}, over the whole horizon
     * @param member the member's quantiles minus the point, {@code [target][step][level]}; empty without quantiles
     */
    void issue(double[] points, double[] member) {
        double[] issued = due.issue();
        write(points, member, issued);
        for (int target = 0; learning && target < cells.length; target++) {
            for (int i = 0; i < steps.length; i++) {
                cells[target][i].issued(issued, at(target, i));
            }
        }
    }

    private void write(double[] points, double[] member, double[] out) {
        int levels = member.length / points.length;
        for (int target = 0; target < cells.length; target++) {
            for (int i = 0; i < steps.length; i++) {
                int point = target * horizon + steps[i] - 1;
                cells[target][i].write(
                        points[point], units[target].scale(i), member, point * levels, out, at(target, i));
            }
        }
    }

    /** Returns true if the expected size of the series' errors is known. */
    boolean scaled(int target) {
        return !Double.isNaN(units[target].scale(0));
    }

    /**
     * Returns the current quantiles.
     *
     * @param points as for {@link #issue}
     * @param member as for {@link #issue}
     * @return for each step of the horizon the quantiles at {@link ConformalSettings#levels()}, in order and around the
     *     point
     */
    double[][] quantiles(int target, double[] points, double[] member) {
        write(points, member, now);
        int coverages = settings.coverages().size();
        double[][] quantiles = new double[horizon][2 * coverages + 1];
        for (int i = 0; i < steps.length; i++) {
            StepIntervals cell = cells[target][i];
            double point = points[target * horizon + steps[i] - 1];
            double[] row = quantiles[steps[i] - 1];
            row[coverages] = point;
            double lower = point;
            double upper = point;
            for (int c = 0; c < coverages; c++) {
                // a wider coverage contains the narrower one, and each contains the point
                lower = Math.max(-Double.MAX_VALUE, Math.min(lower, cell.lower(c, now, at(target, i))));
                upper = Math.min(Double.MAX_VALUE, Math.max(upper, cell.upper(c, now, at(target, i))));
                row[coverages - 1 - c] = lower;
                row[coverages + 1 + c] = upper;
            }
        }
        return quantiles;
    }

    void save(StateWriter out) {
        for (int target = 0; target < units.length; target++) {
            units[target].save(out);
            for (StepIntervals cell : cells[target]) {
                cell.save(out);
            }
        }
        due.save(out);
    }

    void restore(StateReader in) {
        for (int target = 0; target < units.length; target++) {
            units[target].restore(in);
            for (StepIntervals cell : cells[target]) {
                cell.restore(in);
            }
        }
        due.restore(in);
    }

    SeriesStart state(double[] spreads) {
        double[] volatilities = new double[units.length];
        StepState[][] states = new StepState[units.length][steps.length];
        for (int target = 0; target < units.length; target++) {
            volatilities[target] = units[target].volatility();
            for (int i = 0; i < steps.length; i++) {
                states[target][i] = cells[target][i].state();
            }
        }
        return new SeriesStart(spreads, volatilities, states);
    }
}
