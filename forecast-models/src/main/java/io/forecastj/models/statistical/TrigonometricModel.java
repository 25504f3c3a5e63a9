package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Exponential smoothing with a damped trend, seasons of sines and cosines whose lengths need not be whole, and a
 * first-order autoregression of its errors, after the model TBATS without Box-Cox transformation (De Livera, Hyndman
 * and Snyder, Forecasting Time Series With Complex Seasonal Patterns Using Exponential Smoothing, Journal of the
 * American Statistical Association 106, 2011).
 *
 * <p>With the level {@code l}, the trend {@code b} and the harmonics {@code s}, the distance {@code d} of a value from
 * {@code l + phi b + sum of s} moves the level by {@code phi b + alpha d}, the trend from {@code phi b} by {@code beta
 * d}, and each harmonic of angle {@code w} by {@code gamma d} before it turns on: {@code s' = (s + gamma d) cos w + r
 * sin w} and {@code r' = r cos w - (s + gamma d) sin w}. These are the formulas of the paper with {@code gamma1 = gamma
 * cos w} and {@code gamma2 = -gamma sin w}, so that one gamma suits all harmonics of a season. The distance is
 * expected to be {@code rho} times the one before; missing values count as their forecasts.
 *
 * <p>Immutable by agreement and thread-safe. The state holds the level, the trend, the last distance, and {@code s} and
 * {@code r} of each harmonic.
 */
final class TrigonometricModel implements LocalModel {
    static final String KIND = "trigonometric";

    /** Largest number of harmonics that a file may hold for a season. */
    private static final int MOST_HARMONICS = 10_000;

    private static final int LEVEL = 0;
    private static final int TREND = 1;
    private static final int ERROR = 2;
    private static final int TERMS = 3;

    private final Seasons seasons;
    private final Parameters parameters;
    private final double[] cosines;
    private final double[] sines;
    private final double[] gammas;

    /**
     * Seasons and their harmonics.
     *
     * @param lengths the number of rows of each season, above 1, not always whole
     * @param harmonics for each season the numbers of waves in it
     */
    record Seasons(List<Double> lengths, List<List<Integer>> harmonics) {
        /** Returns the angles by which all harmonics turn from row to row. */
        double[] angles() {
            double[] angles = new double[harmonics.stream().mapToInt(List::size).sum()];
            int at = 0;
            for (int season = 0; season < lengths.size(); season++) {
                for (int waves : harmonics.get(season)) {
                    angles[at++] = 2 * Math.PI * waves / lengths.get(season);
                }
            }
            return angles;
        }
    }

    /**
     * Parameters.
     *
     * @param alpha the smoothing parameter of the level
     * @param beta the smoothing parameter of the trend
     * @param phi the damping of the trend
     * @param gammas the smoothing parameter of each season's harmonics
     * @param rho the autocorrelation of the errors
     * @param deviation the standard deviation of the errors one step ahead, NaN if it is unknown
     */
    record Parameters(double alpha, double beta, double phi, double[] gammas, double rho, double deviation) {}

    TrigonometricModel(Seasons seasons, Parameters parameters) {
        this.seasons = seasons;
        this.parameters = parameters;
        double[] angles = seasons.angles();
        this.cosines = Arrays.stream(angles).map(Math::cos).toArray();
        this.sines = Arrays.stream(angles).map(Math::sin).toArray();
        this.gammas = new double[angles.length];
        int at = 0;
        for (int season = 0; season < parameters.gammas().length; season++) {
            int end = at + seasons.harmonics().get(season).size();
            Arrays.fill(gammas, at, end, parameters.gammas()[season]);
            at = end;
        }
    }

    Parameters parameters() {
        return parameters;
    }

    Seasons seasons() {
        return seasons;
    }

    /** Returns a state before the first row; {@code terms} are the cosine and the sine of each harmonic in turn. */
    double[] start(double level, double trend, double[] terms) {
        double[] state = new double[stateSize()];
        state[LEVEL] = level;
        state[TREND] = trend;
        System.arraycopy(terms, 0, state, TERMS, terms.length);
        return state;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        StringJoiner list = new StringJoiner("; ", "trigonometric (", ")").setEmptyValue("trigonometric (no season)");
        for (int season = 0; season < seasons.lengths().size(); season++) {
            double length = seasons.lengths().get(season);
            list.add("season " + (length == Math.rint(length) ? Long.toString((long) length) : Double.toString(length))
                    + ": " + seasons.harmonics().get(season).size() + " harmonics");
        }
        return list.toString();
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder(form());
        text.append(String.format(
                Locale.ROOT, ": alpha %.6g, beta %.6g, phi %.6g", parameters.alpha, parameters.beta, parameters.phi));
        for (double gamma : parameters.gammas) {
            text.append(String.format(Locale.ROOT, ", gamma %.6g", gamma));
        }
        return text.append(String.format(Locale.ROOT, ", rho %.6g, sigma %.6g", parameters.rho, parameters.deviation))
                .toString();
    }

