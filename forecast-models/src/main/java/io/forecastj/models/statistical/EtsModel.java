package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.Locale;

/**
 * State-space model of exponential smoothing (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing,
 * 2008, tables 2.2 and 2.3).
 *
 * <p>Immutable and thread-safe. The state holds the place of the next row in the season, the level, the slope (0
 * without a trend) and one number for each place of the season (one in all without a season). The first row of the
 * series has the place 0.
 *
 * <p>A missing value counts as the forecast of its row, so the states move on without an error. Intervals after missing
 * values are those of states that are known, and so are too narrow until some values have come in. States that multiply
 * are defined only above 0, but later values of a series can be at or below 0, or far from all earlier ones. So one
 * row changes a state of the season, or the level with a trend that multiplies, at most by a factor of 1,000; a state
 * of the season moves only while the level before it is above 0, and such states have a smallest and a largest size.
 * Fits of series that suit the form do not touch these limits. Since the level and a season that multiplies can drift
 * apart without any change of their product, the season is divided by its mean when that leaves 1/2 to 2.
 *
 * @param components the form
 * @param period the number of rows of a season, 1 without a season
 * @param parameters the smoothing parameters
 * @param deviation the standard deviation of the errors, which are relative if the error multiplies; NaN if the rows
 *     were too few to estimate it
 */
record EtsModel(EtsForm components, int period, EtsParameters parameters, double deviation) implements LocalModel {
    static final String KIND = "ets";

    /** Largest season that a file may hold. */
    static final int LARGEST = 100_000;

    /** Indices of the state. */
    static final int PLACE = 0;

    static final int LEVEL = 1;
    static final int SLOPE = 2;
    static final int SEASON = 3;

    /** Largest factor by which one row changes a state that multiplies. */
    private static final double JUMP = 1e3;

    /** Limits of states that multiply: of the season, of the slope, and of the level with such a slope. */
    private static final double FACTOR = 1e6;

    private static final double GROWTH = 10;

