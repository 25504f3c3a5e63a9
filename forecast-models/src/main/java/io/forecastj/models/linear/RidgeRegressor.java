package io.forecastj.models.linear;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Regressor;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.jspecify.annotations.Nullable;

/** Regressor made by {@link Linear#regressor}. */
record RidgeRegressor(double ridge) implements Regressor {
    /** Number of rows between two checks of the listener. */
    private static final int ROWS_AT_ONCE = 4096;

    @Override
    public String kind() {
        return RidgeModel.KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("ridge", String.valueOf(ridge));
    }

    @Override
    public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        double total = 0;
        double labels = 0;
        for (int i = 0; i < training.rows().length; i++) {
            double weight = weight(training, i);
            total += weight;
            labels += weight * training.labels()[i];
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("a ridge regression needs training examples with positive weight, found "
                    + training.rows().length + " examples with a total weight of " + total);
        }
        Standard standard = Standard.of(training);
        double intercept = labels / total;
        double[] weights = solve(training, standard, intercept, listener);
        for (int j = 0; j < weights.length; j++) {
            weights[j] *= standard.inverse[j];
        }
        return new RidgeModel(training.features(), intercept, standard.means, weights);
    }

    private double[] solve(Examples training, Standard standard, double intercept, FitListener listener) {
        int width = standard.means.length;
        if (width == 0) {
            return new double[0];
        }
        double[][] gram = new double[width][width];
        double[] products = new double[width];
        double[] x = new double[width];
        double[][] rows = training.rows();
        for (int i = 0; i < rows.length; i++) {
            if (i % ROWS_AT_ONCE == 0) {
                if (listener.cancelled()) {
                    throw new CancellationException("the fit of a ridge regression was cancelled");
                }
                listener.onProgress(new FitProgress(RidgeModel.KIND, "summing", i, rows.length, Map.of()));
            }
            double weight = weight(training, i);
            standard.apply(rows[i], x);
            double error = weight * (training.labels()[i] - intercept);
            for (int j = 0; j < width; j++) {
                double[] sums = gram[j];
                double weighted = weight * x[j];
                products[j] += x[j] * error;
                for (int k = 0; k <= j; k++) {
                    sums[k] += weighted * x[k];
                }
            }
        }
        for (int j = 0; j < width; j++) {
            gram[j][j] += ridge;
            for (int k = 0; k < j; k++) {
                gram[k][j] = gram[j][k];
            }
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false), 0, 0)
                    .getSolver()
                    .solve(new ArrayRealVector(products, false))
                    .toArray();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new IllegalArgumentException(
                    "ridge " + ridge + " is too small for these examples: some features are sums of others, so the"
                            + " weights are not determined; use a larger ridge",
                    e);
        }
    }

    private static double weight(Examples examples, int row) {
        double[] weights = examples.weights();
        return weights == null ? 1 : weights[row];
    }

    /** Shift and scale that give each input the mean 0 and the standard deviation 1 over the training examples. */
    private record Standard(double[] means, double[] inverse) {
        static Standard of(Examples training) {
            int width = training.features().size();
            double[] means = new double[width];
            double[] inverse = new double[width];
            for (int j = 0; j < width; j++) {
                double total = 0;
                double sum = 0;
                for (int i = 0; i < training.rows().length; i++) {
                    double value = training.rows()[i][j];
                    if (Double.isInfinite(value)) {
                        throw new IllegalArgumentException("feature '"
                                + training.features().get(j) + "' has the infinite value " + value + " in example " + i
                                + "; use NaN for a missing one");
                    }
                    if (!Double.isNaN(value)) {
                        total += weight(training, i);
                        sum += weight(training, i) * value;
                    }
                }
                means[j] = total > 0 ? sum / total : 0;
                double squares = 0;
                double largest = 0;
                for (int i = 0; i < training.rows().length; i++) {
                    double value = training.rows()[i][j];
                    if (!Double.isNaN(value)) {
                        double deviation = value - means[j];
                        squares += weight(training, i) * deviation * deviation;
                        largest = Math.max(largest, Math.abs(value));
                    }
                }
                double deviation = total > 0 ? Math.sqrt(squares / total) : 0;
                // a constant's mean is off by rounding, which must not be scaled up to a standard deviation of 1
                inverse[j] = deviation > 1e-12 * largest ? 1 / deviation : 0;
            }
            return new Standard(means, inverse);
        }

        void apply(double[] row, double[] out) {
            for (int j = 0; j < out.length; j++) {
                out[j] = Double.isNaN(row[j]) ? 0 : (row[j] - means[j]) * inverse[j];
            }
        }
    }
}
