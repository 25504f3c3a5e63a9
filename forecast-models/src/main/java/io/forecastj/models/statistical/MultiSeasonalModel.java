package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InvalidSeriesException;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Holt-Winters model with up to three seasons, a damped trend and a first-order autoregression of its errors (Taylor,
 * Short-Term Electricity Demand Forecasting Using Double Seasonal Exponential Smoothing, Journal of the Operational
 * Research Society 54, 2003; Triple Seasonal Methods for Short-Term Electricity Demand Forecasting, European Journal of
 * Operational Research 204, 2010), additive or, of logarithms, multiplicative.
 *
 * <p>With the level {@code l}, the trend {@code b} and the seasonal terms {@code s}, the distance {@code e} of a value
 * from {@code l + phi b + s1 + s2 + ...} moves the level by {@code phi b + alpha e}, the trend from {@code phi b} by
 * {@code beta e}, and the terms of its place by {@code gamma e}. The forecast of step {@code h}
 * adds {@code rho^h} times the last distance, as in the papers; a missing value counts as its forecast in the same way.
 *
 * <p>Immutable by agreement and thread-safe: the arrays are not copied and not changed. The state holds the level, the
 * trend, the last distance, the place of the next row in each season, and the terms of each season.
 *
 * @param seasons the numbers of rows of the seasons, increasing; empty if there is none
 * @param log whether the model is one of logarithms
 * @param alpha the smoothing parameter of the level
 * @param beta the smoothing parameter of the trend
 * @param phi the damping of the trend
 * @param gammas the smoothing parameters of the seasons
 * @param rho the autocorrelation of the errors
 * @param deviation the standard deviation of the errors one step ahead, of logarithms if {@code log}, NaN if unknown
 */