    private static final double SIZE = 1e100;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return components.text();
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder(components.text());
        if (components.seasonal()) {
            text.append(", season ").append(period);
        }
        add(text.append(": "), "alpha", parameters.alpha());
        if (components.hasTrend()) {
            add(text.append(", "), "beta", parameters.beta());
        }
        if (components.seasonal()) {
            add(text.append(", "), "gamma", parameters.gamma());
        }
        if (components.damped()) {
            add(text.append(", "), "phi", parameters.phi());
        }
        add(text.append(", "), "sigma", deviation);
        return text.toString();
    }

    private static void add(StringBuilder text, String name, double value) {
        text.append(name).append(' ').append(String.format(Locale.ROOT, "%.6g", value));
    }

    @Override
    public int stateSize() {
        return SEASON + period;
    }

    @Override
    public int countedRows() {
        return period > 1 ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void check(double[] state) {
        StateChecks.requireFinite(state);
        StateChecks.requireIndex(state, PLACE, period);
        if (components.multiplicativeTrend()) {
            StateChecks.requireBetween(state, LEVEL, Double.MIN_VALUE, Double.MAX_VALUE);
            StateChecks.requireBetween(state, SLOPE, Double.MIN_VALUE, Double.MAX_VALUE);
        }
        for (int i = SEASON; i < state.length && components.multiplicativeSeason(); i++) {
            StateChecks.requireBetween(state, i, Double.MIN_VALUE, Double.MAX_VALUE);
        }
    }

    @Override
    public int scratchSize(int horizon) {
        return productOfMeansDiffers() ? 2 * period : 0;
    }

    /** Returns whether the errors of the level and of the season multiply, so that their product has another mean. */
    private boolean productOfMeansDiffers() {
        return components.multiplicativeError()
                && components.multiplicativeSeason()
                && !components.multiplicativeTrend();
    }

    @Override
    public void update(double[] state, double[] row) {
        double value = row[0];
        int at = SEASON + (int) state[PLACE];
        double index = state[at];
        double level = state[LEVEL];
        double slope = damped(state[SLOPE], parameters.phi());
        boolean growing = components.multiplicativeTrend();
        boolean factors = components.multiplicativeSeason();
        double base = growing ? level * slope : level + slope;
        if (!Double.isNaN(value)) {
            double target = factors ? value / index : value - index;
            if (growing) {
                target = between(base / JUMP, target, base * JUMP);
            }
            double change = target - base;
            state[LEVEL] = base + parameters.alpha() * change;
            state[SLOPE] = slope + parameters.beta() * (growing ? change / level : change);
            if (!factors) {
                state[at] = index + parameters.gamma() * (value - base - index);
            } else if (base > 0) {
                double ratio = between(index / JUMP, value / base, index * JUMP);
                state[at] = between(1 / FACTOR, index + parameters.gamma() * (ratio - index), FACTOR);
            }
        } else {
            state[LEVEL] = base;
            state[SLOPE] = slope;
        }
        if (growing) {
            state[LEVEL] = between(1 / SIZE, state[LEVEL], SIZE);
            state[SLOPE] = between(1 / GROWTH, state[SLOPE], GROWTH);
        }
        state[PLACE]++;
        if (state[PLACE] == period) {
            state[PLACE] = 0;
            if (factors) {
                normalize(state);
            }
        }
    }

    /** Returns the part of the slope that is left after some damping. */
    private double damped(double slope, double damping) {
        if (components.multiplicativeTrend()) {
            return EtsParameters.power(slope, damping);
        }
        return damping * slope;
    }

    private static double between(double least, double value, double most) {
        return Math.min(most, Math.max(least, value));
    }

    /** Moves the mean of the season into the level, if it has drifted far from 1; no forecast changes by this. */
    private void normalize(double[] state) {
        double sum = 0;
        for (int place = 0; place < period; place++) {
            sum += state[SEASON + place];
        }
        double mean = sum / period;
        if (mean < 0.5 || mean > 2) {
            for (int place = 0; place < period; place++) {
                state[SEASON + place] /= mean;
            }
            state[LEVEL] *= mean;
            if (!components.multiplicativeTrend()) {
                state[SLOPE] *= mean;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The forecasts are the means of the distributions where these have a formula; if the error and the season
     * multiply and the trend does not, it is that of section 6.4 of the book. If the trend multiplies, or the season
     * with an additive error, they continue the states without errors, which is close to the medians.
     */
    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        boolean growing = components.multiplicativeTrend();
        boolean products = productOfMeansDiffers();
        double level = state[LEVEL];
        double slope = state[SLOPE];
        int place = (int) state[PLACE];
        for (int step = 0; step < points.length; step++) {
            if (products && step >= period) {
                points[step] = nextProduct(scratch, place);
            } else {
                double index = state[SEASON + place];
                if (products) {
                    scratch[2 * place] = level * index;
                    scratch[2 * place + 1] = slope * index;
                }
                slope = damped(slope, parameters.phi());
                level = growing ? between(1 / SIZE, level * slope, SIZE) : level + slope;
                points[step] = components.multiplicativeSeason() ? level * index : level + index;
            }
            place = place + 1 == period ? 0 : place + 1;
        }
    }

    /**
     * Moves the expected products of the level and the slope with one state of the season on by a season, from before a
     * row of its place to before the next one.
     */
    private double nextProduct(double[] products, int place) {
        double phi = parameters.phi();
        double shared = Double.isNaN(deviation) ? 0 : parameters.gamma() * deviation * deviation;
        double level = products[2 * place];
        double slope = products[2 * place + 1];
        double base = level + phi * slope;
        level = base + shared * parameters.alpha() * base;
        slope = phi * slope + shared * parameters.beta() * base;
        for (int step = 1; step < period; step++) {
            slope *= phi;
            level += slope;
        }
        products[2 * place] = level;
        products[2 * place + 1] = slope;
        return level + phi * slope;
    }

    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        if (Double.isNaN(deviation)) {
            return NormalQuantiles.of(points, filled(points.length), levels);
        }
        return EtsVariance.known(components)
                ? NormalQuantiles.of(points, new EtsVariance(this).deviations(state, points), levels)
                : EtsSimulation.quantiles(this, state, points.length, levels);
    }

    private static double[] filled(int length) {
        double[] unknown = new double[length];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        components.write(out);
        out.put("period", period);
        out.put("alpha", parameters.alpha()).put("beta", parameters.beta());
        out.put("gamma", parameters.gamma()).put("phi", parameters.phi());
        LocalJson.put(out, "deviation", deviation);
    }

    static LocalModel read(JsonFields in) {
        EtsForm form = EtsForm.read(in);
        double alpha = decimal(in, "alpha", Double.MIN_VALUE, 1);
        EtsParameters parameters = new EtsParameters(
                alpha,
                decimal(in, "beta", 0, form.hasTrend() ? alpha : 0),
                decimal(in, "gamma", 0, form.seasonal() ? 1 - alpha : 0),
                decimal(in, "phi", form.damped() ? Double.MIN_VALUE : 1, 1));
        double deviation = in.has("deviation") ? decimal(in, "deviation", 0, Double.MAX_VALUE) : Double.NaN;
        return new EtsModel(form, in.integer("period", 1, form.seasonal() ? LARGEST : 1), parameters, deviation);
    }

    private static double decimal(JsonFields in, String key, double least, double most) {
        double value = in.decimal(key);
        if (value < least || value > most) {
            throw in.fail(key, "a number from " + least + " to " + most, in.node(key));
        }
        return value;
    }
}
