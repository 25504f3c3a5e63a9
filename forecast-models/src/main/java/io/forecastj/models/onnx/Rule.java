package io.forecastj.models.onnx;

/** Requirements of an operator on its inputs, and its conclusions on its outputs. */
@FunctionalInterface
interface Rule {
    /** Sets the facts of the step's outputs, or refuses its inputs. */
    void apply(Step step);
}
