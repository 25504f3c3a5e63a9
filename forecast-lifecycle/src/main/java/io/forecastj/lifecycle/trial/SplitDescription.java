package io.forecastj.lifecycle.trial;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.MessageText;
import io.forecastj.PredictorInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a split: targets and steps that all arms share, columns and history that any of them needs. */
final class SplitDescription {
    private SplitDescription() {}

    static PredictorInfo of(String experiment, List<Arm> arms) {
        List<PredictorInfo> members =
                arms.stream().map(arm -> arm.predictor().info()).toList();
        PredictorInfo first = members.get(0);
        for (int i = 1; i < arms.size(); i++) {
            requireSame(arms.get(0).name(), first, arms.get(i).name(), members.get(i));
        }
        PredictorInfo.Builder info = PredictorInfo.builder(SplitPredictor.KIND, first.horizon())
                .name(members.stream().map(PredictorInfo::name).collect(Collectors.joining(" or ")))
                .steps(first.steps())
                .requiredHistory(members.stream()
                        .mapToInt(PredictorInfo::requiredHistory)
                        .max()
                        .orElseThrow())
                .trained(from(members), to(members))
                .sampling(first.sampling())
                .parameter("experiment", experiment);
        columns(members).values().forEach(column -> info.column(column.name(), column.role()));
        arms.forEach(arm -> info.parameter("share of " + arm.name(), arm.share()));
        return info.build();
    }

    /** Rejects a predictor that cannot be compared with another one. */
    static void requireSame(String name, PredictorInfo info, String other, PredictorInfo otherInfo) {
        if (!info.targets().equals(otherInfo.targets()) || !info.steps().equals(otherInfo.steps())) {
            throw new IllegalArgumentException("'" + other + "' forecasts the steps "
                    + MessageText.list(otherInfo.steps()) + " of " + MessageText.list(otherInfo.targets())
                    + " and cannot be compared with '" + name + "', which forecasts the steps "
                    + MessageText.list(info.steps()) + " of " + MessageText.list(info.targets()));
        }
    }

    private static @Nullable Instant from(List<PredictorInfo> members) {
        return members.stream()
                .map(PredictorInfo::trainedFrom)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant to(List<PredictorInfo> members) {
        return members.stream()
                .map(PredictorInfo::trainedTo)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Returns each column once; one that any arm needs ahead of time is a known-future column. */
    private static Map<String, Column> columns(List<PredictorInfo> members) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (PredictorInfo member : members) {
            for (Column column : member.columns()) {
                // an attribute and a column may have the same name
                String key = (column.role() == ColumnRole.STATIC ? "attribute " : "column ") + column.name();
                columns.merge(key, column, (one, other) -> one.role() == ColumnRole.PAST ? other : one);
            }
        }
        return columns;
    }
}
