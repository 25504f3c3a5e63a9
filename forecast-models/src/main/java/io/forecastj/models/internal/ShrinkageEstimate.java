package io.forecastj.models.internal;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how much of a model's forecasts to keep, from forecasts of rows that the model was not trained on.
 *
 * <p>For one thread. At each step four candidates are weighed: the naive forecast, the seasonal naive one, the model,
 * and their least-squares combination with weights of at least 0 that add up to at most 1. A candidate's weight is its
 * posterior probability, {@code prior x (naive's mean squared error / its own)^(T n / 2)} (Bayesian model averaging
 * with normal errors), where n is the effective number of independent errors: errors of overlapping spans, and errors
 * of several series at one time, are alike, so n is the number at which independent errors would have the variance
 * that the mean difference of the squared errors has (Bartlett's estimate with as many lags as the step has rows).
 * The exponent {@code T} is below 1, since the regressor has stopped where it did best on these rows. All candidates
 * have the smallest n of them, so that of two the one with the smaller error has the better odds. For a
 * model that was selected by these rows the evidence is at most z x z, where z is the mean difference in units of its
 * standard error: few large errors, as prices have, make a likelihood ratio large that a test of the difference finds
 * to be nothing. A model that is clearly better than both naive forecasts is kept whole.
 *
 * <p>The prior is in favour of the naive forecast, which is the best one of many series and never far off; so a model
 * has to earn its weight. Where earlier rows show that the seasonal naive forecast is the better one, it takes this
 * place. Half of the evidence of a step counts for the next one, and all of it if the spans of that step are too few to
 * estimate anything.
 */
public final class ShrinkageEstimate {
    /** Logarithm of the prior odds of the seasonal naive forecast, and of the model, against the naive one. */
    private static final double SEASONAL_ODDS = -2;

    private static final double MODEL_ODDS = -4;
    private static final double TEMPER = 0.7;
    /** Limit of the evidence, in multiples of what the mean difference gives if it is normal. */
    private static final double MOST_SCORES = 2;

    private static final double CARRIED = 0.5;
    /** Limit of the evidence that a step hands over. */
    private static final double LARGEST = 6;
    /** Odds from which on a model is clearly better than the naive forecasts. */
    private static final double CLEAR = 3;

    /** Least number of origins of the first step for an estimate. */
    private static final int ENOUGH_ORIGINS = 8;

    /** Number of earlier rows of each series that show how good the seasonal naive forecast is. */
    private static final int MOST_HISTORY = 1_000;

    /** Weights so close to 0 or 1 are rounded, so that good models are kept as they are. */
    private static final double NEGLIGIBLE = 0.005;

    private static final int NAIVE = 0;
    private static final int SEASONAL = 1;
    private static final int MODEL = 2;
    private static final int MIXED = 3;

    private final List<Integer> steps;
    private final int season;
    private final int stride;
    private final boolean selected;
    private final List<Changes> changes = new ArrayList<>();
    private final List<Changes> history = new ArrayList<>();
    private final Map<Integer, Double> units = new HashMap<>();

    /**
     * Creates an estimate without forecasts.
     *
     * @param steps the forecast steps, increasing
     * @param season the season in rows, 1 for none
     * @param stride the number of rows from one origin to the next
     * @param selected true if the model was chosen by the same rows, as by early stopping
     */
    public ShrinkageEstimate(List<Integer> steps, int season, int stride, boolean selected) {
        this.steps = steps;
        this.season = season;
        this.stride = stride;
        this.selected = selected;
        steps.forEach(step -> changes.add(new Changes()));
        steps.forEach(step -> history.add(new Changes()));
    }

    /**
     * Returns the number of rows from one origin to the next that keeps memory and time within limits.
     *
     * @param origins the number of origins of all series
     * @param steps the number of steps
     * @return the stride, at least 1
     */
    public static int stride(long origins, int steps) {
        long most = Math.max(500, Math.min(8_000, 1_000_000 / steps));
        return (int) Math.max(1, origins / most);
    }

    /**
     * Adds the forecasts of one origin; call it in the order of time within a series.
     *
     * @param series the index of the series
     * @param time the origin's time
     * @param values the target's values in the rows of the series
     * @param row the origin
     * @param forecasts the forecasts of the steps from 1 to the horizon
     */
    public void add(int series, long time, double[] values, int row, double[] forecasts) {
        double naive = values[row];
        if (Double.isNaN(naive)) {
            return;
        }
        // squares of changes in this unit are within the range of a double
        double unit = units.computeIfAbsent(series, index -> unit(values));
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            double actual = row + step < values.length ? values[row + step] : Double.NaN;
            double forecast = forecasts[step - 1];
            if (Double.isFinite(actual) && Double.isFinite(forecast)) {
                int before = row - Shrinkage.back(season, step);
                double repeated = before >= 0 ? values[before] : Double.NaN;
                changes.get(i)
                        .add(
                                series,
                                time,
                                (actual - naive) / unit,
                                (forecast - naive) / unit,
                                season == 1 || Double.isNaN(repeated) ? Double.NaN : (repeated - naive) / unit);
            }
        }
    }

    /** Returns the largest change between rows, or 1 if nothing changes or the change is not finite. */
    private static double unit(double[] values) {
        double largest = 0;
        for (int i = 1; i < values.length; i++) {
            double change = Math.abs(values[i] - values[i - 1]);
            largest = change > largest ? change : largest;
        }
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? largest : 1;
    }

    /**
     * Adds rows before the forecasts, which show how good the seasonal naive forecast is.
     *
     * @param series the index of the series
     * @param of the series
     * @param values the target's values in its rows
     * @param to the row after the last one to use
     */
    public void addHistory(int series, TimeSeries of, double[] values, int to) {
        if (season == 1) {
            return;
        }
        double unit = units.computeIfAbsent(series, index -> unit(values));
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            int back = Shrinkage.back(season, step);
            for (int row = Math.max(back, to - MOST_HISTORY * stride); row + step < to; row += stride) {
                double naive = values[row];
                double actual = (values[row + step] - naive) / unit;
                double repeated = (values[row - back] - naive) / unit;
                if (Double.isFinite(actual) && Double.isFinite(repeated)) {
                    history.get(i).add(series, of.timestamp(row), actual, 0, repeated);
                }
            }
        }
    }

    /** Returns the weights; {@link Shrinkage#NONE} if there are too few forecasts for any. */
    public Shrinkage estimate() {
        if (changes.get(0).count < ENOUGH_ORIGINS) {
            return Shrinkage.NONE;
        }
        int horizon = steps.get(steps.size() - 1);
        double[] model = new double[horizon];
        double[] seasonal = new double[horizon];
        Arrays.fill(model, 1);
        Candidates candidates = new Candidates();
        for (int i = 0; i < steps.size(); i++) {
            candidates.weigh(i);
            model[steps.get(i) - 1] = candidates.model;
            seasonal[steps.get(i) - 1] = candidates.seasonal;
        }
        Shrinkage all = new Shrinkage(season, model, seasonal);
        return all.none() ? Shrinkage.NONE : all;
    }

    /** The candidates of one step after another. */
    private final class Candidates {
        /** Logarithms of the odds that the step before has found beyond its prior ones. */
        private final double[] found = new double[4];

        private double[] mixed = {1, 0};
        private double model = 1;
        private double seasonal;

        void weigh(int index) {
            Changes of = changes.get(index);
            int overlap = (steps.get(index) + stride - 1) / stride;
            double[] prior = prior(history.get(index), overlap);
            LossDifferences few = LossDifferences.of(of, overlap);
            LossDifferences differences = few != null && few.enough() ? few : null;
            boolean hasSeason = season > 1 && of.seasonal();
            if (differences != null) {
                mixed = SimplexFit.of(of, hasSeason);
            }
            double[][] all = {{0, 0}, {0, 1}, {1, 0}, mixed};
            double effective = differences == null ? 0 : effective(differences, all, hasSeason);
            double[] odds = new double[4];
            for (int c = SEASONAL; c <= MIXED; c++) {
                odds[c] = prior[c] + (differences == null ? 1 : CARRIED) * found[c];
                if (differences != null && (c != SEASONAL || hasSeason)) {
                    double gain = TEMPER * effective / 2 * differences.logRatio(all[c]);
                    double most = selected ? MOST_SCORES * differences.evidence(all[c]) : gain;
                    odds[c] += Math.min(gain, most) - (c == MIXED ? Math.log(Math.max(1, effective)) : 0);
                }
                double limit = LARGEST + (c == SEASONAL ? 0 : Math.max(0, prior[SEASONAL]));
                found[c] = Math.max(-LARGEST, Math.min(limit, odds[c])) - prior[c];
            }
            odds[SEASONAL] = hasSeason ? odds[SEASONAL] : Double.NEGATIVE_INFINITY;
            if (odds[MODEL] - Math.max(0, odds[SEASONAL]) > CLEAR) {
                // a model that is clearly better than both is kept whole, though a mixture may have been better still
                odds[MIXED] = Double.NEGATIVE_INFINITY;
            }
            average(odds, all);
        }

        /** Returns the least effective number of the candidates: with one number the better one has the better odds. */
        private double effective(LossDifferences differences, double[][] all, boolean hasSeason) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = hasSeason ? SEASONAL : MODEL; c <= MIXED; c++) {
                least = Math.min(least, differences.effective(all[c]));
            }
            return least;
        }

        private void average(double[] odds, double[][] all) {
            double most = Arrays.stream(odds).max().orElse(0);
            double sum = 0;
            double ofModel = 0;
            double ofSeason = 0;
            for (int c = NAIVE; c <= MIXED; c++) {
                double share = Math.exp(odds[c] - most);
                sum += share;
                ofModel += share * all[c][0];
                ofSeason += share * all[c][1];
            }
            double[] weights = rounded(ofModel / sum, ofSeason / sum);
            model = weights[0];
            seasonal = weights[1];
        }
    }

    /** Returns the logarithms of the prior odds to the naive forecast; a model has to beat the better naive one. */
    private double[] prior(Changes before, int overlap) {
        LossDifferences differences = LossDifferences.of(before, overlap);
        double seasonal = SEASONAL_ODDS;
        if (differences != null && differences.enough()) {
            double[] weights = {0, 1};
            double evidence = seasonal + TEMPER * differences.effective(weights) / 2 * differences.logRatio(weights);
            seasonal = Math.max(-LARGEST, Math.min(LARGEST, evidence));
        }
        double ofModel = MODEL_ODDS + Math.max(0, seasonal);
        return new double[] {0, seasonal, ofModel, ofModel};
    }

    private static double[] rounded(double model, double seasonal) {
        if (model > 1 - NEGLIGIBLE) {
            return new double[] {1, 0};
        }
        double kept = model < NEGLIGIBLE ? 0 : model;
        double added = seasonal < NEGLIGIBLE ? 0 : seasonal > 1 - NEGLIGIBLE ? 1 : seasonal;
        return new double[] {kept, Math.min(added, 1 - kept)};
    }

    /** Actual and forecast changes from the origins to one step. */
    static final class Changes {
        int count;
        int[] series = new int[64];
        long[] times = new long[64];
        double[] actual = new double[64];
        double[] forecast = new double[64];
        double[] repeated = new double[64];

        void add(int of, long time, double change, double forecastChange, double seasonalChange) {
            if (count == series.length) {
                series = Arrays.copyOf(series, 2 * count);
                times = Arrays.copyOf(times, 2 * count);
                actual = Arrays.copyOf(actual, 2 * count);
                forecast = Arrays.copyOf(forecast, 2 * count);
                repeated = Arrays.copyOf(repeated, 2 * count);
            }
            series[count] = of;
            times[count] = time;
            actual[count] = change;
            forecast[count] = forecastChange;
            repeated[count++] = seasonalChange;
        }

        /** Returns whether every origin has a seasonal naive forecast. */
        boolean seasonal() {
            for (int i = 0; i < count; i++) {
                if (Double.isNaN(repeated[i])) {
                    return false;
                }
            }
            return count > 0;
        }

        /** Returns the squared scale of each entry's series: the mean squared actual change. */
        double[] scales() {
            int most = 0;
            for (int i = 0; i < count; i++) {
                most = Math.max(most, series[i] + 1);
            }
            double[] squares = new double[most];
            int[] counts = new int[most];
            for (int i = 0; i < count; i++) {
                squares[series[i]] += actual[i] * actual[i];
                counts[series[i]]++;
            }
            double[] scales = new double[count];
            for (int i = 0; i < count; i++) {
                scales[i] = squares[series[i]] / counts[series[i]];
            }
            return scales;
        }
    }
}
