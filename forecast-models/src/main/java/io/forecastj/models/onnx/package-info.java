/**
 * Neural networks and other models in the ONNX format.
 *
 * <p>No byte of a file reaches native code before Java has looked at all of it. {@code OnnxFile} reads a file once and
 * compares its hash; {@code OnnxScan} walks those same bytes and refuses what a forecasting model has no use for: data
 * in other files, operators from elsewhere, functions, training graphs, sparse tensors, sizes that do not fit the data.
 * What it returns is the signature of the model, which the contract in the metadata is checked against. Behind {@code
 * OnnxScan}, {@code Wire} reads the protobuf encoding and knows where it is; {@code ModelScan}, {@code GraphScan}, {@code
 * AttributeScan}, {@code TensorScan} and {@code TypeScan} each know one message of the format.
 *
 * <p>The messages and their numbers are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx-ml.proto">onnx-ml.proto</a>.
 */
@NullMarked
package io.forecastj.models.onnx;

import org.jspecify.annotations.NullMarked;
