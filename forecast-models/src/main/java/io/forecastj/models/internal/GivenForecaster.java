package io.forecastj.models.internal;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;

/**
 * Forecaster that returns the same trained predictor from every fit; see {@code Predictors.asForecaster}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param predictor the predictor; its owner closes it
 */
public record GivenForecaster(Predictor predictor) implements Forecaster {
    @Override
    public String name() {
        return info().name();
    }

    @Override
    public int horizon() {
        return info().horizon();
    }

    @Override
    public List<String> targets() {
        return info().targets();
    }

    private PredictorInfo info() {
        return predictor.info();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        Instant end = series.stream()
                .filter(one -> one.length() > 0)
                .map(one -> one.time(one.length() - 1))
                .max(Instant::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("expected at least one row to fit on, found none"));
        Instant trainedTo = info().trainedTo();
        if (trainedTo != null && trainedTo.isAfter(end)) {
            throw new InsufficientHistoryException("'" + name() + "' was trained up to " + trainedTo
                    + ", after the last row that it may know, at " + end
                    + ": its forecasts would not be out of sample. Start after its training");
        }
        for (Column column : info().columns()) {
            if (column.role() != ColumnRole.STATIC) {
                series.forEach(one -> one.columnIndex(column.name()));
            }
        }
        return new PredictorView(predictor);
    }

    @Override
    public String toString() {
        return "forecaster of the given " + predictor;
    }
}
