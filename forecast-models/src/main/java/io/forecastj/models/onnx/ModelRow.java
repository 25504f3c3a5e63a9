package io.forecastj.models.onnx;

import java.util.List;

/**
 * Inputs and outputs of a run for one forecast, on the heap and in doubles.
 *
 * <p>For one thread; belongs to the state of one series.
 */
final class ModelRow {
    /** The numbers of each input except states and masks, in the order of {@link Signature#inputs()}. */
    final double[][] inputs;

    /** The numbers of each output, draw after draw. */
    final double[][] answers;

    /**
     * Creates a row.
     *
     * @param draws the number of results for each output: one for each sample of each member
     */
    ModelRow(List<Signature.Port> inputs, List<Signature.Port> outputs, int draws) {
        this.inputs = inputs.stream().map(port -> new double[port.width()]).toArray(double[][]::new);
        this.answers =
                outputs.stream().map(port -> new double[draws * port.width()]).toArray(double[][]::new);
    }
}
