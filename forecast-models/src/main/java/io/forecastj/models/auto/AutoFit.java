package io.forecastj.models.auto;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.ForecastException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.ensemble.Ensembles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fit of an automatic forecaster, step by step. For one thread. */
final class AutoFit {
    /** Part of the work after which the candidates are compared; the rest is the fit of the members. */
    private static final double COMPARED = 0.75;

    /** Candidates that are fitted without a comparison if possible, the first one first. */
    private static final List<String> DEPENDABLE = List.of("ets", "theta");

    private final AutoForecaster settings;
    private final List<TimeSeries> series;
    private final FitListener listener;
    private final long start = System.nanoTime();
    private final SeriesProfile profile;
    private final List<Candidate> candidates;
    private final List<ValidationWindow> windows;
    private final Trial[] trials;
    private double medianError = Double.NaN;
    private double nestedError = Double.NaN;
    private boolean late;
    private AutoReport.@Nullable Tried median;

    AutoFit(AutoForecaster settings, List<TimeSeries> series, FitListener listener) {
        this.settings = settings;
        this.series = List.copyOf(series);
        this.listener = listener;
        this.profile = SeriesProfile.of(series, settings.column(), settings.seasons());
        this.candidates = Candidates.of(settings, profile);
        this.windows = ValidationWindow.cut(
                series,
                settings.column(),
                settings.horizon(),
                profile.season(),
                settings.preset().windows());
        this.trials = new Trial[candidates.size()];
        Arrays.setAll(trials, k -> new Trial());
    }

    /** Result of a candidate in the windows. */
    private static final class Trial {
        private double @Nullable [] forecasts;
        private double error = Double.NaN;
        private long nanos;
        private String note = "not compared";
        private double weight;

        void leaveOut(String reason) {
            forecasts = null;
            error = Double.NaN;
            note = reason;
        }
    }

    Predictor run() {
        if (windows.isEmpty()) {
            return withoutComparison("no series has rows for a window");
        }
        WindowErrors errors =
                new WindowErrors(windows, settings.column(), settings.horizon(), profile.season(), profile.positive());
        if (!errors.any()) {
            return withoutComparison("no series has a change before a window and a value in it");
        }
        compare(errors);
        FitListener its = FitTasks.phase(listener, COMPARED, 1);
        while (Arrays.stream(trials).anyMatch(trial -> Double.isFinite(trial.error))) {
            try {
                return combine(errors, its);
            } catch (MemberFailure e) {
                trials[e.candidate()].leaveOut(e.reason());
                // progress never goes back
                its = FitTasks.phase(listener, 1, 1);
            }
        }
        return withoutComparison(
                late ? "the budget left no time for a comparison" : "no candidate has a forecast in a window");
    }

    /** Chooses members and weights, and fits the members to all rows. */
    private Predictor combine(WindowErrors errors, FitListener its) {
        List<double[]> forecasts = new ArrayList<>();
        for (Trial trial : trials) {
            forecasts.add(trial.forecasts == null ? errors.empty() : trial.forecasts);
        }
        MemberChoice choice = MemberChoice.of(errors, forecasts);
        WeightFit fit = new WeightFit(
                errors, choice.members().stream().map(forecasts::get).toList());
        MemberWeights all = fit.fit(choice.rule(), cell -> true);
        medianError = errors.error(fit.median(), cell -> true);
        int[] needed = all.needed();
        List<Integer> members =
                Arrays.stream(needed).mapToObj(i -> choice.members().get(i)).toList();
        for (int k = 0; k < trials.length; k++) {
            if (Double.isFinite(trials[k].error)) {
                trials[k].note = members.contains(k) ? "" : "others are better";
            }
        }
        double[] combined = MemberChoice.nested(errors, forecasts);
        nestedError = errors.error(combined, cell -> true);
        IntervalModel intervals =
                new IntervalFit(errors, combined, series, settings.column(), profile.season()).fit(profile.positive());
        return combine(choice, members, all.only(needed), intervals, its);
    }

    private void compare(WindowErrors errors) {
        double all = candidates.stream().mapToDouble(Candidate::seconds).sum();
        double done = 0;
        for (int k = 0; k < trials.length; k++) {
            String leftOut = candidates.get(k).leftOut();
            if (!leftOut.isEmpty()) {
                trials[k].note = leftOut;
                continue;
            }
            double part = all == 0 ? 1.0 / trials.length : candidates.get(k).seconds() / all;
            if (tooLong(0)) {
                late = true;
                trials[k].note = "no time left in the budget";
            } else {
                FitListener its = FitTasks.phase(listener, done * COMPARED, Math.min(1, done + part) * COMPARED);
                compare(k, errors, its);
            }
            done = Math.min(1, done + part);
        }
    }

