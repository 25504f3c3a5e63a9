package io.forecastj.models.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Least squares with the constraints of stacking, for few columns and many rows. Stateless and thread-safe. */
public final class LeastSquares {
    /** Size from which on a negative gradient counts, relative to the size of the problem. */
    private static final double TOLERANCE = 1e-12;

    private LeastSquares() {}

    /** Minimises {@code |y - Xw|^2 + penalty |w - towards|^2}. */
    public static double[] ridge(double[][] x, double[] y, double penalty, double towards) {
        double[][] gram = gram(x);
        double[] right = products(x, y);
        for (int k = 0; k < right.length; k++) {
            gram[k][k] += penalty;
            right[k] += penalty * towards;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false))
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /**
     * Minimises {@code |y - Xw|^2} over weights of at least 0, by the active set method of Lawson and Hanson (Solving
     * Least Squares Problems, 1974, chapter 23) on the normal equations.
     */
    public static double[] nonNegative(double[][] x, double[] y) {
        return activeSet(gram(x), products(x, y), false);
    }

    /**
     * Minimises {@code |y - Xw|^2} over weights of at least 0 that add up to 1, by the same method. With such weights
     * {@code y - Xw} is the mixture of the members' errors, so the errors are the only input.
     */
    public static double[] simplex(double[][] x, double[] y) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        return simplex(errors(x, y), ones, x[0].length);
    }

    private static double[] simplex(double[][] errors, double[] rowWeights, int members) {
        double[][] gram = new double[members][members];
        for (int i = 0; i < errors.length; i++) {
            for (int k = 0; k < members; k++) {
                for (int j = 0; j <= k; j++) {
                    gram[k][j] += rowWeights[i] * errors[i][k] * errors[i][j];
                    gram[j][k] = gram[k][j];
                }
            }
        }
        return activeSet(gram, new double[members], true);
    }

    /**
     * Minimises the sum of {@code |y - Xw|} over weights of at least 0 that add up to 1, by iterated least squares with
     * rows weighted by the inverse of their last error (Schlossmacher, Journal of the American Statistical Association
     * 68, 1973). Keeps the best weights found.
     */
    public static double[] simplexAbsolute(double[][] x, double[] y) {
        double[][] errors = errors(x, y);
        double[] rowWeights = new double[y.length];
        Arrays.fill(rowWeights, 1);
        double[] best = simplex(errors, rowWeights, x[0].length);
        double bestLoss = Double.POSITIVE_INFINITY;
        double[] w = best;
        for (int round = 0; round < 50; round++) {
            double loss = 0;
            for (int i = 0; i < errors.length; i++) {
                double error = Math.abs(dot(errors[i], w));
                rowWeights[i] = error;
                loss += error;
            }
            if (!(loss < bestLoss * (1 - 1e-10))) {
                return best;
            }
            best = w;
            bestLoss = loss;
            // a row with an error of 0 must not have an infinite weight
            double floor = 1e-6 * loss / errors.length;
            for (int i = 0; i < errors.length; i++) {
                rowWeights[i] = 1 / Math.max(rowWeights[i], Math.max(floor, Double.MIN_NORMAL));
            }
            w = simplex(errors, rowWeights, x[0].length);
        }
        return best;
    }

    private static double[][] errors(double[][] x, double[] y) {
        double[][] errors = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double truth = y[i];
            errors[i] = Arrays.stream(x[i]).map(value -> value - truth).toArray();
        }
        return errors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[][] gram(double[][] x) {
        return new Array2DRowRealMatrix(x, false)
                .transpose()
                .multiply(new Array2DRowRealMatrix(x, false))
                .getData();
    }

    private static double[] products(double[][] x, double[] y) {
        return new Array2DRowRealMatrix(x, false).preMultiply(y);
    }

    /**
     * Minimises {@code w'Gw - 2 c'w} over weights of at least 0, which add up to 1 if {@code sumToOne}. The free set
     * grows by the weight with the steepest gradient; a step that would make free weights negative ends at the first
     * zero.
     */
    private static double[] activeSet(double[][] gram, double[] right, boolean sumToOne) {
        int members = right.length;
        double[] w = new double[members];
        List<Integer> free = new ArrayList<>();
        double size = TOLERANCE;
        for (int k = 0; k < members; k++) {
            size = Math.max(size, Math.max(gram[k][k], Math.abs(right[k])));
        }
        if (sumToOne) {
            int start = 0;
            for (int k = 1; k < members; k++) {
                start = gram[k][k] < gram[start][start] ? k : start;
            }
            w[start] = 1;
            free.add(start);
        }
        for (int round = 0; round < 10 * members; round++) {
            int next = steepest(gram, right, w, free, sumToOne, size);
            if (next < 0) {
                return w;
            }
            free.add(next);
            double[] target = solve(gram, right, free, sumToOne);
            while (!free.isEmpty() && Arrays.stream(target).anyMatch(value -> !(value > 0))) {
                retreat(w, target, free);
                target = solve(gram, right, free, sumToOne);
            }
            for (int i = 0; i < target.length; i++) {
                w[free.get(i)] = target[i];
            }
        }
        return w;
    }

    /** Returns the index of the weight at zero that should grow, or -1 if none should. */
    private static int steepest(
            double[][] gram, double[] right, double[] w, List<Integer> free, boolean sumToOne, double size) {
        double level = 0;
        double[] descent = new double[w.length];
        for (int k = 0; k < w.length; k++) {
            descent[k] = right[k] - dot(gram[k], w);
            level += sumToOne ? w[k] * descent[k] : 0;
        }
        int next = -1;
        double most = TOLERANCE * size;
        for (int k = 0; k < w.length; k++) {
            if (!free.contains(k) && descent[k] - level > most) {
                most = descent[k] - level;
                next = k;
            }
        }
        return next;
    }

    /** Moves w towards the target until a free weight is zero, and fixes that weight there. */
    private static void retreat(double[] w, double[] target, List<Integer> free) {
        double way = 1;
        int stop = 0;
        for (int i = 0; i < target.length; i++) {
            double now = w[free.get(i)];
            if (!(target[i] > 0)) {
                double part = now > 0 ? now / (now - target[i]) : 0;
                if (part <= way) {
                    way = part;
                    stop = i;
                }
            }
        }
        for (int i = 0; i < target.length; i++) {
            int k = free.get(i);
            w[k] = Math.max(0, w[k] + way * (target[i] - w[k]));
        }
        w[free.get(stop)] = 0;
        free.remove(stop);
    }

    /** Returns the minimum over the free weights without the bound at zero. */
    private static double[] solve(double[][] gram, double[] right, List<Integer> free, boolean sumToOne) {
        int n = free.size();
        int rows = sumToOne ? n + 1 : n;
        double largest = Double.MIN_NORMAL;
        for (int k : free) {
            largest = Math.max(largest, gram[k][k]);
        }
        RealMatrix matrix = new Array2DRowRealMatrix(rows, rows);
        ArrayRealVector b = new ArrayRealVector(rows);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.setEntry(i, j, gram[free.get(i)][free.get(j)] / largest);
            }
            b.setEntry(i, right[free.get(i)] / largest);
            if (sumToOne) {
                matrix.setEntry(i, n, 1);
                matrix.setEntry(n, i, 1);
            }
        }
        if (sumToOne) {
            b.setEntry(n, 1);
        }
        double[] solution;
        try {
            solution = new QRDecomposition(matrix, 1e-14).getSolver().solve(b).toArray();
        } catch (SingularMatrixException e) {
            // members with equal forecasts: the shortest solution divides the weight among them
            solution =
                    new SingularValueDecomposition(matrix).getSolver().solve(b).toArray();
        }
        return Arrays.copyOf(solution, n);
    }
}
