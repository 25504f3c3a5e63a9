package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.Locale;

/**
 * Seasonal ARIMA model, or regression with errors of such a model.
 *
 * <p>Immutable and thread-safe. The state is that of {@link ArimaFilter}, of the series less its regression. A row
 * without one of its regressors counts as missing.
 */
final class ArimaModel implements LocalModel {
    static final String KIND = "arima";

    /** Largest number of regressors that a file may hold. */
    private static final int MOST_REGRESSORS = 10_000;

    private final ArimaOrder order;
    private final double[] coefficients;
    private final double constant;
    private final double[] regression;
    private final Accuracy accuracy;
    private final ArimaFilter filter;

    /**
     * Fit of the model to the rows that it was estimated from.
     *
     * @param variance the variance of an innovation, from the sum of their squares over the number of differenced rows
     *     less that of coefficients; NaN if there are not more rows than coefficients
     * @param logLikelihood the logarithm of the likelihood, NaN if the model fits exactly
     * @param criterion the corrected criterion of Akaike, NaN if it is not defined
     * @param errors the standard errors of the coefficients, the constant and those of the regressors, NaN where there
     *     is no estimate
     */
    record Accuracy(double variance, double logLikelihood, double criterion, double[] errors) {}

    /**
     * Creates a model.
     *
     * @param order the orders
     * @param coefficients the coefficients of the polynomials, stationary and invertible, in the order p, q, seasonal
     *     P, seasonal Q
     * @param constant the mean or the drift, 0 if there is none
     * @param regression the coefficients of the regressors
     * @param accuracy the fit
     */
    ArimaModel(ArimaOrder order, double[] coefficients, double constant, double[] regression, Accuracy accuracy) {
        this.order = order;
        this.coefficients = coefficients.clone();
        this.constant = constant;
        this.regression = regression.clone();
        this.accuracy = accuracy;
        this.filter = new ArimaFilter(polynomials(), order.stateSize() <= ArimaFilter.LARGEST_COVARIANCE);
    }

    private ArmaPolynomials polynomials() {
        return new ArmaPolynomials(order).setCoefficients(coefficients);
    }

    ArimaOrder order() {
        return order;
    }

    /** Returns the coefficients in the order p, q, seasonal P, seasonal Q; not copied. */
    double[] coefficients() {
        return coefficients;
    }

    /** Returns the mean or the drift, 0 if there is none. */
    double constant() {
        return constant;
    }

    /** Returns the coefficients of the regressors; not copied. */
    double[] regression() {
        return regression;
    }

    Accuracy accuracy() {
        return accuracy;
    }

    /** Computes the state after rows, of which there are more than differencing uses up. */
    double[] stateAfter(LocalRows rows) {
        double[] errors = rows.values().clone();
        for (int t = 0; t < errors.length; t++) {
            errors[t] -= trend(t);
            for (int i = 0; i < regression.length; i++) {
                errors[t] -= regression[i] * rows.regressors()[i][t];
            }
        }
        return ArimaState.after(polynomials(), errors);
    }

    /** Returns the part of a row that the constant contributes, the mean or the drift from the first row on. */
    private double trend(double row) {
        return order.differences() == 0 ? constant : constant * row;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return order.toString();
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder(order.withConstant());
        if (regression.length > 0) {
            text.append(" and ")
                    .append(regression.length)
                    .append(regression.length == 1 ? " regressor" : " regressors");
        }
        text.append(':');
        int at = 0;
        at = describe(text, "ar", order.p(), at);
        at = describe(text, "ma", order.q(), at);
        at = describe(text, "sar", order.seasonalP(), at);
        at = describe(text, "sma", order.seasonalQ(), at);
        if (order.constant()) {
            describe(text, order.differences() == 0 ? "mean" : "drift", constant, at++);
        }
        for (int i = 0; i < regression.length; i++) {
            describe(text, "x" + (i + 1), regression[i], at++);
        }
        text.append(String.format(Locale.ROOT, " sigma %.6g", Math.sqrt(accuracy.variance())));
        if (!Double.isNaN(accuracy.logLikelihood())) {
            text.append(String.format(Locale.ROOT, ", log-likelihood %.2f", accuracy.logLikelihood()));
        }
        if (!Double.isNaN(accuracy.criterion())) {
            text.append(String.format(Locale.ROOT, ", AICc %.2f", accuracy.criterion()));
        }
        return text.toString();
    }