record MultiSeasonalModel(
        int[] seasons,
        boolean log,
        double alpha,
        double beta,
        double phi,
        double[] gammas,
        double rho,
        double deviation)
        implements LocalModel {
    static final String KIND = "double-seasonal";

    /** Largest number of seasons. */
    static final int MOST_SEASONS = 3;

    private static final int LEVEL = 0;
    private static final int TREND = 1;
    private static final int ERROR = 2;
    private static final int PLACES = 3;

    /** Returns a state before the first row. */
    double[] start(double level, double trend, double[][] terms) {
        double[] state = new double[stateSize()];
        state[LEVEL] = level;
        state[TREND] = trend;
        int at = PLACES + seasons.length;
        for (double[] each : terms) {
            System.arraycopy(each, 0, state, at, each.length);
            at += each.length;
        }
        return state;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        String list = Arrays.stream(seasons).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "Holt-Winters ("
                + (seasons.length == 0 ? "no season" : "seasons " + list)
                + (log ? ", multiplicative)" : ", additive)");
    }

    @Override
    public String description() {
        String gamma = Arrays.stream(gammas)
                .mapToObj(each -> String.format(Locale.ROOT, "gamma %.6g, ", each))
                .collect(Collectors.joining());
        return form()
                + String.format(
                        Locale.ROOT,
                        ": alpha %.6g, beta %.6g, phi %.6g, %srho %.6g, sigma %.6g",
                        alpha,
                        beta,
                        phi,
                        gamma,
                        rho,
                        deviation);
    }

    @Override
    public int stateSize() {
        return PLACES + seasons.length + Arrays.stream(seasons).sum();
    }

    @Override
    public int countedRows() {
        return seasons.length > 0 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireFinite(state);
        for (int i = 0; i < seasons.length; i++) {
            StateChecks.requireIndex(state, PLACES + i, seasons[i]);
        }
    }

    /** Returns the forecast of a step after the next row, without the autoregression of the errors. */
    private double smooth(double[] state, double trend, int step) {
        double sum = state[LEVEL] + trend;
        int at = PLACES + seasons.length;
        for (int i = 0; i < seasons.length; i++) {
            int place = (int) state[PLACES + i] + step;
            sum += state[at + (place < seasons[i] ? place : place % seasons[i])];
            at += seasons[i];
        }
        return sum;
    }

    /**
     * Takes the next value, a logarithm if {@code log}, NaN if it is missing.
     *
     * @return its distance from the forecast, NaN if it is missing
     */
    double take(double[] state, double value) {
        double trend = phi * state[TREND];
        double carried = rho * state[ERROR];
        boolean missing = Double.isNaN(value);
        double error = missing ? 0 : value - smooth(state, trend, 0);
        state[LEVEL] += trend + alpha * error;
        state[TREND] = trend + beta * error;
        state[ERROR] = missing ? carried : error;
        int at = PLACES + seasons.length;
        for (int i = 0; i < seasons.length; i++) {
            int place = (int) state[PLACES + i];
            state[at + place] += gammas[i] * error;
            state[PLACES + i] = place + 1 == seasons[i] ? 0 : place + 1;
            at += seasons[i];
        }
        return missing ? Double.NaN : error - carried;
    }

    /**
     * @throws InvalidSeriesException if the model is multiplicative and the value not positive; the state stays
     */
    @Override
    public void update(double[] state, double[] row) {
        double value = row[0];
        if (log && value <= 0) {
            throw new InvalidSeriesException(MultiSeasonalMethod.notPositive(value));
        }
        take(state, log ? Math.log(value) : value);
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        steps(state, points);
        for (int step = 0; log && step < points.length; step++) {
            points[step] = Math.exp(points[step]);
        }
    }

    /** Computes the forecasts, of logarithms if {@code log}. */
    private void steps(double[] state, double[] points) {
        double slope = state[TREND];
        double trend = 0;
        double error = state[ERROR];
        for (int step = 0; step < points.length; step++) {
            slope *= phi;
            trend += slope;
            error *= rho;
            points[step] = smooth(state, trend, step) + error;
        }
    }

    /**
     * Normal quantiles, of logarithms if the model is one of them, with the variance that follows from the model (see
     * {@link LinearEffects}), in which later errors move the state too. That the parameters and start values are
     * estimates is neglected, and so is that the errors of such series often have heavier tails.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] means = new double[points.length];
        steps(state, means);
        double[] deviations = LinearEffects.deviations(effects(points.length), deviation);
        double[][] quantiles = NormalQuantiles.of(means, deviations, levels);
        if (log) {
            for (double[] each : quantiles) {
                Arrays.setAll(each, i -> Math.exp(each[i]));
            }
        }
        return quantiles;
    }

    /** Computes what an error of 1, and the errors that it leads to, add to the rows after it. */
    private double[] effects(int rows) {
        double[] effects = new double[rows];
        double slope = beta;
        double level = alpha;
        double before = 1;
        for (int row = 1; row <= rows; row++) {
            slope *= phi;
            level += slope;
            double effect = level + rho * before;
            for (int i = 0; i < seasons.length; i++) {
                effect += row % seasons[i] == 0 ? gammas[i] : 0;
            }
            effects[row - 1] = effect;
            before = effect;
        }
        return effects;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("log", log);
        MultiSeasonalMethod.write(out, seasons);
        out.put("alpha", alpha).put("beta", beta).put("phi", phi).put("rho", rho);
        LocalJson.put(out, "gammas", gammas);
        LocalJson.put(out, "deviation", deviation);
    }

    static LocalModel read(JsonFields in) {
        int[] seasons = MultiSeasonalMethod.seasons(in);
        return new MultiSeasonalModel(
                seasons,
                in.flag("log"),
                SavedNumbers.between(in, "alpha", 0, 1),
                SavedNumbers.between(in, "beta", 0, 1),
                SavedNumbers.between(in, "phi", 0, 1),
                SavedNumbers.allBetween(in, "gammas", seasons.length, 0, 1),
                SavedNumbers.between(in, "rho", -1, 1),
                SavedNumbers.deviation(in));
    }
}
