package io.forecastj.features;

import java.util.List;

/** A feature with a name for its column in a pipeline; its text is {@code ROC5=ratio(lag(close,5),close)}. */
record Named(String name, Feature feature) implements Feature {
    static Named of(String name, Feature feature) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of " + feature.text() + " must not be empty");
        }
        if (feature.outputs().size() != 1) {
            throw new IllegalArgumentException("the name '" + name + "' is for one value; choose one of the outputs "
                    + feature.outputs() + " of " + feature.text());
        }
        return new Named(name, bare(feature));
    }

    /**
     * Returns the feature itself: names are only for the columns of a pipeline, so a named feature is equal to the bare
     * one.
     */
    static Feature bare(Feature feature) {
        return feature instanceof Named named ? named.feature : feature;
    }

    @Override
    public String kind() {
        return feature.kind();
    }

    @Override
    public List<Feature> inputs() {
        return feature.inputs();
    }

    @Override
    public double[] arguments() {
        return feature.arguments();
    }

    @Override
    public List<Feature> parts() {
        return List.of(feature);
    }

    @Override
    public int warmup() {
        return feature.warmup();
    }

    @Override
    public Kernel bind(int[] slots) {
        return new Pass(slots[0]);
    }

    @Override
    public String text() {
        return Text.column(name) + "=" + feature.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
