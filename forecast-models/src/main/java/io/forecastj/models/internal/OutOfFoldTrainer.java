package io.forecastj.models.internal;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.WalkForward;
import org.jspecify.annotations.Nullable;

/**
 * Trainer whose fit also gives the forecasts that it would have made of its training rows, at no further fit: an
 * ensemble has learnt from forecasts of rows that its members had not seen, and combines them with weights from earlier
 * rows only.
 *
 * <p>Thread-safe. A forecaster that has one returns it from {@link Forecaster#prepare}, and then only keeps the series
 * there, so that preparing costs nothing.
 */
public interface OutOfFoldTrainer extends Forecaster.Trainer {
    /**
     * Returns the windows that the user has set for it.
     *
     * @return the windows, or null if it takes any
     */
    @Nullable
    WalkForward windows();

    /**
     * Returns the folds in which it is fitted if nobody gives others.
     *
     * @return those of its windows, or else those of {@link Folds#standard}
     */
    Folds folds();

    /**
     * Fits to all rows of the prepared series.
     *
     * @param folds the folds of the forecasts
     * @param listener receives progress and may cancel
     * @return the predictor and the forecasts
     */
    OutOfFoldFit fitAll(Folds folds, FitListener listener);

    /**
     * Returns whether it can be fitted in given windows.
     *
     * @param others the windows, null for the standard ones
     * @return false if the user has set different ones for it
     */
    default boolean allows(@Nullable WalkForward others) {
        return windows() == null || windows().equals(others);
    }
}
