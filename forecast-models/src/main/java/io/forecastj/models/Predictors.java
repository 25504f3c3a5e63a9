package io.forecastj.models;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.internal.GivenForecaster;
import io.forecastj.models.saving.PredictorDirectory;
import io.forecastj.models.saving.PredictorFormat;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Saves and loads predictors, combines them with fallbacks, and wraps trained ones as forecasters.
 *
 * <p>Thread-safe, but two saves to the same directory at the same time may fail.
 *
 * <p>A saved predictor is a directory: {@code predictor.json} with the format's version and the {@link
 * io.forecastj.PredictorInfo}, the files of its kind, a directory of the same form for each predictor inside it, and
 * {@code SHA256SUMS} with the hash of every file, which {@code sha256sum -c SHA256SUMS} checks too. Loading reads the
 * files and checks all hashes before it parses anything. It never creates objects from class names in files, and never
 * reads outside the directory. Hashes detect damage, not attacks: whoever can write the files can also write the
 * hashes.
 *
 * <p>A loaded predictor makes the same forecasts as the saved one, bit for bit. To save another kind of predictor,
 * register a {@link PredictorFormat}.
 */
public final class Predictors {
    private Predictors() {}

    /**
     * Makes a predictor that returns the forecast of the first member that can answer, without a deadline; see {@link
     * FallbackPredictor}. For a deadline and other settings use {@link FallbackPredictor#builder}.
     *
     * @param primary the member that is tried first
     * @param next the member that is tried if the primary one fails
     * @param more members that are tried after that, in order; the last member should be one that cannot fail
     * @return a new predictor; closing it closes its members
     * @throws IllegalArgumentException if the members forecast different targets or steps; the message names both
     */
    public static FallbackPredictor withFallback(Predictor primary, Predictor next, Predictor... more) {
        return FallbackPredictor.builder(primary, next, more).build();
    }

    /**
     * Saves a predictor.
     *
     * <p>All files are written to a new directory beside the given one, which then replaces it. If saving fails before
     * that, the old contents are unchanged. An existing directory must be empty or hold a saved predictor and nothing
     * else.
     *
     * @param predictor the predictor
     * @param directory the directory to create or replace; missing parent directories are created
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     * @throws java.io.UncheckedIOException if a file cannot be written, or the directory holds anything but a saved
     *     predictor; the message names the file
     */
    public static void save(Predictor predictor, Path directory) {
        PredictorDirectory.write(predictor, directory);
    }

    /**
     * Loads a predictor that uses the features of this library only; see {@link #load(Path, FeatureRegistry)}.
     *
     * @param directory a directory written by {@link #save}
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, FeatureRegistry)}
     */
    public static Predictor load(Path directory) {
        return load(directory, FeatureRegistry.standard());
    }

    /**
     * Loads a predictor.
     *
     * @param directory a directory written by {@link #save}
     * @param features the kinds of features that it may use: {@link FeatureRegistry#standard()}, with the user's kinds
     *     added
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException if the directory or a file is missing, malformed or larger than allowed,
     *     if the format's version is unknown (the message names both versions), or if no format is registered for the
     *     kind (the message lists the registered kinds)
     */
    public static Predictor load(Path directory, FeatureRegistry features) {
        return PredictorDirectory.read(directory, features);
    }

    /**
     * Makes a forecaster from a trained predictor, for example one from {@code Onnx.load}, so that a backtest can
     * compare it and an ensemble can include it. Every fit returns a view of the same predictor. Fitting trains
     * nothing, and closing the view leaves the predictor open; its owner closes it when the forecaster is no longer
     * used.
     *
     * <p>A model that was trained elsewhere has seen the rows of its training. If {@code info().trainedTo()} is
     * present, fitting to rows that end before that time throws {@link io.forecastj.InsufficientHistoryException}; so a
     * backtest starts after the training or not at all. Without that time nothing can be checked. Fitting to no rows
     * throws {@link IllegalArgumentException}.
     *
     * @param predictor the predictor
     * @return the forecaster, with the predictor's name, horizon and targets
     */
    public static Forecaster asForecaster(Predictor predictor) {
        return new GivenForecaster(Objects.requireNonNull(predictor, "predictor"));
    }
}
