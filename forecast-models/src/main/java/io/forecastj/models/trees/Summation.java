package io.forecastj.models.trees;

import java.util.Arrays;

/**
 * Way in which a model adds its leaves: the precision of the sums and the values at which they begin.
 *
 * <p>Thread-safe as long as nobody changes the array, which is not copied.
 *
 * @param single whether each sum is rounded to a 32-bit float, in every addition, as in XGBoost; leaves are floats then
 * @param start the value of each output before the first tree
 */
public record Summation(boolean single, double[] start) {
    /**
     * Returns sums in double precision that begin at 0, those of LightGBM.
     *
     * @param outputs the number of outputs
     * @return the summation
     */
    public static Summation doubles(int outputs) {
        return new Summation(false, new double[outputs]);
    }

    /**
     * Returns sums in single precision, those of XGBoost.
     *
     * @param start the value of each output before the first tree
     * @return the summation
     */
    public static Summation floats(float[] start) {
        double[] wide = new double[start.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = start[i];
        }
        return new Summation(true, wide);
    }

    int outputs() {
        return start.length;
    }

    /** Writes the values before the first tree for some rows, all outputs of a row side by side. */
    void begin(int rows, double[] out) {
        if (start.length == 1) {
            Arrays.fill(out, 0, rows, start[0]);
            return;
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(start, 0, out, r * start.length, start.length);
        }
    }

    /** Adds a leaf. The sum of two floats in double precision, rounded to a float, is their sum in single precision. */
    double add(double sum, double leaf) {
        return single ? (float) (sum + leaf) : sum + leaf;
    }
}
