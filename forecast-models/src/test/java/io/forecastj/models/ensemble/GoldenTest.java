package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.models.internal.LeastSquares;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against numpy, scipy and scikit-learn for stacking, and R's opera for the experts. */
class GoldenTest {
    private static final JsonNode GOLDEN = read();
    private static final double[][] X = matrix(GOLDEN.at("/stacking/in/X"));
    private static final double[] Y = vector(GOLDEN.at("/stacking/in/y"));

    private static JsonNode read() {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/ensemble/golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] vector(JsonNode array) {
        double[] values = new double[array.size()];
        Arrays.setAll(values, i -> array.get(i).doubleValue());
        return values;
    }

    private static double[][] matrix(JsonNode array) {
        double[][] rows = new double[array.size()][];
        Arrays.setAll(rows, i -> vector(array.get(i)));
        return rows;
    }

    private static void assertClose(double[] found, String expected, double tolerance) {
        assertThat(found).containsExactly(vector(GOLDEN.at(expected)), Offset.offset(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"exponential(0.1), ewa_eta0.1", "ml-poly, mlpol", "boa, boa"})
    void expertWeightsAreThoseOfOpera(String combination, String golden) {
        WeightRule rule = WeightRule.of(Combination.parse(combination), 3);
        double[] state = new double[rule.size()];
        rule.start(state, 0);
        double[] w = new double[3];
        double squares = 0;
        for (int t = 0; t < Y.length; t++) {
            rule.weights(state, 0, X[t], 0, w);
            int known = List.of(0, 1, 9).indexOf(t);
            if (known >= 0) {
                assertClose(w, "/experts/out/" + golden + "/weights_t1_t2_t10/" + known, 1e-12);
            }
            double p = w[0] * X[t][0] + w[1] * X[t][1] + w[2] * X[t][2];
            squares += (p - Y[t]) * (p - Y[t]);
            rule.learn(state, 0, X[t], 0, p, 0, Y[t], 1, 1);
        }
        rule.weights(state, 0, new double[3], 0, w);
        assertClose(w, "/experts/out/" + golden + "/final_weights", 1e-12);
        double rmse = GOLDEN.at("/experts/out/" + golden + "/rmse").doubleValue();
        assertThat(Math.sqrt(squares / Y.length)).isCloseTo(rmse, Offset.offset(1e-12));
    }

    @Test
    void onlineRidgeEndsAtTheRidgeTowardsEqualWeightsOfAllRows() {
        WeightRule rule = WeightRule.of(new Combination.Ridge(1), 3);
        double[] state = new double[rule.size()];
        rule.start(state, 0);
        for (int t = 0; t < Y.length; t++) {
            rule.learn(state, 0, X[t], 0, Double.NaN, 0, Y[t], 1, 1);
        }
        double[] w = new double[3];
        rule.weights(state, 0, X[0], 0, w);
        assertClose(w, "/stacking/out/ridge_shrunk_to_equal_weights", 1e-12);
    }

    @Test
    void ridgesAndNonNegativeLeastSquares() {
        assertClose(LeastSquares.ridge(X, Y, 1, 0), "/stacking/out/ridge_no_intercept", 1e-12);
        assertClose(LeastSquares.ridge(X, Y, 1, 1.0 / 3), "/stacking/out/ridge_shrunk_to_equal_weights", 1e-12);
        assertClose(LeastSquares.nonNegative(X, Y), "/stacking/out/nnls", 1e-12);
    }

    @Test
    void simplexLeastSquares() {
        // as near as scipy's iterative solver came; the next test says how near we are to the minimum
        assertClose(LeastSquares.simplex(X, Y), "/stacking/out/simplex_ls", 1e-6);
    }

    @Test
    void simplexLeastSquaresWithNoWeightAtItsBoundIsOrdinaryLeastSquaresOfTheDifferences() {
        // w3 = 1 - w1 - w2 leaves y - x3 = w1 (x1 - x3) + w2 (x2 - x3), without a constraint
        double[][] differences = Arrays.stream(X)
                .map(row -> new double[] {row[0] - row[2], row[1] - row[2]})
                .toArray(double[][]::new);
        double[] rest = new double[Y.length];
        Arrays.setAll(rest, i -> Y[i] - X[i][2]);
        double[] w = new QRDecomposition(new Array2DRowRealMatrix(differences))
                .getSolver()
                .solve(new ArrayRealVector(rest))
                .toArray();
        assertThat(LeastSquares.simplex(X, Y))
                .containsExactly(new double[] {w[0], w[1], 1 - w[0] - w[1]}, Offset.offset(1e-12));
    }
}
