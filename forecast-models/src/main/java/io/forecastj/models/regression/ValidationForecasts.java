package io.forecastj.models.regression;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Shrinkage;
import io.forecastj.models.internal.ShrinkageEstimate;
import io.forecastj.models.internal.Validation;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Forecasts the validation origins by trained models, as a session would, to estimate their shrinkage. */
final class ValidationForecasts {
    private ValidationForecasts() {}

    /**
     * Estimates the shrinkage.
     *
     * @param predictor the trained models, without a shrinkage
     * @param series the training series
     * @param splits the split of each series
     * @throws CancellationException if the listener cancels
     */
    static Shrinkage shrinkage(
            RegressionPredictor predictor,
            List<TrainingSeries> series,
            List<Validation.Split> splits,
            FitListener listener) {
        PredictorInfo info = predictor.info();
        long origins = splits.stream()
                .mapToLong(split -> split.validTo() - split.validFrom())
                .sum();
        int stride = ShrinkageEstimate.stride(origins, info.steps().size());
        ShrinkageEstimate estimate =
                new ShrinkageEstimate(info.steps(), season(predictor.plan(), series), stride, true);
        for (int i = 0; i < series.size(); i++) {
            if (listener.cancelled()) {
                throw new CancellationException("the fit of '" + info.name() + "' was cancelled");
            }
            Validation.Split split = splits.get(i);
            if (split.validFrom() < split.validTo()) {
                walk(predictor, i, series.get(i).series(), split, stride, estimate);
            }
        }
        return estimate.estimate();
    }

    /** Returns the season of the target's differences, or the usual one of the series' sampling if all share it. */
    private static int season(RegressionPlan plan, List<TrainingSeries> series) {
        int lag = plan.response().baseLag(1) + 1;
        if (lag > 1) {
            return lag;
        }
        return Sampling.season(series.stream().map(TrainingSeries::series).toList());
    }

    private static void walk(
            RegressionPredictor predictor,
            int index,
            TimeSeries series,
            Validation.Split split,
            int stride,
            ShrinkageEstimate estimate) {
        PredictorInfo info = predictor.info();
        int base = predictor.plan().response().base();
        double[] values = series.values(info.targets().get(base));
        estimate.addHistory(index, series, values, split.validFrom());
        // features with a long memory are as good as converged after a few times the rows that they need
        int from = Math.max(0, split.validFrom() - 4 * info.requiredHistory());
        List<String> known = info.columns(ColumnRole.KNOWN_FUTURE);
        TimeSeries future = known.isEmpty()
                ? TimeSeries.empty()
                : series.slice(split.validFrom() + 1, series.length()).select(known.toArray(String[]::new));
        // later origins lack known rows for all steps, or any row to compare with
        int last = series.length() - 1 - (known.isEmpty() ? 1 : info.horizon());
        double[] points = new double[info.targets().size() * info.horizon()];
        double[] ofBase = new double[info.horizon()];
        if (series.hasVintages()) {
            for (int at = split.validFrom(); at <= last; at += stride) {
                TimeSeries ahead = known.isEmpty()
                        ? TimeSeries.empty()
                        : series.slice(at + 1, series.length()).select(known.toArray(String[]::new));
                try (PredictionSession session = predictor.openSession(series.slice(from, at + 1), ahead)) {
                    session.forecastInto(points);
                }
                System.arraycopy(points, base * info.horizon(), ofBase, 0, ofBase.length);
                estimate.add(index, series.timestamp(at), values, at, ofBase);
            }
            return;
        }
        double[] row = new double[series.columns().size()];
        try (PredictionSession session = predictor.openSession(series.slice(from, split.validFrom() + 1), future)) {
            for (int at = split.validFrom(); at <= last; at++) {
                if (at > split.validFrom()) {
                    for (int c = 0; c < row.length; c++) {
                        row[c] = series.value(at, c);
                    }
                    session.append(series.timestamp(at), row);
                }
                if ((at - split.validFrom()) % stride == 0) {
                    session.forecastInto(points);
                    System.arraycopy(points, base * info.horizon(), ofBase, 0, ofBase.length);
                    estimate.add(index, series.timestamp(at), values, at, ofBase);
                }
            }
        }
    }
}
