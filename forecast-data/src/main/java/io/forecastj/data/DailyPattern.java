package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds days from which the daily pattern of a column is moved by hours against the weeks before. */
final class DailyPattern {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int BLOCK = 14;

    /** The share of the variance within days that a pattern must explain; that of a random walk explains a tenth. */
    private static final double EXPLAINED = 0.6;

    private static final double LIKE = 0.9;
    private static final double UNLIKE = 0.6;

    private final TimeSeries series;
    private final String column;
    private final int slots;
    private final int perHour;
    private final double[][] days;
    private final int[] firstRows;

    private DailyPattern(TimeSeries series, String column, long period) {
        this.series = series;
        this.column = column;
        this.slots = (int) (DAY / period);
        this.perHour = (int) (HOUR / period);
        long first = Math.floorDiv(series.timestamp(0), DAY);
        int count = (int) Math.min(100_000, Math.floorDiv(series.timestamp(series.length() - 1), DAY) - first + 1);
        days = new double[count][slots];
        firstRows = new int[count];
        Arrays.fill(firstRows, -1);
        for (double[] day : days) {
            Arrays.fill(day, Double.NaN);
        }
        double[] values = series.values(column);
        for (int row = 0; row < values.length; row++) {
            long day = Math.floorDiv(series.timestamp(row), DAY) - first;
            if (day < count) {
                days[(int) day][(int) (Math.floorMod(series.timestamp(row), DAY) / period)] = values[row];
                firstRows[(int) day] = firstRows[(int) day] < 0 ? row : firstRows[(int) day];
            }
        }
        for (double[] day : days) {
            double mean =
                    Arrays.stream(day).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
            for (int slot = 0; slot < slots; slot++) {
                day[slot] -= mean;
            }
        }
    }

    static List<SeriesFlaw> shifts(TimeSeries series, Duration period) {
        long millis = period.toMillis();
        List<SeriesFlaw> flaws = new ArrayList<>();
        if (HOUR % millis == 0 && millis >= HOUR / 60) {
            for (String column : series.columns()) {
                if (RunFlaws.isNumeric(series.values(column))) {
                    flaws.addAll(new DailyPattern(series, column, millis).find());
                }
            }
        }
        return flaws;
    }

    private List<SeriesFlaw> find() {
        List<SeriesFlaw> flaws = new ArrayList<>();
        int from = 0;
        while (from + 3 * BLOCK <= days.length) {
            // the change is in the middle block or at one of its ends
            double[] before = pattern(from);
            double[] after = pattern(from + 2 * BLOCK);
            int shift = before.length == 0 || after.length == 0 ? 0 : shift(before, after);
            if (shift == 0) {
                from += BLOCK;
                continue;
            }
            int day = change(from, before, after);
            if (firstRows[day] >= 0) {
                flaws.add(SeriesFlaw.of(
                        FlawKind.TIME_SHIFT,
                        series,
                        column,
                        firstRows[day],
                        series.length() - firstRows[day],
                        "from about this day the daily pattern is " + Math.abs(shift) + " hours "
                                + (shift > 0 ? "later" : "earlier") + " than in the weeks before"));
            }
            from += 2 * BLOCK;
        }
        return flaws;
    }

    /** Returns the mean day of a block, empty if it explains too little of its days. */
    private double[] pattern(int from) {
        double[] pattern = new double[slots];
        double within = 0;
        double explained = 0;
        for (int slot = 0; slot < slots; slot++) {
            int count = 0;
            for (int day = from; day < from + BLOCK; day++) {
                double value = days[day][slot];
                if (!Double.isNaN(value)) {
                    pattern[slot] += value;
                    within += value * value;
                    count++;
                }
            }
            if (count < BLOCK / 2) {
                return new double[0];
            }
            pattern[slot] /= count;
            explained += count * pattern[slot] * pattern[slot];
        }
        return explained >= EXPLAINED * within && within > 0 ? pattern : new double[0];
    }

    /** Returns the hours by which the second pattern is later, 0 if the first one does not fit better when moved. */
    private int shift(double[] before, double[] after) {
        if (correlation(before, after, 0) >= UNLIKE) {
            return 0;
        }
        int best = 0;
        double highest = LIKE;
        for (int hours = -11; hours <= 12; hours++) {
            double correlation = correlation(before, after, hours * perHour);
            if (correlation > highest) {
                highest = correlation;
                best = hours;
            }
        }
        return best;
    }

    /** Returns the correlation of the first pattern, moved to later slots, with the second one. Missing slots are 0. */
    private double correlation(double[] before, double[] after, int later) {
        double product = 0;
        double one = 0;
        double other = 0;
        for (int slot = 0; slot < slots; slot++) {
            double a = before[Math.floorMod(slot - later, slots)];
            double b = after[slot];
            if (!Double.isNaN(a) && !Double.isNaN(b)) {
                product += a * b;
                one += a * a;
                other += b * b;
            }
        }
        return one == 0 || other == 0 ? 0 : product / Math.sqrt(one * other);
    }

    /** Returns the day from which on days are more like the second pattern. */
    private int change(int from, double[] before, double[] after) {
        double sum = 0;
        double highest = Double.NEGATIVE_INFINITY;
        int best = from;
        for (int day = from; day < from + 3 * BLOCK; day++) {
            if (sum > highest) {
                highest = sum;
                best = day;
            }
            sum += correlation(days[day], before, 0) - correlation(days[day], after, 0);
        }
        return best;
    }
}
