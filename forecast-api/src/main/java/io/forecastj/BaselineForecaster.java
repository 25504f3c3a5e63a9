package io.forecastj;

import java.util.List;
import java.util.concurrent.CancellationException;

/** Fits one of the four baselines. */
record BaselineForecaster(String name, String column, int horizon, int season) implements Forecaster {
    BaselineForecaster {
        RangeChecks.horizon(horizon);
        if (season > BaselinePredictor.LONGEST_SEASON) {
            throw new IllegalArgumentException(
                    "the rows of a season must be at most " + BaselinePredictor.LONGEST_SEASON + ", found " + season);
        }
    }

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to fit");
        }
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + name + "' was cancelled");
        }
        series.forEach(one -> one.columnIndex(column));
        PredictorInfo.Builder info = PredictorInfo.builder(name, horizon)
                .column(column, ColumnRole.TARGET)
                .requiredHistory(requiredHistory())
                .sufficientHistory(sufficientHistory())
                .trainedOn(series);
        if (season > 1) {
            info.parameter("season", season);
        }
        // several series have several spreads, and a history may be of any of them
        if (series.size() == 1 && series.get(0).length() > season) {
            BaselineSpread spread =
                    BaselineSpread.measure(series.get(0), column, BaselinePredictor.untrained(info.build()));
            if (spread != null) {
                spread.describe(info);
            }
        }
        return new BaselinePredictor(info.build());
    }

    private int requiredHistory() {
        return name.equals(Baselines.DRIFT) ? 3 : season + 1;
    }

    /** Returns the number of last rows that its points depend on; 0 if they depend on all. */
    private int sufficientHistory() {
        boolean all = name.equals(Baselines.DRIFT) || name.equals(Baselines.MEAN);
        return all ? 0 : requiredHistory();
    }
}
