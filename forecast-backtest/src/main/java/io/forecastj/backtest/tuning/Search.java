package io.forecastj.backtest.tuning;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Tuner}: draws the points, scores them round by round, keeps the best for the next round. */
final class Search {
    /** A point of the search; its forecaster is null if the function failed to make one. */
    private static final class Candidate {
        final int number;
        final Parameters parameters;
        final @Nullable Forecaster forecaster;
        final String whyNone;
        final List<Evaluation> evaluations = new ArrayList<>();

        Candidate(int number, Parameters parameters, @Nullable Forecaster forecaster, String whyNone) {
            this.number = number;
            this.parameters = parameters;
            this.forecaster = forecaster;
            this.whyNone = whyNone;
        }

        Evaluation last() {
            return evaluations.get(evaluations.size() - 1);
        }

        Trial trial() {
            return new Trial(number, parameters, evaluations);
        }
    }

    private final SearchSettings settings;
    private final SearchPoints points;
    private final List<Candidate> candidates = new ArrayList<>();
    private final int horizon;
    private final Rungs rungs;
    private final TrialEvaluator evaluator;
    private final TrialLog log;
    private final int total;
    /** Held while the listener is called. */
    private final Object lock = new Object();

    private int done;

    Search(SearchSettings settings) {
        this.settings = settings;
        this.points = new SearchPoints(settings.space(), settings.seed());
        this.horizon = start();
        this.rungs = new Rungs(settings.series(), settings.windows(), horizon, settings.factor(), settings.rounds());
        this.evaluator = new TrialEvaluator(rungs, settings);
        this.log = TrialLog.open(settings.log(), settings.logHeader(horizon));
        this.total = total();
    }

    /** Draws the points that are drawn at random, and more until one gives a forecaster; returns its horizon. */
    private int start() {
        TpeSettings tpe = settings.tpe();
        int count = tpe == null ? settings.trials() : tpe.start();
        Forecaster first = null;
        while (candidates.size() < settings.trials() && (candidates.size() < count || first == null)) {
            Parameters point = points.random();
            if (point == null) {
                break;
            }
            Candidate candidate = candidate(point);
            candidates.add(candidate);
            if (first == null) {
                first = candidate.forecaster;
            } else {
                requireHorizon(candidate, first.horizon());
            }
        }
        if (first == null) {
            throw new IllegalStateException(
                    "no point of the space gave a forecaster, the first one because of " + candidates.get(0).whyNone);
        }
        return first.horizon();
    }

    private Candidate candidate(Parameters point) {
        int number = candidates.size() + 1;
        try {
            Forecaster forecaster = settings.forecaster().apply(point);
            return new Candidate(
                    number, point, Objects.requireNonNull(forecaster, "the function gave no forecaster"), "");
        } catch (RuntimeException e) {
            return new Candidate(number, point, null, e.toString());
        }
    }

    private static void requireHorizon(Candidate candidate, int horizon) {
        Forecaster forecaster = candidate.forecaster;
        if (forecaster != null && forecaster.horizon() != horizon) {
            throw new IllegalArgumentException("the forecaster of " + candidate.parameters + " has a horizon of "
                    + forecaster.horizon() + " steps, an earlier one " + horizon
                    + ": scores of different horizons cannot be compared");
        }
    }

    TuningResult run() {
        new Round(candidates, 0).run();
        for (List<Candidate> batch = propose(); !batch.isEmpty(); batch = propose()) {
            new Round(batch, 0).run();
        }
        List<Candidate> entering = candidates;
        for (int rung = 1; rung < rungs.count(); rung++) {
            entering = survivors(entering);
            new Round(entering, rung).run();
        }
        return new TuningResult(
                settings.metricName(), candidates.stream().map(Candidate::trial).toList(), settings.configuration());
    }

