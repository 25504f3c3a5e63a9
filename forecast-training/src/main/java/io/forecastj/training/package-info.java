/**
 * Neural forecasters, trained in this process and served as ONNX models.
 *
 * <p>{@link io.forecastj.training.Neural} is the entry: one method for each architecture, each of which returns a
 * builder. What {@link io.forecastj.training.NeuralBuilder} has is common to all: the column or the target, the
 * features, the horizon, quantiles, known-future columns, attributes. {@link io.forecastj.training.TrainingSettings}
 * has the epochs and the rest of the optimiser, {@link io.forecastj.training.LearningRate} its rates. {@link
 * io.forecastj.training.PatternCnn} trains recognizers of candlestick patterns.
 *
 * <pre>{@code
 * Forecaster forecaster = Neural.nhits().column("load").horizon(24).build();
 * try (Predictor predictor = forecaster.fit(List.of(load), progress -> System.out.println(progress))) {
 *     System.out.println(predictor.predict(load));
 *     Onnx.write(predictor, Path.of("load.onnx"));
 * }
 * }</pre>
 *
 * <h2>The native library</h2>
 *
 * <p>Training needs PyTorch's native library, which is not a dependency of this module, since each platform has its
 * own. Add one of these; without it, a fit throws a {@link io.forecastj.ForecastException} that names the artefact.
 * Nothing is downloaded at run time.
 *
 * <table>
 * <caption>Artefacts of PyTorch's native library</caption>
 * <tr><th>platform</th><th>artefact</th></tr>
 * <tr><td>Linux, x86-64</td><td>{@code ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64}</td></tr>
 * <tr><td>Linux, ARM</td><td>{@code ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-aarch64}</td></tr>
 * <tr><td>macOS, Apple silicon</td><td>{@code ai.djl.pytorch:pytorch-native-cpu:2.7.1:osx-aarch64}</td></tr>
 * <tr><td>Windows, x86-64</td><td>{@code ai.djl.pytorch:pytorch-native-cpu:2.7.1:win-x86_64}</td></tr>
 * </table>
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>ai.djl.pytorch</groupId>
 *   <artifactId>pytorch-native-cpu</artifactId>
 *   <version>2.7.1</version>
 *   <classifier>linux-x86_64</classifier>
 *   <scope>runtime</scope>
 * </dependency>
 * }</pre>
 *
 * <p>It has about 110 MB. The first training on a machine unpacks it to {@code ~/.djl.ai}, which takes 450 MB; the
 * system property {@code DJL_CACHE_DIR} names another directory. An application that only forecasts needs neither this
 * library nor this module: a saved predictor is one of {@link io.forecastj.models.onnx}.
 *
 * <h2>What happens in a fit</h2>
 *
 * <ol>
 *   <li>The last origins of each series are kept for validation. Those before them whose labels reach into this part
 *       are left out.
 *   <li>Features that need fitting, and scalers, are fitted on the training part. A level is scaled by each window,
 *       unless set otherwise; see {@link io.forecastj.training.NetworkScaling}.
 *   <li>Windows and labels are made by the code that serves, so a trained input equals a served one in every bit.
 *   <li>Epochs of AdamW take the rows in a new order each. After each one the listener receives the losses, the
 *       learning rate, and through {@link io.forecastj.FitProgress#timeLeft} the time left. It may cancel: the fit ends
 *       before the next batch.
 *   <li>The weights of the epoch with the lowest validation loss are kept. Training stops after some epochs without a
 *       lower one, or with a {@link io.forecastj.ForecastException} at a loss that is not finite.
 *   <li>The network is written as an ONNX model whose metadata has features, scaling, settings, losses, versions and
 *       the hash of the series, and is loaded by {@link io.forecastj.models.onnx.Onnx}.
 *   <li>The loaded model answers for rows of the validation part, one by one and in a batch. If an answer differs from
 *       the trained network's by more than 1e-5, the fit throws.
 * </ol>
 *
 * <p>The predictor is an ordinary one: it is saved, stored, backtested, tuned, calibrated and combined like others, and
 * its {@link io.forecastj.Predictor#info() description} has the notes of the training as parameters that begin with
 * {@code training.}
 *
 * <h2>Things to know</h2>
 *
 * <ul>
 *   <li><b>One training at a time.</b> A JVM trains one network at a time. A second fit makes its examples, then waits
 *       for its turn; while it waits it can be cancelled. So several networks in a backtest or an ensemble train one
 *       after the other. Forecasts do not wait.
 *   <li><b>Threads.</b> One thread trains unless {@link io.forecastj.training.TrainingSettings.Builder#threads} says
 *       otherwise. The engine's threads (OpenMP) spin while they wait for each other, so on processors that do other
 *       work too, two threads can be ten times slower than one. The environment variable
 *       {@code OMP_WAIT_POLICY=PASSIVE} helps then; it cannot be set from Java.
 *   <li><b>Repetition.</b> The same seed, rows and number of threads give the same file in every byte, in this process
 *       and in others, on one kind of processor and with one version of the engine. A GPU does not promise this.
 *   <li><b>Memory.</b> The engine takes about 400 MB outside of the heap. Features are kept once for each row; windows
 *       are cut when a batch needs them.
 *   <li><b>Noise.</b> A network finds patterns in a random walk's training rows too. Its validation loss and a {@code
 *       Backtest} beside the naive forecasts say whether it has found more.
 * </ul>
 *
 * <h2>For maintainers</h2>
 *
 * <p>A builder checks its settings into a {@code NeuralPlan} with an {@code Architecture}, and makes a {@code
 * NeuralForecaster}. {@code NetworkFit} is one fit, in the order above: {@code PlanContract} describes the network's
 * inputs and outputs, a {@code TrainingSet} splits the origins into {@code ExampleRows}, {@code TrainingLoop} runs the
 * epochs over any {@code RowSource} with any trainer, {@code TrainingNote} collects what the file keeps, and {@code
 * SelfCheck} compares. {@code StartingNetwork} is the file that a continued training starts from. {@code PatternFit} is
 * the same for patterns, with {@code BarChains} as bars to learn from.
 *
 * <p>Networks are written once, in {@code training.network}, as functions over operators. {@code training.torch} runs
 * them on tensors, and is the only package that knows the engine; {@code training.export} writes them as ONNX graphs.
 */
@NullMarked
package io.forecastj.training;

import org.jspecify.annotations.NullMarked;
