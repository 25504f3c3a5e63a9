package io.forecastj.models.statistical;

/**
 * Likelihood of one form for the values of one series, with normal errors whose variance is estimated.
 *
 * <p>{@link #value} is minus twice the logarithm of the likelihood without its constants, n log(sum of squared errors)
 * + 2 sum(log |mean|), the second part only with a multiplicative error (Hyndman, Koehler, Snyder and Grose, A state
 * space framework for automatic forecasting using exponential smoothing methods, International Journal of Forecasting
 * 18, 2002). A missing value does not count; the states move on as if it had been the one forecast.
 *
 * <p>Not thread-safe: it has scratch arrays. {@link #value} allocates nothing.
 */
final class EtsLikelihood {
    /** Size at which a product of means is replaced by its logarithm. */
    private static final double LARGE = 1e100;

    final EtsLayout layout;
    final double[] values;
    final int observed;
    private final double least;
    private final double[] season;
    private double squares;
    private double logarithms;
    private boolean positive;

    /**
     * Creates the likelihood.
     *
     * @param layout the form and its season
     * @param values the values, NaN where one is missing
     * @param observed the number of values that are not missing
     * @param least the mean squared error below which a fit counts as exact, in squared units of the values
     */
    EtsLikelihood(EtsLayout layout, double[] values, int observed, double least) {
        this.layout = layout;
        this.values = values;
        this.observed = observed;
        this.least = least;
        this.season = new double[layout.period];
    }

    /** Returns minus twice the logarithm of the likelihood, infinity where the form is not defined at the point. */
    double value(double[] point) {
        layout.seasons(point, season);
        double alpha = point[0];
        double beta = layout.beta < 0 ? 0 : alpha * point[layout.beta];
        double gamma = layout.gamma < 0 ? 0 : (1 - alpha) * point[layout.gamma];
        double phi = layout.phi < 0 ? 1 : point[layout.phi];
        double level = point[layout.level];
        double slope = layout.slope < 0 ? 0 : point[layout.slope];
        EtsForm form = layout.form;
        positive = true;
        boolean defined = form.multiplicativeTrend()
                ? multipliedTrend(alpha, beta, gamma, phi, level, slope)
                : form.multiplicativeSeason()
                        ? multipliedSeason(alpha, beta, gamma, phi, level, slope)
                        : linear(alpha, beta, gamma, phi, level, slope);
        if (!defined) {
            return Double.POSITIVE_INFINITY;
        }
        // below the least error, differences are rounding
        double floor = observed * least;
        if (form.multiplicativeError()) {
            floor *= StrictMath.exp(-2 * logarithms / observed);
        }
        double value = observed * StrictMath.log(Math.max(squares, floor)) + 2 * logarithms;
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /** Returns the sum of the squared errors at the last point of {@link #value}. */
    double squares() {
        return squares;
    }

    /** Returns whether all means whose errors are relative were above 0 at the last point of {@link #value}. */
    boolean positive() {
        return positive;
    }

    /** Passes over the values with states that add up; returns whether the form is defined at all rows. */
    private boolean linear(double alpha, double beta, double gamma, double phi, double startLevel, double startSlope) {
        boolean relative = layout.form.multiplicativeError();
        boolean above = true;
        int period = layout.period;
        double level = startLevel;
        double slope = startSlope;
        double sum = 0;
        double product = 1;
        double logs = 0;
        int place = 0;
        for (double value : values) {
            double damped = phi * slope;
            double base = level + damped;
            double index = season[place];
            double mean = base + index;
            double error = value - mean;
            if (Double.isNaN(error)) {
                error = 0;
            } else if (relative) {
                double ratio = error / mean;
                sum += ratio * ratio;
                above &= mean > 0;
                product *= Math.abs(mean);
                if (product > LARGE || product < 1 / LARGE) {
                    logs += StrictMath.log(product);
                    product = 1;
                }
            } else {
                sum += error * error;
            }
            level = base + alpha * error;
            slope = damped + beta * error;
            season[place] = index + gamma * error;
            place = place + 1 == period ? 0 : place + 1;
        }
        positive = above;
        squares = sum;
        logarithms = relative ? logs + StrictMath.log(product) : 0;
        return true;
    }

    /** As {@link #linear}, with a season that multiplies. */
    private boolean multipliedSeason(
            double alpha, double beta, double gamma, double phi, double startLevel, double startSlope) {
        boolean relative = layout.form.multiplicativeError();
        int period = layout.period;
        double level = startLevel;
        double slope = startSlope;
        double sum = 0;
        double product = 1;
        double logs = 0;
        int place = 0;
        for (double value : values) {
            double damped = phi * slope;
            double base = level + damped;
            double index = season[place];
            double mean = base * index;
            if (!(base > 0 && index > 0)) {
                return false;
            }
            double error = value - mean;
            double ratio = error / mean;
            if (Double.isNaN(error)) {
                ratio = 0;
            } else if (relative) {
                sum += ratio * ratio;
                product *= mean;
                if (product > LARGE || product < 1 / LARGE) {
                    logs += StrictMath.log(product);
                    product = 1;
                }
            } else {
                sum += error * error;
            }
            double change = base * ratio;
            level = base + alpha * change;
            slope = damped + beta * change;
            season[place] = index + gamma * (index * ratio);
            place = place + 1 == period ? 0 : place + 1;
        }
        squares = sum;
        logarithms = relative ? logs + StrictMath.log(product) : 0;
        return true;
    }

    /** As {@link #linear}, with a trend that multiplies and any season. */
    private boolean multipliedTrend(
            double alpha, double beta, double gamma, double phi, double startLevel, double startSlope) {
        boolean relative = layout.form.multiplicativeError();
        boolean factors = layout.form.multiplicativeSeason();
        int period = layout.period;
        double level = startLevel;
        double slope = startSlope;
        double sum = 0;
        double logs = 0;
        int place = 0;
        for (double value : values) {
            double damped = EtsParameters.power(slope, phi);
            double base = level * damped;
            double index = season[place];
            double mean = factors ? base * index : base + index;
            if (!(level > 0 && slope > 0 && mean > 0 && (!factors || index > 0))) {
                return false;
            }
            double error = value - mean;
            if (Double.isNaN(error)) {
                error = 0;
            } else if (relative) {
                sum += error / mean * (error / mean);
                logs += StrictMath.log(mean);
            } else {
                sum += error * error;
            }
            double change = factors ? error / index : error;
            double next = base + alpha * change;
            slope = damped + beta * change / level;
            season[place] = index + gamma * (factors ? error / base : error);
            level = next;
            place = place + 1 == period ? 0 : place + 1;
        }
        squares = sum;
        logarithms = logs;
        return true;
    }
}
