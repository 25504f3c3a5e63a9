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

/** Calibrates a fitted predictor. */
final class GivenMember {
    /** Maximum of numbers in the forecasts of the calibration series: 64 MiB. */
    private static final long NUMBERS = 8L << 20;

    private GivenMember() {}

    /** Calibrates the predictor on rows after its training span; closing the result closes the predictor. */
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

    /** Returns all origins from the end of the training span on, but at most the number that fits the memory limit. */
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
        // nothing is fitted here, so this "fit" may see all rows: the predictor was trained before the first origin
        return new Folds(List.of(new Folds.Fold(from, to, first, to)));
    }
}
