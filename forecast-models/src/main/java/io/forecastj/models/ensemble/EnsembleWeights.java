package io.forecastj.models.ensemble;

import io.forecastj.MessageText;
import java.util.List;

/**
 * Weights of an ensemble's members at one time.
 *
 * <p>Immutable and thread-safe.
 */
public final class EnsembleWeights {
    private final List<String> members;
    private final List<String> targets;
    private final int horizon;
    private final double[] values;

    /** @param values {@code [target][step][member]}, not copied */
    EnsembleWeights(List<String> members, List<String> targets, int horizon, double[] values) {
        this.members = List.copyOf(members);
        this.targets = targets;
        this.horizon = horizon;
        this.values = values;
    }

    /**
     * Returns the members.
     *
     * @return their names, numbered if several are equal, such as {@code "linear 2"}; for {@link Stacking.ScaledError}
     *     also {@code "median"} at the end, the members' median
     */
    public List<String> members() {
        return members;
    }

    /**
     * Returns the weights of the first target.
     *
     * @param step the step, from 1 to the horizon
     * @return one for each of {@link #members()}; 0 for a missing member, and all 0 if no member answers
     * @throws IllegalArgumentException if there is no such step
     */
    public double[] at(int step) {
        return at(targets.get(0), step);
    }

    /**
     * Returns the weights of a target.
     *
     * @param target the target
     * @param step the step, from 1 to the horizon
     * @return one for each of {@link #members()}; 0 for a missing member, and all 0 if no member answers
     * @throws IllegalArgumentException if there is no such target or step
     */
    public double[] at(String target, int step) {
        int index = targets.indexOf(target);
        if (index < 0 || step < 1 || step > horizon) {
            throw new IllegalArgumentException("there are weights of " + MessageText.list(targets) + " at steps 1 to "
                    + horizon + ", not of '" + target + "' at " + step);
        }
        double[] weights = new double[members.size()];
        System.arraycopy(values, (index * horizon + step - 1) * weights.length, weights, 0, weights.length);
        return weights;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        double[] first = at(1);
        for (int k = 0; k < first.length; k++) {
            text.append(k == 0 ? "" : ", ").append(members.get(k)).append(' ');
            text.append(Math.round(first[k] * 1000) / 1000.0);
        }
        return "weights at step 1: " + text;
    }
}
