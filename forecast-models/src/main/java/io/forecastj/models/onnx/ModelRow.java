package io.forecastj.models.onnx;

import java.util.List;

/**
 * What one forecast puts into a run and gets out of it, on the heap and in doubles.
 *
 * <p>For one thread; belongs to the state of one series.
 */
final class ModelRow {
    /** The numbers of each input but the masks, in the order of {@link Signature#inputs()}. */
    final double[][] inputs;

    /** The numbers of each output, draw after draw. */
    final double[][] answers;

    /**
     * @param draws how many answers there are for each output: those of all samples of all members
     */
    ModelRow(List<Signature.Port> inputs, List<Signature.Port> outputs, int draws) {
        this.inputs = inputs.stream().map(port -> new double[port.width()]).toArray(double[][]::new);
        this.answers =
                outputs.stream().map(port -> new double[draws * port.width()]).toArray(double[][]::new);
    }
}
