package io.forecastj.models.ensemble;

import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.metrics.ClassMetrics;
import java.util.Arrays;
import java.util.List;

/**
 * Weights of a vote.
 *
 * @param weights one for each member, and as the last one that of the class frequencies if there are any
 * @param hard true if a member votes for its most probable class only
 * @param frequencies the frequencies of {@link Target.Direction#CLASSES} in the training rows for each step from 1;
 *     empty if they have no vote
 */
record VoteModel(double[] weights, boolean hard, double[][] frequencies) {
    /** Returns the classes in the order of the frequencies; empty if there are none, so that the members decide. */
    List<String> classes() {
        return frequencies.length == 0 ? List.of() : Target.Direction.CLASSES;
    }

    /**
     * Combines the probabilities of a step.
     *
     * @param step the step, from 1
     * @param members the probabilities by member, NaN or empty for one without
     * @param classes the number of classes
     * @return the probabilities, which add up to 1; all NaN if no member answers
     */
    double[] combine(int step, double[][] members, int classes) {
        double[] sums = new double[classes];
        double total = 0;
        boolean answered = false;
        for (int k = 0; k < weights.length; k++) {
            double[] its = k < members.length ? members[k] : frequencies[step - 1];
            if (its.length != classes || Double.isNaN(its[0])) {
                continue;
            }
            answered |= k < members.length;
            total += weights[k];
            if (hard) {
                sums[ClassMetrics.mostProbable(its)] += weights[k];
            } else {
                for (int c = 0; c < classes; c++) {
                    sums[c] += weights[k] * its[c];
                }
            }
        }
        double all = Arrays.stream(sums).sum();
        double scale = answered && total > 0 ? all : Double.NaN;
        for (int c = 0; c < classes; c++) {
            sums[c] /= scale;
        }
        return sums;
    }

    void identify(StateWriter out) {
        out.putDoubles(weights);
        out.putBoolean(hard);
        out.putInt(frequencies.length);
        for (double[] step : frequencies) {
            out.putDoubles(step);
        }
    }
}
