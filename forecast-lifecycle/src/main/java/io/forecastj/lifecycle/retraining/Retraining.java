package io.forecastj.lifecycle.retraining;

import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.RetentionPlan;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredModel;
import io.forecastj.store.TrainingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The work of one retraining under its lease: compares, trains, publishes, and promotes or keeps. Not thread-safe. */
final class Retraining {
    private final RetrainSettings settings;
    private final RetrainLog log;
    private final StoredModel model;
    private final RetrainProgress progress;
    private final HeldLease lease;

    Retraining(RetrainSettings settings, RetrainLog log, StoredModel model, RetrainProgress progress, HeldLease lease) {
        this.settings = settings;
        this.log = log;
        this.model = model;
        this.progress = progress;
        this.lease = lease;
    }

    /** Returns the time of the last row that a version was trained on, or null if it is not known. */
    static @Nullable Instant trainedTo(ModelVersion version) {
        Instant trainedTo = version.info().trainedTo();
        return trainedTo != null
                ? trainedTo
                : version.data().map(TrainingData::to).orElse(null);
    }

    RetrainOutcome run(List<TimeSeries> data, RetrainDecision decision) {
        requireGoing();
        Instant end = data.stream()
                .filter(one -> one.length() > 0)
                .map(one -> one.time(one.length() - 1))
                .max(Instant::compareTo)
                .orElseThrow(() -> new InvalidSeriesException(
                        "the data for the retraining of '" + settings.model() + "' have no rows"));
        Work work = new Work(data, end, decision);
        Optional<ModelVersion> champion = model.find(settings.alias());
        return champion.isEmpty() ? first(work) : challenge(work, champion.get());
    }

    /** Throws if the lease is lost or the retraining was cancelled; no fit may report between here and the next one. */
    private void requireGoing() {
        lease.require();
        if (progress.cancelled()) {
            throw new CancellationException("the retraining was cancelled");
        }
    }

    /** The data of a retraining. */
    private record Work(List<TimeSeries> data, Instant end, RetrainDecision decision) {}

