package io.forecastj.models.auto;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fit of pooled intervals to the errors of combined forecasts in windows.
 *
 * <p>An error is scaled by the spread of its series and by the profile of its step. The spread is {@code c (a^p m^(1-p)
 * + e m)}: {@code c} is the series' mean absolute change over a season before the window, or that over a row if it is
 * smaller, {@code a} its mean absolute error in the other windows relative to that change, {@code m} the median of
 * {@code a} over all series. So {@code p} says how far a series' own errors count; with a single window there are no
 * others, and {@code p} is 0. Kind of error, {@code p} and {@code e} are those with the least mean interval score at 95
 * %. The pooled quantiles of the scaled errors are the calibration of split conformal prediction (Papadopoulos,
 * Proedrou, Vovk and Gammerman, Inductive Confidence Machines for Regression, ECML 2002), here with series and windows
 * in place of independent examples.
 */
final class IntervalFit {
    /** The levels of the central 80 % and 95 % intervals. */
    private static final double[] LEVELS = {0.025, 0.1, 0.9, 0.975};

    private static final double[] POWERS = {0, 0.5, 0.8, 1};
    private static final double[] EXTRAS = {0.05, 0.2};

    /** Steps over which the profile is averaged. */
    private static final int SMOOTHING = 5;

    /** Errors near a step that the profile needs to be half its own; those of one series show too little. */
    private static final double PRIOR_ERRORS = 40;

    private final WindowErrors errors;
    private final double[] combined;
    private final List<TimeSeries> series;
    private final String column;
    private final int season;
    private final int windows;

    /** The change of each series before each window, in the unit of the values, {@code [series][window]}. */
    private final double[][] plain;

    IntervalFit(WindowErrors errors, double[] combined, List<TimeSeries> series, String column, int season) {
        this.errors = errors;
        this.combined = combined;
        this.series = series;
        this.column = column;
        this.season = season;
        this.windows = errors.windows().size();
        this.plain = new double[series.size()][windows];
        for (int w = 0; w < windows; w++) {
            ValidationWindow window = errors.windows().get(w);
            for (int i = 0; i < window.indices().length; i++) {
                plain[window.indices()[i]][w] =
                        SeasonalChange.smaller(window.before().get(i).values(column), season);
            }
        }
    }

    /** A fit, and its mean interval score. */
    private record Fit(IntervalModel model, double score) {}

    /**
     * Fits.
     *
     * @param positive true if all values are above 0, so that relative errors are possible
     * @return the intervals; null if no series has an error and a change
     */
    @Nullable
    IntervalModel fit(boolean positive) {
        Fit best = null;
        for (int kind = 0; kind < (positive ? 4 : 2); kind++) {
            Errors all = new Errors(kind >= 2, kind % 2 == 1);
            for (double power : windows > 1 ? POWERS : new double[] {0}) {
                for (double extra : power == 0 ? new double[] {0} : EXTRAS) {
                    Fit one = all.fit(power, extra);
                    if (one != null && (best == null || one.score < best.score)) {
                        best = one;
                    }
                }
            }
        }
        return best == null ? null : best.model;
    }

    /** Errors of one kind with what their scaling needs. */
    private final class Errors {
        private final boolean relative;
        private final boolean smaller;
        private final double[] errorOf;
        private final double[] profile;
        /** The mean absolute change of each training series, NaN if it has none. */
        private final double[] change;
        /** The same of the rows before each window, {@code [series][window]}. */
        private final double[][] before;
        /** The sum of scaled absolute errors and their number, {@code [series][window]}. */
        private final double[][] sums;

        private final int[][] counts;

        Errors(boolean relative, boolean smaller) {
            this.relative = relative;
            this.smaller = smaller;
            this.errorOf = new double[errors.cells()];
            this.change = new double[series.size()];
            this.sums = new double[series.size()][windows];
            this.counts = new int[series.size()][windows];
            this.before = new double[series.size()][windows];
            for (int i = 0; i < change.length; i++) {
                change[i] = change(series.get(i));
            }
            for (int w = 0; w < windows; w++) {
                ValidationWindow window = errors.windows().get(w);
                for (int i = 0; i < window.indices().length; i++) {
                    before[window.indices()[i]][w] = change(window.before().get(i));
                }
            }
            for (int cell = 0; cell < errorOf.length; cell++) {
                double error = relative
                        ? Math.log(errors.actual(cell) / combined[cell])
                        : errors.actual(cell) - combined[cell];
                boolean counts = errors.weight(cell) > 0
                        && Double.isFinite(error)
                        && positive(unit(cell))
                        && positive(plainUnit(cell));
                errorOf[cell] = counts ? error : Double.NaN;
            }
            this.profile = profile();
            for (int cell = 0; cell < errorOf.length; cell++) {
                if (!Double.isNaN(errorOf[cell])) {
                    sums[errors.series(cell)][errors.window(cell)] +=
                            Math.abs(errorOf[cell]) / (unit(cell) * profile[errors.step(cell)]);
                    counts[errors.series(cell)][errors.window(cell)]++;
                }
            }
        }

        private static boolean positive(double unit) {
            return unit > 0 && unit < Double.POSITIVE_INFINITY;
        }

