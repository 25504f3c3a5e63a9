package io.forecastj.models.statistical;

/**
 * Variances of the forecasts of the models that have a formula (Hyndman, Koehler, Ord and Snyder, Prediction intervals
 * for exponential smoothing using two new classes of state space models, Journal of Forecasting 24, 2005; Forecasting
 * with Exponential Smoothing, 2008, sections 6.2 to 6.4). Their smoothing parameters count as known.
 *
 * <p>Immutable and thread-safe.
 */
final class EtsVariance {
    private final EtsModel model;
    private final double variance;
    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double phi;

    EtsVariance(EtsModel model) {
        this.model = model;
        this.variance = model.deviation() * model.deviation();
        this.alpha = model.parameters().alpha();
        this.beta = model.parameters().beta();
        this.gamma = model.parameters().gamma();
        this.phi = model.parameters().phi();
    }

    /** Returns whether the variances of a form have a formula. */
    static boolean known(EtsForm form) {
        return !form.multiplicativeTrend() && (form.multiplicativeError() || !form.multiplicativeSeason());
    }

    /** Computes the standard deviation of the forecast of each step; {@code means} are the forecasts. */
    double[] deviations(double[] state, double[] means) {
        double[] variances = model.components().multiplicativeSeason()
                ? ofProducts(state, means)
                : model.components().multiplicativeError() ? ofRelativeErrors(means) : ofErrors(means.length);
        for (int step = 0; step < variances.length; step++) {
            variances[step] = Math.sqrt(variances[step]);
        }
        return variances;
    }

    /** Linear models with additive errors, class 1. */
    private double[] ofErrors(int steps) {
        double[] variances = new double[steps];
        double[] weights = weights(steps);
        double sum = 1;
        for (int step = 0; step < steps; step++) {
            variances[step] = variance * sum;
            sum += weights[step] * weights[step];
        }
        return variances;
    }

    /** Linear models with multiplicative errors, class 2. */
    private double[] ofRelativeErrors(double[] means) {
        double[] variances = new double[means.length];
        double[] weights = weights(means.length);
        // second moments of the means before each row, less the squared means
        double[] moments = new double[means.length];
        for (int step = 0; step < means.length; step++) {
            double sum = 0;
            for (int back = 1; back <= step; back++) {
                double weight = weights[back - 1];
                sum += weight * weight * moments[step - back];
            }
            moments[step] = means[step] * means[step] + variance * sum;
            variances[step] = variance * (moments[step] + sum);
        }
        return variances;
    }

    /** Returns the effect of an error on the forecasts one, two and more rows later. */
    private double[] weights(int steps) {
        double[] weights = new double[steps];
        double damping = 1;
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            damping *= phi;
            sum += damping;
            weights[step] = alpha + beta * sum + ((step + 1) % model.period() == 0 ? gamma : 0);
        }
        return weights;
    }

    /**
     * Models in which error and season multiply, class 3. For each place of the season, the mean and the covariances of
     * the level and the slope times the state of that place move on together.
     */
    private double[] ofProducts(double[] state, double[] means) {
        double[] variances = new double[means.length];
        int period = model.period();
        for (int first = 0; first < Math.min(period, means.length); first++) {
            double index = state[EtsModel.SEASON + ((int) state[EtsModel.PLACE] + first) % period];
            double[] mean = {state[EtsModel.LEVEL] * index, state[EtsModel.SLOPE] * index};
            double[] covariance = new double[3];
            for (int step = 0; step < means.length; step++) {
                boolean own = step % period == first;
                if (own) {
                    double base = mean[0] + phi * mean[1];
                    double spread = covariance[0] + phi * (2 * covariance[1] + phi * covariance[2]);
                    variances[step] = spread + variance * (spread + base * base);
                }
                next(mean, covariance, own ? gamma : 0);
            }
        }
        return variances;
    }

    /**
     * Moves the moments of a vector x on to those of (1 + g e)(F + e G) x, with a normal error e: F damps the slope and
     * adds it to the level, G is its part that an error changes.
     *
     * @param mean the mean of x, changed
     * @param covariance the variance of the first number, the covariance, the variance of the second one, changed
     * @param part the number g
     */
    private void next(double[] mean, double[] covariance, double part) {
        // (1 + g e)(F + e G) = F + e (G + g F) + e^2 g G, and with B the row (1, phi): G x = (alpha, beta) B x
        double base = mean[0] + phi * mean[1];
        double slope = phi * mean[1];
        double spread = covariance[0] + phi * (2 * covariance[1] + phi * covariance[2]);
        double cross = phi * (covariance[1] + phi * covariance[2]);
        double rest = phi * phi * covariance[2];
        double[] plain = {spread, cross, rest};
        double[] linear = {
            (alpha + part) * (alpha + part) * (spread + base * base),
            (alpha + part) * (beta * (spread + base * base) + part * (cross + base * slope)),
            beta * beta * (spread + base * base)
                    + 2 * beta * part * (cross + base * slope)
                    + part * part * (rest + slope * slope)
        };
        // covariance of the constant and the squared part, from both sides
        double[] mixed = {2 * part * alpha * spread, part * (beta * spread + alpha * cross), 2 * part * beta * cross};
        double square = part * part * (3 * spread + 2 * base * base);
        double[] squared = {alpha * alpha * square, alpha * beta * square, beta * beta * square};
        for (int i = 0; i < 3; i++) {
            covariance[i] = plain[i] + variance * (linear[i] + mixed[i] + variance * squared[i]);
        }
        mean[0] = base + variance * part * alpha * base;
        mean[1] = slope + variance * part * beta * base;
    }
}
