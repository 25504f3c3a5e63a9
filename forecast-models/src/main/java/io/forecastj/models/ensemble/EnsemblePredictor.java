package io.forecastj.models.ensemble;

import io.forecastj.AbstractPredictor;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import java.util.List;

/** A predictor that owns its members and closes them when it is closed. */
abstract class EnsemblePredictor extends AbstractPredictor {
    private final List<Predictor> members;

    EnsemblePredictor(PredictorInfo info, List<Predictor> members) {
        super(info);
        this.members = List.copyOf(members);
    }

    final List<Predictor> members() {
        return members;
    }

    final MemberSession[] open(SeriesContext series) {
        return members.stream()
                .map(member -> new MemberSession(member, info(), series))
                .toArray(MemberSession[]::new);
    }

    @Override
    protected final void identify(StateWriter out) {
        out.putInt(members.size());
        members.forEach(member -> out.putText(member.modelHash()));
        identifyLearnt(out);
    }

    /** Writes all that the combination has learnt. */
    abstract void identifyLearnt(StateWriter out);

    @Override
    protected void release() {
        members.forEach(Predictor::close);
    }
}
