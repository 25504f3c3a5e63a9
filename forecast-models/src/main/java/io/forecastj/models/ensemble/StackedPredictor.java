package io.forecastj.models.ensemble;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import java.util.List;

/** Predictor of a stack: the trained members and the weights that were learnt once. Thread-safe. */
final class StackedPredictor extends EnsemblePredictor {
    static final String KIND = "stacked-ensemble";

    private final StackModel model;

    StackedPredictor(PredictorInfo info, List<Predictor> members, StackModel model) {
        super(info, members);
        this.model = model;
    }

    StackModel model() {
        return model;
    }

    @Override
    void identifyLearnt(StateWriter out) {
        model.identify(out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new StackedState(
                info(),
                Members.names(members()),
                open(series),
                model,
                model.factors().get(series.seriesId()));
    }

    @Override
    protected void release() {
        super.release();
        model.close();
    }
}
