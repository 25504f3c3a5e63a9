package io.forecastj.training.network;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Last arithmetic of every network: numbers of each step become the output in its form.
 *
 * <p>Quantiles do not cross: the numbers of a step are a centre, for the level next to 0.5, and the gaps between
 * neighbouring levels, which softplus makes positive and which add up to both sides of the centre (as in Park et al.,
 * Learning quantile functions without quantile crossing, AISTATS 2022).
 */
final class OutputLayer {
    private final OutputForm form;
    private final int steps;
    private final int values;
    private final int centre;
    private final float[] sums;

    OutputLayer(OutputForm form) {
        this.form = form;
        if (form instanceof OutputForm.Quantiles quantiles) {
            steps = quantiles.steps();
            values = quantiles.levels().length;
            centre = centre(quantiles.levels());
        } else if (form instanceof OutputForm.Classes classes) {
            steps = classes.steps();
            values = classes.classes();
            centre = 0;
        } else if (form instanceof OutputForm.Labels labels) {
            steps = 1;
            values = labels.labels();
            centre = 0;
        } else {
            steps = form.size();
            values = 1;
            centre = 0;
        }
        sums = sums(values, centre);
    }

    private static int centre(double[] levels) {
        int best = 0;
        for (int i = 1; i < levels.length; i++) {
            if (Math.abs(levels[i] - 0.5) < Math.abs(levels[best] - 0.5)) {
                best = i;
            }
        }
        return best;
    }

    /** Returns the number of steps; 1 for labels. */
    int steps() {
        return steps;
    }

    /** Returns the number of values of a step. */
    int values() {
        return values;
    }

    /** Returns true if the output can be a level of a column: if it is points or quantiles. */
    boolean isOfLevels() {
        return form instanceof OutputForm.Points || form instanceof OutputForm.Quantiles;
    }

    /**
     * Returns the start of the biases of a step: zeros, and for the gaps what makes them those of a standard normal
     * distribution, since outputs are scaled.
     */
    float[] bias() {
        float[] bias = new float[values];
        if (form instanceof OutputForm.Quantiles quantiles) {
            NormalDistribution normal = new NormalDistribution(null, 0, 1);
            double[] z = Arrays.stream(quantiles.levels())
                    .map(normal::inverseCumulativeProbability)
                    .toArray();
            for (int i = 0; i < values; i++) {
                if (i != centre) {
                    double gap = i > centre ? z[i] - z[i - 1] : z[i + 1] - z[i];
                    bias[i] = (float) Math.log(Math.expm1(gap)); // the inverse of softplus
                }
            }
        }
        return bias;
    }

    /** Computes the output from {@code [batch, steps, values]}. */
    <T> T on(Ops<T> ops, T numbers) {
        if (form instanceof OutputForm.Quantiles) {
            return quantiles(ops, ops.slice(numbers, 2, centre, centre + 1), numbers);
        }
        return ops.reshape(numbers, form.shape());
    }

    /**
     * Computes the output with a shift, {@code [batch, steps]} or {@code [batch, 1]}, added to the points or to the
     * centres of the quantiles.
     */
    <T> T on(Ops<T> ops, T numbers, T shift) {
        if (form instanceof OutputForm.Quantiles) {
            T centres = ops.slice(numbers, 2, centre, centre + 1);
            return quantiles(ops, ops.add(centres, ops.reshape(shift, ops.shape(shift)[1], 1)), numbers);
        }
        return ops.add(ops.reshape(numbers, steps), shift);
    }

    private <T> T quantiles(Ops<T> ops, T centres, T numbers) {
        return ops.add(centres, ops.matMul(ops.softplus(numbers), ops.constant(sums, values, values)));
    }

    /**
     * Returns the matrix whose column {@code j} adds up the gaps between the centre and level {@code j}, and takes them
     * away below the centre.
     */
    private static float[] sums(int values, int centre) {
        float[] sums = new float[values * values];
        for (int j = 0; j < values; j++) {
            for (int i = centre + 1; i <= j; i++) {
                sums[i * values + j] = 1;
            }
            for (int i = j; i < centre; i++) {
                sums[i * values + j] = -1;
            }
        }
        return sums;
    }
}
