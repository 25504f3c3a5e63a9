package io.forecastj.models.saving;

import io.forecastj.Predictor;

/**
 * Destination of the parts of a predictor, which its {@link PredictorFormat} writes.
 *
 * <p>Not thread-safe; used by one thread. A part's name has at most 100 letters, digits, dots, underscores and hyphens
 * and starts with a letter or digit. Every name is used once only.
 */
public interface ModelWriter {
    /**
     * Adds a file.
     *
     * @param name the file's name, such as {@code "model.txt"}
     * @param content the file's bytes, at most 1 GiB
     * @throws IllegalArgumentException if the name is malformed, reserved or used already, or the content is too large
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    void bytes(String name, byte[] content);

    /**
     * Adds a text file in UTF-8.
     *
     * @param name the file's name, such as {@code "weights.json"}
     * @param content the file's text
     * @throws IllegalArgumentException as for {@link #bytes}
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    void text(String name, String content);

    /**
     * Adds a predictor inside this one, saved by the format of that predictor's kind.
     *
     * @param name the name of its directory
     * @param predictor the predictor
     * @throws IllegalArgumentException if the name is malformed, reserved or used already, no format is registered for
     *     the predictor's kind, or predictors are nested more than 16 deep
     * @throws java.io.UncheckedIOException if the predictor cannot be written
     */
    void predictor(String name, Predictor predictor);
}
