package io.forecastj.models.conformal;

import io.forecastj.AbstractPredictor;
import io.forecastj.Column;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.TrainingNotes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A member with the calibration of its errors; closing it closes the member. */
final class ConformalPredictor extends AbstractPredictor implements ExplainedPredictor {
    static final String KIND = "conformal";

    private final Predictor member;
    private final ConformalSettings settings;
    private final Calibration calibration;
    private final int[] steps;
    private final long trainedTo;

    ConformalPredictor(PredictorInfo info, Predictor member, ConformalSettings settings, Calibration calibration) {
        super(info);
        this.member = member;
        this.settings = settings;
        this.calibration = calibration;
        this.steps = info.steps().stream().mapToInt(Integer::intValue).toArray();
        Instant to = info.trainedTo();
        this.trainedTo = to == null ? Long.MIN_VALUE : to.toEpochMilli();
    }

    /**
     * Describes a wrapped member.
     *
     * @param name the short name
     * @param series the series of the calibration
     */
    static PredictorInfo info(String name, Predictor member, ConformalSettings settings, List<TimeSeries> series) {
        PredictorInfo inner = member.info();
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, inner.horizon())
                .name(name)
                .steps(inner.steps())
                .requiredHistory(inner.requiredHistory())
                .sufficientHistory(inner.sufficientHistory().orElse(0))
                .features(inner.featureNames(), inner.schemaHash())
                .trained(inner.trainedFrom(), inner.trainedTo())
                .trainedOn(series)
                .seed(inner.seed());
        for (Column column : inner.columns()) {
            info.column(column.name(), column.role());
        }
        inner.libraries().forEach(info::library);
        TrainingNotes.copy(inner, info);
        return info.parameter("member", inner.name())
                .parameter("coverages", settings.coverages())
                .parameter("adaptation", settings.adaptation())
                .parameter("scores", settings.fromQuantiles() ? "of the member's quantiles" : "of the points")
                .parameter("sides", settings.asymmetric() ? "each of its own" : "alike")
                .parameter("volatility rows", settings.volatilityRows())
                .parameter("window", settings.window())
                .build();
    }

    Predictor member() {
        return member;
    }

    ConformalSettings settings() {
        return settings;
    }

    Calibration calibration() {
        return calibration;
    }

    @Override
    public Map<String, Double> gainShares() {
        return ExplainedPredictor.gainShares(member);
    }

    @Override
    protected void identify(StateWriter out) {
        out.putText(member.modelHash());
        out.putText(settings.toString());
        calibration.identify(out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        SeriesIntervals intervals = new SeriesIntervals(
                settings, steps, calibration.profiles(), calibration.start(series.seriesId()), settings.adaptive());
        return new ConformalState(settings, info(), new MemberSession(member, info(), series), intervals, trainedTo);
    }

    @Override
    protected void release() {
        member.close();
    }
}
