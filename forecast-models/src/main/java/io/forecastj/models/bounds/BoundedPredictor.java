package io.forecastj.models.bounds;

import io.forecastj.Column;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ClassForecasts;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.ForecastCopy;
import io.forecastj.models.internal.TrainingNotes;
import java.util.List;
import java.util.Map;

/**
 * Predictor that keeps a member's forecasts within bounds; closing it closes the member. Thread-safe.
 *
 * <p>Everything else is the member's own, so that its sessions refuse the same rows and its batches stay batches.
 */
final class BoundedPredictor implements ExplainedPredictor {
    static final String KIND = "bounds";

    private final PredictorInfo info;
    private final Predictor member;
    private final Bounds bounds;

    BoundedPredictor(PredictorInfo info, Predictor member, Bounds bounds) {
        this.info = info;
        this.member = member;
        this.bounds = bounds;
    }

    static Predictor around(Predictor member, Bounds bounds) {
        ClassForecasts.refuse(member, bounds);
        return new BoundedPredictor(info(member.info(), bounds), member, bounds);
    }

    static String name(String ofMember) {
        return ofMember + "+bounds";
    }

    private static PredictorInfo info(PredictorInfo inner, Bounds bounds) {
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, inner.horizon())
                .name(name(inner.name()))
                .steps(inner.steps())
                .requiredHistory(inner.requiredHistory())
                .sufficientHistory(inner.sufficientHistory().orElse(0))
                .features(inner.featureNames(), inner.schemaHash())
                .trained(inner.trainedFrom(), inner.trainedTo())
                .sampling(inner.sampling())
                .seed(inner.seed());
        for (Column column : inner.columns()) {
            info.column(column.name(), column.role());
        }
        inner.libraries().forEach(info::library);
        TrainingNotes.copy(inner, info);
        return info.parameter("member", inner.name())
                .parameter("bounds", bounds)
                .build();
    }

    Predictor member() {
        return member;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Returns a forecast of the member as one of this predictor. */
    Forecast within(Forecast forecast) {
        Forecast.Builder copy = ForecastCopy.start(info, forecast, bounds::apply);
        ForecastCopy.addReasons(copy, forecast);
        return copy.build();
    }

    @Override
    public Map<String, Double> gainShares() {
        return ExplainedPredictor.gainShares(member);
    }

    @Override
    public PredictorInfo info() {
        return info;
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return new BoundedSession(this, member.openSession(history, future));
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return member.predictAll(histories).stream().map(this::within).toList();
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        return member.predictAll(histories, futures).stream().map(this::within).toList();
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return Snapshots.read(this, snapshot, in -> new BoundedSession(this, member.restore(in.getBytes())));
    }

    @Override
    public String modelHash() {
        return Snapshots.modelHash(info, out -> out.putText(member.modelHash()));
    }

    @Override
    public void close() {
        member.close();
    }

    @Override
    public String toString() {
        return member + ", bounds: " + bounds;
    }
}
