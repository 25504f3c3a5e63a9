package io.forecastj.models.statistical;

/** Regular and seasonal differences of series. Stateless and thread-safe. */
final class Differences {
    private Differences() {}

    /** Returns differences at a lag, one shorter by the lag; NaN where one of the two values is. */
    static double[] of(double[] values, int lag) {
        double[] differences = new double[Math.max(0, values.length - lag)];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = values[i + lag] - values[i];
        }
        return differences;
    }

    /** Returns the differences of an order, seasonal ones first. */
    static double[] of(double[] values, ArimaOrder order) {
        double[] differences = values;
        for (int i = 0; i < order.seasonalD(); i++) {
            differences = of(differences, order.season());
        }
        for (int i = 0; i < order.d(); i++) {
            differences = of(differences, 1);
        }
        return differences;
    }

    /** Returns the coefficients of {@code (1 - B)^d (1 - B^season)^D}, from that of {@code B^0}, which is 1. */
    static double[] polynomial(ArimaOrder order) {
        double[] polynomial = new double[order.lost() + 1];
        polynomial[0] = 1;
        for (int i = 0; i < order.differences(); i++) {
            int lag = i < order.d() ? 1 : order.season();
            for (int k = polynomial.length - 1; k >= lag; k--) {
                polynomial[k] -= polynomial[k - lag];
            }
        }
        return polynomial;
    }
}
