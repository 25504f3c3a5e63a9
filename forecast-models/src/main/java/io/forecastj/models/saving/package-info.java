/**
 * Saving: how a kind of predictor becomes files, and files a predictor.
 *
 * <p>Applications call {@code Predictors.save} and {@code Predictors.load}. Authors of a new kind of predictor implement
 * {@link io.forecastj.models.saving.PredictorFormat}, which writes the predictor's parts through a {@link
 * io.forecastj.models.saving.ModelWriter} and reads them through a {@link io.forecastj.models.saving.ModelReader}, and
 * name it in {@code META-INF/services}. All formats, this library's own too, are found by {@link
 * java.util.ServiceLoader}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ReplacedDirectory} writes beside the old directory and swaps the two; {@code VerifiedDirectory} is the only
 * class that touches the files of a saved predictor on loading, and compares their hashes first; {@code InfoJson} is the
 * description as JSON.
 */
@NullMarked
package io.forecastj.models.saving;

import org.jspecify.annotations.NullMarked;