        private double change(TimeSeries rows) {
            double[] values = rows.values(column);
            double[] own = relative ? Arrays.stream(values).map(Math::log).toArray() : values;
            return smaller ? SeasonalChange.smaller(own, season) : SeasonalChange.mean(own, season);
        }

        /** Returns the change of a cell's series before the window, in the unit of the values. */
        private double plainUnit(int cell) {
            return plain[errors.series(cell)][errors.window(cell)];
        }

        private double unit(int cell) {
            return before[errors.series(cell)][errors.window(cell)];
        }

        /**
         * Returns the mean size of errors of each step relative to their series' change, smoothed, about 1 on average,
         * and nearer to 1 the fewer errors there are.
         */
        private double[] profile() {
            int horizon = errors.horizon();
            double[] sum = new double[horizon];
            int[] count = new int[horizon];
            for (int cell = 0; cell < errorOf.length; cell++) {
                if (!Double.isNaN(errorOf[cell])) {
                    sum[errors.step(cell)] += Math.abs(errorOf[cell]) / unit(cell);
                    count[errors.step(cell)]++;
                }
            }
            double[] smooth = new double[horizon];
            int[] errorsNear = new int[horizon];
            double all = 0;
            for (int step = 0; step < horizon; step++) {
                double near = 0;
                int steps = 0;
                for (int i = Math.max(0, step - SMOOTHING / 2); i <= Math.min(horizon - 1, step + SMOOTHING / 2); i++) {
                    near += count[i] == 0 ? 0 : sum[i] / count[i];
                    steps += count[i] == 0 ? 0 : 1;
                    errorsNear[step] += count[i];
                }
                smooth[step] = steps == 0 ? 0 : near / steps;
                all += smooth[step] / horizon;
            }
            for (int step = 0; step < horizon; step++) {
                double own = smooth[step] > 0 ? smooth[step] / all : 1;
                double few = PRIOR_ERRORS / (PRIOR_ERRORS + errorsNear[step]);
                smooth[step] = few + (1 - few) * own;
            }
            return smooth;
        }

        /** Returns a series' mean absolute error relative to its change, without one window; NaN if it has no other. */
        private double ratio(int index, int without) {
            double sum = 0;
            int count = 0;
            for (int w = 0; w < windows; w++) {
                if (w != without) {
                    sum += sums[index][w];
                    count += counts[index][w];
                }
            }
            return sum / count;
        }

        private @Nullable Fit fit(double power, double extra) {
            double[] ratios = new double[series.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = ratio(i, -1);
            }
            double[] known =
                    Arrays.stream(ratios).filter(Double::isFinite).sorted().toArray();
            if (known.length == 0 || !(known[known.length / 2] > 0)) {
                return null;
            }
            double typical = known[known.length / 2];
            double[][] spreads = new double[series.size()][windows];
            for (int i = 0; i < spreads.length; i++) {
                for (int w = 0; w < windows; w++) {
                    spreads[i][w] = before[i][w] * spread(ratio(i, w), typical, power, extra);
                }
            }
            double[] quantiles = quantiles(spreads);
            Map<String, Double> byId = new HashMap<>();
            for (int i = 0; i < ratios.length; i++) {
                if (power > 0 && Double.isFinite(ratios[i])) {
                    byId.put(series.get(i).id(), spread(ratios[i], typical, power, extra));
                }
            }
            IntervalModel model = new IntervalModel(
                    relative,
                    smaller,
                    season,
                    LEVELS,
                    quantiles,
                    profile,
                    Map.copyOf(byId),
                    spread(Double.NaN, typical, power, extra));
            return new Fit(model, score(model, spreads));
        }

        private static double spread(double ratio, double typical, double power, double extra) {
            double own = Double.isFinite(ratio) ? Math.pow(ratio, power) * Math.pow(typical, 1 - power) : typical;
            return own + extra * typical;
        }

        private double[] quantiles(double[][] spreads) {
            double[] scaled = new double[errorOf.length];
            int count = 0;
            for (int cell = 0; cell < errorOf.length; cell++) {
                if (!Double.isNaN(errorOf[cell])) {
                    scaled[count++] = errorOf[cell]
                            / (spreads[errors.series(cell)][errors.window(cell)] * profile[errors.step(cell)]);
                }
            }
            return PooledQuantiles.of(Arrays.copyOf(scaled, count), independent(), LEVELS);
        }

        /** Returns the number of errors, where those of one window, which depend on each other, count as their root. */
        private int independent() {
            double number = 0;
            for (int[] one : counts) {
                for (int count : one) {
                    number += Math.sqrt(count);
                }
            }
            return (int) number;
        }

        /** Returns the mean interval score at 95 % (Gneiting and Raftery, 2007) relative to each series' change. */
        private double score(IntervalModel model, double[][] spreads) {
            double sum = 0;
            int count = 0;
            for (int cell = 0; cell < errorOf.length; cell++) {
                if (!Double.isNaN(errorOf[cell])) {
                    double spread = spreads[errors.series(cell)][errors.window(cell)];
                    int step = errors.step(cell);
                    double low = model.quantile(combined[cell], spread, step, 0);
                    double high = model.quantile(combined[cell], spread, step, LEVELS.length - 1);
                    double y = errors.actual(cell);
                    double score = high - low + 40 * Math.max(0, Math.max(low - y, y - high));
                    sum += score / plainUnit(cell);
                    count++;
                }
            }
            return sum / count;
        }
    }
}
