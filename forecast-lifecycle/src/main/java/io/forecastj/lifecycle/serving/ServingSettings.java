package io.forecastj.lifecycle.serving;

import io.forecastj.PredictorInfo;
import io.forecastj.store.StoredModel;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the sessions of a reloading predictor.
 *
 * @param model the model
 * @param agreement what callers supply
 * @param sessionRows the number of rows that a session keeps to be reopened, or null to ask the version
 * @param sessionsFollow true if a session moves by itself
 */
record ServingSettings(
        StoredModel model, Agreement agreement, @Nullable Integer sessionRows, boolean sessionsFollow) {
    /** Returns the number of rows that a session of a version keeps, so that one of the next version can be opened. */
    int reserve(PredictorInfo info) {
        int wanted =
                sessionRows != null ? sessionRows : info.sufficientHistory().orElse(info.requiredHistory());
        return Math.max(wanted, Math.max(agreement.rows(), info.requiredHistory()));
    }
}
