package io.forecastj;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of a predictor's description, and of histories against it. */
final class InfoChecks {
    /** Largest number of targets times steps: 800 MB in one array. */
    private static final int MAX_POINTS = 100_000_000;

    private InfoChecks() {}

    static void requireSteps(PredictorInfo info) {
        int before = 0;
        for (int step : info.steps()) {
            if (step <= before) {
                throw new IllegalArgumentException(
                        "steps must increase from 1 or later, found " + MessageText.list(info.steps()));
            }
            before = step;
        }
        if (before != info.horizon()) {
            throw new IllegalArgumentException("the last step must be the horizon " + info.horizon() + ", found "
                    + MessageText.list(info.steps()));
        }
    }

    static void requireColumns(PredictorInfo info) {
        if (info.targets().isEmpty()) {
            throw new IllegalArgumentException(
                    "a predictor needs at least one target, found the columns " + MessageText.list(info.columns()));
        }
        if ((long) info.targets().size() * info.horizon() > MAX_POINTS) {
            throw new IllegalArgumentException("a forecast must have at most " + MAX_POINTS + " points, found "
                    + info.targets().size() + " targets of " + info.horizon() + " steps");
        }
        // an attribute may have the name of a column
        requireDistinct("column", info.rowColumns(), info);
        requireDistinct("attribute", info.columns(ColumnRole.STATIC), info);
    }

    private static void requireDistinct(String what, List<String> names, PredictorInfo info) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("the " + what + " '" + name
                        + "' must be listed once, found the columns " + MessageText.list(info.columns()));
            }
        }
    }

    static void requireHistory(PredictorInfo info, TimeSeries history) {
        for (Column column : info.columns()) {
            if (column.role() == ColumnRole.STATIC) {
                if (!history.attributes().containsKey(column.name())) {
                    throw new InvalidSeriesException(history + " has no attribute '" + column.name() + "', which '"
                            + info.name() + "' needs; its attributes are "
                            + history.attributes().keySet());
                }
            } else if (!history.hasColumn(column.name())) {
                throw new InvalidSeriesException(
                        history + " has no column '" + column.name() + "', which '" + info.name() + "' needs");
            }
        }
        if (history.length() < info.requiredHistory()) {
            throw new InsufficientHistoryException("'" + info.name() + "' needs a history of at least "
                    + info.requiredHistory() + " rows, found " + history);
        }
    }
}
