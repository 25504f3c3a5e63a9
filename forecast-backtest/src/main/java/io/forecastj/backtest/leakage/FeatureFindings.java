package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.FeatureExam.Evidence;
import io.forecastj.backtest.leakage.FeatureExam.Variant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out in which way a feature looks ahead, and says so. */
final class FeatureFindings {
    private final String name;
    private final List<String> columns;
    private final Function<TimeSeries, double[][]> rows;
    private final AuditScope scope;
    private final Map<String, LookAhead> searches = new HashMap<>();

    FeatureFindings(String name, List<String> columns, Function<TimeSeries, double[][]> rows, AuditScope scope) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
        this.scope = scope;
    }

    void label(TimeSeries series, int column, int step, @Nullable Evidence moved) {
        String reason = "it is a function of the label " + scope.label() + " at step " + step
                + (moved == null
                        ? "; it comes with the series, since later rows do not move it"
                        : ", and " + sentence(series, moved));
        int row = moved == null ? firstValue(series, column) : moved.row();
        add(LeakKind.LABEL_IN_FEATURES, column, series, row, reason);
    }

    private int firstValue(TimeSeries series, int column) {
        double[][] values = rows.apply(series);
        int row = 0;
        while (row < values.length - 1 && Double.isNaN(values[row][column])) {
            row++;
        }
        return row;
    }

    void filled(Variant variant, int column, Evidence moved, int[] holes) {
        boolean hole = Arrays.binarySearch(holes, moved.row()) >= 0;
        if (hole) {
            add(
                    LeakKind.FILLED_BACKWARDS,
                    column,
                    variant.series(),
                    moved.row(),
                    "with no values in this row, " + sentence(variant.series(), moved));
        } else {
            laterRows(variant, column, moved);
        }
    }

    void laterRows(Variant variant, int column, Evidence moved) {
        int row = moved.row();
        int last = variant.series().length() - 1;
        LookAhead search = searches.computeIfAbsent(
                System.identityHashCode(variant) + " " + moved.from() + moved.how(),
                key -> new LookAhead(variant, moved, from -> changed(variant, from, moved)));
        OptionalInt end = search.lastRow(row, column);
        String sentence = sentence(variant.series(), moved);
        if (end.isEmpty() || end.getAsInt() <= row) {
            add(LeakKind.LATER_ROWS, column, variant.series(), row, sentence);
        } else if (end.getAsInt() == last && last - row > 1) {
            add(
                    LeakKind.WHOLE_SERIES,
                    column,
                    variant.series(),
                    row,
                    sentence + ". It depends on all rows up to the last one, " + scope.number(variant.series(), last));
        } else if (sameEnd(search, row - 1, column, end.getAsInt())
                || sameEnd(search, row + 1, column, end.getAsInt())) {
            add(
                    LeakKind.UNFINISHED_PERIOD,
                    column,
                    variant.series(),
                    row,
                    sentence + ". It and the rows beside it depend on rows up to "
                            + scope.number(variant.series(), end.getAsInt()) + ", the end of their period");
        } else {
            int ahead = end.getAsInt() - row;
            add(
                    LeakKind.LATER_ROWS,
                    column,
                    variant.series(),
                    row,
                    sentence + ". It looks " + ahead + (ahead == 1 ? " row" : " rows") + " ahead");
        }
    }

    private static boolean sameEnd(LookAhead search, int row, int column, int end) {
        OptionalInt other = search.lastRow(row, column);
        return other.isPresent() && other.getAsInt() == end;
    }

    private double[][] changed(Variant variant, int from, Evidence moved) {
        return rows.apply(
                moved.how() == null
                        ? variant.series().head(from)
                        : moved.how().from(variant.series(), from, scope.knownAhead(), scope.seed()));
    }

    private String sentence(TimeSeries series, Evidence moved) {
        return "it changes from " + moved.before() + " to " + moved.after() + " when the rows from "
                + scope.number(series, moved.from()) + " on are "
                + (moved.how() == null ? "cut off" : moved.how().words());
    }

    private void add(LeakKind kind, int column, TimeSeries series, int row, String reason) {
        scope.found(kind, name, columns.get(column), series, row, reason);
    }
}