    /** Draws the next batch by the scores of all trials in the first round; empty if there is none. */
    private List<Candidate> propose() {
        int from = candidates.size();
        TpeSettings tpe = settings.tpe();
        if (tpe != null) {
            List<Evaluation> scored = candidates.stream().map(Candidate::last).toList();
            while (candidates.size() < Math.min(settings.trials(), (long) from + tpe.batch())) {
                Parameters point = points.proposed(scored);
                if (point == null) {
                    break;
                }
                Candidate candidate = candidate(point);
                requireHorizon(candidate, horizon);
                candidates.add(candidate);
            }
        }
        return List.copyOf(candidates.subList(from, candidates.size()));
    }

    /** The evaluations of one round, in parallel; they are recorded and reported in the order of the trials. */
    private final class Round implements FitListener {
        private final List<Candidate> entering;
        private final int rung;
        private final @Nullable Evaluation[] evaluations;
        private int reported;

        Round(List<Candidate> entering, int rung) {
            this.entering = entering;
            this.rung = rung;
            this.evaluations = new Evaluation[entering.size()];
        }

        void run() {
            List<FitTasks.Task<Evaluation>> tasks = new ArrayList<>();
            for (int i = 0; i < entering.size(); i++) {
                int trial = i;
                tasks.add(its -> {
                    Evaluation evaluation = evaluate(entering.get(trial), its);
                    record(trial, evaluation);
                    return evaluation;
                });
            }
            CancellationException cancelled = null;
            try {
                FitTasks.run(tasks, this);
            } catch (CancellationException e) {
                cancelled = e;
            }
            if (reported < entering.size()) {
                CancellationException thrown = new CancellationException(
                        "the search was cancelled after " + done + " of " + total + " evaluations");
                thrown.initCause(cancelled);
                throw thrown;
            }
        }

        private Evaluation evaluate(Candidate candidate, FitListener its) {
            if (its.cancelled()) {
                throw new CancellationException();
            }
            Evaluation evaluation = log.find(candidate.number, rung, candidate.parameters);
            if (evaluation == null) {
                evaluation = evaluator.evaluate(candidate.forecaster, candidate.whyNone, rung, its);
                log.add(candidate.number, candidate.parameters, evaluation);
            }
            return evaluation;
        }

        private void record(int trial, Evaluation evaluation) {
            synchronized (lock) {
                evaluations[trial] = evaluation;
                while (reported < evaluations.length
                        && evaluations[reported] != null
                        && !settings.listener().cancelled()) {
                    Candidate candidate = entering.get(reported);
                    candidate.evaluations.add(Objects.requireNonNull(evaluations[reported]));
                    reported++;
                    done++;
                    settings.listener().onProgress(new TuningProgress(candidate.trial(), done, total));
                }
            }
        }

        @Override
        public void onProgress(FitProgress progress) {
            // a search reports evaluations, not the parts of their fits
        }

        @Override
        public boolean cancelled() {
            synchronized (lock) {
                return settings.listener().cancelled();
            }
        }

        @Override
        public Executor executor() {
            return settings.executor();
        }
    }

    /** The best trials of a round, in the order of their numbers. */
    private List<Candidate> survivors(List<Candidate> entering) {
        return entering.stream()
                .filter(candidate -> !candidate.last().failed())
                .sorted(Comparator.comparing(Candidate::last, TuningResult.BY_SCORE)
                        .thenComparing(candidate -> candidate.number))
                .limit(keep(entering.size()))
                .sorted(Comparator.comparing(candidate -> candidate.number))
                .toList();
    }

    private int keep(int entering) {
        return (entering + settings.factor() - 1) / settings.factor();
    }

    private int total() {
        int sum = 0;
        int entering = settings.tpe() == null
                ? candidates.size()
                : (int) Math.min(settings.trials(), settings.space().size());
        for (int rung = 0; rung < rungs.count(); rung++) {
            sum += entering;
            entering = keep(entering);
        }
        return sum;
    }
}
