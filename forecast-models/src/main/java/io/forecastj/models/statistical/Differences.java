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

    /**
     * Returns whether the observed values of a series determine the missing ones, if all differences are known. A
     * series whose differences are zero is a polynomial at each place of the season, all with the same higher terms: so
     * each place needs a value for each seasonal difference, and one place one more for each other difference.
     *
     * @param values the values, NaN where one is missing
     */
    static boolean determined(double[] values, ArimaOrder order) {
        int places = order.seasonalD() == 0 ? 1 : order.season();
        int[] counts = new int[places];
        for (int i = 0; i < values.length; i++) {
            counts[i % places] += Double.isNaN(values[i]) ? 0 : 1;
        }
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int count : counts) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        return least >= order.seasonalD() && most >= order.differences();
    }
}
