package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.signal.PatternRecognizer;
import java.nio.file.Path;
import java.util.List;

/**
 * The entry to models in the ONNX format: neural networks, and other models that were trained elsewhere.
 *
 * <p>All methods are thread-safe. A model brings its contract, in its metadata or in a JSON file beside it: which
 * features it wants in which order and scale, and what its answers mean. {@code docs/onnx.md} specifies it. The contract
 * is held against the graph before any byte reaches native code, so a model that does not fit is refused with what was
 * expected and found.
 *
 * <p>What is loaded runs in this process, on one thread a call and without spinning unless {@link OnnxOptions} say
 * otherwise. A model's bytes stay in memory, so that {@link io.forecastj.models.Predictors#save} can write them.
 */
public final class Onnx {
    private Onnx() {}

    /**
     * Loads a model that forecasts, with the default options.
     *
     * @param path the file; its side file, if there is one, has the same name with {@code .json} behind it
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}
     */
    public static Predictor load(Path path) {
        return load(path, OnnxOptions.defaults());
    }

    /**
     * Loads a model that forecasts.
     *
     * @param path the file
     * @param options how to load and run it
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a hash is given and the file has another, or the contract's
     *     pipeline is not that of the training
     * @throws io.forecastj.ModelLoadException if the file cannot be read, is not a well-formed ONNX model or has what a
     *     forecasting model has no use for; if there is no contract, it is malformed, or the graph's inputs and outputs
     *     are not those that it describes; if the model is one of patterns; if samples are asked for and there is no
     *     mask; or if this build of ONNX Runtime lacks the execution provider or refuses the model
     * @throws io.forecastj.ForecastException if ONNX Runtime is left out or its native library does not load
     */
    public static Predictor load(Path path, OnnxOptions options) {
        return OnnxLoading.predictor(List.of(OnnxLoading.read(path, options)), options);
    }

    /**
     * Loads a model that forecasts from its bytes.
     *
     * @param model the bytes of the file; copied
     * @param options how to load and run it
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}
     */
    public static Predictor load(byte[] model, OnnxOptions options) {
        return OnnxLoading.predictor(
                List.of(OnnxLoading.read(model.clone(), options, "the given ONNX model")), options);
    }

    /**
     * Loads a deep ensemble: several models of one contract, usually trained from different seeds. The point is the mean
     * of their answers; quantiles are those of all answers together, or the means of the members' own quantiles;
     * probabilities are means (Lakshminarayanan, Pritzel and Blundell, Simple and Scalable Predictive Uncertainty
     * Estimation using Deep Ensembles, NeurIPS 2017).
     *
     * @param paths the files, at least one; their contracts may differ in name, seed, producer and training span alone
     * @param options how to load and run them; without a hash, which each side file may give
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if there is no path, or the options have a hash
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}, or if the contracts differ; the
     *     message names the key
     */
    public static Predictor ensemble(List<Path> paths, OnnxOptions options) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs at least one model, found none");
        }
        if (options.sha256() != null) {
            throw new IllegalArgumentException(
                    "one sha256 cannot be that of " + paths.size() + " files; give each in the side file of its model");
        }
        return OnnxLoading.predictor(
                paths.stream().map(path -> OnnxLoading.read(path, options)).toList(), options);
    }

    /**
     * Loads a deep ensemble with the default options.
     *
     * @param paths the files, at least one
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if there is no path
     * @throws io.forecastj.ModelLoadException as {@link #ensemble(List, OnnxOptions)}
     */
    public static Predictor ensemble(List<Path> paths) {
        return ensemble(paths, OnnxOptions.defaults());
    }

    /**
     * Loads a model that recognises patterns, with the default options.
     *
     * @param path the file
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadPatterns(Path, OnnxOptions)}
     */
    public static PatternRecognizer loadPatterns(Path path) {
        return loadPatterns(path, OnnxOptions.defaults());
    }

    /**
     * Loads a model that recognises patterns. It refuses a history with missing values in the window, by {@link
     * io.forecastj.InvalidSeriesException}: there is no probability that would say so.
     *
     * @param path the file
     * @param options how to load and run it
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}, or if the model is one that forecasts
     */
    public static PatternRecognizer loadPatterns(Path path, OnnxOptions options) {
        return OnnxPatterns.of(OnnxLoading.read(path, options), options);
    }

    /**
     * Loads a model that recognises patterns from its bytes, as {@link #loadPatterns(Path, OnnxOptions)}.
     *
     * @param model the bytes of the file; copied
     * @param options how to load and run it
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadPatterns(Path, OnnxOptions)}
     */
    public static PatternRecognizer loadPatterns(byte[] model, OnnxOptions options) {
        return OnnxPatterns.of(OnnxLoading.read(model.clone(), options, "the given ONNX model"), options);
    }
}
