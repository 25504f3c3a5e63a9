package io.forecastj.models.statistical;

/** Polynomials as arrays of coefficients, that of the power 0 first. Stateless and thread-safe. */
final class Polynomials {
    private Polynomials() {}

    static double[] sum(double[] first, double[] second) {
        double[] sum = new double[Math.max(first.length, second.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (i < first.length ? first[i] : 0) + (i < second.length ? second[i] : 0);
        }
        return sum;
    }

    static double[] product(double[] first, double[] second) {
        double[] product = new double[first.length + second.length - 1];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                product[i + j] += first[i] * second[j];
            }
        }
        return product;
    }

    /** Returns the polynomial of a power of the argument. */
    static double[] spread(double[] polynomial, int power) {
        double[] spread = new double[(polynomial.length - 1) * power + 1];
        for (int i = 0; i < polynomial.length; i++) {
            spread[i * power] = polynomial[i];
        }
        return spread;
    }

    /**
     * Returns whether all roots lie outside the unit circle, by the recursion of Schur and Cohn (Jury, Theory and
     * Application of the z-Transform Method, 1964, section 3.2): the last coefficient over the first one is the product
     * of the inverse roots, and must be below 1 in size while the degree is reduced step by step.
     *
     * @param polynomial the coefficients, the first of them not 0
     */
    static boolean rootsOutside(double[] polynomial) {
        double[] now = polynomial.clone();
        double[] reduced = new double[now.length];
        for (int degree = now.length - 1; degree > 0; degree--) {
            double last = now[degree] / now[0];
            if (!(Math.abs(last) < 1)) {
                return false;
            }
            for (int i = 0; i < degree; i++) {
                reduced[i] = now[i] - last * now[degree - i];
            }
            double[] other = now;
            now = reduced;
            reduced = other;
        }
        return true;
    }
}
