package io.forecastj.models.statistical;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;

/**
 * Fit of an ARIMA method to one series: differences, orders, parameters, state.
 *
 * <p>If more than {@value ArimaColumns#MANY} values are missing, the exact likelihood takes much longer. The orders are
 * then chosen with these values filled, and the parameters start from those of the filled series. In long series with a
 * large state, as that of long seasons, they remain those. The state after the rows is exact in all cases.
 *
 * <p>Stateless and thread-safe.
 */
final class ArimaFit {
    /**
     * Largest number of rows times the squared size of the state at which parameters are estimated with missing values
     * skipped: about a second.
     */
    private static final double LARGEST_EXACT = 1e6;

    private ArimaFit() {}

    /**
     * Fits a method.
     *
     * @param method the settings
     * @param rows the rows
     * @param season the number of rows of a season, 1 if there is none
     * @return the model and its state after the last row
     * @throws IllegalArgumentException if the method gives seasonal orders and there is no season, or one of more than
     *     {@value ArimaOrder#LONGEST_SEASON} rows, or if its orders need a state of more than 750 numbers
     * @throws InsufficientHistoryException if there are no more values than coefficients and differences
     * @throws InvalidSeriesException if a value is infinite or too large, a regressor is not finite, or missing values
     *     cannot be told from the differences, as where a place in the season has no value
     */
    static LocalMethod.Fitted fit(ArimaMethod method, LocalRows rows, int season) {
        require(rows);
        int used = season(method, season);
        requireSize(method, used);
        ArimaOrder differences = ArimaDifferencing.choose(method, rows, used);
        requireIdentified(rows, differences);
        LocalRows complete = ArimaColumns.manyMissing(rows.values()) ? filled(rows, used) : rows;
        ArimaEstimate estimate = new ArimaSearch(method, complete, differences).run();
        if (complete == rows) {
            return model(estimate, rows, rows);
        }
        ArimaOrder order = estimate.order();
        if ((double) rows.length() * order.stateSize() * order.stateSize() > LARGEST_EXACT) {
            return model(estimate, complete, rows);
        }
        ArimaEstimate exact = ArimaEstimate.of(ArimaColumns.of(rows, order), order, estimate.free(), false);
        return model(exact.usable() || !estimate.usable() ? exact : estimate, rows, rows);
    }

    /** Fills missing values by lines, in a series of more than two seasons by lines and its season. */
    private static LocalRows filled(LocalRows rows, int season) {
        double[] values = season > 1 && rows.length() > 2 * season
                ? FilledValues.filled(rows.values(), Mstl.of(season))
                : FilledValues.interpolated(rows.values());
        return new LocalRows(values, rows.regressors());
    }

    private static void require(LocalRows rows) {
        double largest = Double.MAX_VALUE / 1e4 / Math.max(1, rows.length());
        for (int t = 0; t < rows.length(); t++) {
            double value = rows.values()[t];
            if (Math.abs(value) > largest) {
                throw new InvalidSeriesException("row " + t + " has the value " + value
                        + ", too large to compute with; divide the series by a constant");
            }
            for (int i = 0; i < rows.regressors().length; i++) {
                double regressor = rows.regressors()[i][t];
                // squares of sums are computed
                if (!(Math.abs(regressor) < 1e140)) {
                    throw new InvalidSeriesException("row " + t + " has the value " + regressor + " of regressor "
                            + (i + 1) + "; a regression needs finite values below 1e140 in all rows");
                }
            }
        }
    }

    private static int season(ArimaMethod method, int season) {
        boolean seasonal = method.seasonalP() > 0 || method.seasonalD() > 0 || method.seasonalQ() > 0;
        if (seasonal && (season == 1 || season > ArimaOrder.LONGEST_SEASON)) {
            throw new IllegalArgumentException("seasonal orders need a season of 2 to " + ArimaOrder.LONGEST_SEASON
                    + " rows, found " + season + "; set the season, or leave these orders out");
        }
        return season > ArimaOrder.LONGEST_SEASON ? 1 : season;
    }

    /** Requires that the orders that are given need no state that is too large. */
    private static void requireSize(ArimaMethod method, int season) {
        ArimaOrder order = new ArimaOrder(
                Math.max(0, method.p()),
                Math.max(0, method.d()),
                Math.max(0, method.q()),
                Math.max(0, method.seasonalP()),
                Math.max(0, method.seasonalD()),
                Math.max(0, method.seasonalQ()),
                season,
                false);
        // an automatic search adds at most one seasonal coefficient and one difference to long seasons
        if (order.stateSize() > ArimaOrder.LARGEST_STATE / 2) {
            throw new IllegalArgumentException(order + " needs a state of " + order.stateSize()
                    + " numbers, more than " + ArimaOrder.LARGEST_STATE / 2
                    + "; use smaller seasonal orders or a shorter season");
        }
    }

