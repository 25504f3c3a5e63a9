package io.forecastj.data;

import io.forecastj.Ohlcv;
import java.util.Arrays;

/** Form in which price bars are read. The first four values of a row are open, high, low and close. */
enum Bars {
    /** The columns are no bars. */
    NONE,
    /** The prices of the file. */
    AS_WRITTEN,
    /** The prices of the file times adjusted close / close. */
    ADJUSTED;

    private static final int CLOSE = 3;
    private static final int PRICES = 4;

    /** Refuses a row of prices that contradict each other. */
    static void check(double[] row, CsvPosition at) {
        String flaw = Ohlcv.flaw(row[0], row[1], row[2], row[CLOSE]);
        if (!flaw.isEmpty()) {
            at.column(""); // the message itself names the two columns
            throw at.error(
                    flaw + ": correct the bar, or read the file without this check by columns(\"open\", \"high\","
                            + " \"low\", \"close\", \"volume\")");
        }
    }

    /** Adjusts the prices of a row; without both closes they are missing. The position is the adjusted close's. */
    static void adjust(double[] row, double adjusted, CsvPosition at) {
        double close = row[CLOSE];
        if (Double.isNaN(close) || Double.isNaN(adjusted)) {
            Arrays.fill(row, 0, PRICES, Double.NaN);
            return;
        }
        double factor = adjusted == close ? 1 : adjusted / close;
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw at.error("the adjusted close " + adjusted + " of the close " + close + " gives the factor " + factor
                    + "; expected a positive one: correct the row, or read the bars as written with ohlcv()");
        }
        for (int i = 0; i < PRICES; i++) {
            // exact where the price is the close, so that a high that is the close stays so
            row[i] = row[i] == close ? adjusted : row[i] * factor;
        }
    }
}
