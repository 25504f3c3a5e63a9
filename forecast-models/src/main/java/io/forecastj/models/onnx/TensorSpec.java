package io.forecastj.models.onnx;

import java.util.List;

/**
 * An input or output of a model.
 *
 * @param name its name in the graph
 * @param type the type of its elements
 * @param dims its axes, outermost first; none for a scalar
 */
record TensorSpec(String name, ElementType type, List<Dim> dims) {
    TensorSpec {
        dims = List.copyOf(dims);
    }

    @Override
    public String toString() {
        return name + " " + type + dims;
    }
}