    private static void requireIdentified(LocalRows rows, ArimaOrder differences) {
        int left = rows.length() - differences.lost();
        int missing = rows.length() - UnitRootTests.observed(rows.values()).length;
        if (left - missing < 1) {
            throw new InsufficientHistoryException("differences of " + differences + " use up " + differences.lost()
                    + " values and need at least one more, found " + (rows.length() - missing));
        }
        if (missing > 0 && !ArimaColumns.of(rows, differences).identified()) {
            throw new InvalidSeriesException("the values do not determine the " + missing
                    + " missing ones with the differences of " + differences
                    + ", as where a place in the season has no value; use fewer differences");
        }
    }

    /**
     * Computes regression coefficients for given polynomials.
     *
     * @return the constant, 0 if there is none, then that of each regressor
     */
    static double[] regression(ArimaColumns data, ArimaOrder order, double[] free) {
        ArimaRegression regression = new ArimaRegression(data, order);
        regression.polynomials().setFree(free);
        regression.compute();
        return spread(data, regression.estimates());
    }

    /** Puts the estimates of the columns that were kept in their places, 0 in those of others. */
    private static double[] spread(ArimaColumns data, double[] estimates) {
        double[] all = new double[data.kept().length];
        int at = data.missing();
        for (int i = 0; i < all.length; i++) {
            if (data.kept()[i]) {
                all[i] = estimates[at++];
            }
        }
        return all;
    }

    /**
     * Makes the model of an estimate.
     *
     * @param estimate the estimate
     * @param estimated the rows whose likelihood is computed, in which missing values may be filled
     * @param rows the rows as they are
     */
    private static LocalMethod.Fitted model(ArimaEstimate estimate, LocalRows estimated, LocalRows rows) {
        ArimaOrder order = estimate.order();
        ArimaColumns data = ArimaColumns.of(estimated, order);
        int count = order.coefficients() + data.coefficients();
        if (data.observations() <= count && !(count == 1 && data.observations() == 1)) {
            throw new InsufficientHistoryException(order.withConstant() + " has " + count
                    + " coefficients and needs more differenced values, found " + data.observations()
                    + "; use smaller orders or more history");
        }
        ArimaRegression regression = new ArimaRegression(data, order);
        double[] errors = ArimaErrors.of(regression, estimate.free());
        regression.polynomials().setFree(estimate.free());
        if (!regression.compute()) {
            throw new InvalidSeriesException("the likelihood of " + order.withConstant()
                    + " is not finite; is the series of a reasonable size?");
        }
        double[] coefficients = spread(data, regression.estimates());
        double constant = coefficients[0] + (order.constant() && order.differences() == 0 ? data.centre() : 0);
        boolean exact = regression.exact();
        int observations = data.observations();
        // filled values have hardly any errors
        int found = UnitRootTests.observed(rows.values()).length - order.lost();
        double variance = exact ? 0 : regression.variance() * observations / (found - count);
        double criterion = ArimaEstimate.criterion(regression.logLikelihood(), count + 1, observations);
        boolean defined = !exact && Double.isFinite(criterion);
        ArimaModel model = new ArimaModel(
                order,
                regression.polynomials().coefficients(),
                order.constant() ? constant : 0,
                Arrays.copyOfRange(coefficients, 1, coefficients.length),
                new ArimaModel.Accuracy(
                        found > count ? variance : Double.NaN,
                        exact ? Double.NaN : regression.logLikelihood(),
                        defined ? criterion : Double.NaN,
                        errors(errors, data, regression, order)));
        return new LocalMethod.Fitted(model, model.stateAfter(rows));
    }

    /** Joins the standard errors of the coefficients, the constant and the regressors. */
    private static double[] errors(
            double[] polynomials, ArimaColumns data, ArimaRegression regression, ArimaOrder order) {
        int skipped = order.constant() ? 0 : 1;
        double[] all = Arrays.copyOf(polynomials, polynomials.length + data.kept().length - skipped);
        double[][] covariance = regression.covariance();
        int at = data.missing();
        for (int i = 0; i < data.kept().length; i++) {
            double error = data.kept()[i] ? Math.sqrt(covariance[at][at] * regression.variance()) : Double.NaN;
            at += data.kept()[i] ? 1 : 0;
            if (i >= skipped) {
                all[polynomials.length + i - skipped] = error;
            }
        }
        return all;
    }
}
