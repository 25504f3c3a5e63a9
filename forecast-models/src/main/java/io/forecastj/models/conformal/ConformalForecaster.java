package io.forecastj.models.conformal;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.OutOfFoldFit;
import io.forecastj.models.internal.OutOfFoldTrainer;
import io.forecastj.models.internal.SeriesForecasts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecaster that {@link Conformal} builds: calibrates on out-of-fold forecasts, then fits the member to all rows.
 */
record ConformalForecaster(
        String name,
        Forecaster member,
        ConformalSettings settings,
        @Nullable WalkForward windows) implements Forecaster {
    /** The part of the work that fits and forecasts of the member take; what remains is little. */
    private static final double MEMBER_PART = 0.98;

    @Override
    public int horizon() {
        return member.horizon();
    }

    @Override
    public List<String> targets() {
        return member.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        requireAny(series);
        ConformalTrainer trainer = new ConformalTrainer(this, member.prepare(series), series);
        return fit(series, new Prepared(member, trainer.member(), null), trainer.folds(), trainer.windows(), listener)
                .predictor();
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        List<TimeSeries> all = List.copyOf(series);
        return new ConformalTrainer(this, member.prepare(all), all);
    }

    private void requireAny(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
    }

    /** Returns true if the trainer of the member gives the out-of-fold forecasts of its own fit. */
    private boolean replays(Trainer trainer) {
        return !settings.fromQuantiles()
                && trainer instanceof OutOfFoldTrainer own
                && (windows == null || own.allows(windows));
    }

    private OutOfFoldFit fit(
            List<TimeSeries> series, Forecaster points, Folds folds, @Nullable WalkForward used, FitListener listener) {
        OutOfFold.Fitted fitted = OutOfFold.fit(
                name,
                List.of(points),
                targets(),
                settings.memberLevels(),
                series,
                folds,
                used,
                FitTasks.phase(listener, 0, MEMBER_PART));
        Predictor predictor = fitted.predictors().get(0);
        try {
            Predictor calibrated = calibrated(name, predictor, settings, series, fitted.forecasts());
            listener.onProgress(new FitProgress(name, "calibration", 1, 1, Map.of()));
            return new OutOfFoldFit(calibrated, fitted.forecasts());
        } catch (RuntimeException | Error e) {
            predictor.close();
            throw e;
        }
    }

    static Predictor calibrated(
            String name,
            Predictor fitted,
            ConformalSettings settings,
            List<TimeSeries> series,
            List<SeriesForecasts> forecasts) {
        PredictorInfo info = ConformalPredictor.info(name, fitted, settings, series);
        int[] steps = info.steps().stream().mapToInt(Integer::intValue).toArray();
        Calibration calibration =
                Calibrator.calibrate(name, settings, steps, info.targets().size(), forecasts);
        return new ConformalPredictor(info, fitted, settings, calibration);
    }

    /** The trainer on some series; a preparation of the member is shared by all fits. */
    private record ConformalTrainer(ConformalForecaster recipe, Trainer member, List<TimeSeries> series)
            implements OutOfFoldTrainer {
        @Override
        public @Nullable WalkForward windows() {
            return recipe.windows == null && recipe.replays(member)
                    ? ((OutOfFoldTrainer) member).windows()
                    : recipe.windows;
        }

        @Override
        public Folds folds() {
            if (recipe.windows == null && recipe.replays(member)) {
                return ((OutOfFoldTrainer) member).folds();
            }
            int numbers = recipe.targets().size() * recipe.horizon() * (1 + recipe.settings.memberLevels().length);
            return recipe.windows == null
                    ? Folds.standard(series, recipe.horizon(), numbers)
                    : Folds.of(recipe.windows, series, recipe.horizon());
        }

        @Override
        public Predictor fit(Instant from, Instant to, FitListener listener) {
            List<TimeSeries> cut = Trainer.cut(series, from, to);
            if (recipe.replays(member)) {
                return recipe.fit(cut, listener);
            }
            recipe.requireAny(cut);
            Folds folds = new ConformalTrainer(recipe, member, cut).folds();
            return recipe.fit(cut, new Prepared(recipe.member, member, new Span(from, to)), folds, windows(), listener)
                    .predictor();
        }

        @Override
        public OutOfFoldFit fitAll(Folds folds, FitListener listener) {
            recipe.requireAny(series);
            return recipe.fit(series, new Prepared(recipe.member, member, null), folds, windows(), listener);
        }
    }

    private record Span(Instant from, Instant to) {}

    /**
     * The member with the preparation that all of its fits on parts of the same series share.
     *
     * @param span the part that a fit to all rows uses, null for the whole of the series
     */
    private record Prepared(
            Forecaster member, Trainer trainer, @Nullable Span span) implements Forecaster {
        @Override
        public String name() {
            return member.name();
        }

        @Override
        public int horizon() {
            return member.horizon();
        }

        @Override
        public List<String> targets() {
            return member.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            return span == null ? member.fit(series, listener) : trainer.fit(span.from(), span.to(), listener);
        }

        @Override
        public Trainer prepare(List<TimeSeries> series) {
            return trainer;
        }
    }
}
