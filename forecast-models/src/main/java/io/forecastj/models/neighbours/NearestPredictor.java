package io.forecastj.models.neighbours;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predictor that holds the rows of all training series. */
final class NearestPredictor extends AbstractPredictor {
    static final String KIND = "nearest-windows";

    /** Number of series that are compared with the training rows in one pass. */
    private static final int TOGETHER = 32;

    private final NearestSettings settings;
    private final List<MeasuredSeries> series;
    private final Map<String, Integer> byId = new HashMap<>();
    private final int mostNeighbours;

    NearestPredictor(PredictorInfo info, NearestSettings settings, List<MeasuredSeries> series) {
        super(info);
        this.settings = settings;
        this.series = List.copyOf(series);
        long windows = 0;
        for (int i = 0; i < series.size(); i++) {
            byId.putIfAbsent(series.get(i).id(), i);
            windows += series.get(i).norms().length;
        }
        this.mostNeighbours = (int) Math.min(settings.neighbours(), windows);
    }

    NearestSettings settings() {
        return settings;
    }

    List<MeasuredSeries> series() {
        return series;
    }

    /** Returns the largest number of windows that a forecast can average. */
    int mostNeighbours() {
        return mostNeighbours;
    }

    @Override
    protected void identify(StateWriter out) {
        out.putInt(series.size());
        for (MeasuredSeries one : series) {
            out.putText(one.id());
            out.putDoubles(one.values());
        }
    }

    @Override
    protected SeriesState newState(SeriesContext context) {
        return new NearestState(this, byId.getOrDefault(context.seriesId(), -1));
    }

    @Override
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        WindowSearch search = new WindowSearch(settings.lookback());
        for (int from = 0; from < states.size(); from += TOGETHER) {
            int to = Math.min(states.size(), from + TOGETHER);
            List<NearestState> begun = new ArrayList<>();
            List<double[]> points = new ArrayList<>();
            for (int i = from; i < to; i++) {
                NearestState state = (NearestState) states.get(i);
                if (state.begin(out.get(i))) {
                    begun.add(state);
                    points.add(out.get(i));
                }
            }
            search.search(series, begun.stream().map(NearestState::query).toList());
            for (int i = 0; i < begun.size(); i++) {
                begun.get(i).end(points.get(i));
            }
        }
    }
}
