package io.forecastj.models.ensemble;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.ExplainedState;
import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.PointParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * State of one series in an ensemble: forecasts once with every member for each row; a subclass combines the results.
 */
abstract class EnsembleState implements ExplainedState {
    final double[][] forecasts;
    private final PredictorInfo info;
    private final List<String> names;
    private final MemberSession[] members;
    private final double[] combined;
    /** True at the index of each step, from 0, that is forecast. */
    private final boolean[] steps;

    private boolean asked;
    private int askedAfter;

    EnsembleState(PredictorInfo info, List<String> names, MemberSession[] members) {
        this.info = info;
        this.names = names;
        this.members = members;
        this.combined = new double[info.targets().size() * info.horizon()];
        this.forecasts = new double[members.length][combined.length];
        this.steps = new boolean[info.horizon()];
        info.steps().forEach(step -> steps[step - 1] = true);
    }

    /** Prepares for a row before the members take it; {@link #ask} still answers for the previous row. */
    abstract void beforeRow();

    /** Continues with a row after the members have taken it. */
    abstract void afterRow(long time, double[] row);

    /** Combines {@link #forecasts}; NaN where there is none. */
    abstract void combine(double[] out);

    /** Returns the names of the weights: those of the members, and of anything else that is weighted like one. */
    List<String> weighed() {
        return names;
    }

    /**
     * Writes the weights of the last combination: {@code [target][step]}, and there one for each of {@link #weighed}.
     */
    abstract void weightsInto(double[] out);

    final EnsembleWeights weights() {
        ask();
        List<String> weighed = weighed();
        double[] values = new double[combined.length * weighed.size()];
        weightsInto(values);
        return new EnsembleWeights(weighed, info.targets(), info.horizon(), values);
    }

    @Override
    public final PointParts explain(int target, int step) {
        EnsembleWeights weights = weights();
        int cell = target * info.horizon() + step - 1;
        double[] points = new double[members.length];
        for (int k = 0; k < points.length; k++) {
            points[k] = forecasts[k][cell];
        }
        double[] shares = MemberShares.of(weights.at(info.targets().get(target), step), points);
        return MemberShares.mix(names, members, points, shares, combined[cell], target, step);
    }

    @Override
    public final Map<String, Double> gainShares() {
        EnsembleWeights weights = weights();
        double[] sums = new double[members.length];
        for (String target : info.targets()) {
            for (int step : info.steps()) {
                double[] at = weights.at(target, step);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += Math.abs(at[k]);
                }
            }
        }
        return ExplainedPredictor.mix(
                Arrays.stream(members).map(MemberSession::gainShares).toList(), sums);
    }

    @Override
    public final void update(long time, double[] row) {
        beforeRow();
        for (MemberSession member : members) {
            member.update(time, row);
        }
        asked = false;
        afterRow(time, row);
    }

    // the answers to the current row are not saved: the members return them again
    @Override
    public final void save(StateWriter out) {
        for (MemberSession member : members) {
            member.save(out);
        }
        saveLearnt(out);
    }

    @Override
    public final void restore(StateReader in) {
        for (MemberSession member : members) {
            member.restore(in);
        }
        restoreLearnt(in);
    }

    /** Writes all but the members. */
    abstract void saveLearnt(StateWriter out);

    /** Reads the state that {@link #saveLearnt} has written. */
    abstract void restoreLearnt(StateReader in);

    /** Computes the current row's forecast, unless that is done. */
    final void ask() {
        int replacements = members[0].futureReplacements();
        if (!asked || askedAfter != replacements) {
            askedAfter = replacements;
            boolean whole = true;
            for (int k = 0; k < members.length; k++) {
                members[k].forecastInto(forecasts[k]);
                MissingForecasts.dropUnusable(forecasts[k]);
                MissingForecasts.keepSteps(forecasts[k], steps);
                // this member may still receive the known future of this row and then answer
                whole &= !members[k].awaitsFuture();
            }
            combine(combined);
            asked = whole;
        }
    }

    @Override
    public final void forecastInto(double[] out) {
        ask();
        System.arraycopy(combined, 0, out, 0, out.length);
        boolean answered = false;
        for (double[] member : forecasts) {
            answered |= !empty(member);
        }
        if (!answered) {
            throw new ForecastException(silence());
        }
    }

    private String silence() {
        StringBuilder text = new StringBuilder("no member of '" + info.name() + "' forecasts " + info.targets());
        for (int k = 0; k < members.length; k++) {
            text.append(k == 0 ? ": '" : "; '")
                    .append(names.get(k))
                    .append("': ")
                    .append(absence(k));
        }
        return text.toString();
    }

    private static boolean empty(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private String absence(int member) {
        String reason = members[member].reason();
        return reason.isEmpty() ? "its forecast is " + MissingForecasts.UNUSABLE : reason;
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        Map<String, List<String>> membersByReason = new LinkedHashMap<>();
        Map<String, ForecastStatus> statuses = new HashMap<>();
        for (int k = 0; k < members.length; k++) {
            if (lacks(k)) {
                forecast.status(ForecastStatus.DEGRADED, "without '" + names.get(k) + "': " + absence(k));
            } else {
                String name = "'" + names.get(k) + "'";
                addStatus(forecast, k, (status, reason) -> {
                    membersByReason
                            .computeIfAbsent(reason, each -> new ArrayList<>())
                            .add(name);
                    statuses.merge(reason, status, (a, b) -> a.compareTo(b) > 0 ? a : b);
                });
            }
        }
        membersByReason.forEach((reason, its) ->
                forecast.status(Objects.requireNonNull(statuses.get(reason)), String.join(", ", its) + ": " + reason));
        for (int target = 0; target < info.targets().size(); target++) {
            for (int step : info.steps()) {
                if (Double.isNaN(points[target * info.horizon() + step - 1])) {
                    forecast.status(
                            ForecastStatus.DEGRADED,
                            "no member forecasts '" + info.targets().get(target) + "' at step " + step);
                }
            }
        }
    }

    /** Returns true if a member lacks a forecast of one of its own steps that the ensemble has too. */
    private boolean lacks(int member) {
        for (int step : members[member].member().info().steps()) {
            for (int target = 0; target < info.targets().size(); target++) {
                if (steps[step - 1] && Double.isNaN(forecasts[member][target * info.horizon() + step - 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Passes the reasons of a member's forecast on; members may have the same ones. */
    private void addStatus(Forecast.Builder forecast, int member, BiConsumer<ForecastStatus, String> reasons) {
        String name = names.get(member);
        try {
            Forecast its = members[member].forecast();
            if (its.status() != ForecastStatus.OK) {
                its.reasons().forEach(reason -> reasons.accept(its.status(), reason));
            }
        } catch (PredictorClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            forecast.status(
                    ForecastStatus.DEGRADED, "'" + name + "' gives points but no whole forecast: " + e.getMessage());
        }
    }

    @Override
    public final void close() {
        for (MemberSession member : members) {
            member.close();
        }
    }
}
