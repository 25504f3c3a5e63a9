package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.internal.FormatRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Directory of a saved predictor. Applications use {@code Predictors.save} and {@code Predictors.load}, which document
 * the layout and the guarantees.
 *
 * <p>Thread-safe, but two writes to the same directory at the same time may fail.
 *
 * @hidden
 */
public final class PredictorDirectory {
    /** The name of the file with the description of a predictor. */
    public static final String DESCRIPTION = Checksums.INFO;

    /** The name of the file with the hashes of all others. */
    public static final String HASHES = Checksums.FILE;

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
        ReplacedDirectory.write(directory, sink -> PartsWriter.save(predictor, sink, formats));
    }

    /**
     * Writes a predictor to a zip archive, as {@code Predictors.saveZip} does.
     *
     * @param predictor the predictor
     * @param out receives the archive; it is not closed
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     * @throws UncheckedIOException if the stream cannot be written
     */
    public static void writeZip(Predictor predictor, OutputStream out) {
        FormatRegistry<PredictorFormat> formats = formats();
        formats.toWrite(predictor.info().kind()); // before any byte is written
        try {
            // not closed: the stream belongs to the caller
            ZipOutputStream zip = new ZipOutputStream(out);
            PartsWriter.save(predictor, new ZipSink(zip), formats);
            zip.finish();
            zip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return load(CurrentDirectory.read(directory), features);
    }

    /**
     * Reads a predictor from a zip archive, as {@code Predictors.loadZip} does.
     *
     * @param in the archive; it is not closed
     * @param features the kinds of features that the predictor may use
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #read(Path, FeatureRegistry)}
     */
    public static Predictor readZip(InputStream in, FeatureRegistry features) {
        return read(ZipSource.read(in), features);
    }

    /**
     * Reads a predictor from resources, as {@code Predictors.loadResource} does.
     *
     * @param name the name of the directory
     * @param open opens a resource by its whole name; returns null if there is none
     * @param features the kinds of features that the predictor may use
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelLoadException as {@link #read(Path, FeatureRegistry)}
     */
    public static Predictor readResource(
            String name, Function<String, @Nullable InputStream> open, FeatureRegistry features) {
        return read(ResourceSource.of(name, open), features);
    }

    /**
     * Makes the files of a predictor, those that {@link #write} writes.
     *
     * @param predictor the predictor
     * @return the bytes of the files by relative name, with {@code /} between directories
     * @throws IllegalArgumentException if no format is registered for the predictor's kind; the message lists the
     *     registered kinds
     */
    public static SortedMap<String, byte[]> files(Predictor predictor) {
        FilesInMemory files = new FilesInMemory(new TreeMap<>());
        PartsWriter.save(predictor, files, formats());
        return files.content();
    }

    /**
     * Reads a predictor from its files, of which the list of hashes is known from elsewhere.
     *
     * @param place where the files are, for messages
     * @param hash the SHA-256 hash of the file {@value #HASHES}, which has the hashes of all others
     * @param open returns the bytes of a file by its relative name, or null if there is none
     * @param features the kinds of features that the predictor may use
     * @return a new predictor; the caller closes it
     * @throws io.forecastj.ModelIntegrityException if a file's bytes differ from the saved ones
     * @throws io.forecastj.ModelLoadException as {@link #read(Path, FeatureRegistry)}
     */
    public static Predictor readFiles(
            String place, String hash, Function<String, byte @Nullable []> open, FeatureRegistry features) {
        return load(VerifiedDirectory.read(new OpenedFiles(place, open), hash), features);
    }

    /**
     * Reads the description of a predictor.
     *
     * @param json the text of the file {@value #DESCRIPTION}
     * @param place where it is, for messages
     * @return the description
     * @throws io.forecastj.ModelLoadException if it is malformed or of another version
     */
    public static PredictorInfo description(String json, String place) {
        return InfoJson.read(json, place);
    }

    private static Predictor read(ModelSource source, FeatureRegistry features) {
        return load(VerifiedDirectory.read(source), features);
    }

    private static Predictor load(VerifiedDirectory directory, FeatureRegistry features) {
        return VerifiedReader.load(directory, formats(), features);
    }

    private static FormatRegistry<PredictorFormat> formats() {
        return FormatRegistry.of(PredictorFormat.class, PredictorFormat::kind, "predictor");
    }
}