    private RetrainOutcome first(Work work) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        ComparisonWindows windows = ComparisonWindows.of(
                work.data(), settings.forecaster().horizon(), null, settings.windows(), settings.leastOrigins());
        windows.windows().ifPresent(walk -> metrics.putAll(firstMetrics(work.data(), walk)));
        List<String> reasons = new ArrayList<>(List.of("the first version"));
        if (metrics.isEmpty()) {
            reasons.add("without metrics: " + windows);
        }
        ModelVersion version = publish(work, settings.forecaster(), metrics, null, reasons);
        if (!settings.promoteFirst()) {
            reasons.add("it waits for somebody to promote it");
            return end(work, Kind.KEPT, reasons, null, version);
        }
        return promote(work, OptionalInt.empty(), version, reasons, null);
    }

    /** Returns the scores of the first model, or none if the rows before the windows are too few to fit it. */
    private Map<String, Double> firstMetrics(List<TimeSeries> data, WalkForward walk) {
        try {
            Forecaster first = new NamedForecaster(ModelComparison.CHALLENGER, settings.forecaster());
            return BacktestMetrics.of(backtest(data, walk).compare(first).run(), first.name());
        } catch (InsufficientHistoryException e) {
            return Map.of();
        }
    }

    private Backtest backtest(List<TimeSeries> data, WalkForward walk) {
        return Backtest.on(data).windows(walk).listener(progress).executor(settings.executor());
    }

    private RetrainOutcome challenge(Work work, ModelVersion champion) {
        Instant trainedTo = trainedTo(champion);
        if (trainedTo != null && !work.end().isAfter(trainedTo)) {
            return kept(
                    work,
                    "there is no new row: the data end at " + work.end() + ", the champion's training ended at "
                            + trainedTo);
        }
        try (Predictor serving = model.load(champion)) {
            Forecaster challenger = settings.recipe().challenger(serving);
            int reach = Math.max(champion.info().horizon(), challenger.horizon());
            ComparisonWindows windows =
                    ComparisonWindows.of(work.data(), reach, trainedTo, settings.windows(), settings.leastOrigins());
            if (windows.windows().isPresent()) {
                return compare(work, champion, serving, challenger, windows);
            }
            if (!settings.promoteUncompared()) {
                return kept(work, "too few new rows to compare: " + windows);
            }
            List<String> reasons = new ArrayList<>(List.of("promoted without a comparison: " + windows));
            ModelVersion version = publish(work, challenger, new TreeMap<>(), champion, reasons);
            return promote(work, OptionalInt.of(champion.number()), version, reasons, null);
        }
    }

    private RetrainOutcome compare(
            Work work, ModelVersion champion, Predictor serving, Forecaster challenger, ComparisonWindows windows) {
        String target = settings.target() != null
                ? settings.target()
                : challenger.targets().get(0);
        requireTarget(target, "challenger", challenger.targets());
        requireTarget(target, "champion", champion.info().targets());
        BacktestResult result = backtest(work.data(), windows.windows().orElseThrow())
                .compare(
                        new NamedForecaster(ModelComparison.CHAMPION, Predictors.asForecaster(serving)),
                        new NamedForecaster(ModelComparison.CHALLENGER, challenger))
                .run();
        ModelComparison comparison = ModelComparison.of(result, target, windows.overlap());
        PromotionDecision verdict = settings.rule().decide(comparison);
        recordDecision(champion, comparison, verdict);
        List<String> reasons = new ArrayList<>(verdict.reasons());
        if (!verdict.promotes() && !settings.publishKept()) {
            return end(work, Kind.KEPT, reasons, comparison, null);
        }
        SortedMap<String, Double> metrics = BacktestMetrics.of(result, ModelComparison.CHALLENGER);
        ModelVersion version = publish(work, challenger, metrics, champion, reasons);
        return verdict.promotes()
                ? promote(work, OptionalInt.of(champion.number()), version, reasons, comparison)
                : end(work, Kind.KEPT, reasons, comparison, version);
    }

    private static void requireTarget(String target, String role, List<String> targets) {
        if (!targets.contains(target)) {
            throw new IllegalArgumentException("expected a " + role + " that forecasts '" + target + "', found one of "
                    + targets + "; publish a model of other targets under another name");
        }
    }

    private void recordDecision(ModelVersion champion, ModelComparison comparison, PromotionDecision verdict) {
        StoreEvent event = log.event(RetrainHistory.DECIDED, verdict.reasons())
                .detail("decision", verdict.promotes() ? "promote" : "keep")
                .detail("champion", champion.number())
                .detail("target", comparison.target())
                .detail("error", comparison.metric())
                .detail("champion_error", comparison.championError())
                .detail("challenger_error", comparison.challengerError())
                .detail("relative_difference", comparison.relativeDifference())
                .detail("origins", comparison.origins());
        log.record(
                model,
                comparison
                        .test()
                        .map(test -> event.detail("p_value", test.pValue()).detail("p_value_better", test.pBetter()))
                        .orElse(event));
    }

    /** Fits on all rows and publishes. */
    private ModelVersion publish(
            Work work,
            Forecaster forecaster,
            SortedMap<String, Double> metrics,
            @Nullable ModelVersion parent,
            List<String> reasons) {
        try (Predictor predictor = forecaster.fit(work.data(), progress)) {
            byte[] profile = InputProfile.of(work.data(), predictor.info()).toJson();
            Publication publication = Publication.of(work.data())
                    .metrics(metrics)
                    .attach(InputProfile.ATTACHMENT, profile)
                    .note(MessageText.cut("retrained since "
                                    + String.join("; ", work.decision().reasons())) + "\n"
                            + MessageText.cut(String.join("; ", reasons)));
            if (parent != null) {
                publication = publication.parent(parent);
            }
            Publication whole = settings.publication().apply(publication, work.data());
            requireGoing();
            return model.publish(predictor, whole);
        }
    }

    private RetrainOutcome promote(
            Work work,
            OptionalInt expected,
            ModelVersion version,
            List<String> reasons,
            @Nullable ModelComparison comparison) {
        String alias = settings.alias();
        requireGoing();
        String[] why = reasons.stream().map(MessageText::cut).toArray(String[]::new);
        if (model.promoteIf(alias, expected, version.number(), why)) {
            return end(work, Kind.PROMOTED, reasons, comparison, version);
        }
        reasons.add("'" + alias + "' no longer names "
                + (expected.isPresent() ? "version " + expected.getAsInt() : "no version")
                + ", with which the new one was compared: somebody else has changed it");
        return end(work, Kind.KEPT, reasons, comparison, version);
    }

    /** Keeps the champion before anything was trained, so the rows count as not seen. */
    private RetrainOutcome kept(Work work, String reason) {
        log.record(model, log.event(RetrainHistory.KEPT, List.of(reason)));
        return new RetrainOutcome(Kind.KEPT, List.of(reason), work.decision(), null, null, null);
    }

    private RetrainOutcome end(
            Work work,
            Kind kind,
            List<String> reasons,
            @Nullable ModelComparison comparison,
            @Nullable ModelVersion version) {
        retain().ifPresent(reasons::add);
        String name = kind == Kind.PROMOTED ? RetrainHistory.PROMOTED : RetrainHistory.KEPT;
        StoreEvent event = log.event(name, reasons).detail(RetrainHistory.ROWS_TO, work.end());
        try {
            log.record(model, version == null ? event : event.version(version.number()));
        } catch (StoreException e) {
            if (kind != Kind.PROMOTED) {
                throw e;
            }
            // the promotion is done and recorded by itself, so this is no failure
            reasons.add("the end of the retraining could not be recorded: " + e.getMessage());
        }
        return new RetrainOutcome(kind, reasons, work.decision(), comparison, version, null);
    }

    /** Removes old versions; if that fails the retraining has been done all the same. */
    private Optional<String> retain() {
        if (settings.retention() == null) {
            return Optional.empty();
        }
        try {
            RetentionPlan plan = model.plan(settings.retention());
            List<Integer> removed = model.remove(plan);
            return removed.isEmpty() ? Optional.empty() : Optional.of("retention removed the versions " + removed);
        } catch (StoreException e) {
            return Optional.of("retention failed and is left to the next time: " + e.getMessage());
        }
    }
}
