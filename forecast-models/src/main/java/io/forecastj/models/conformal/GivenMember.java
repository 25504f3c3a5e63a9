package io.forecastj.models.conformal;

import io.forecastj.FitListener;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.GivenForecaster;
import io.forecastj.models.internal.OutOfFold;
import java.time.Instant;
import java.util.List;

/** Calibrates a predictor that is fitted already. */
final class GivenMember {
    /** 64 MiB: how many numbers the forecasts of the calibration series may have. */
    private static final long NUMBERS = 8L << 20;

    private GivenMember() {}

    /** Calibrates it on later rows than it was trained on; the result closes it. */
    static Predictor calibrate(String name, Predictor predictor, ConformalSettings settings, List<TimeSeries> series) {
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
                        List.of(new GivenForecaster(predictor)),
                        info.targets(),
                        levels,
                        series,
                        unseen(name, info, series, (long) info.targets().size() * info.horizon() * (1 + levels.length)),
                        FitListener.NONE));
    }

    /** All origins from the end of the training span on, but no more than memory is meant for. */
    private static Folds unseen(String name, PredictorInfo info, List<TimeSeries> series, long numbers) {
        long most = Math.max(1, NUMBERS / (numbers * series.size()));
        for (TimeSeries one : series) {
            if (one.length() == 0) {
                throw new IllegalArgumentException("'" + name + "' cannot calibrate on " + one + ": it has no row");
            }
        }
        Instant from =
                series.stream().map(one -> one.time(0)).min(Instant::compareTo).orElseThrow();
        Instant to = series.stream()
                .map(one -> one.time(one.length() - 1))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant first = series.stream()
                .filter(one -> one.length() - 1 > most)
                .map(one -> one.time((int) (one.length() - 1 - most)))
                .max(Instant::compareTo)
                .orElse(from);
        Instant trainedTo = info.trainedTo();
        if (trainedTo != null && !trainedTo.isBefore(to)) {
            throw new InsufficientHistoryException("'" + name + "' calibrates on rows that '" + info.name()
                    + "' was not trained on: after " + trainedTo + "; the series end at " + to);
        }
        if (trainedTo != null && trainedTo.isAfter(first)) {
            first = trainedTo;
        }
        // nothing is fitted here, so the fit may be shown all rows: what it gives was trained before the first origin
        return new Folds(List.of(new Folds.Fold(from, to, first, to)));
    }
}
