package io.forecastj.models.ensemble;

import io.forecastj.AbstractPredictor;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.MemberSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A predictor that owns its members and closes them when it is closed. */
abstract class EnsemblePredictor extends AbstractPredictor implements ExplainedPredictor {
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
    public final Map<String, Double> gainShares() {
        double[] equal = new double[members.size()];
        Arrays.fill(equal, 1);
        return ExplainedPredictor.mix(
                members.stream().map(ExplainedPredictor::gainShares).toList(), equal);
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
