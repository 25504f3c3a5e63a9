package io.forecastj.backtest.leakage;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Changes of the rows from a given one on, at which earlier rows must not move. */
enum Disturbance {
    /** The rows have no values. */
    MISSING {
        @Override
        void change(double[] values, int from, int[] order) {
            Arrays.fill(values, from, values.length, Double.NaN);
        }
    },
    /** The rows have values around a million, which differ. */
    MILLION {
        @Override
        void change(double[] values, int from, int[] order) {
            for (int r = from; r < values.length; r++) {
                values[r] = 1e6 + 1e3 * ((r * 7) % 13);
            }
        }
    },
    /** The rows have each other's values. */
    SHUFFLED {
        @Override
        void change(double[] values, int from, int[] order) {
            double[] before = values.clone();
            for (int r = from; r < values.length; r++) {
                values[r] = before[from + order[r - from]];
            }
        }
    };

    abstract void change(double[] values, int from, int[] order);

    /** Returns a copy with the same times, changed from a row on in all columns but some. */
    TimeSeries from(TimeSeries series, int from, Set<String> kept, long seed) {
        int[] order = order(Math.max(0, series.length() - from), seed);
        TimeSeries changed = series;
        for (String column : series.columns()) {
            if (!kept.contains(column)) {
                double[] values = series.values(column);
                change(values, Math.min(from, values.length), order);
                changed = changed.with(column, values);
            }
        }
        return changed;
    }

    private static int[] order(int count, long seed) {
        Random random = new Random(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** The change in words, such as "missing". */
    String words() {
        return switch (this) {
            case MISSING -> "missing";
            case MILLION -> "near 1,000,000";
            case SHUFFLED -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns a copy in which some rows have no values in all columns but some. */
    static TimeSeries holes(TimeSeries series, int[] rows, Set<String> kept) {
        TimeSeries changed = series;
        for (String column : series.columns()) {
            if (!kept.contains(column)) {
                double[] values = series.values(column);
                for (int row : rows) {
                    values[row] = Double.NaN;
                }
                changed = changed.with(column, values);
            }
        }
        return changed;
    }
}
