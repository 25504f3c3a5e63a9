package io.forecastj.models.ensemble;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ClassForecasts;
import java.util.List;

/** Predictor of a vote: the trained members and their weights. Thread-safe. */
final class VotePredictor extends EnsemblePredictor implements ClassForecasts {
    static final String KIND = "voting-ensemble";

    private final VoteModel model;

    VotePredictor(PredictorInfo info, List<Predictor> members, VoteModel model) {
        super(info, members);
        this.model = model;
    }

    VoteModel model() {
        return model;
    }

    @Override
    public boolean classes() {
        return true;
    }

    @Override
    void identifyLearnt(StateWriter out) {
        model.identify(out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new VoteState(info(), Members.names(members()), open(series), model);
    }
}
