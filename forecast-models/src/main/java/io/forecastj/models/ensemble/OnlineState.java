package io.forecastj.models.ensemble;

import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.MemberSession;
import java.util.List;

/**
 * One series in an online ensemble. Rows up to the end of the training only warm it up. Each later row scores the
 * forecasts that are due; its own forecast is issued on request, or just before the next row is taken.
 */
final class OnlineState extends EnsembleState {
    private final OnlineWeights weights;
    private final RegimeGate gate;
    private final long trainedTo;
    private boolean live;

    OnlineState(
            PredictorInfo info,
            List<String> names,
            MemberSession[] members,
            OnlineWeights weights,
            RegimeGate gate,
            long trainedTo) {
        super(info, names, members);
        this.weights = weights;
        this.gate = gate;
        this.trainedTo = trainedTo;
    }

    @Override
    void beforeRow() {
        if (live) {
            ask();
        }
    }

    @Override
    void afterRow(long time, double[] row) {
        live = time > trainedTo;
        weights.take(row);
        gate.take(time, row);
    }

    @Override
    void saveLearnt(StateWriter out) {
        out.putBoolean(live);
        weights.save(out);
        gate.save(out);
    }

    @Override
    void restoreLearnt(StateReader in) {
        live = in.getBoolean();
        weights.restore(in);
        gate.restore(in);
    }

    @Override
    void combine(double[] out) {
        weights.issue(forecasts, gate.probability(), live, out);
    }

    @Override
    void weightsInto(double[] out) {
        weights.weightsInto(forecasts, gate.probability(), out);
    }
}
