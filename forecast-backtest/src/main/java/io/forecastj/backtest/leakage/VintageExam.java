package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;

/** Compares a series with what was known of it at sampled times. */
final class VintageExam implements Exam {
    private static final String NAME = "series";

    private final Function<Instant, TimeSeries> asKnownAt;

    VintageExam(Function<Instant, TimeSeries> asKnownAt) {
        this.asKnownAt = asKnownAt;
    }

    /** The rows of a column in which a vintage differs from the series. */
    private static final class Difference {
        int row = -1;
        int origin;
        double known;
        int most;
        int vintages;

        void add(int row, int origin, double known, boolean firstOfVintage) {
            if (this.row < 0) {
                this.row = row;
                this.origin = origin;
                this.known = known;
            }
            most = Math.max(most, origin - row);
            vintages += firstOfVintage ? 1 : 0;
        }
    }

    @Override
    public void run(AuditScope scope) {
        TimeSeries series =
                scope.published().isEmpty() ? scope.first() : scope.published().get(0);
        int[] origins = scope.rows(0, series.length(), series.columns().size());
        for (String column : series.columns()) {
            Difference revised = new Difference();
            Difference late = new Difference();
            Difference ahead = new Difference();
            for (int origin : origins) {
                compare(series, column, origin, revised, late, ahead, scope);
            }
            report(LeakKind.REVISED_DATA, column, revised, origins, scope);
            report(LeakKind.PUBLISHED_LATER, column, late, origins, scope);
            report(LeakKind.LATER_ROWS, column, ahead, origins, scope);
        }
        scope.log().cut(origins.length, series.length());
        scope.log().examined(NAME, "values as known at " + origins.length + " of " + series.length() + " times");
    }

    private void compare(
            TimeSeries series,
            String column,
            int origin,
            Difference revised,
            Difference late,
            Difference ahead,
            AuditScope scope) {
        TimeSeries vintage = asKnownAt.apply(series.time(origin));
        boolean has = vintage.hasColumn(column);
        long[] times = vintage.timestamps();
        int revisedBefore = revised.vintages;
        int lateBefore = late.vintages;
        for (int row = origin; row >= 0; row--) {
            int at = Arrays.binarySearch(times, series.timestamp(row));
            double known = has && at >= 0 ? vintage.value(at, column) : Double.NaN;
            double now = series.valueAsOf(row, series.columnIndex(column), series.timestamp(origin));
            if (Double.isNaN(known) && !Double.isNaN(now)) {
                late.add(row, origin, known, late.vintages == lateBefore);
            } else if (!Rounding.same(known, now, 0)) {
                revised.add(row, origin, known, revised.vintages == revisedBefore);
            }
        }
        int last = vintage.length() - 1;
        if (has
                && last >= 0
                && !scope.knownAhead().contains(column)
                && vintage.time(last).isAfter(series.time(origin))
                && !Double.isNaN(vintage.value(last, column))) {
            ahead.add(origin, origin, vintage.value(last, column), true);
        }
    }

    private static void report(LeakKind kind, String column, Difference difference, int[] origins, AuditScope scope) {
        if (difference.row < 0) {
            return;
        }
        TimeSeries series = scope.first();
        Instant origin = series.time(difference.origin);
        double now = series.value(difference.row, column);
        String often = ", at " + difference.vintages + " of " + origins.length + " times examined";
        String reach = "; rows up to " + difference.most + " before the origin differ" + often;
        String reason =
                switch (kind) {
                    case REVISED_DATA ->
                        "the series has " + now + ", but " + difference.known + " was known at " + origin + reach;
                    case PUBLISHED_LATER -> "the series has " + now + ", but no value was known at " + origin + reach;
                    default -> "what is said to be known at " + origin + " has values of later rows" + often;
                };
        scope.found(kind, NAME, column, series, difference.row, reason);
    }
}
