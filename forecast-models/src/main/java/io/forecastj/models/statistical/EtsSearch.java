package io.forecastj.models.statistical;

/**
 * Search for the largest likelihood of one form: steps of Gauss and Newton, damped as by Marquardt (An Algorithm for
 * Least-Squares Estimation of Nonlinear Parameters, Journal of the Society for Industrial and Applied Mathematics 11,
 * 1963), within the bounds of the smoothing parameters.
 *
 * <p>Deterministic. Not thread-safe: it has scratch arrays.
 */
final class EtsSearch {
    private static final double LEAST_DAMPING = 1e-9;
    private static final double MOST_DAMPING = 1e9;

    private final EtsLayout layout;
    private final EtsLikelihood likelihood;
    private final EtsCurvature curvature;
    private final EtsAdmissible admissible;
    private final double[][] factor;
    private final double[] step;
    private final boolean[] fixed;
    private final int[] free;
    private double[] point;
    private double[] trial;

    EtsSearch(EtsLikelihood likelihood) {
        this.layout = likelihood.layout;
        this.likelihood = likelihood;
        this.curvature = new EtsCurvature(layout, likelihood.values);
        this.admissible = new EtsAdmissible(layout);
        int size = layout.size;
        this.factor = new double[size][size];
        this.step = new double[size];
        this.fixed = new boolean[size];
        this.free = new int[size];
        this.point = new double[size];
        this.trial = new double[size];
    }

    /**
     * Returns the value of a point: that of the likelihood, infinity if the point is not admissible or if a mean is not
     * above 0 to which an error is relative.
     */
    double value(double[] at) {
        if (!admissible.test(at)) {
            return Double.POSITIVE_INFINITY;
        }
        double value = likelihood.value(at);
        return likelihood.positive() ? value : Double.POSITIVE_INFINITY;
    }

    /**
     * Searches from a point until a step is expected to gain less than a tolerance.
     *
     * @param start the point, replaced by the best one found
     * @param tolerance the expected gain of a step at which the search ends
     * @param most the largest number of steps
     * @return the value there, infinity if that of the start is
     */
    double improve(double[] start, double tolerance, int most) {
        System.arraycopy(start, 0, point, 0, start.length);
        double value = value(point);
        if (value == Double.POSITIVE_INFINITY) {
            return value;
        }
        double damping = 1e-3;
        boolean moved = true;
        for (int steps = 0; steps < most && damping < MOST_DAMPING; steps++) {
            if (moved) {
                curvature.compute(point);
            }
            double gain = step(damping);
            if (gain < tolerance * 0.01 || (gain < tolerance && damping < 1)) {
                break;
            }
            for (int i = 0; i < trial.length; i++) {
                trial[i] = point[i] + step[i];
            }
            for (int i = 0; i < layout.bounded(); i++) {
                trial[i] = Math.min(layout.most(i), Math.max(layout.least(i), trial[i]));
            }
            double reached = value(trial);
            moved = reached < value;
            if (moved) {
                damping *= value - reached > 0.75 * gain ? 0.1 : value - reached < 0.25 * gain ? 3 : 0.5;
                damping = Math.max(damping, LEAST_DAMPING);
                double[] swap = point;
                point = trial;
                trial = swap;
                value = reached;
            } else {
                damping *= 5;
            }
        }
        System.arraycopy(point, 0, start, 0, start.length);
        return value;
    }

    /** Computes a step; returns the gain of likelihood value that the quadratic approximation expects of it. */
    private double step(double damping) {
        double[] gradient = curvature.gradient;
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = false;
            step[i] = 0;
            if (i < layout.bounded()) {
                fixed[i] =
                        point[i] <= layout.least(i) && gradient[i] > 0 || point[i] >= layout.most(i) && gradient[i] < 0;
            }
        }
        // a parameter that would leave its bounds is moved to the bound, and the others are solved for again
        boolean again = true;
        while (again) {
            solve(damping);
            again = false;
            for (int i = 0; i < layout.bounded() && !again; i++) {
                double to = point[i] + step[i];
                if (!fixed[i] && (to < layout.least(i) || to > layout.most(i))) {
                    fixed[i] = true;
                    step[i] = (to < layout.least(i) ? layout.least(i) : layout.most(i)) - point[i];
                    again = true;
                }
            }
        }
        double change = 0;
        for (int i = 0; i < step.length; i++) {
            double sum = 2 * gradient[i];
            for (int j = 0; j < step.length; j++) {
                sum += step[j] * (j <= i ? curvature.products[i][j] : curvature.products[j][i]);
            }
            change += step[i] * sum;
        }
        // of n log(squares)
        return likelihood.observed * -change / Math.max(curvature.squares, Double.MIN_NORMAL);
    }

    /** Solves for the steps of the numbers that are not fixed, by the decomposition of Cholesky. */
    private void solve(double damping) {
        double[][] products = curvature.products;
        int count = 0;
        for (int i = 0; i < fixed.length; i++) {
            if (!fixed[i] && products[i][i] > 0) {
                free[count++] = i;
            }
        }
        for (int a = 0; a < count; a++) {
            int i = free[a];
            double[] row = factor[a];
            double right = -curvature.gradient[i];
            for (int j = 0; j < fixed.length; j++) {
                if (fixed[j] && step[j] != 0) {
                    right -= step[j] * (j <= i ? products[i][j] : products[j][i]);
                }
            }
            for (int b = 0; b < a; b++) {
                double[] other = factor[b];
                double sum = products[i][free[b]];
                for (int k = 0; k < b; k++) {
                    sum -= row[k] * other[k];
                }
                row[b] = sum / other[b];
            }
            double diagonal = products[i][i] * (1 + damping);
            double sum = diagonal;
            for (int k = 0; k < a; k++) {
                sum -= row[k] * row[k];
                right -= row[k] * step[free[k]];
            }
            row[a] = Math.sqrt(Math.max(sum, 1e-14 * diagonal));
            step[i] = right / row[a];
        }
        for (int a = count - 1; a >= 0; a--) {
            double sum = step[free[a]];
            for (int b = a + 1; b < count; b++) {
                sum -= factor[b][a] * step[free[b]];
            }
            step[free[a]] = sum / factor[a][a];
        }
    }
}
