package io.forecastj.models.statistical;

/**
 * Choice of the differences of a series before the search for its other orders: seasonal ones by the strength of the
 * season, then others by a test of a constant level, both of the series less its regression. Stateless and thread-safe.
 */
final class ArimaDifferencing {
    private ArimaDifferencing() {}

    /**
     * Chooses the differences that the method does not give.
     *
     * @param method the settings
     * @param rows the rows
     * @param season the number of rows of a season, 1 if there is none
     * @return an order with the differences and the season, without coefficients and constant
     */
    static ArimaOrder choose(ArimaMethod method, LocalRows rows, int season) {
        double[] values = rows.regressors().length == 0 ? rows.values() : residuals(rows, season);
        int seasonal = method.seasonalD();
        if (seasonal == ArimaMethod.AUTOMATIC) {
            seasonal = UnitRootTests.seasonalDifferences(
                    values, season, method.limits().seasonalD());
            while (seasonal > 0 && !suits(rows, order(0, seasonal, season))) {
                seasonal--;
            }
        }
        int regular = method.d();
        if (regular == ArimaMethod.AUTOMATIC) {
            double[] rest = Differences.of(values, order(0, seasonal, season));
            int most = method.limits().d();
            if (method.constant() == ArimaMethod.Constant.ALWAYS) {
                most = Math.min(most, Math.max(0, 1 - seasonal));
            }
            regular = UnitRootTests.differences(rest, most);
            if (regular == 0
                    && most > 0
                    && method.constant() == ArimaMethod.Constant.NEVER
                    && UnitRootTests.isConstant(UnitRootTests.observed(rest))) {
                // the level of a constant series, which would else be taken for a deviation from 0
                regular = 1;
            }
            while (regular > 0 && !suits(rows, order(regular, seasonal, season))) {
                regular--;
            }
        }
        return order(regular, seasonal, season);
    }

    private static ArimaOrder order(int regular, int seasonal, int season) {
        return new ArimaOrder(0, regular, 0, 0, seasonal, 0, season, false);
    }

    /** Returns whether enough values are left, which determine missing ones, and regressors still vary. */
    private static boolean suits(LocalRows rows, ArimaOrder order) {
        if (rows.length() - order.lost() < 2) {
            return false;
        }
        for (double[] regressor : rows.regressors()) {
            if (UnitRootTests.isConstant(Differences.of(regressor, order)) && !UnitRootTests.isConstant(regressor)) {
                return false;
            }
        }
        ArimaColumns columns = ArimaColumns.of(new LocalRows(rows.values(), new double[0][]), order);
        return columns.observations() > 0 && columns.identified();
    }

    /** Returns the residuals of an ordinary regression on a constant and the regressors, NaN where one is missing. */
    private static double[] residuals(LocalRows rows, int season) {
        ArimaOrder order = new ArimaOrder(0, 0, 0, 0, 0, 0, season, true);
        double[] estimates = ArimaFit.regression(ArimaColumns.of(rows, order), order, new double[0]);
        double[] residuals = rows.values().clone();
        for (int t = 0; t < residuals.length; t++) {
            for (int i = 0; i < rows.regressors().length; i++) {
                residuals[t] -= estimates[i + 1] * rows.regressors()[i][t];
            }
        }
        return residuals;
    }
}
