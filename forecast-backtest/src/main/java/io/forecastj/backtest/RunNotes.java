package io.forecastj.backtest;

import io.forecastj.ForecastStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Notes on a model's run that a reader of the summary must know: a training span that is not known, forecasts with a
 * status other than normal, folds that failed and origins that were skipped.
 */
final class RunNotes {
    static final String TRAINING_UNKNOWN =
            "its training span is not known, so whether its forecasts are out of sample cannot be checked";

    private RunNotes() {}

    /** Returns a line for each thing of note, none for a run without any. */
    static List<String> of(ModelForecasts run, int folds) {
        String name = run.entry().name();
        List<String> lines = new ArrayList<>();
        if (run.trainingUnknown()) {
            lines.add(trainingUnknown(run));
        }
        for (ForecastStatus status : List.of(ForecastStatus.DEGRADED, ForecastStatus.FALLBACK)) {
            long count = run.statuses().getOrDefault(status, 0L);
            if (count > 0) {
                lines.add(ReportFormat.of("%s: %,d of %,d forecasts %s", name, count, run.forecasts(), status));
            }
        }
        int fits = run.fits() + run.failedFits();
        if (run.entry().recipe() != null && fits < folds) {
            lines.add(ReportFormat.of("%s: fitted at %,d of %,d windows, by the rule", name, fits, folds));
        }
        addFailedFolds(lines, run, folds);
        if (!run.skipped().isEmpty()) {
            lines.add(name + " skipped: " + counts(run.skipped()));
        }
        return lines;
    }

    /** Returns what a reader must know of a model whose training span is not known. */
    static String trainingUnknown(ModelForecasts run) {
        return run.entry().name() + ": " + TRAINING_UNKNOWN;
    }

    /** Adds how many folds failed and why the first one did: those of too few training rows, and the others. */
    private static void addFailedFolds(List<String> lines, ModelForecasts run, int folds) {
        String name = run.entry().name();
        List<FoldFailure> few = failures(run, SkipReason.NOT_FITTED);
        if (!few.isEmpty()) {
            FoldFailure first = few.get(0);
            lines.add(ReportFormat.of(
                    "%s: %,d of %,d fits failed, the first on the rows from %s to %s: %s",
                    name, few.size(), folds, first.trainFrom(), first.trainTo(), first.message()));
        }
        List<FoldFailure> failed = failures(run, SkipReason.FAILED);
        if (!failed.isEmpty()) {
            FoldFailure first = failed.get(0);
            lines.add(ReportFormat.of(
                    "%s: %,d of %s failed, at %s, the first with the origins from %s to %s: %s",
                    name,
                    failed.size(),
                    ReportFormat.count(folds, "fold"),
                    ReportFormat.count(
                            failed.stream().mapToLong(FoldFailure::failed).sum(), "origin"),
                    first.testFrom(),
                    first.testTo(),
                    first.message()));
        }
    }

    private static List<FoldFailure> failures(ModelForecasts run, SkipReason reason) {
        return run.failures().stream()
                .filter(failure -> failure.reason() == reason)
                .toList();
    }

    static String counts(Map<SkipReason, Long> skipped) {
        return String.join(
                ", ",
                skipped.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(entry -> ReportFormat.count(entry.getValue(), "origin") + " (" + entry.getKey() + ")")
                        .toList());
    }
}
