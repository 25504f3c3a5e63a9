/**
 * Export of networks as ONNX files, and the way back for the numbers of their weights. Not part of the API: it may
 * change in any version.
 *
 * <p>{@link io.forecastj.training.export.OnnxExport} writes the file of a network, {@link
 * io.forecastj.training.export.StoredWeights} reads the numbers of a network's weights from such a file.
 *
 * <p>{@code OnnxOps} are the operators of networks on values of a graph: an {@code OnnxValue} is a name and a shape.
 * {@code ExportGraph} collects the {@code ExportNode}s and {@code ExportTensor}s and writes them with a {@code
 * ProtoWriter}; {@code ExportShapes} has the rules of shapes. {@code WeightForm} is the one place that knows how a
 * weight is stored, for both directions. A {@code ProtoReader} finds the {@code StoredFloats} of a file.
 */
@NullMarked
package io.forecastj.training.export;

import org.jspecify.annotations.NullMarked;
