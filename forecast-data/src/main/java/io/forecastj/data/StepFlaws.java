package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds outliers and level jumps in the differences of consecutive values of one column. */
final class StepFlaws {
    private static final double OUTLIER = 6;
    private static final double OUTLIER_TAIL = 4;
    private static final double JUMP = 10;
    private static final double JUMP_TAIL = 5;

    /** The rows within which values return from an outlier. */
    private static final int LONGEST = 5;

    /** The part of an outlier's step that may remain after the values have returned. */
    private static final double RETURNED = 0.3;

    private static final int AROUND = 10;
    private static final int WEEK = 7;

    private final TimeSeries series;
    private final String column;
    private final Set<Integer> splits;
    private final double[] values;
    private final int[] rows;
    private final double[] steps;
    private final double[] distances;
    private final List<SeriesFlaw> flaws = new ArrayList<>();

    private StepFlaws(TimeSeries series, String column, Set<Integer> splits) {
        this.series = series;
        this.column = column;
        this.splits = splits;
        double[] scaled = scaled(series.values(column), column);
        rows = IntStream.range(0, scaled.length)
                .filter(row -> !Double.isNaN(scaled[row]))
                .toArray();
        values = Arrays.stream(rows).mapToDouble(row -> scaled[row]).toArray();
        steps = new double[values.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i == 0 ? Double.NaN : values[i] - values[i - 1];
        }
        distances = RobustScale.distances(steps);
    }

    static List<SeriesFlaw> find(TimeSeries series, String column, Set<Integer> splits) {
        return RunFlaws.isNumeric(series.values(column)) ? new StepFlaws(series, column, splits).find() : List.of();
    }

    /** Returns logarithms of prices and amounts, whose usual changes are ratios. Wrong signs are reported elsewhere. */
    private static double[] scaled(double[] values, String column) {
        if (Checks.isAmount(column)) {
            return Arrays.stream(values)
                    .map(v -> v < 0 ? Double.NaN : Math.log1p(v))
                    .toArray();
        }
        boolean price = Checks.isPrice(column) && Arrays.stream(values).noneMatch(v -> v < 0);
        return price
                ? Arrays.stream(values)
                        .map(v -> v == 0 ? Double.NaN : Math.log(v))
                        .toArray()
                : values;
    }

    private List<SeriesFlaw> find() {
        double outlier = Math.max(OUTLIER, OUTLIER_TAIL * RobustScale.sizeQuantile(distances, 0.95));
        double jump = Math.max(JUMP, JUMP_TAIL * RobustScale.sizeQuantile(distances, 0.99));
        int i = 1;
        while (i < steps.length) {
            if (!(Math.abs(distances[i]) >= outlier) || seasonal(i)) {
                i++;
                continue;
            }
            int back = returned(i, outlier);
            if (back > 0) {
                addOutlier(i, back);
                i = back + 1;
            } else {
                if (Math.abs(distances[i]) >= jump && stays(i) && !splits.contains(rows[i])) {
                    flaws.add(SeriesFlaw.of(
                            FlawKind.LEVEL_JUMP,
                            series,
                            column,
                            rows[i],
                            1,
                            "a step from " + original(i - 1) + ", " + Math.round(Math.abs(distances[i]))
                                    + " times the usual one, expected at most " + (int) jump));
                }
                i++;
            }
        }
        return flaws;
    }

    private double original(int i) {
        return series.value(rows[i], column);
    }

    private void addOutlier(int from, int back) {
        boolean zero = original(from) == 0;
        flaws.add(SeriesFlaw.of(
                zero ? FlawKind.ZERO : FlawKind.OUTLIER,
                series,
                column,
                rows[from],
                back - from,
                "expected a value near " + original(from - 1) + " and " + original(back) + ", before and after"));
    }

    /** Returns the place at which values have returned from an outlier that begins at a place; 0 if they do not. */
    private int returned(int from, double least) {
        double sum = steps[from];
        for (int i = from + 1; i <= Math.min(steps.length - 1, from + LONGEST); i++) {
            sum += steps[i];
            if (Math.abs(distances[i]) >= least
                    && Math.signum(steps[i]) != Math.signum(steps[from])
                    && Math.abs(sum) <= RETURNED * Math.abs(steps[from])) {
                return i;
            }
        }
        return 0;
    }

    private boolean stays(int at) {
        double before = RobustScale.median(Arrays.copyOfRange(values, Math.max(0, at - AROUND), at));
        double after = RobustScale.median(Arrays.copyOfRange(values, at, Math.min(values.length, at + AROUND)));
        return (after - before) / steps[at] >= 0.5;
    }

    /** Returns whether a like step occurs a season or seven seasons before or after. */
    private boolean seasonal(int at) {
        int season = series.sampling().season();
        return season > 1
                && (like(at, season) || like(at, -season) || like(at, WEEK * season) || like(at, -WEEK * season));
    }

    private boolean like(int at, int distance) {
        int other = Arrays.binarySearch(rows, rows[at] + distance);
        return other > 0 && steps[other] / steps[at] >= 0.5;
    }
}
