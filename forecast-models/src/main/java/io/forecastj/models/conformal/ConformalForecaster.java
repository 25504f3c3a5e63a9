package io.forecastj.models.conformal;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecaster that {@link Conformal} builds: calibrates on out-of-fold forecasts, then fits the member to all rows.
 */
record ConformalForecaster(
        String name,
        Forecaster member,
        ConformalSettings settings,
        @Nullable WalkForward windows) implements Forecaster {
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
        return fit(series, listener, member, () -> member.fit(series, listener));
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        List<TimeSeries> all = List.copyOf(series);
        Trainer trainer = member.prepare(all);
        Forecaster prepared = new Prepared(member, trainer);
        return (from, to, listener) ->
                fit(Trainer.cut(all, from, to), listener, prepared, () -> trainer.fit(from, to, listener));
    }

    private interface Fit {
        Predictor get();
    }

    private Predictor fit(List<TimeSeries> series, FitListener listener, Forecaster outOfFold, Fit whole) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        double[] levels = settings.memberLevels();
        WalkForward asked = windows;
        Folds folds = asked == null
                ? Folds.standard(series, horizon(), targets().size() * horizon() * (1 + levels.length))
                : Folds.of(asked, series, horizon());
        List<SeriesForecasts> forecasts =
                OutOfFold.collect(name, List.of(outOfFold), targets(), levels, series, folds, listener);
        Predictor fitted = whole.get();
        try {
            return calibrated(name, fitted, settings, series, forecasts);
        } catch (RuntimeException e) {
            fitted.close();
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

    /** The member with the preparation that all of its fits on parts of the same series share. */
    private record Prepared(Forecaster member, Trainer trainer) implements Forecaster {
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
            return member.fit(series, listener);
        }

        @Override
        public Trainer prepare(List<TimeSeries> series) {
            return trainer;
        }
    }
}
