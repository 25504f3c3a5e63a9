package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Locale;

/**
 * Dynamic optimised theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the
 * theta method and their relationship to state space models, International Journal of Forecasting 32, 2016, section
 * 3.2).
 *
 * <p>Of the values {@code x} without season, after row {@code t}, {@code l} is a level and {@code A + B i} the line of
 * least squares through all of them. The forecast of the next row is {@code l + (1 - 1 / theta) ((1 - alpha)^t A + (1 -
 * (1 - alpha)^(t + 1)) / alpha B)}; a value moves the level to {@code alpha x + (1 - alpha) l} and the line to the one
 * through the values with it. Missing values and values of later steps are replaced by their forecasts.
 *
 * <p>Immutable and thread-safe. The state holds the level, mean, intercept A, slope B, (1 - alpha)^t, t, and the place
 * in the season of the next row.
 *
 * @param alpha the smoothing parameter, above 0 and at most 1
 * @param theta the coefficient of the second theta line, at least 1
 * @param deviation the standard deviation of the errors without season, NaN if it is unknown
 * @param season the season
 */
record DynamicThetaModel(double alpha, double theta, double deviation, SeasonalIndices season) implements LocalModel {
    static final String KIND = "dynamic-theta";

    private static final int LEVEL = 0;
    private static final int MEAN = 1;
    private static final int INTERCEPT = 2;
    private static final int SLOPE = 3;
    private static final int WEIGHT = 4;
    private static final int ROWS = 5;
    private static final int PLACE = 6;

    /** Returns the state before the row of place 0. */
    double[] start(double level) {
        double[] state = new double[stateSize()];
        state[LEVEL] = level;
        state[WEIGHT] = 1;
        return state;
    }

    /**
     * Computes the slope of the line of least squares through the first values of a series.
     *
     * @param rows the number of values
     * @param before the slope without the last of them
     * @param distance the last value less the mean of those before it
     */
    static double slope(double rows, double before, double distance) {
        return rows < 2 ? 0 : ((rows - 2) * before + 6 / rows * distance) / (rows + 1);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return "Theta (dynamic" + season.description() + ")";
    }

    @Override
    public String description() {
        return form() + String.format(Locale.ROOT, ": alpha %.6g, theta %.6g, sigma %.6g", alpha, theta, deviation);
    }

    @Override
    public int stateSize() {
        return 7;
    }

    @Override
    public int countedRows() {
        return season.places() > 1 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireFinite(state);
        StateChecks.requireBetween(state, WEIGHT, 0, 1);
        StateChecks.requireBetween(state, ROWS, 0, Double.MAX_VALUE);
        StateChecks.requireIndex(state, PLACE, season.places());
    }

    private double next(double level, double intercept, double slope, double weight) {
        return level + (1 - 1 / theta) * (weight * intercept + (1 - weight * (1 - alpha)) / alpha * slope);
    }

    @Override
    public void update(double[] state, double[] row) {
        int place = (int) state[PLACE];
        double value = Double.isNaN(row[0])
                ? next(state[LEVEL], state[INTERCEPT], state[SLOPE], state[WEIGHT])
                : season.adjust(row[0], place);
        double rows = state[ROWS] + 1;
        state[LEVEL] += alpha * (value - state[LEVEL]);
        state[SLOPE] = slope(rows, state[SLOPE], value - state[MEAN]);
        state[MEAN] += (value - state[MEAN]) / rows;
        state[INTERCEPT] = state[MEAN] - (rows + 1) / 2 * state[SLOPE];
        state[WEIGHT] *= 1 - alpha;
        state[ROWS] = rows;
        state[PLACE] = season.next(place);
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        steps(state, points);
        int place = (int) state[PLACE];
        for (int step = 0; step < points.length; step++) {
            points[step] = season.restore(points[step], place);
            place = season.next(place);
        }
    }

    /** Computes the forecasts without season. */
    private void steps(double[] state, double[] points) {
        double level = state[LEVEL];
        double mean = state[MEAN];
        double intercept = state[INTERCEPT];
        double slope = state[SLOPE];
        double weight = state[WEIGHT];
        double rows = state[ROWS];
        for (int step = 0; step < points.length; step++) {
            double value = next(level, intercept, slope, weight);
            points[step] = value;
            rows++;
            level += alpha * (value - level);
            slope = slope(rows, slope, value - mean);
            mean += (value - mean) / rows;
            intercept = mean - (rows + 1) / 2 * slope;
            weight *= 1 - alpha;
        }
    }

    /**
     * Normal quantiles. The variance of step {@code h} is {@code sigma^2} times the sum of squared effects that an
     * error has on the rows 0 to {@code h - 1} after it, its root times the seasonal index. Effects are those of an
     * error in the next row; later ones move the line a little less. That the parameters and the season are estimates
     * is neglected.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] deviations = new double[points.length];
        double[] effects = effects(state, points.length);
        double variance = 0;
        int place = (int) state[PLACE];
        for (int step = 0; step < points.length; step++) {
            variance += effects[step] * effects[step];
            deviations[step] = deviation * Math.sqrt(variance) * season.scale(place);
            place = season.next(place);
        }
        return NormalQuantiles.of(points, deviations, levels);
    }

    /** Computes what an error of 1 in the next row adds to that row and those after it: the forecasts are linear. */
    private double[] effects(double[] state, int rows) {
        double[] error = start(0);
        error[WEIGHT] = state[WEIGHT] * (1 - alpha);
        error[ROWS] = state[ROWS] + 1;
        error[LEVEL] = alpha;
        error[SLOPE] = slope(error[ROWS], 0, 1);
        error[MEAN] = 1 / error[ROWS];
        error[INTERCEPT] = error[MEAN] - (error[ROWS] + 1) / 2 * error[SLOPE];
        double[] later = new double[rows - 1];
        steps(error, later);
        double[] effects = new double[rows];
        effects[0] = 1;
        System.arraycopy(later, 0, effects, 1, rows - 1);
        return effects;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("alpha", alpha).put("theta", theta);
        LocalJson.put(out, "deviation", deviation);
        season.write(out.putObject("season"));
    }

    static LocalModel read(JsonFields in) {
        return new DynamicThetaModel(
                SavedNumbers.between(in, "alpha", Double.MIN_VALUE, 1),
                SavedNumbers.between(in, "theta", 1, Double.MAX_VALUE),
                SavedNumbers.deviation(in),
                SeasonalIndices.read(in.object("season")));
    }
}
