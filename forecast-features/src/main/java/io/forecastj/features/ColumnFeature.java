package io.forecastj.features;

import java.util.List;

/** A column of the series, unchanged. */
record ColumnFeature(String name) implements Feature {
    ColumnFeature {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column's name must not be empty");
        }
    }

    @Override
    public String kind() {
        return "column";
    }

    @Override
    public List<Feature> inputs() {
        return List.of();
    }

    @Override
    public int warmup() {
        return 0;
    }

    @Override
    public Kernel bind(int[] inputs) {
        throw new UnsupportedOperationException("column " + this + " is read from the row, not computed");
    }

    @Override
    public String text() {
        return Text.column(name);
    }

    @Override
    public String toString() {
        return text();
    }
}
