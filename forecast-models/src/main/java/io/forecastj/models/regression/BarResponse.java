package io.forecastj.models.regression;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * Whole price bar, forecast by four models: the opening gap {@code log(open / base close)}, the body {@code log(close /
 * open)}, the upper wick {@code log(high / max(open, close))} and the lower wick {@code log(min(open, close) / low)}.
 *
 * <p>A wick is never negative: a negative answer counts as 0. So every bar satisfies {@code low <= open, close <=
 * high}, also in floating point: rounding never makes a price times a factor of at least 1 smaller than the price, or a
 * price times a factor of at most 1 larger.
 */
record BarResponse() implements Response {
    static final String TEXT = "bars";

    private static final List<String> COLUMNS = List.of(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE);
    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;

    private static final String RULE = "bars need positive prices with low <= open, close <= high, found ";

    private static final List<String> PARTS = List.of(" opening gap", " body", " upper wick", " lower wick");
    private static final int GAP = 0;
    private static final int BODY = 1;
    private static final int UPPER = 2;
    private static final int LOWER = 3;

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public int base() {
        return CLOSE;
    }

    @Override
    public int baseLag(int step) {
        return 0;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public String flaw(double[] row) {
        for (int c = 0; c < 4; c++) {
            if (row[c] <= 0) {
                return RULE + COLUMNS.get(c) + " " + row[c];
            }
        }
        String flaw = Ohlcv.flaw(row[OPEN], row[HIGH], row[LOW], row[CLOSE]);
        return flaw.isEmpty() ? flaw : RULE + flaw;
    }

    @Override
    public void check(TimeSeries series) {
        int[] at = COLUMNS.stream().mapToInt(series::columnIndex).toArray();
        double[] bar = new double[4];
        for (int row = 0; row < series.length(); row++) {
            for (int c = 0; c < 4; c++) {
                bar[c] = series.value(row, at[c]);
            }
            String flaw = flaw(bar);
            if (!flaw.isEmpty()) {
                throw new InvalidSeriesException(flaw + " in row " + row + " at " + series.time(row) + " of " + series
                        + ". Correct the bar or make its prices NaN");
            }
        }
    }

    @Override
    public double label(int part, double[][] columns, int base, int row) {
        double open = columns[OPEN][row];
        double close = columns[CLOSE][row];
        return switch (part) {
            case GAP -> Math.log(open / columns[CLOSE][base]);
            case BODY -> Math.log(close / open);
            case UPPER -> Math.log(columns[HIGH][row] / Math.max(open, close));
            default -> Math.log(Math.min(open, close) / columns[LOW][row]);
        };
    }

    @Override
    public void decode(double base, double[] answers, double[] values) {
        double open = base * Math.exp(answers[GAP]);
        double close = open * Math.exp(answers[BODY]);
        values[OPEN] = open;
        values[HIGH] = Math.max(open, close) * Math.exp(Math.max(0, answers[UPPER]));
        values[LOW] = Math.min(open, close) * Math.exp(-Math.max(0, answers[LOWER]));
        values[CLOSE] = close;
    }

    @Override
    public void move(double point, double[] answers, double[] values) {
        // one factor for all prices keeps their order
        double factor = point / values[CLOSE];
        for (int c = 0; c < values.length; c++) {
            values[c] *= factor;
        }
    }

    @Override
    public String toString() {
        return TEXT;
    }
}
