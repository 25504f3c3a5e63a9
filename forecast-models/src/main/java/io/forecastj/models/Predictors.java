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
 * Saves predictors, loads them again, and lets them stand in for one another.
 *
 * <p>Thread-safe, but two saves into one directory at once may fail.
 *
 * <p>A saved predictor is a directory: {@code predictor.json} with the format's version and the {@link
 * io.forecastj.PredictorInfo}, the files of its kind, a directory of the same form for each predictor inside it, and
 * {@code SHA256SUMS} with the hash of every file, which {@code sha256sum -c SHA256SUMS} checks too. Loading reads and
 * checks all hashes before it parses anything; it never makes objects of class names from files, and never leaves the
 * directory. Hashes detect damage, not malice: whoever can write the files can write the hashes.
 *
 * <p>A loaded predictor forecasts what the saved one did, bit for bit. Other kinds of predictor register as {@link
 * PredictorFormat}.
 */
public final class Predictors {
    private Predictors() {}

    /**
     * Makes a predictor that answers with the first of its members that can, as {@link FallbackPredictor} says, without
     * a deadline. For a deadline and other settings see {@link FallbackPredictor#builder}.
     *
     * @param primary the predictor to ask first
     * @param next the one to ask if it does not answer
     * @param more those to ask after it, in order; the last of all should be one that cannot fail
     * @return a new predictor; closing it closes its members
     * @throws IllegalArgumentException if they forecast different targets or steps; the message names both
     */
    public static FallbackPredictor withFallback(Predictor primary, Predictor next, Predictor... more) {
        return FallbackPredictor.builder(primary, next, more).build();
    }

    /**
     * Saves a predictor.
     *
     * <p>Everything is written to a new directory beside the given one, which then takes its place; if saving fails
     * before that, what was there is still there. A directory that exists must be empty or hold a saved predictor and
     * nothing else.
     *
     * @param predictor the predictor
     * @param directory the directory to make or to replace; missing ones above it are made
     * @throws IllegalArgumentException if no format knows the predictor's kind; the message lists the known ones
     * @throws java.io.UncheckedIOException if a file cannot be written, or the directory holds anything but a saved
     *     predictor; the message names the file
     */
    public static void save(Predictor predictor, Path directory) {
        PredictorDirectory.write(predictor, directory);
    }

    /**
     * Loads a predictor whose features are all of this library, as {@link #load(Path, FeatureRegistry)}.
     *
     * @param directory the directory that {@link #save} wrote
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, FeatureRegistry)}
     */
    public static Predictor load(Path directory) {
        return load(directory, FeatureRegistry.standard());
    }

    /**
     * Loads a predictor.
     *
     * @param directory the directory that {@link #save} wrote
     * @param features the kinds of features that it may use: {@link FeatureRegistry#standard()} with those of the user
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes are not those that were saved
     * @throws io.forecastj.ModelLoadException if the directory or a file is missing or malformed or larger than
     *     allowed, if the format's version is not known (the message names both), or if no format knows the kind (the
     *     message lists the known ones)
     */
    public static Predictor load(Path directory, FeatureRegistry features) {
        return PredictorDirectory.read(directory, features);
    }

    /**
     * Makes a forecaster of a predictor that is trained already, say one from {@code Onnx.load}, so that a backtest can
     * compare it and an ensemble can hold it. Every fit gives a view of the same predictor: fitting trains nothing, and
     * closing the view leaves the predictor open, which its owner closes when the forecaster is no longer used.
     *
     * <p>What was trained elsewhere has seen the rows of its training. Where {@code info().trainedTo()} says when that
     * ended, a fit to rows that end before throws {@link io.forecastj.InsufficientHistoryException}, so a
     * backtest starts after the training or not at all. A predictor that does not say cannot be checked. A fit to no
     * row at all throws {@link IllegalArgumentException}.
     *
     * @param predictor the predictor
     * @return the forecaster, of the predictor's name, horizon and targets
     */
    public static Forecaster asForecaster(Predictor predictor) {
        return new GivenForecaster(Objects.requireNonNull(predictor, "predictor"));
    }
}
