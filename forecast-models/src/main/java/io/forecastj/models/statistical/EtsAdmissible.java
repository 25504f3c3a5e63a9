package io.forecastj.models.statistical;

/**
 * Test of smoothing parameters: whether the influence of old values on the forecasts dies out, so that errors of the
 * first states do not grow. Only trends with a season can fail it within the usual bounds.
 *
 * <p>The characteristic polynomial without its unit root is that of Hyndman, Akram and Archibald (The admissible
 * parameter space for exponential smoothing models, Annals of the Institute of Statistical Mathematics 60, 2008); the
 * recursion of Schur and Cohn finds out whether all its roots lie within the unit circle. The paper does not damp the
 * slope before it adds it to the level; this model does, so phi beta stands for its beta. As usual, forms with
 * multiplicative parts are tested like additive ones. Not thread-safe: it has scratch arrays.
 */
final class EtsAdmissible {
    private final EtsLayout layout;
    private final double[] polynomial;
    private final double[] next;

    EtsAdmissible(EtsLayout layout) {
        this.layout = layout;
        boolean tested = layout.form.seasonal() && layout.form.hasTrend();
        this.polynomial = new double[tested ? layout.period + 2 : 0];
        this.next = new double[polynomial.length];
    }

    /** Returns whether a point is admissible. */
    boolean test(double[] point) {
        if (polynomial.length == 0) {
            return true;
        }
        double alpha = point[0];
        double beta = alpha * point[layout.beta];
        double gamma = (1 - alpha) * point[layout.gamma];
        double phi = layout.phi < 0 ? 1 : point[layout.phi];
        int degree = layout.period + 1;
        double trend = alpha + phi * beta;
        double inner = trend - alpha * phi;
        polynomial[0] = phi * (1 - alpha - gamma);
        for (int i = 1; i < degree; i++) {
            polynomial[i] = inner;
        }
        polynomial[1] = inner + gamma - 1;
        polynomial[degree - 1] = trend - phi;
        polynomial[degree] = 1;
        return rootsWithinUnitCircle(degree);
    }

    private boolean rootsWithinUnitCircle(int degree) {
        double[] now = polynomial;
        double[] then = next;
        for (int n = degree; n > 0; n--) {
            double ratio = now[0] / now[n];
            if (!(Math.abs(ratio) < 1)) {
                return false;
            }
            for (int i = 0; i < n; i++) {
                then[i] = now[i + 1] - ratio * now[n - i - 1];
            }
            double[] swap = now;
            now = then;
            then = swap;
        }
        return true;
    }
}