    private int describe(StringBuilder text, String name, int degree, int from) {
        for (int i = 0; i < degree; i++) {
            describe(text, name + (i + 1), coefficients[from + i], from + i);
        }
        return from + degree;
    }

    private void describe(StringBuilder text, String name, double value, int at) {
        text.append(String.format(Locale.ROOT, " %s %.4g", name, value));
        if (!Double.isNaN(accuracy.errors()[at])) {
            text.append(String.format(Locale.ROOT, " (se %.2g)", accuracy.errors()[at]));
        }
        text.append(',');
    }

    @Override
    public int stateSize() {
        return filter.stateSize();
    }

    @Override
    public int regressors() {
        return regression.length;
    }

    @Override
    public int countedRows() {
        return order.stateSize();
    }

    @Override
    public void check(double[] state) {
        filter.check(state);
    }

    @Override
    public void update(double[] state, double[] row) {
        double error = row[0] - trend(ArimaFilter.rows(state));
        for (int i = 0; i < regression.length; i++) {
            error -= regression[i] * row[i + 1];
        }
        filter.update(state, error);
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        filter.forecast(state, points);
        double rows = ArimaFilter.rows(state);
        for (int step = 0; step < points.length; step++) {
            double value = points[step] + trend(rows + step);
            for (int i = 0; i < regression.length; i++) {
                value += regression[i] * regressors.value(step + 1, i);
            }
            points[step] = value;
        }
    }

    /**
     * Normal quantiles, from the weights of past innovations in a later value and the covariance of the state (Box and
     * Jenkins, Time Series Analysis, 1970, section 5.2). The uncertainty of the coefficients is not included.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        return NormalQuantiles.of(points, deviations(state, points.length), levels);
    }

    /** Returns the standard deviations of the forecast errors. */
    double[] deviations(double[] state, int horizon) {
        double[] deviations = filter.variances(state, horizon);
        for (int step = 0; step < horizon; step++) {
            deviations[step] = Math.sqrt(deviations[step] * accuracy.variance());
        }
        return deviations;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        order.write(out.putObject("order"));
        LocalJson.put(out, "coefficients", coefficients);
        out.put("constant", constant);
        LocalJson.put(out, "regression", regression);
        LocalJson.put(out, "variance", accuracy.variance());
        LocalJson.put(out, "logLikelihood", accuracy.logLikelihood());
        LocalJson.put(out, "criterion", accuracy.criterion());
        LocalJson.put(out, "errors", accuracy.errors());
    }

    static LocalModel read(JsonFields in) {
        ArimaOrder order = ArimaOrder.read(in.object("order"));
        double[] coefficients = in.decimals("coefficients", order.coefficients());
        if (!new ArmaPolynomials(order).setCoefficients(coefficients).rootsBeyond(1)) {
            throw in.fail("coefficients", "those of a stationary and invertible model", Arrays.toString(coefficients));
        }
        double constant = in.decimal("constant");
        if (constant != 0 && !order.constant()) {
            throw in.fail("constant", "0 in a model without a constant", constant + "");
        }
        double[] regression = in.decimals("regression");
        if (regression.length > MOST_REGRESSORS) {
            throw in.fail("regression", "a list of at most " + MOST_REGRESSORS + " numbers", regression.length + "");
        }
        double variance = LocalJson.numberOrNaN(in, "variance");
        if (variance < 0) {
            throw in.fail("variance", "at least 0", variance + "");
        }
        int estimated = order.coefficients() + (order.constant() ? 1 : 0) + regression.length;
        return new ArimaModel(
                order,
                coefficients,
                constant,
                regression,
                new Accuracy(
                        variance,
                        LocalJson.numberOrNaN(in, "logLikelihood"),
                        LocalJson.numberOrNaN(in, "criterion"),
                        in.decimalsOrNull("errors", estimated)));
    }
}