    @Override
    public int stateSize() {
        return TERMS + 2 * cosines.length;
    }

    @Override
    public int countedRows() {
        return cosines.length > 0 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public int scratchSize(int horizon) {
        return stateSize();
    }

    /** Returns the forecast of the next row. */
    double next(double[] state) {
        return smooth(state) + parameters.rho * state[ERROR];
    }

    private double smooth(double[] state) {
        double sum = state[LEVEL] + parameters.phi * state[TREND];
        for (int i = 0; i < cosines.length; i++) {
            sum += state[TERMS + 2 * i];
        }
        return sum;
    }

    /**
     * Takes the next value, NaN if it is missing.
     *
     * @return its distance from the forecast, NaN if it is missing
     */
    double take(double[] state, double value) {
        double carried = parameters.rho * state[ERROR];
        double error = Double.isNaN(value) ? carried : value - smooth(state);
        move(state, error);
        return Double.isNaN(value) ? Double.NaN : error - carried;
    }

    private void move(double[] state, double error) {
        double trend = parameters.phi * state[TREND];
        state[LEVEL] += trend + parameters.alpha * error;
        state[TREND] = trend + parameters.beta * error;
        state[ERROR] = error;
        for (int i = 0; i < cosines.length; i++) {
            int at = TERMS + 2 * i;
            double wave = state[at] + gammas[i] * error;
            double quarter = state[at + 1];
            state[at] = wave * cosines[i] + quarter * sines[i];
            state[at + 1] = quarter * cosines[i] - wave * sines[i];
        }
    }

    @Override
    public void update(double[] state, double[] row) {
        take(state, row[0]);
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        System.arraycopy(state, 0, scratch, 0, stateSize());
        for (int step = 0; step < points.length; step++) {
            points[step] = next(scratch);
            take(scratch, Double.NaN);
        }
    }

    /**
     * Normal quantiles with the variance that follows from the model, which is linear in its errors (see {@link
     * LinearEffects}). That the parameters and start values are estimates is neglected.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double[] error = new double[stateSize()];
        move(error, 1);
        double[] effects = new double[points.length];
        forecast(error, new double[stateSize()], regressors, effects);
        return NormalQuantiles.of(points, LinearEffects.deviations(effects, parameters.deviation), levels);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        ArrayNode lengths = out.putArray("lengths");
        seasons.lengths().forEach(lengths::add);
        ArrayNode harmonics = out.putArray("harmonics");
        for (List<Integer> each : seasons.harmonics()) {
            each.forEach(harmonics.addArray()::add);
        }
        out.put("alpha", parameters.alpha)
                .put("beta", parameters.beta)
                .put("phi", parameters.phi)
                .put("rho", parameters.rho);
        LocalJson.put(out, "gammas", parameters.gammas);
        LocalJson.put(out, "deviation", parameters.deviation);
    }

    static LocalModel read(JsonFields in) {
        List<Double> lengths = TrigonometricMethod.lengths(in);
        List<List<Integer>> harmonics = in.groups("harmonics", 1, MeanModel.LARGEST);
        if (harmonics.size() != lengths.size() || harmonics.stream().anyMatch(each -> each.size() > MOST_HARMONICS)) {
            throw in.fail("harmonics", lengths.size() + " lists, one for each season", in.node("harmonics"));
        }
        return new TrigonometricModel(
                new Seasons(lengths, harmonics),
                new Parameters(
                        SavedNumbers.between(in, "alpha", 0, 1),
                        SavedNumbers.between(in, "beta", 0, 1),
                        SavedNumbers.between(in, "phi", 0, 1),
                        SavedNumbers.allBetween(in, "gammas", lengths.size(), 0, 1),
                        SavedNumbers.between(in, "rho", -1, 1),
                        SavedNumbers.deviation(in)));
    }
}
