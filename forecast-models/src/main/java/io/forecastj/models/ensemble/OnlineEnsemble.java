package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.OutOfFoldFit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A forecaster that combines others with weights that adapt as actual values arrive, separately for each target and
 * step. Made by {@link Ensembles#online}.
 *
 * <p>Immutable and thread-safe; the methods that change a setting return a copy. A fit makes out-of-fold forecasts of
 * the last third of the training rows (five fits of each member unless {@link #windows} is called), learns the weights
 * from them row by row as in a session, and fits each member once more, to all rows.
 *
 * <p>A predictor holds the states of the weights as of the end of its training, for each training series by its id.
 * Another series, or one too short for an out-of-fold forecast, starts from a state that has learnt from all series. In
 * a session, rows up to the end of the training only warm up the members. Each later row first scores the forecasts
 * that are due, at the weights of their origin. So the weights at an origin depend only on actual values up to it, and
 * a forecast of step {@code h} teaches {@code h} rows later. The cost is one forecast for each row.
 *
 * <p>A member may have no forecast at a row: it throws, or returns NaN or a number beyond 1e50. It is then left out:
 * the others share its weight, it neither gains nor loses (for {@link Combination.Ridge} it counts as the mean of the
 * others), and the forecast is {@link io.forecastj.ForecastStatus#DEGRADED} with the reason. If no member answers, the
 * forecast throws a {@link io.forecastj.ForecastException} with all reasons. A column that a member needs to know ahead
 * must also be known ahead for the ensemble; a row without it is forecast by the other members. Forecasts hold points
 * only, no quantiles.
 *
 * <p>A fit refuses a member without any out-of-fold forecast, since nothing would support its weight. Add an imported
 * model with {@link io.forecastj.models.Predictors#asForecaster} if there are enough training rows after those that it
 * was trained on.
 */
public final class OnlineEnsemble implements Forecaster {
    private final Members members;
    private final String name;
    private final Combination combination;
    private final @Nullable WalkForward windows;
    private final @Nullable FeaturePipeline regime;
    private final boolean naive;

    OnlineEnsemble(
            Members members,
            String name,
            Combination combination,
            @Nullable WalkForward windows,
            @Nullable FeaturePipeline regime,
            boolean naive) {
        this.members = members;
        this.name = Objects.requireNonNull(name, "name");
        this.combination = Objects.requireNonNull(combination, "combination");
        this.windows = windows;
        this.regime = regime;
        this.naive = naive;
    }

    /**
     * Returns a copy with another rule for the weights.
     *
     * @param other the combination; {@link Combination#BOA} unless set
     * @return the copy
     */
    public OnlineEnsemble combination(Combination other) {
        return new OnlineEnsemble(members, name, other, windows, regime, naive);
    }

    /**
     * Returns a copy with another name.
     *
     * @param other the name that reports show; {@code "online"} unless set
     * @return the copy
     */
    public OnlineEnsemble name(String other) {
        return new OnlineEnsemble(members, other, combination, windows, regime, naive);
    }

    /**
     * Returns a copy that learns from the forecasts of other windows of the training rows.
     *
     * <p>If rows remain after the last whole window, one more window has fewer origins. Rows between windows teach
     * nothing. Intervals around this ensemble use the same windows, unless different ones are given to them.
     *
     * @param other the windows, counted in the distinct times of all training series
     * @return the copy
     */
    public OnlineEnsemble windows(WalkForward other) {
        return new OnlineEnsemble(members, name, combination, Objects.requireNonNull(other, "windows"), regime, naive);
    }

    /**
     * Returns a copy with separate weights for two regimes, mixed by the probability of the second one at the origin.
     * Each regime's weights learn from a row in proportion to the regime's probability.
     *
     * @param feature the probability, such as {@code Features.market().regime(...)}; values are limited to the range
     *     from 0 to 1, and a missing one counts as 0.5; a feature that needs fitting is fitted to the rows before the
     *     first out-of-fold forecast
     * @return the copy
     * @throws IllegalArgumentException if the feature has several columns
     */
    public OnlineEnsemble regime(Feature feature) {
        return new OnlineEnsemble(
                members, name, combination, windows, RegimeGate.require(FeaturePipeline.of(feature)), naive);
    }

    /**
     * Returns a copy that holds naive forecasts as further members, or does not.
     *
     * @param hold whether it does; true unless set, see {@link Ensembles}
     * @return the copy
     */
    public OnlineEnsemble naiveMembers(boolean hold) {
        return new OnlineEnsemble(members, name, combination, windows, regime, hold);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int horizon() {
        return members.horizon();
    }

    @Override
    public List<String> targets() {
        return members.targets();
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.forecastj.InsufficientHistoryException also if a member has no out-of-fold forecast at all; the
     *     message names it
     * @throws io.forecastj.InvalidSeriesException also if two series have the same id
     * @throws IllegalArgumentException also if a member needs a target as a known-future column
     */
    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return recipe(series).fit(series, listener);
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        return new EnsembleTrainer(this::recipe, List.copyOf(series));
    }

    private EnsembleRecipe recipe(List<TimeSeries> series) {
        Members all = naive ? members.withNaive(series) : members;
        return new EnsembleRecipe(name, all, windows, (inputs, listener) -> learn(all, inputs));
    }

    private OutOfFoldFit learn(Members all, EnsembleRecipe.Inputs inputs) {
        FeaturePipeline fitted = regime == null || regime.fitted() ? regime : regime.fit(inputs.before());
        OnlineTraining training = new OnlineTraining(combination, fitted, all);
        OnlineModel model = training.train(inputs.forecasts());
        PredictorInfo.Builder info = all.describe(
                        OnlinePredictor.KIND,
                        name,
                        inputs.predictors(),
                        fitted == null ? List.of() : fitted.inputs(),
                        1,
                        inputs.series())
                .sufficientHistory(0) // the weights and the scale of the errors depend on all rows
                .parameter("combination", combination);
        if (fitted != null) {
            info.parameter("regime", fitted.features().get(0));
        }
        return new OutOfFoldFit(
                new OnlinePredictor(info.build(), inputs.predictors(), model),
                inputs.replay() ? training.replay(inputs.forecasts()) : List.of());
    }
}
