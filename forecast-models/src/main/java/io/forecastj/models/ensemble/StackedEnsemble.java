package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.OutOfFoldFit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A forecaster that combines others with weights learnt once, from forecasts of training rows by models that had not
 * seen them. Made by {@link Ensembles#stack}.
 *
 * <p>Immutable and thread-safe; the methods that change a setting return a copy. A fit makes out-of-fold forecasts of
 * the last third of the training rows (five fits of each member unless {@link #windows} is called), learns from those
 * origins at which every member answers, and fits each member once more, to all rows.
 *
 * <p>A member may have no forecast at a row: it throws, or returns NaN or a number beyond 1e50. It is then left out:
 * the others take its weight in equal parts (for {@link Stacking.ScaledError} and {@link Stacking.Boosted} in
 * proportion to their own), and the forecast is {@link io.forecastj.ForecastStatus#DEGRADED} with the reason. If no
 * member answers, the forecast throws a {@link io.forecastj.ForecastException} with all reasons. A column that a member
 * needs to know ahead must also be known ahead for the ensemble. Forecasts hold points only, no quantiles.
 */
public final class StackedEnsemble implements Forecaster {
    private final Members members;
    private final String name;
    private final Stacking stacking;
    private final boolean shared;
    private final @Nullable WalkForward windows;
    private final boolean naive;

    StackedEnsemble(
            Members members,
            String name,
            Stacking stacking,
            boolean shared,
            @Nullable WalkForward windows,
            boolean naive) {
        this.members = members;
        this.name = Objects.requireNonNull(name, "name");
        this.stacking = Objects.requireNonNull(stacking, "stacking");
        this.shared = shared;
        this.windows = windows;
        this.naive = naive;
    }

    /**
     * Returns a copy with another method to learn the weights.
     *
     * @param other the method; {@link Stacking#SIMPLEX} unless set
     * @return the copy
     */
    public StackedEnsemble stacking(Stacking other) {
        return new StackedEnsemble(members, name, other, shared, windows, naive);
    }

    /**
     * Returns a copy with one set of weights for all steps instead of one for each. {@link Stacking.Boosted} always has
     * one model for all steps.
     *
     * @return the copy
     */
    public StackedEnsemble sharedOverSteps() {
        return new StackedEnsemble(members, name, stacking, true, windows, naive);
    }

    /**
     * Returns a copy with another name.
     *
     * @param other the name that reports show; {@code "stack"} unless set
     * @return the copy
     */
    public StackedEnsemble name(String other) {
        return new StackedEnsemble(members, other, stacking, shared, windows, naive);
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
    public StackedEnsemble windows(WalkForward other) {
        return new StackedEnsemble(members, name, stacking, shared, Objects.requireNonNull(other, "windows"), naive);
    }

    /**
     * Returns a copy that holds naive forecasts as further members, or does not.
     *
     * @param hold whether it does; true unless set, see {@link Ensembles}
     * @return the copy
     */
    public StackedEnsemble naiveMembers(boolean hold) {
        return new StackedEnsemble(members, name, stacking, shared, windows, hold);
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
     * @throws io.forecastj.InsufficientHistoryException also if a member has no out-of-fold forecast at all, or there
     *     is no origin at which all members answer; the message gives the cause
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
        return new EnsembleRecipe(name, all, windows, (inputs, listener) -> learn(all, inputs, listener));
    }

    private OutOfFoldFit learn(Members all, EnsembleRecipe.Inputs inputs, FitListener listener) {
        List<String> names = Members.names(inputs.predictors());
        StackTraining training =
                new StackTraining(name, stacking, shared, names, targets().size(), horizon(), listener);
        StackModel model = training.train(inputs.forecasts());
        try {
            PredictorInfo.Builder description =
                    all.describe(StackedPredictor.KIND, name, inputs.predictors(), List.of(), 1, inputs.series());
            if (stacking instanceof Stacking.Boosted) {
                description.sufficientHistory(0); // its features of the origin depend on all rows
            }
            PredictorInfo info = description
                    .parameter("stacking", stacking)
                    .parameter("weights", shared ? "shared over steps" : "per step")
                    .build();
            return new OutOfFoldFit(
                    new StackedPredictor(info, inputs.predictors(), model),
                    inputs.replay() ? StackReplay.run(training, inputs.forecasts()) : List.of());
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }
}
