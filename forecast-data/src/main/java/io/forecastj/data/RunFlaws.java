package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/** Finds values that stay the same for too long, and stretches that equal the season before them. */
final class RunFlaws {
    /** The fewest repetitions that are reported. */
    private static final int FEWEST = 5;

    /** The probability that values without a flaw show such a run somewhere. */
    private static final double CHANCE = 1e-3;

    private static final int SHORTEST_SEASON = 5;

    /** Beyond this share the rows are a pattern, which repeats by its nature. */
    private static final double PATTERN = 0.2;

    private static final int NO_SEASON = 25;
    private static final int SEASONS = 14;
    private static final int FEWEST_VALUES = 30;
    private static final int FLAG_VALUES = 10;

    private RunFlaws() {}

    /** Values from a row on that equal the one before. */
    private record Run(int row, int repetitions, double value) {}

    static List<SeriesFlaw> constant(TimeSeries series, String column) {
        double[] values = series.values(column);
        if (!isNumeric(values)) {
            return List.of();
        }
        List<Run> runs = new ArrayList<>();
        int changes = 0;
        int from = 0;
        for (int row = 1; row <= values.length; row++) {
            if (row < values.length && values[row] == values[from]) {
                continue;
            }
            if (row - from > 1) {
                runs.add(new Run(from, row - from - 1, values[from]));
            }
            changes++;
            from = row;
        }
        // the probability that a value repeats, of which a long run counts once only
        double repeats = (runs.size() + 1.0) / (runs.size() + changes + 2.0);
        double least = Math.max(FEWEST, Math.log(CHANCE / values.length) / Math.log(repeats));
        int season = series.sampling().season();
        int usual = values.length / (season > 1 ? SEASONS * season : NO_SEASON);
        List<SeriesFlaw> flaws = new ArrayList<>();
        for (Run run : runs) {
            if (run.repetitions() >= least && similar(runs, run) <= Math.max(1, usual)) {
                flaws.add(SeriesFlaw.of(
                        FlawKind.CONSTANT,
                        series,
                        column,
                        run.row(),
                        run.repetitions() + 1,
                        (run.repetitions() + 1) + " equal values in a row, expected fewer than "
                                + (int) Math.ceil(least + 1)));
            }
        }
        return flaws;
    }

    /** Returns the number of runs of the same value at least half as long, such as nights without sun. */
    private static long similar(List<Run> runs, Run run) {
        return runs.stream()
                .filter(other -> other.value() == run.value() && 2 * other.repetitions() >= run.repetitions())
                .count();
    }

    /** Returns whether a column has enough values, and more than a flag or a category has. */
    static boolean isNumeric(double[] values) {
        double[] seen = new double[FLAG_VALUES];
        int different = 0;
        int present = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            present++;
            boolean known = false;
            for (int i = 0; i < Math.min(different, FLAG_VALUES) && !known; i++) {
                known = seen[i] == value;
            }
            if (!known && different <= FLAG_VALUES) {
                if (different < FLAG_VALUES) {
                    seen[different] = value;
                }
                different++;
            }
        }
        return present >= FEWEST_VALUES && different > FLAG_VALUES;
    }

    static List<SeriesFlaw> repeated(TimeSeries series) {
        int season = series.sampling().season();
        List<SeriesFlaw> flaws = new ArrayList<>();
        if (season < SHORTEST_SEASON) {
            return flaws;
        }
        int equal = 0;
        int from = season;
        for (int row = season; row <= series.length(); row++) {
            if (row < series.length() && equalRows(series, row, row - season)) {
                equal++;
                continue;
            }
            if (row - from >= season && varies(series, from, row)) {
                flaws.add(SeriesFlaw.of(
                        FlawKind.REPEATED,
                        series,
                        from,
                        row - from,
                        (row - from) + " rows equal those from " + series.time(from - season) + " on"));
            }
            from = row + 1;
        }
        return equal > PATTERN * series.length() ? List.of() : flaws;
    }

    private static boolean equalRows(TimeSeries series, int row, int other) {
        for (int c = 0; c < series.columns().size(); c++) {
            if (series.value(row, c) != series.value(other, c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean varies(TimeSeries series, int from, int to) {
        for (int row = from + 1; row < to; row++) {
            if (!equalRows(series, row, row - 1)) {
                return true;
            }
        }
        return false;
    }
}
