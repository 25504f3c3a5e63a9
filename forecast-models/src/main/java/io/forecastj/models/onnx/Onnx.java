package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.signal.PatternRecognizer;
import java.nio.file.Path;
import java.util.List;

/**
 * Entry to models in the ONNX format: neural networks, and other models that were trained elsewhere.
 *
 * <p>All methods are thread-safe. A model needs a contract, in its metadata or in a JSON file beside it. The contract
 * states the model's features, their order and scale, and the meaning of the outputs; {@code docs/onnx.md} specifies
 * it. The contract is compared with the graph before any byte reaches native code. A model that does not fit is refused
 * with a message of what was expected and found.
 *
 * <p>A loaded model runs in this process, with one thread for each call and without spinning unless {@link OnnxOptions}
 * are set otherwise. A model's bytes stay in memory, so that {@link io.forecastj.models.Predictors#save} can write
 * them.
 */
public final class Onnx {
    private Onnx() {}

    /**
     * Loads a forecasting model with the default options.
     *
     * @param path the file; its side file, if there is one, has the same name followed by {@code .json}
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
     */
    public static Predictor load(Path path) {
        return load(path, OnnxOptions.defaults());
    }

    /**
     * Loads a forecasting model.
     *
     * @param path the file
     * @param options settings for loading and running
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a hash is given and the file has another, or the contract's
     *     pipeline is not that of the training
     * @throws io.forecastj.ModelLoadException if the file cannot be read, is not a well-formed ONNX model or has parts
     *     that no forecasting model needs; if there is no contract, it is malformed, or the graph has other inputs and
     *     outputs than it describes; if the model is one of patterns; if samples are set and there is no mask; or if
     *     this build of ONNX Runtime lacks the execution provider or refuses the model; or if the model fails its proof
     *     in a child process, where the options ask for one
     * @throws io.forecastj.ForecastException if ONNX Runtime is not on the class path or its native library does not
     *     load; or if a proof is asked for and no child process can be started
     */
    public static Predictor load(Path path, OnnxOptions options) {
        return OnnxLoading.predictor(List.of(OnnxLoading.read(path, options)), options);
    }

    /**
     * Loads a forecasting model from its bytes.
     *
     * @param model the bytes of the file; copied
     * @param options settings for loading and running
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
     */
    public static Predictor load(byte[] model, OnnxOptions options) {
        return OnnxLoading.predictor(
                List.of(OnnxLoading.read(model.clone(), options, "the given ONNX model")), options);
    }

    /**
     * Loads a deep ensemble: several models of one contract, usually trained from different seeds (Lakshminarayanan,
     * Pritzel and Blundell, Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles, NeurIPS 2017).
     * The point is the mean of the members' points. Quantiles are those of all points together, or the means of the
     * members' own quantiles. Probabilities are means.
     *
     * @param paths the files, at least one; their contracts may differ only in name, seed, producer, training
     *     span and notes of the training
     * @param options settings for loading and running; without a hash, which each side file may give
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if there is no path, or the options have a hash
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}, or if the contracts differ; the
     *     message names the key
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
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
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
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
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
     */
    public static PatternRecognizer loadPatterns(Path path) {
        return loadPatterns(path, OnnxOptions.defaults());
    }

    /**
     * Loads a model that recognises patterns. The recognizer refuses a history with missing values in the window with
     * an {@link io.forecastj.InvalidSeriesException}, since a probability cannot express that.
     *
     * @param path the file
     * @param options settings for loading and running
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, OnnxOptions)}, or if the model is a forecasting
     *     model
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
     */
    public static PatternRecognizer loadPatterns(Path path, OnnxOptions options) {
        return OnnxPatterns.of(OnnxLoading.read(path, options), options);
    }

    /**
     * Loads a model that recognises patterns from its bytes, as {@link #loadPatterns(Path, OnnxOptions)}.
     *
     * @param model the bytes of the file; copied
     * @param options settings for loading and running
     * @return a new recognizer; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadPatterns(Path, OnnxOptions)}
     * @throws io.forecastj.ForecastException as {@link #load(Path, OnnxOptions)}
     */
    public static PatternRecognizer loadPatterns(byte[] model, OnnxOptions options) {
        return OnnxPatterns.of(OnnxLoading.read(model.clone(), options, "the given ONNX model"), options);
    }

    /**
     * Writes the ONNX file of a predictor, with its whole contract in the metadata: it loads without a side file and
     * without options, here and in any program that reads ONNX. What {@link OnnxOptions} said, such as samples, is not
     * part of the file; {@link io.forecastj.models.Predictors#save} keeps it.
     *
     * @param predictor a predictor of one ONNX file
     * @param path the file to write
     * @throws IllegalArgumentException if the predictor is not one of an ONNX model, or one of several files
     * @throws io.forecastj.ForecastException if there is a file of that name, or a side file that would be read with
     *     it, which stay; if the file cannot be written; or if its metadata has other values than the contract
     */
    public static void write(Predictor predictor, Path path) {
        OnnxWriting.write(LoadedOnnx.of(predictor), path);
    }

    /**
     * Writes the ONNX file of a recognizer, as {@link #write(Predictor, Path)}.
     *
     * @param recognizer a recognizer of an ONNX model
     * @param path the file to write
     * @throws IllegalArgumentException if the recognizer is not one of an ONNX model
     * @throws io.forecastj.ForecastException as {@link #write(Predictor, Path)}
     */
    public static void write(PatternRecognizer recognizer, Path path) {
        OnnxWriting.write(LoadedOnnx.of(recognizer), path);
    }
}
