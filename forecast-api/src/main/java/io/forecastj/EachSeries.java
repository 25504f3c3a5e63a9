package io.forecastj;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forecasts many series together although some of them have no forecast. For one thread. */
final class EachSeries {
    private final Predictor predictor;
    private final List<TimeSeries> histories;
    private final @Nullable List<TimeSeries> futures;
    private final SeriesOutcome[] outcomes;

    private EachSeries(Predictor predictor, List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        this.predictor = predictor;
        this.histories = histories;
        this.futures = futures;
        this.outcomes = new SeriesOutcome[histories.size()];
    }

    static List<SeriesOutcome> forecast(
            Predictor predictor, List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        EachSeries each = new EachSeries(predictor, histories, futures);
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            try {
                predictor.info().requireHistory(histories.get(i));
                fitting.add(i);
            } catch (InvalidSeriesException | InsufficientHistoryException e) {
                each.outcomes[i] = SeriesOutcome.of(histories.get(i), e);
            }
        }
        // an empty call shows whether the predictor is closed
        each.forecast(fitting);
        return List.of(each.outcomes);
    }

    /** Forecasts some series in one call; if it fails, each half of them, so that few failures cost few more calls. */
    private void forecast(List<Integer> some) {
        List<Forecast> forecasts;
        try {
            List<TimeSeries> rows = some.stream().map(histories::get).toList();
            forecasts = futures == null
                    ? predictor.predictAll(rows)
                    : predictor.predictAll(rows, some.stream().map(futures::get).toList());
        } catch (PredictorClosedException e) {
            throw e;
        } catch (ForecastException e) {
            if (some.isEmpty()) {
                throw e;
            }
            if (some.size() == 1) {
                outcomes[some.get(0)] = SeriesOutcome.of(histories.get(some.get(0)), e);
            } else {
                forecast(some.subList(0, some.size() / 2));
                forecast(some.subList(some.size() / 2, some.size()));
            }
            return;
        }
        for (int i = 0; i < some.size(); i++) {
            outcomes[some.get(i)] = SeriesOutcome.of(histories.get(some.get(i)), forecasts.get(i));
        }
    }
}
