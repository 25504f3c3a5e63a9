package io.forecastj.training.network;

import java.util.Arrays;
import java.util.List;

/**
 * Settings of an {@link NhitsNetwork}.
 *
 * @param stacks the stacks, from slow to fast, at least one
 * @param units the units of the hidden layers of each block, at least one layer
 * @param dropout the rate of dropout after each hidden layer, from 0 to below 1
 * @param pooling the kind of pooling
 * @param column the index of the feature that the stacks take apart: the target's own where there is one
 * @param level true if the output is a level on the scale of that feature
 */
public record NhitsSettings(
        List<NhitsStack> stacks, int[] units, double dropout, Pooling pooling, int column, boolean level) {
    /** Kind of pooling of neighbouring rows. */
    public enum Pooling {
        /** Their greatest value. */
        MAX,
        /** Their mean. */
        MEAN
    }

    /** Copies the arguments and checks the ranges. */
    public NhitsSettings {
        stacks = List.copyOf(stacks);
        units = units.clone();
        Layers.requireAtLeastOne("stacks", stacks.size());
        double[] rates = new double[units.length];
        Arrays.fill(rates, Dropout.requireRate(dropout));
        Layers.require(units, rates);
    }

    @Override
    public int[] units() {
        return units.clone();
    }
}
