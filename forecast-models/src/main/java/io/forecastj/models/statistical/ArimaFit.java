package io.forecastj.models.statistical;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;

/** Fit of an ARIMA method to one series: differences, orders, parameters, state. Stateless and thread-safe. */
final class ArimaFit {
    private ArimaFit() {}

    /**
     * Fits a method.
     *
     * @param method the settings
     * @param rows the rows
     * @param season the number of rows of a season, 1 if there is none
     * @return the model and its state after the last row
     * @throws IllegalArgumentException if the method gives seasonal orders and there is no season, or one of more than
     *     {@value ArimaOrder#LONGEST_SEASON} rows
     * @throws InsufficientHistoryException if there are no more values than coefficients and differences
     * @throws InvalidSeriesException if a value is infinite or too large, a regressor is not finite, or missing values
     *     cannot be told from the differences, as where a place in the season has no value
     */
    static LocalMethod.Fitted fit(ArimaMethod method, LocalRows rows, int season) {
        require(rows);
        int used = season(method, season);
        ArimaOrder differences = ArimaDifferencing.choose(method, rows, used);
        requireIdentified(rows, differences);
        ArimaEstimate estimate = new ArimaSearch(method, rows, differences).run();
        return model(estimate, rows);
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

    private static LocalMethod.Fitted model(ArimaEstimate estimate, LocalRows rows) {
        ArimaOrder order = estimate.order();
        ArimaColumns data = ArimaColumns.of(rows, order);
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
        double variance = exact ? 0 : regression.variance() * observations / (observations - count);
        double criterion = ArimaEstimate.criterion(regression.logLikelihood(), count + 1, observations);
        boolean defined = !exact && Double.isFinite(criterion);
        ArimaModel model = new ArimaModel(
                order,
                regression.polynomials().coefficients(),
                order.constant() ? constant : 0,
                Arrays.copyOfRange(coefficients, 1, coefficients.length),
                new ArimaModel.Accuracy(
                        observations > count ? variance : Double.NaN,
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
