package io.forecastj.models.fallback;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.TrainingNotes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a predictor with fallbacks: targets and steps of the primary, columns of all members. */
final class Description {
    private Description() {}

    static PredictorInfo of(List<Predictor> predictors, FallbackSettings settings) {
        List<PredictorInfo> members = predictors.stream().map(Predictor::info).toList();
        PredictorInfo primary = members.get(0);
        members.forEach(member -> requireSame(primary, member));
        PredictorInfo.Builder info = PredictorInfo.builder(FallbackPredictor.KIND, primary.horizon())
                .name(members.stream().map(PredictorInfo::name).collect(Collectors.joining(" or ")))
                .steps(primary.steps())
                .requiredHistory(
                        settings.answerShortHistories()
                                ? members.stream()
                                        .mapToInt(PredictorInfo::requiredHistory)
                                        .min()
                                        .orElseThrow()
                                : primary.requiredHistory())
                .trained(
                        bound(members, PredictorInfo::trainedFrom, (a, b) -> a.isBefore(b) ? a : b),
                        bound(members, PredictorInfo::trainedTo, (a, b) -> a.isAfter(b) ? a : b))
                .sampling(primary.sampling());
        columns(members).forEach(column -> info.column(column.name(), column.role()));
        for (int i = members.size() - 1; i >= 0; i--) {
            TrainingNotes.copy(members.get(i), info); // those of an earlier member replace others
        }
        settings.describe(info);
        return info.build();
    }

    private static void requireSame(PredictorInfo primary, PredictorInfo member) {
        if (!member.targets().equals(primary.targets()) || !member.steps().equals(primary.steps())) {
            throw new IllegalArgumentException(
                    "'" + member.name() + "' forecasts the steps " + MessageText.list(member.steps()) + " of "
                            + MessageText.list(member.targets()) + " and cannot replace '" + primary.name()
                            + "', which forecasts the steps " + MessageText.list(primary.steps()) + " of "
                            + MessageText.list(primary.targets()));
        }
    }

    private static @Nullable Instant bound(
            List<PredictorInfo> members, Function<PredictorInfo, @Nullable Instant> time, BinaryOperator<Instant> of) {
        Instant bound = null;
        for (PredictorInfo member : members) {
            Instant one = time.apply(member);
            bound = bound == null ? one : one == null ? bound : of.apply(bound, one);
        }
        return bound;
    }

    /** Returns each column once; a column that any member needs ahead of time has the role known-future. */
    private static Iterable<Column> columns(List<PredictorInfo> members) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (PredictorInfo member : members) {
            for (Column column : member.columns()) {
                // an attribute and a column may have the same name
                String key = (column.role() == ColumnRole.STATIC ? "attribute " : "column ") + column.name();
                columns.merge(key, column, (one, other) -> one.role() == ColumnRole.PAST ? other : one);
            }
        }
        return columns.values();
    }

    /** Rejects a description that does not fit these members; versions of the libraries may differ. */
    static void requireFits(PredictorInfo info, List<Predictor> predictors, FallbackSettings settings) {
        PredictorInfo made = of(predictors, settings);
        boolean fits = info.kind().equals(made.kind())
                && info.name().equals(made.name())
                && info.steps().equals(made.steps())
                && info.columns().equals(made.columns())
                && info.requiredHistory() == made.requiredHistory()
                && info.parameters().equals(made.parameters())
                && Objects.equals(info.trainedFrom(), made.trainedFrom())
                && Objects.equals(info.trainedTo(), made.trainedTo());
        if (!fits) {
            throw new IllegalArgumentException(
                    "the description does not fit the members: found " + info + ", the members make " + made);
        }
    }
}
