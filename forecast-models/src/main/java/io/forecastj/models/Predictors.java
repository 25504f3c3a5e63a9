package io.forecastj.models;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.internal.GivenForecaster;
import io.forecastj.models.saving.PredictorDirectory;
import io.forecastj.models.saving.PredictorFormat;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Saves and loads predictors, combines them with fallbacks, and wraps trained ones as forecasters.
 *
 * <p>Thread-safe, but two saves to the same directory at the same time may fail. A load beside a save gives the
 * predictor of before or the one of after it.
 *
 * <p>A saved predictor is a directory: {@code predictor.json} with the format's version and the {@link
 * io.forecastj.PredictorInfo}, the files of its kind, a directory of the same form for each predictor inside it, and
 * {@code SHA256SUMS} with the hash of every file, which {@code sha256sum -c SHA256SUMS} checks too. It can be loaded
 * from a directory, from the resources of an application and from a zip archive, by the same rules: the files that
 * {@code SHA256SUMS} names are read, and all hashes are checked before anything is parsed. Objects are never created
 * from class names in files. Hashes detect damage, not attacks: whoever can write the files can also write the hashes.
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
     * that, the old contents are unchanged. An existing directory must be empty, or hold a saved predictor and nothing
     * else, by its {@code SHA256SUMS} and {@code predictor.json}; anything else stays as it is, and so does a directory
     * that nobody may write to, that consists of links, or inside which the process runs. What is listed in {@code
     * SHA256SUMS} counts as part of the predictor.
     *
     * <p>Some directories cannot be replaced so: the top of a volume, a directory whose parent is read-only, the
     * working directory, and any directory of another file system than the default one, such as a zip archive. There
     * the files are replaced inside the directory and read again to check them, and if that fails, the old files are
     * put back. A zip file system writes its archive when it is closed.
     *
     * <p>A process that is killed in a save leaves a directory {@code .NAME.saving-...} beside the given one, or {@code
     * .saving-...} in it, with a file that ends in {@code .lock}. The next save there that succeeds removes them.
     *
     * @param predictor the predictor
     * @param directory the directory to create or replace, on any file system; missing parent directories are created
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     * @throws java.io.UncheckedIOException if a file cannot be written, for example because the disk is full; or if the
     *     directory holds anything but a saved predictor, is read-only, or is above the working directory; the message
     *     names the file
     * @throws io.forecastj.ForecastException if another file system than the default one is read-only, or lacks an
     *     operation that saving needs, or if the files that were written there cannot be read
     */
    public static void save(Predictor predictor, Path directory) {
        PredictorDirectory.write(predictor, directory);
    }

    /**
     * Saves a predictor as a zip archive, for example to keep it in a database. Equal predictors give equal bytes.
     *
     * @param predictor the predictor
     * @param out receives the archive, with the files that {@link #save} writes; flushed, not closed
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     * @throws java.io.UncheckedIOException if the stream cannot be written; it may have got a part of the archive
     */
    public static void saveZip(Predictor predictor, OutputStream out) {
        PredictorDirectory.writeZip(predictor, out);
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
     * <p>Links are followed, since Kubernetes mounts, Bazel, Nix, DVC and the caches of Hugging Face place files as
     * links; what they lead to must be a regular file or a directory, and have the listed hash. Other files in the
     * directory are ignored. While saves replace the directory, it is read again, for at most 10 seconds.
     *
     * @param directory a directory written by {@link #save}, or a copy of one, on any file system
     * @param features the kinds of features that it may use: {@link FeatureRegistry#standard()}, with the user's kinds
     *     added
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException if the directory or a file is missing, malformed or larger than allowed
     *     (1 GiB for a file, 4 GiB in all), if the format's version is unknown (the message names both versions), or if
     *     no format is registered for the kind (the message lists the registered kinds)
     */
    public static Predictor load(Path directory, FeatureRegistry features) {
        return PredictorDirectory.read(directory, features);
    }

    /**
     * Loads a predictor from a class loader's resources, with the features of this library only; see {@link
     * #loadResource(ClassLoader, String, FeatureRegistry)}.
     *
     * @param loader the class loader
     * @param name the name of the directory
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadResource(ClassLoader, String, FeatureRegistry)}
     */
    public static Predictor loadResource(ClassLoader loader, String name) {
        return loadResource(loader, name, FeatureRegistry.standard());
    }

    /**
     * Loads a predictor from a class loader's resources. The files are opened by {@link
     * ClassLoader#getResourceAsStream}, so they may be in any jar, also in one inside another, as Spring Boot packs
     * them.
     *
     * @param loader the class loader
     * @param name the name of the directory, such as {@code "models/sales"}; it has the files that {@link #save} wrote
     * @param features the kinds of features that it may use, as in {@link #load(Path, FeatureRegistry)}
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, FeatureRegistry)}; a resource in a package that its
     *     named module does not open counts as missing
     */
    public static Predictor loadResource(ClassLoader loader, String name, FeatureRegistry features) {
        Objects.requireNonNull(loader, "loader");
        return PredictorDirectory.readResource(name, loader::getResourceAsStream, features);
    }

    /**
     * Loads a predictor from the resources of a class, with the features of this library only; see {@link
     * #loadResource(Class, String, FeatureRegistry)}.
     *
     * @param near the class
     * @param name the name of the directory
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadResource(Class, String, FeatureRegistry)}
     */
    public static Predictor loadResource(Class<?> near, String name) {
        return loadResource(near, name, FeatureRegistry.standard());
    }

    /**
     * Loads a predictor from the resources of a class. The files are opened by {@link Class#getResourceAsStream}, so
     * the name is relative to the class's package unless it starts with a slash.
     *
     * @param near the class
     * @param name the name of the directory, such as {@code "/models/sales"}; it has the files that {@link #save} wrote
     * @param features the kinds of features that it may use, as in {@link #load(Path, FeatureRegistry)}
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, FeatureRegistry)}; a resource in a package that its
     *     named module does not open counts as missing
     */
    public static Predictor loadResource(Class<?> near, String name, FeatureRegistry features) {
        Objects.requireNonNull(near, "near");
        return PredictorDirectory.readResource(name, near::getResourceAsStream, features);
    }

    /**
     * Loads a predictor from a zip archive, with the features of this library only; see {@link #loadZip(InputStream,
     * FeatureRegistry)}.
     *
     * @param archive the bytes of the archive
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #loadZip(InputStream, FeatureRegistry)}
     */
    public static Predictor loadZip(InputStream archive) {
        return loadZip(archive, FeatureRegistry.standard());
    }

    /**
     * Loads a predictor from a zip archive, which {@link #saveZip} wrote or which has the directory of a saved
     * predictor. Nothing is written to disk.
     *
     * @param archive the bytes of the archive, such as a {@link java.io.ByteArrayInputStream}; not closed
     * @param features the kinds of features that it may use, as in {@link #load(Path, FeatureRegistry)}
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException as {@link #load(Path, FeatureRegistry)}; if it is not a zip archive, has
     *     several predictors, or has more than 1 GiB when unpacked
     */
    public static Predictor loadZip(InputStream archive, FeatureRegistry features) {
        return PredictorDirectory.readZip(Objects.requireNonNull(archive, "archive"), features);
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