    /** Compares one candidate, in the last window only if its other fits would exceed the budget. */
    private void compare(int k, WindowErrors errors, FitListener its) {
        Trial trial = trials[k];
        long began = System.nanoTime();
        boolean fits = true;
        try {
            double[] cells = errors.empty();
            boolean limited = settings.budget() != null;
            List<double[][]> points = new ArrayList<>();
            if (limited) {
                points.add(windows.get(0).forecasts(candidates.get(k).forecaster(), FitTasks.phase(its, 0, 0.5)));
                // the other windows, and the fit to all rows
                fits = !tooLong((System.nanoTime() - began) * windows.size());
            }
            if (fits) {
                List<FitTasks.Task<double[][]>> tasks = windows.subList(points.size(), windows.size()).stream()
                        .<FitTasks.Task<double[][]>>map(window ->
                                one -> window.forecasts(candidates.get(k).forecaster(), one))
                        .toList();
                points.addAll(FitTasks.run(tasks, limited ? FitTasks.phase(its, 0.5, 1) : its));
                for (int w = 0; w < points.size(); w++) {
                    errors.put(cells, w, points.get(w));
                }
                trial.forecasts = cells;
                trial.error = errors.error(cells, cell -> true);
                trial.note = Double.isFinite(trial.error) ? "" : "no forecast in any window";
            } else {
                late = true;
                trial.note = "its fits would exceed the budget";
            }
        } catch (ForecastException e) {
            trial.note = reason(e);
        }
        trial.nanos = System.nanoTime() - began;
    }

    /** Returns words that are never empty, since a candidate without a note is a member. */
    private static String reason(ForecastException e) {
        String message = e.getMessage();
        return message == null || message.isEmpty() ? e.getClass().getName() : message;
    }

    private boolean tooLong(long moreNanos) {
        Duration budget = settings.budget();
        return budget != null && System.nanoTime() - start + moreNanos > budget.toNanos();
    }

    private Predictor combine(
            MemberChoice choice,
            List<Integer> members,
            MemberWeights weights,
            @Nullable IntervalModel intervals,
            FitListener its) {
        List<FitTasks.Task<Predictor>> tasks = members.stream()
                .<FitTasks.Task<Predictor>>map(k -> one -> fit(k, one))
                .toList();
        double[] work = members.stream()
                .mapToDouble(k -> candidates.get(k).seconds() + 0.01)
                .toArray();
        List<Predictor> fitted = FitTasks.run(tasks, work, its);
        Map<String, double[]> byId = new HashMap<>();
        weights.series().forEach((index, own) -> byId.put(series.get(index).id(), own));
        note(members, weights);
        try {
            Predictor combined = fitted.size() == 1
                    ? fitted.get(0)
                    : Ensembles.weighted("combination", fitted, true, weights.common(), byId, series);
            return predictor(combined, intervals, choice.rule().toString(), nestedError);
        } catch (RuntimeException e) {
            fitted.forEach(Predictor::close);
            throw e;
        }
    }

    private Predictor fit(int k, FitListener its) {
        try {
            return candidates.get(k).forecaster().fit(series, its);
        } catch (ForecastException e) {
            throw new MemberFailure(k, reason(e), e);
        }
    }

    private void note(List<Integer> members, MemberWeights weights) {
        if (members.size() == 1) {
            trials[members.get(0)].weight = 1;
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            trials[members.get(i)].weight = weights.mean(i);
        }
        if (weights.common()[members.size()] == 0) {
            return;
        }
        median = new AutoReport.Tried("median", medianError, weights.mean(members.size()), Duration.ZERO, "");
    }

    /** Fits one candidate to all rows: a dependable one or, if the budget is used up, a quick one. */
    private Predictor withoutComparison(String reason) {
        List<Integer> order = new ArrayList<>();
        if (!late) {
            DEPENDABLE.forEach(name -> order.addAll(named(name)));
        }
        order.addAll(IntStream.range(0, trials.length)
                .filter(k -> !order.contains(k) && candidates.get(k).leftOut().isEmpty())
                .boxed()
                .toList());
        FitListener its = FitTasks.phase(listener, windows.isEmpty() ? 0 : COMPARED, 1);
        ForecastException first = null;
        for (int k : order) {
            try {
                Predictor only = candidates.get(k).forecaster().fit(series, its);
                trials[k].note = "";
                trials[k].weight = 1;
                return predictor(only, null, "one model, since " + reason, Double.NaN);
            } catch (ForecastException e) {
                trials[k].note = reason(e);
                first = first == null ? e : first;
                its = FitTasks.phase(listener, 1, 1);
            }
        }
        throw first == null ? new IllegalStateException("no candidate") : first;
    }

    private List<Integer> named(String name) {
        return IntStream.range(0, trials.length)
                .filter(k -> candidates.get(k).name().equals(name))
                .boxed()
                .toList();
    }

    private Predictor predictor(Predictor member, @Nullable IntervalModel intervals, String rule, double error) {
        List<AutoReport.Tried> tried = new ArrayList<>();
        for (int k = 0; k < trials.length; k++) {
            Trial trial = trials[k];
            tried.add(new AutoReport.Tried(
                    candidates.get(k).name(), trial.error, trial.weight, Duration.ofNanos(trial.nanos), trial.note));
        }
        if (median != null) {
            tried.add(median);
        }
        AutoReport report = new AutoReport(
                profile.toString(), tried, rule, windows.size(), error, Duration.ofNanos(System.nanoTime() - start));
        return new AutoPredictor(
                AutoPredictor.info(settings.name(), member, series, report),
                member,
                Floor.of(profile),
                intervals,
                report);
    }
}
