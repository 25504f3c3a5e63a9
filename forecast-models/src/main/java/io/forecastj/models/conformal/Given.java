package io.forecastj.models.conformal;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.OutOfFold;
import java.time.Instant;
import java.util.List;

/** A predictor that is fitted already, in the part of a forecaster whose every fit gives it. */
record Given(Predictor predictor) implements Forecaster {
    /** 64 MiB: how many numbers the forecasts of the calibration series may have. */
    private static final long NUMBERS = 8L << 20;

    /** Calibrates it on later rows than it was trained on. */
    static Predictor calibrate(String name, Predictor predictor, Settings settings, List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to calibrate on, found none");
        }
        PredictorInfo info = predictor.info();
        double[] levels = settings.memberLevels();
        return ConformalForecaster.calibrated(
                name,
                predictor,
                settings,
                series,
                OutOfFold.collect(
                        name,
                        List.of(new Given(predictor)),
                        info.targets(),
                        levels,
                        series,
                        unseen(name, info, series, (long) info.targets().size() * info.horizon() * (1 + levels.length)),
                        FitListener.NONE));
    }

    /** All origins from the end of the training span on, but no more than memory is meant for. */
    private static Folds unseen(String name, PredictorInfo info, List<TimeSeries> series, long numbers) {
        long most = Math.max(1, NUMBERS / (numbers * series.size()));
        Instant from = series.get(0).time(0);
        Instant to = from;
        Instant first = Instant.MIN;
        for (TimeSeries one : series) {
            Instant start = one.time((int) Math.max(0, one.length() - 1 - most));
            first = first.isBefore(start) ? start : first;
            from = from.isBefore(one.time(0)) ? from : one.time(0);
            to = to.isAfter(one.time(one.length() - 1)) ? to : one.time(one.length() - 1);
        }
        Instant trainedTo = info.trainedTo();
        if (trainedTo != null && !trainedTo.isBefore(to)) {
            throw new InsufficientHistoryException("'" + name + "' calibrates on rows that '" + info.name()
                    + "' was not trained on: after " + trainedTo + "; the series end at " + to);
        }
        if (trainedTo != null && trainedTo.isAfter(first)) {
            first = trainedTo;
        }
        return new Folds(List.of(new Folds.Fold(from, first, first, to)));
    }

    @Override
    public String name() {
        return predictor.info().name();
    }

    @Override
    public int horizon() {
        return predictor.info().horizon();
    }

    @Override
    public List<String> targets() {
        return predictor.info().targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return new Lent(predictor);
    }

    /** Stays open when it is closed. */
    private record Lent(Predictor predictor) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return predictor.openSession(history, future);
        }

        @Override
        public PredictorInfo info() {
            return predictor.info();
        }

        @Override
        public void close() {}
    }
}
