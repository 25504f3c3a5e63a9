package io.forecastj.backtest.tuning;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Tuner}: draws the points, scores them round by round, keeps the best for the next round. */
final class Search {
    private static final int DRAWS_IN_VAIN = 1_000;

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
    private final List<Candidate> candidates;
    private final Rungs rungs;
    private final TrialEvaluator evaluator;
    private final TrialLog log;
    /** Held while the listener is called. */
    private final Object lock = new Object();

    private int done;

    Search(SearchSettings settings) {
        this.settings = settings;
        this.candidates = draw(settings.space(), settings.forecaster(), settings.trials(), settings.seed());
        int horizon = horizon(candidates);
        this.rungs = new Rungs(settings.series(), settings.windows(), horizon, settings.factor(), settings.rounds());
        this.evaluator = new TrialEvaluator(rungs, settings);
        this.log = TrialLog.open(settings.log(), settings.logHeader(horizon));
    }

    private static List<Candidate> draw(
            SearchSpace space, Function<Parameters, Forecaster> function, int trials, long seed) {
        Random random = new Random(seed);
        Set<Parameters> drawn = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (int inVain = 0; candidates.size() < trials && inVain < DRAWS_IN_VAIN; inVain++) {
            Parameters parameters = space.draw(random);
            if (drawn.add(parameters)) {
                candidates.add(candidate(candidates.size() + 1, parameters, function));
                inVain = -1;
            }
        }
        return candidates;
    }

    private static Candidate candidate(int number, Parameters parameters, Function<Parameters, Forecaster> function) {
        try {
            Forecaster forecaster = function.apply(parameters);
            return new Candidate(
                    number, parameters, Objects.requireNonNull(forecaster, "the function gave no forecaster"), "");
        } catch (RuntimeException e) {
            return new Candidate(number, parameters, null, e.toString());
        }
    }

    private static int horizon(List<Candidate> candidates) {
        Forecaster first = null;
        for (Candidate candidate : candidates) {
            Forecaster forecaster = candidate.forecaster;
            if (first == null) {
                first = forecaster;
            } else if (forecaster != null && forecaster.horizon() != first.horizon()) {
                throw new IllegalArgumentException("the forecaster of " + candidate.parameters + " has a horizon of "
                        + forecaster.horizon() + " steps, an earlier one " + first.horizon()
                        + ": scores of different horizons cannot be compared");
            }
        }
        if (first == null) {
            throw new IllegalStateException(
                    "no point of the space gave a forecaster, the first one because of " + candidates.get(0).whyNone);
        }
        return first.horizon();
    }

    TuningResult run() {
        List<Candidate> entering = candidates;
        int total = total();
        for (int rung = 0; rung < rungs.count(); rung++) {
            new Round(entering, rung, total).run();
            if (rung + 1 < rungs.count()) {
                entering = survivors(entering);
            }
        }
        return new TuningResult(
                settings.metricName(), candidates.stream().map(Candidate::trial).toList(), settings.configuration());
    }

    /** The evaluations of one round, in parallel; they are recorded and reported in the order of the trials. */
    private final class Round implements FitListener {
        private final List<Candidate> entering;
        private final int rung;
        private final int total;
        private final @Nullable Evaluation[] evaluations;
        private int reported;

        Round(List<Candidate> entering, int rung, int total) {
            this.entering = entering;
            this.rung = rung;
            this.total = total;
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
        int entering = candidates.size();
        for (int rung = 0; rung < rungs.count(); rung++) {
            sum += entering;
            entering = keep(entering);
        }
        return sum;
    }
}
