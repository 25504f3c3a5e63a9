/**
 * Forecasting with neural networks and other models in the ONNX format.
 *
 * <p>Load a model with {@link io.forecastj.models.onnx.Onnx}. A model needs a contract, which {@code docs/onnx.md}
 * specifies: its features and the meaning of its outputs. {@link io.forecastj.models.onnx.OnnxOptions} has the settings
 * of loading and running, {@link io.forecastj.models.onnx.MissingValues} the policies for missing values.
 *
 * <p>Pretrained forecasters need no training: {@link io.forecastj.models.onnx.OnnxPresets} has the contracts of
 * published families, and {@link io.forecastj.models.onnx.OnnxContext} describes the raw context of others. {@code
 * docs/zero-shot.md} leads through it.
 *
 * <p>No byte of a file reaches native code before Java has checked all of it. The check proves that a model is
 * well-formed and reads nothing outside itself. It does not prove that the model is the one that was trained, which
 * takes a hash. Only operators that forecasters need are allowed, and their runs are bounded in time and memory; for
 * other models, {@link io.forecastj.models.onnx.OnnxOptions.Builder#provenInChildProcess(java.time.Duration, long)}
 * tries in another process first whether native code survives them.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ContractSource} joins the parts of a contract, {@code ContractReader} reads them into a {@code Contract},
 * and {@code Signature} compares that with the graph. {@code OnnxLoading} is the order of all these steps.
 *
 * <p>A running model is an {@code OnnxModel}: an {@code OrtEngine} for each file, whose {@code Slot}s are the tensors
 * of one run, lent by a {@code SlotPool} to one call at a time. The state of a series, {@code OnnxState}, holds no
 * tensor. A {@code FeatureWindow} keeps the last rows of features as a ring, a {@code ModelRow} holds the inputs and
 * outputs of one forecast, and {@code ForecastAnswer} converts the outputs to values. {@code OnnxPatterns} and its
 * sessions are the same for patterns. All knowledge of the native library as a whole is in {@code OnnxRuntime};
 * {@code RuntimeStart} starts it once, without its telemetry as far as Java can.
 *
 * <p>For a raw context the same parts are a {@code ContextState} with its {@code ContextWindow}, and a {@code
 * ContextRun} of one or more {@code ContextPath}s: each is a continuation of the context that {@code ContextInput}
 * converts to the tensors of the next run. {@code QuantileLevels} converts trained levels to those asked for. {@code
 * ContextSpec} and {@code ContextRules} are its part of the contract, {@code PresetGraph} finds the tensors of an
 * exported file.
 *
 * <p>{@code ContractExamples} are what a network of a contract is trained on: inputs by the arithmetic that serves,
 * which is in {@code PastScaling} and {@code InputScaling}, and labels by the inverse of {@code OutputScaling}. {@code
 * LoadedOnnx} gives the parts of a loaded model to its training, and {@code OnnxWriting} writes its file.
 *
 * <p>If the options ask for it, {@code ModelProof} has a child process load and run the files before this one does.
 * {@code ProofRequest} is its input, {@code ProofProcess} starts and watches it, {@code ProofMain} is its main class,
 * {@code ProofReport} its output. {@code TrialNumbers} are the numbers of this and of the {@code BatchTrial}s.
 *
 * <p>{@code OnnxFile} reads a file once and compares its hash. {@code OnnxScan} scans the same bytes and refuses the
 * parts that no forecasting model needs: data in other files, operators from elsewhere, functions, training graphs,
 * sparse tensors, sizes that do not fit the data, invalid trees. It returns the signature of the model, against which
 * the contract is checked. {@code Wire} reads the protobuf encoding and keeps the position. {@code ModelScan},
 * {@code GraphScan}, {@code NodeScan}, {@code AttributeScan}, {@code TensorScan} and {@code TypeScan} each check one
 * message of the format, {@code TreeScan} the trees of one operator.
 *
 * <p>{@code OperatorTable} has the operators that are allowed, a few of ONNX Runtime's own among them: each is an
 * {@code Operator} with its {@code AttributeRule}s and the {@code Rule} that follows its inputs. A {@code Fact} is what
 * is known of a tensor before a run. {@code GraphProof} follows a whole graph for the shapes of a run, one {@code Step}
 * for each node.
 *
 * <p>The messages and their numbers are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx-ml.proto">onnx-ml.proto</a>.
 */
@NullMarked
package io.forecastj.models.onnx;

import org.jspecify.annotations.NullMarked;
