package io.forecastj.models.internal;

import io.forecastj.Predictor;
import java.util.List;

/**
 * Result of {@link OutOfFoldTrainer#fitAll}.
 *
 * @param predictor the predictor, fitted to all rows; the caller closes it
 * @param forecasts its forecasts of training rows, one entry for each prepared series, with one member; missing where
 *     it has no honest one, such as in the first part, from which its first weights are learnt
 */
public record OutOfFoldFit(Predictor predictor, List<SeriesForecasts> forecasts) {}
