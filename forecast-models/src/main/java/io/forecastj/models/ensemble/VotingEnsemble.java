package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ClassForecasts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A forecaster of classes that combines the probabilities of others. Made by {@link Ensembles#vote}.
 *
 * <p>Immutable and thread-safe; the methods that change a setting return a copy. Unless set otherwise, the probability
 * of a class is the mean of the members' probabilities (soft voting), with equal weights.
 *
 * <p>A member that throws, or has no probabilities of the same classes, is left out: the others share its weight, and
 * the forecast is {@link io.forecastj.ForecastStatus#DEGRADED} with the reason. If no member answers, the forecast
 * throws a {@link io.forecastj.ForecastException} with all reasons.
 */
public final class VotingEnsemble implements Forecaster, ClassForecasts {
    /** The part of the work that learning weights takes: six fits to parts of the rows, of which one serves. */
    private static final double LEARNING_PART = 0.8;

    private final Members members;
    private final String name;
    /** Null if weights are learnt. */
    private final double @Nullable [] weights;

    private final boolean hard;

    VotingEnsemble(Members members, String name, double @Nullable [] weights, boolean hard) {
        this.members = members;
        this.name = Objects.requireNonNull(name, "name");
        this.hard = hard;
        if (weights != null) {
            WeightedMembers.requireWeights(
                    "the weights", weights, members.forecasters().size());
        }
        this.weights = weights == null ? null : WeightedMembers.normalised(weights);
    }

    static double[] equal(int members) {
        double[] equal = new double[members];
        Arrays.fill(equal, 1.0 / members);
        return equal;
    }

    /**
     * Returns a copy with given weights of the members, in place of equal or learnt ones.
     *
     * @param other one for each member, at least 0 and not all 0; scaled to add up to 1
     * @return the copy
     * @throws IllegalArgumentException if weights are of another number, negative, not finite or all 0
     */
    public VotingEnsemble weights(double... other) {
        return new VotingEnsemble(members, name, Objects.requireNonNull(other, "weights"), hard);
    }

    /**
     * Returns a copy that learns the weights in the fit, from forecasts of the last third of the training rows by five
     * fits of each member to earlier rows. The class frequencies of the training rows are a further member, so that
     * members which know nothing cost little. Weights have the highest likelihood of the classes that occurred, over
     * all steps that every member forecasts (a linear pool by expectation maximisation).
     *
     * <p>A fit then throws {@link io.forecastj.InsufficientHistoryException} if the members have no common forecast of
     * a known class, and {@link IllegalArgumentException} if no description of a member names a {@link
     * Target.Direction}, by which the classes that occurred are known.
     *
     * @return the copy, by soft votes
     */
    public VotingEnsemble learnWeights() {
        return new VotingEnsemble(members, name, null, false);
    }

    /**
     * Returns a copy with hard votes: the probability of a class is the weight of the members whose most probable class
     * it is. Learnt weights, which belong to probabilities, become equal ones.
     *
     * @return the copy
     */
    public VotingEnsemble hard() {
        return new VotingEnsemble(
                members, name, weights == null ? equal(members.forecasters().size()) : weights, true);
    }

    /**
     * Returns a copy with another name.
     *
     * @param other the name that reports show; {@code "vote"} unless set
     * @return the copy
     */
    public VotingEnsemble name(String other) {
        return new VotingEnsemble(members, other, weights, hard);
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

    @Override
    public boolean classes() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the members' targets have other classes, such as another threshold, or
     *     if no member that has a weight forecasts a step that others do
     */
    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        double[] given = weights;
        if (given != null) {
            return MemberFits.fit(
                    members.forecasters(), series, listener, (fitted, rows) -> combine(fitted, rows, given));
        }
        return MemberFits.fit(
                members.forecasters(),
                series,
                FitTasks.phase(listener, 0, 1 - LEARNING_PART),
                (fitted, rows) -> combine(fitted, rows, listener));
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        double[] given = weights;
        return given == null
                ? Forecaster.super.prepare(series)
                : MemberFits.prepare(members.forecasters(), series, (fitted, rows) -> combine(fitted, rows, given));
    }

    private Predictor combine(List<Predictor> fitted, List<TimeSeries> series, double[] given) {
        for (int step : members.steps(fitted)) {
            boolean weighted = false;
            for (int k = 0; k < given.length; k++) {
                weighted |= given[k] > 0 && fitted.get(k).info().steps().contains(step);
            }
            if (!weighted) {
                throw new IllegalArgumentException("expected a member of '" + name + "' with a weight above 0 that"
                        + " forecasts step " + step + ", found only members without a weight; give one of them a"
                        + " weight, or leave the step out of all members");
            }
        }
        return predictor(fitted, series, new VoteModel(given, hard, new double[0][]));
    }

    private Predictor combine(List<Predictor> fitted, List<TimeSeries> series, FitListener listener) {
        String target = target(fitted);
        if (target.isEmpty() || !(Target.parse(target) instanceof Target.Direction direction)) {
            throw new IllegalArgumentException("expected members of a Target.direction to learn the weights of '" + name
                    + "', found " + (target.isEmpty() ? "none that names a target" : "the target " + target)
                    + "; give the weights");
        }
        ClassWeights learning = new ClassWeights(name, members, direction, members.steps(fitted));
        return predictor(fitted, series, learning.learn(series, FitTasks.phase(listener, 1 - LEARNING_PART, 1)));
    }

    private Predictor predictor(List<Predictor> fitted, List<TimeSeries> series, VoteModel model) {
        PredictorInfo info = members.describe(VotePredictor.KIND, name, fitted, List.of(), 1, series)
                .parameter("target", target(fitted))
                .parameter("votes", model.hard() ? "hard" : "soft")
                .parameter("weights", Arrays.toString(model.weights()))
                .build();
        return new VotePredictor(info, fitted, model);
    }

    /** Returns the target that the descriptions name; empty if none names one. */
    private String target(List<Predictor> fitted) {
        String common = "";
        for (Predictor member : fitted) {
            String its = member.info().parameters().getOrDefault("target", "");
            if (!common.isEmpty() && !its.isEmpty() && !its.equals(common)) {
                throw new IllegalArgumentException("the members of '" + name
                        + "' vote on the classes of one target, found " + common + " and " + its);
            }
            common = its.isEmpty() ? common : its;
        }
        return common;
    }
}
