package io.forecastj.models.statistical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares on sines and cosines that are added one frequency after the other. The Cholesky factor of the normal
 * equations grows by two rows each time (Golub and Van Loan, Matrix Computations, 4th edition, 2013, section 4.2), so
 * that the last frequency can be taken away at no cost.
 *
 * <p>Not thread-safe; serves one series.
 */
final class HarmonicRegression {
    private static final double HALF_WAVE = 1e-9;

    private final int from;
    private final double[] target;
    private final List<double[]> columns = new ArrayList<>();
    private final List<double[]> factor = new ArrayList<>();
    private final List<Double> solved = new ArrayList<>();
    /** The number of columns of each angle: the sine of a half wave per row is 0 in all of them. */
    private final List<Integer> widths = new ArrayList<>();

    private double squares;

    /**
     * @param target the values
     * @param from the row of the first value that counts; time is 0 at row 0
     */
    HarmonicRegression(double[] target, int from) {
        this.target = target;
        this.from = from;
        this.squares = product(target, target);
    }

    /** Returns the sum of squared errors. */
    double squares() {
        return squares;
    }

    /** Returns the number of coefficients. */
    int size() {
        return columns.size();
    }

    /** Adds the cosine and the sine of an angle per row, above 0 and at most pi. */
    void add(double angle) {
        double[] cosine = new double[target.length];
        double[] sine = new double[target.length];
        Arrays.setAll(cosine, row -> Math.cos(angle * row));
        Arrays.setAll(sine, row -> Math.sin(angle * row));
        add(cosine);
        boolean half = angle > Math.PI - HALF_WAVE;
        if (!half) {
            add(sine);
        }
        widths.add(half ? 1 : 2);
    }

    /** Takes the last angle away. */
    void removeLast() {
        int width = widths.remove(widths.size() - 1);
        for (int i = 0; i < width; i++) {
            int last = columns.size() - 1;
            squares += solved.get(last) * solved.get(last);
            columns.remove(last);
            factor.remove(last);
            solved.remove(last);
        }
    }

    private void add(double[] column) {
        int size = columns.size();
        double[] row = new double[size + 1];
        double diagonal = product(column, column);
        for (int i = 0; i < size; i++) {
            double sum = product(column, columns.get(i));
            for (int j = 0; j < i; j++) {
                sum -= row[j] * factor.get(i)[j];
            }
            row[i] = sum / factor.get(i)[i];
            diagonal -= row[i] * row[i];
        }
        // angles are apart by more than rounding, over at least one season
        row[size] = Math.sqrt(Math.max(diagonal, Double.MIN_NORMAL));
        double right = product(column, target);
        for (int i = 0; i < size; i++) {
            right -= row[i] * solved.get(i);
        }
        right /= row[size];
        columns.add(column);
        factor.add(row);
        solved.add(right);
        squares -= right * right;
    }

    /** Returns the coefficients for other values: cosine and sine of each angle in turn, 0 if there is no sine. */
    double[] coefficients(double[] values) {
        int size = columns.size();
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = product(columns.get(i), values);
            for (int j = 0; j < i; j++) {
                sum -= factor.get(i)[j] * solution[j];
            }
            solution[i] = sum / factor.get(i)[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                solution[i] -= factor.get(j)[i] * solution[j];
            }
            solution[i] /= factor.get(i)[i];
        }
        return inPairs(solution);
    }

    private double[] inPairs(double[] solution) {
        double[] pairs = new double[2 * widths.size()];
        int at = 0;
        for (int angle = 0; angle < widths.size(); angle++) {
            for (int i = 0; i < widths.get(angle); i++) {
                pairs[2 * angle + i] = solution[at++];
            }
        }
        return pairs;
    }

    private double product(double[] first, double[] second) {
        double sum = 0;
        for (int row = from; row < target.length; row++) {
            sum += first[row] * second[row];
        }
        return sum;
    }
}
