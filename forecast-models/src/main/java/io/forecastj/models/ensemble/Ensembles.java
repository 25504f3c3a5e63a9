package io.forecastj.models.ensemble;

import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;

/**
 * Forecasters made of several others.
 *
 * <p>Thread-safe. The members may be any forecasters of equal horizon with a common target; they may need other columns
 * and other lengths of history. {@link #online} adapts its weights as truths arrive and is the one to start with; {@link
 * #stack} learns weights once, at the fit.
 */
public final class Ensembles {
    private Ensembles() {}

    /**
     * Mixes forecasters with weights that adapt, by {@link Combination#ML_POLY} unless set otherwise.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @return a forecaster whose settings can be changed
     * @throws IllegalArgumentException if there are fewer than two, or their horizons differ or they have no common
     *     target; the message names two members that do not fit
     */
    public static OnlineEnsemble online(Forecaster... members) {
        return new OnlineEnsemble(Members.of(members), "online", Combination.ML_POLY, null, null);
    }

    /**
     * Mixes forecasters with weights that are learnt from out-of-fold forecasts, by {@link Stacking#SIMPLEX} unless set
     * otherwise.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @return a forecaster whose settings can be changed
     * @throws IllegalArgumentException if there are fewer than two, or their horizons differ or they have no common
     *     target; the message names two members that do not fit
     */
    public static StackedEnsemble stack(Forecaster... members) {
        return new StackedEnsemble(Members.of(members), "stack", Stacking.SIMPLEX, false, null);
    }

    /**
     * Tells which weights make a session's present forecast.
     *
     * @param session a session that a predictor of {@link #online} or {@link #stack} has opened
     * @return the weights
     * @throws IllegalArgumentException if it is a session of another predictor
     * @throws io.forecastj.PredictorClosedException if the session or its predictor is closed
     */
    public static EnsembleWeights weights(PredictionSession session) {
        EnsembleState state = OnlinePredictor.ensembleOf(session);
        if (state == null) {
            throw new IllegalArgumentException(
                    "weights are those of an ensemble; this is another predictor's session: " + session);
        }
        return state.weights();
    }
}
