package io.forecastj.models.ensemble;

import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.WrapperState;
import java.util.List;
import java.util.Map;

/**
 * Creates forecasters that combine several others.
 *
 * <p>Thread-safe. The members may be any forecasters of equal horizon with a common target; their columns and lengths
 * of history may differ. {@link #online} adapts its weights as actual values arrive; start with it. {@link #stack}
 * learns weights once, in the fit. {@link #weighted(List, double...)} takes given weights. {@link #vote} combines the
 * probabilities of forecasters of classes, all others combine values.
 *
 * <p>An ensemble by {@link #online} or {@link #stack} of one target also holds the naive forecast of it, and if the
 * sampling of the training series has a {@linkplain io.forecastj.Sampling#season() usual season} and the longest one
 * has three of them, the seasonal naive forecast; not if a member has the name of such a forecast, {@code "naive"} or
 * {@code "seasonal-naive"}. They protect where nothing can be forecast. {@link OnlineEnsemble#naiveMembers} and {@link
 * StackedEnsemble#naiveMembers} leave them out.
 */
public final class Ensembles {
    private Ensembles() {}

    /**
     * Combines forecasters with weights that adapt, by {@link Combination#BOA} unless set otherwise.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @return a forecaster whose settings can be changed
     * @throws IllegalArgumentException if there are fewer than two, or their horizons differ or they have no common
     *     target; the message names two members that do not fit
     */
    public static OnlineEnsemble online(Forecaster... members) {
        return new OnlineEnsemble(Members.of(members), "online", Combination.BOA, null, null, true);
    }

    /**
     * Combines forecasters with weights learnt from out-of-fold forecasts, by {@link Stacking#SIMPLEX} unless set
     * otherwise.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @return a forecaster whose settings can be changed
     * @throws IllegalArgumentException if there are fewer than two, or their horizons differ or they have no common
     *     target; the message names two members that do not fit
     */
    public static StackedEnsemble stack(Forecaster... members) {
        return new StackedEnsemble(Members.of(members), "stack", Stacking.SIMPLEX, false, null, true);
    }

    /**
     * Combines forecasters of values with given weights, such as 40, 40 and 20 %.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @param weights one for each member, at least 0 and not all 0; scaled to add up to 1
     * @return a forecaster whose name can be changed
     * @throws IllegalArgumentException if there are fewer than two members, they do not fit together or forecast
     *     classes, or weights are of another number, negative, not finite or all 0
     */
    public static WeightedEnsemble weighted(List<Forecaster> members, double... weights) {
        return new WeightedEnsemble(Members.of(members.toArray(Forecaster[]::new)), "weighted", weights);
    }

    /**
     * Combines the probabilities of forecasters of classes, such as DOWN, FLAT and UP, with equal weights unless set
     * otherwise.
     *
     * @param members the forecasters, at least two, of equal horizon and with a common target
     * @return a forecaster whose settings can be changed
     * @throws IllegalArgumentException if there are fewer than two, or their horizons differ or they have no common
     *     target; the message names two members that do not fit
     */
    public static VotingEnsemble vote(Forecaster... members) {
        return new VotingEnsemble(Members.of(members), "vote", VotingEnsemble.equal(members.length), false);
    }

    /**
     * Combines fitted predictors with given weights. The result owns the members: closing it closes them.
     *
     * <p>Weights are scaled to add up to 1; that of a member that has no forecast is divided among the others, and the
     * forecast is {@link io.forecastj.ForecastStatus#DEGRADED}. So the required history is the shortest one that any
     * member requires. A series that is not in {@code series} has the common weights.
     *
     * @param name the name that reports show
     * @param members the predictors, at least two, of equal horizon and with a common target
     * @param median true if the members' median is an additional member, whose weight is the last one
     * @param weights the common weights, one for each member and the median, at least 0 and not all 0
     * @param series weights in place of the common ones, by series id
     * @param training the series of which the result's {@link Predictor#info} gives span and spacing
     * @return a new predictor
     * @throws IllegalArgumentException if there are fewer than two members, they do not fit together, or weights are of
     *     another number, negative, not finite or all 0
     */
    public static Predictor weighted(
            String name,
            List<Predictor> members,
            boolean median,
            double[] weights,
            Map<String, double[]> series,
            List<TimeSeries> training) {
        return WeightedMembers.combine(name, members, median, weights, series, training);
    }

    /**
     * Returns the weights of a session's current forecast.
     *
     * @param session a session of a predictor of {@link #online} or {@link #stack}, or of intervals around one
     * @return the weights
     * @throws IllegalArgumentException if it is a session of another predictor
     * @throws io.forecastj.PredictorClosedException if the session or its predictor is closed
     */
    public static EnsembleWeights weights(PredictionSession session) {
        if (WrapperState.inside(session) instanceof EnsembleState state) {
            return state.weights();
        }
        throw new IllegalArgumentException("expected a session of an ensemble's predictor, found " + session);
    }
}
