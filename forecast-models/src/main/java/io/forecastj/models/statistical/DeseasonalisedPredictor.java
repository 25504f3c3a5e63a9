package io.forecastj.models.statistical;

import io.forecastj.AbstractPredictor;
import io.forecastj.Column;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.MemberSession;
import io.forecastj.models.internal.SeriesIds;
import io.forecastj.models.internal.TrainingNotes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A member with the seasonal patterns of its training series; closing it closes the member. Thread-safe. */
final class DeseasonalisedPredictor extends AbstractPredictor {
    static final String KIND = "deseasonalised";

    private final Predictor member;
    private final SeasonalSettings settings;
    private final UnseenSeries unseen;
    private final Map<String, SeasonalPattern> patterns;

    /**
     * Creates a predictor.
     *
     * @param patterns the patterns by series id, not copied
     */
    DeseasonalisedPredictor(
            PredictorInfo info,
            Predictor member,
            SeasonalSettings settings,
            UnseenSeries unseen,
            Map<String, SeasonalPattern> patterns) {
        super(info);
        this.member = member;
        this.settings = settings;
        this.unseen = unseen;
        this.patterns = patterns;
    }

    static PredictorInfo info(
            String name,
            Predictor member,
            SeasonalSettings settings,
            UnseenSeries unseen,
            List<TimeSeries> series,
            Map<String, SeasonalPattern> patterns) {
        PredictorInfo inner = member.info();
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, inner.horizon())
                .name(name)
                .steps(inner.steps())
                .requiredHistory(inner.requiredHistory())
                .sufficientHistory(sufficientHistory(inner, unseen))
                .features(inner.featureNames(), inner.schemaHash())
                .trained(inner.trainedFrom(), inner.trainedTo())
                .trainedOn(series)
                .seed(inner.seed());
        for (Column column : inner.columns()) {
            info.column(column.name(), column.role());
        }
        inner.libraries().forEach(info::library);
        TrainingNotes.copy(inner, info);
        int[] seasons = settings.seasons();
        info.parameter("member", inner.name())
                .parameter("seasons", Arrays.toString(seasons))
                .parameter("decomposition", (seasons.length > 1 ? "MSTL" : "STL") + ", " + settings.form())
                .parameter("unseen series", unseen == UnseenSeries.ESTIMATE ? "estimated" : "refused");
        List<String> without = patterns.entrySet().stream()
                .filter(one -> one.getValue().parts().length < seasons.length)
                .map(Map.Entry::getKey)
                .toList();
        if (!without.isEmpty()) {
            info.parameter(
                    "series too short for a season",
                    without.size() + " of " + series.size() + ": " + SeriesIds.first(without));
        }
        return info.build();
    }

    /** Returns the member's number; 0, unknown, if a season may be estimated from all rows. */
    private static int sufficientHistory(PredictorInfo inner, UnseenSeries unseen) {
        return unseen == UnseenSeries.REFUSE ? inner.sufficientHistory().orElse(0) : 0;
    }

    Predictor member() {
        return member;
    }

    SeasonalSettings settings() {
        return settings;
    }

    UnseenSeries unseen() {
        return unseen;
    }

    /** Returns the patterns by series id, in the order of training; the map must not be changed. */
    Map<String, SeasonalPattern> patterns() {
        return patterns;
    }

    @Override
    protected void identify(StateWriter out) {
        out.putText(member.modelHash());
        out.putBoolean(settings.multiplicative());
        out.putText(Arrays.toString(settings.seasons()));
        out.putText(unseen.name());
        out.putInt(patterns.size());
        patterns.forEach((id, pattern) -> {
            out.putText(id);
            out.putLong(pattern.anchor());
            out.putText(pattern.sampling().toString());
            out.putInt(pattern.parts().length);
            for (double[] part : pattern.parts()) {
                out.putDoubles(part);
            }
        });
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        SeasonalPattern pattern = patterns.get(series.seriesId());
        if (pattern != null) {
            return new SeasonalState(info(), settings, pattern, new MemberSession(member, info(), series));
        }
        if (unseen == UnseenSeries.REFUSE) {
            throw new InvalidSeriesException("'" + info().name() + "' has no season of the series '"
                    + series.seriesId() + "', and was built to refuse series that training did not see; fit it again"
                    + " with this one, or build it with UnseenSeries.ESTIMATE");
        }
        return new UnseenSeasonState(info(), settings, member, series);
    }

    @Override
    protected void release() {
        member.close();
    }
}
