package io.forecastj.models.ensemble;

import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Predictor of an online ensemble: the trained members and the learnt weights. Thread-safe. */
final class OnlinePredictor extends EnsemblePredictor {
    static final String KIND = "online-ensemble";

    private final OnlineModel model;
    private final long trainedTo;

    OnlinePredictor(PredictorInfo info, List<Predictor> members, OnlineModel model) {
        super(info, members);
        this.model = model;
        Instant end = info.trainedTo();
        this.trainedTo = Objects.requireNonNull(end, "an online ensemble needs the end of its training")
                .toEpochMilli();
    }

    OnlineModel model() {
        return model;
    }

    @Override
    void identifyLearnt(StateWriter out) {
        model.identify(out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        WeightRule rule = WeightRule.of(model.combination(), members().size());
        OnlineWeights weights = new OnlineWeights(
                rule, info().targets().size(), info().horizon(), model.regimes(), model.state(series.seriesId()));
        RegimeGate gate = new RegimeGate(model.regime(), info().rowColumns());
        return new OnlineState(info(), Members.names(members()), open(series), weights, gate, trainedTo);
    }
}
