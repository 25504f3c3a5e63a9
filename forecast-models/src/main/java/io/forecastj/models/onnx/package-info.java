/**
 * Neural networks and other models in the ONNX format.
 *
 * <p>{@link io.forecastj.models.onnx.Onnx} is the entry. A model brings its contract, which {@code docs/onnx.md}
 * specifies: {@code ContractSource} joins its parts, {@code ContractReader} reads them into a {@code Contract}, and {@code
 * Signature} holds that against the graph. {@code OnnxLoading} is the order of all these steps.
 *
 * <p>What runs is an {@code OnnxModel}: an {@code OrtEngine} for each file, whose {@code Slot}s are the tensors of one
 * run, lent by a {@code SlotPool} to one call at a time. A series' state, {@code OnnxState}, holds no tensor: a {@code
 * FeatureWindow} keeps the last rows of features as a ring, a {@code ModelRow} is the question and the answer of one
 * forecast, and {@code ForecastAnswer} turns the answer into values. {@code OnnxPatterns} and its sessions are the same
 * for patterns. {@code OnnxRuntime} is all that this package knows of the native library as a whole; {@code RuntimeStart}
 * starts it once, without its telemetry as far as Java can.
 *
 * <p>No byte of a file reaches native code before Java has looked at all of it. {@code OnnxFile} reads a file once and
 * compares its hash; {@code OnnxScan} walks those same bytes and refuses what a forecasting model has no use for: data
 * in other files, operators from elsewhere, functions, training graphs, sparse tensors, sizes that do not fit the data,
 * trees that are none. What it returns is the signature of the model, which the contract in the metadata is checked
 * against. Behind {@code OnnxScan}, {@code Wire} reads the protobuf encoding and knows where it is; {@code ModelScan},
 * {@code GraphScan}, {@code NodeScan}, {@code AttributeScan}, {@code TensorScan} and {@code TypeScan} each know one
 * message of the format, {@code TreeScan} the trees of one operator. A scan proves that a model is well-formed and reads
 * nothing outside itself. It does not prove that the model is the one that was trained, which takes a hash, nor that it
 * is cheap: one from a stranger may still compute for long or ask for much memory.
 *
 * <p>The messages and their numbers are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx-ml.proto">onnx-ml.proto</a>.
 */
@NullMarked
package io.forecastj.models.onnx;

import org.jspecify.annotations.NullMarked;
