package io.forecastj.models.saving;

import io.forecastj.Predictor;

/**
 * Where a {@link PredictorFormat} puts the parts of a predictor.
 *
 * <p>For one thread. A part's name starts with a letter or digit, goes on with letters, digits, dots, underscores and
 * hyphens, and has at most 100 characters; no name is given twice.
 */
public interface ModelWriter {
    /**
     * Adds a file.
     *
     * @param name its name, such as {@code "model.txt"}
     * @param content its bytes, at most 1 GiB
     * @throws IllegalArgumentException if the name is malformed, reserved or taken, or the content too large
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void bytes(String name, byte[] content);

    /**
     * Adds a file of text in UTF-8.
     *
     * @param name its name, such as {@code "weights.json"}
     * @param content its text
     * @throws IllegalArgumentException as for {@link #bytes}
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void text(String name, String content);

    /**
     * Adds a predictor inside this one, saved by the format of its own kind.
     *
     * @param name the name of its directory
     * @param predictor the predictor
     * @throws IllegalArgumentException if the name is malformed, reserved or taken, no format knows the predictor's
     *     kind, or predictors are nested more than 16 deep
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void predictor(String name, Predictor predictor);
}
