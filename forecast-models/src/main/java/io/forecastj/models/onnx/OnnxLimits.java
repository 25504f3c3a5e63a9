package io.forecastj.models.onnx;

/**
 * Maximum sizes of a model, and the operators that it may have.
 *
 * <p>The defaults are far above any forecasting model, and far below a size that would make the scan slow or fill the
 * memory of a small container.
 *
 * @param bytes of the file
 * @param nodes of all graphs together
 * @param tensors stored in all graphs and attributes together
 * @param elements of one tensor, by its fixed axes
 * @param depth of nested messages; a graph in a node's attribute is three levels deeper than the graph around it
 * @param operators the operators that nodes may have
 */
record OnnxLimits(int bytes, int nodes, int tensors, long elements, int depth, Operators operators) {
    static final OnnxLimits DEFAULT = new OnnxLimits(512 << 20, 20_000, 20_000, 1L << 28, 32, Operators.FORECASTING);

    /** For models that a process of their own has loaded and run before: only the structure is checked. */
    static final OnnxLimits ANY_OPERATOR = new OnnxLimits(512 << 20, 20_000, 20_000, 1L << 28, 32, Operators.ANY);

    OnnxLimits(int bytes, int nodes, int tensors, long elements, int depth) {
        this(bytes, nodes, tensors, elements, depth, Operators.FORECASTING);
    }

    OnnxLimits {
        if (bytes < 1 || nodes < 1 || tensors < 1 || elements < 1 || depth < 1) {
            throw new IllegalArgumentException("expected limits of at least 1, found bytes=" + bytes + ", nodes="
                    + nodes + ", tensors=" + tensors + ", elements=" + elements + ", depth=" + depth);
        }
    }
}
