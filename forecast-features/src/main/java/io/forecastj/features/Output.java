package io.forecastj.features;

import java.util.List;

/** One of several values of a feature. */
record Output(Feature parent, int index) implements Feature {
    static Feature of(Feature parent, String name) {
        int index = parent.outputs().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    parent.text() + " has no output '" + name + "'; expected one of " + parent.outputs());
        }
        return parent.outputs().size() == 1 ? parent : new Output(parent, index);
    }

    @Override
    public String kind() {
        return parent.kind();
    }

    @Override
    public List<Feature> inputs() {
        return parent.inputs();
    }

    @Override
    public double[] arguments() {
        return parent.arguments();
    }

    /** The slot given to {@link #bind} is the first of the parent's. */
    @Override
    public List<Feature> parts() {
        return List.of(parent);
    }

    @Override
    public int warmup() {
        return parent.warmup();
    }

    @Override
    public Kernel bind(int[] inputs) {
        return new Pass(inputs[0] + index);
    }

    @Override
    public String text() {
        return parent.text() + "." + parent.outputs().get(index);
    }

    @Override
    public String toString() {
        return text();
    }
}
