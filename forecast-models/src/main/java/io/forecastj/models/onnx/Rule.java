package io.forecastj.models.onnx;

/** What an operator makes of its inputs, and what it requires of them. */
@FunctionalInterface
interface Rule {
    /** Sets the facts of the step's outputs, or refuses its inputs. */
    void apply(Step step);
}
