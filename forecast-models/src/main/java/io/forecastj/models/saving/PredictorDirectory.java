package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.FormatRegistry;
import java.nio.file.Path;

/**
 * Directory of a saved predictor. Applications use {@code Predictors.save} and {@code Predictors.load}, which document
 * the layout and the guarantees.
 *
 * <p>Thread-safe, but two writes to the same directory at the same time may fail.
 *
 * @hidden
 */
public final class PredictorDirectory {
    private PredictorDirectory() {}

    /**
     * Writes a predictor, as {@code Predictors.save} does.
     *
     * @param predictor the predictor
     * @param directory the directory to create or replace
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     * @throws java.io.UncheckedIOException if a file cannot be written, or the directory holds anything but a saved
     *     predictor
     */
    public static void write(Predictor predictor, Path directory) {
        FormatRegistry<PredictorFormat> formats = formats();
        formats.toWrite(predictor.info().kind()); // before any file is touched
        ReplacedDirectory.write(directory, fresh -> DirectoryWriter.save(predictor, fresh, formats));
    }

    /**
     * Reads a predictor, as {@code Predictors.load} does.
     *
     * @param directory the directory
     * @param features the kinds of features that the predictor may use
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException if the directory or a file is missing, malformed or too large, or its
     *     version or kind is unknown
     */
    public static Predictor read(Path directory, FeatureRegistry features) {
        return VerifiedReader.load(VerifiedDirectory.read(directory), formats(), features);
    }

    private static FormatRegistry<PredictorFormat> formats() {
        return FormatRegistry.of(PredictorFormat.class, PredictorFormat::kind, "predictor");
    }
}
