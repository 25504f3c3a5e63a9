package io.forecastj.models.ensemble;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series in a vote. The members forecast when a whole forecast is asked for, since classes have no points. */
final class VoteState implements SeriesState {
    private final PredictorInfo info;
    private final List<String> names;
    private final MemberSession[] members;
    private final VoteModel model;

    VoteState(PredictorInfo info, List<String> names, MemberSession[] members, VoteModel model) {
        this.info = info;
        this.names = names;
        this.members = members;
        this.model = model;
    }

    @Override
    public void update(long time, double[] row) {
        for (MemberSession member : members) {
            member.update(time, row);
        }
    }

    @Override
    public void forecastInto(double[] out) {
        Arrays.fill(out, Double.NaN);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        @Nullable Forecast[] votes = new Forecast[members.length];
        List<String> absent = new ArrayList<>();
        List<String> classes = model.classes();
        boolean answered = false;
        for (int k = 0; k < members.length; k++) {
            String reason = "";
            Forecast its = null;
            try {
                its = members[k].ready() ? members[k].forecast() : null;
                reason = its == null ? members[k].reason() : "";
            } catch (PredictorClosedException e) {
                throw e;
            } catch (RuntimeException e) {
                reason = "it failed: " + e.getMessage();
            }
            if (its != null && !fits(its.classes(), classes)) {
                reason = its.classes().isEmpty()
                        ? "it forecasts values, not classes"
                        : "it forecasts the classes " + its.classes() + ", not " + classes;
                its = null;
            }
            if (its == null) {
                absent.add("without '" + names.get(k) + "': " + reason);
            } else {
                classes = classes.isEmpty() ? its.classes() : classes;
                answered = true;
                votes[k] = its;
                passStatus(forecast, its, names.get(k));
            }
        }
        if (!answered) {
            throw new ForecastException("no member of '" + info.name() + "' forecasts " + info.targets() + ": "
                    + String.join("; ", absent));
        }
        absent.forEach(reason -> forecast.status(ForecastStatus.DEGRADED, reason));
        combine(forecast, votes, classes);
    }

    /** Returns whether classes are those that others vote on, in any order; any classes are, if none are known yet. */
    private static boolean fits(List<String> its, List<String> known) {
        return !its.isEmpty()
                && (known.isEmpty() || its.size() == known.size() && new HashSet<>(its).equals(new HashSet<>(known)));
    }

    private void combine(Forecast.Builder forecast, @Nullable Forecast[] votes, List<String> classes) {
        double[][] combined = new double[info.horizon()][classes.size()];
        for (int step : info.steps()) {
            double[][] members = new double[votes.length][];
            for (int k = 0; k < votes.length; k++) {
                members[k] = probabilities(votes[k], step, classes);
            }
            combined[step - 1] = model.combine(step, members, classes.size());
            if (Double.isNaN(combined[step - 1][0])) {
                throw new ForecastException("no member of '" + info.name() + "' that has a weight forecasts step "
                        + step + " of " + info.targets());
            }
        }
        forecast.probabilities(classes, combined);
    }

    private static double[] probabilities(@Nullable Forecast vote, int step, List<String> classes) {
        if (vote == null || !vote.steps().contains(step)) {
            return new double[0];
        }
        Map<String, Double> byClass = vote.probabilities(step);
        return classes.stream()
                .mapToDouble(name -> byClass.getOrDefault(name, 0.0))
                .toArray();
    }

    private static void passStatus(Forecast.Builder forecast, Forecast its, String name) {
        if (its.status() != ForecastStatus.OK) {
            its.reasons().forEach(reason -> forecast.status(its.status(), "'" + name + "': " + reason));
        }
    }

    @Override
    public void save(StateWriter out) {
        for (MemberSession member : members) {
            member.save(out);
        }
    }

    @Override
    public void restore(StateReader in) {
        for (MemberSession member : members) {
            member.restore(in);
        }
    }

    @Override
    public void close() {
        for (MemberSession member : members) {
            member.close();
        }
    }
}
