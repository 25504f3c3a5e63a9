package io.forecastj.models.auto;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combination of the chosen members, with bounds and pooled intervals; closing it closes the members. Thread-safe. */
final class AutoPredictor extends AbstractPredictor implements ExplainedPredictor {
    static final String KIND = "auto";

    private final Predictor member;
    private final Floor floor;
    private final @Nullable IntervalModel intervals;
    private final AutoReport report;

    AutoPredictor(
            PredictorInfo info, Predictor member, Floor floor, @Nullable IntervalModel intervals, AutoReport report) {
        super(info);
        this.member = member;
        this.floor = floor;
        this.intervals = intervals;
        this.report = report;
    }

    /** Describes the predictor around a member; nothing in it depends on the time that a fit takes. */
    static PredictorInfo info(String name, Predictor member, List<TimeSeries> series, AutoReport report) {
        PredictorInfo inner = member.info();
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, inner.horizon())
                .name(name)
                .requiredHistory(inner.requiredHistory())
                .sufficientHistory(0)
                .trainedOn(series);
        for (Column column : inner.columns()) {
            info.column(column.name(), column.role());
        }
        inner.libraries().forEach(info::library);
        TrainingNotes.copy(inner, info);
        return info.parameter("data", report.data())
                .parameter("members", report.usedText())
                .parameter("combination", report.combination())
                .parameter("windows", report.windows())
                .build();
    }

    Predictor member() {
        return member;
    }

    Floor floor() {
        return floor;
    }

    @Nullable
    IntervalModel intervals() {
        return intervals;
    }

    AutoReport report() {
        return report;
    }

    @Override
    public Map<String, Double> gainShares() {
        return ExplainedPredictor.gainShares(member);
    }

    @Override
    protected void identify(StateWriter out) {
        out.putText(member.modelHash());
        out.putText(floor.name());
        out.putBoolean(intervals != null);
        if (intervals != null) {
            intervals.identify(out);
        }
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new AutoState(info(), new MemberSession(member, info(), series), floor, intervals, series.seriesId());
    }

    @Override
    protected void release() {
        member.close();
    }
}
