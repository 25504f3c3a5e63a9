/**
 * Saving and loading of predictors, for authors of new kinds of predictors. Applications call {@code Predictors.save}
 * and {@code Predictors.load}.
 *
 * <p>To make a new kind of predictor saveable, implement {@link io.forecastj.models.saving.PredictorFormat}, which
 * writes the predictor's parts through a {@link io.forecastj.models.saving.ModelWriter} and reads them through a {@link
 * io.forecastj.models.saving.ModelReader}, and name the class in {@code META-INF/services}. {@link
 * java.util.ServiceLoader} finds all formats, also those of this library.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ReplacedDirectory} writes beside the old directory and swaps the two; {@code ReplacedFiles} replaces the
 * files inside a directory that cannot be swapped. {@code VerifiedDirectory} reads every saved predictor, from a
 * directory, resources or a zip archive ({@code ModelSource}), and checks the hashes first. {@code InfoJson} is the
 * description as JSON.
 */
@NullMarked
package io.forecastj.models.saving;

import org.jspecify.annotations.NullMarked;
