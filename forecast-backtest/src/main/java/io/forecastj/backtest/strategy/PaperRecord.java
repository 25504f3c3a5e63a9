package io.forecastj.backtest.strategy;

import java.util.Arrays;

/**
 * The returns that the positions on one instrument earn on paper: without costs, each with the whole capital, filled
 * like real ones.
 */
final class PaperRecord {
    private final PriceGrid grid;
    private final int instrument;
    private final int delay;
    private double[] returns = new double[64];
    private int count;
    private double held;
    private double mark = Double.NaN;
    /** The decisions that are not filled yet, by the remainder of their row: at most one for each row of the delay. */
    private final double[] waiting;

    private double due = Double.NaN;

    PaperRecord(PriceGrid grid, int instrument, int delay) {
        this.grid = grid;
        this.instrument = instrument;
        this.delay = delay;
        this.waiting = new double[delay];
        Arrays.fill(waiting, Double.NaN);
    }

    /** Takes the next row, before the decision after it. */
    void row(int row) {
        double before = waiting[row % delay];
        waiting[row % delay] = Double.NaN;
        due = Double.isNaN(before) ? due : before;
        double open = grid.fill(instrument, row);
        double close = grid.close(instrument, row);
        double earned = 0;
        if (!Double.isNaN(due) && !Double.isNaN(open)) {
            earned = change(open);
            held = due;
            due = Double.NaN;
        }
        earned = (1 + earned) * (1 + change(close)) - 1;
        if (count == returns.length) {
            returns = Arrays.copyOf(returns, 2 * count);
        }
        returns[count++] = earned;
    }

    private double change(double price) {
        if (Double.isNaN(price)) {
            return 0;
        }
        double earned = Double.isNaN(mark) ? 0 : held * (price / mark - 1);
        mark = price;
        return earned;
    }

    void decide(int row, double position) {
        waiting[row % delay] = position;
    }

    /** The returns of the last rows; empty if there are fewer since the first decision. */
    double[] latest(int rows) {
        return count < rows ? new double[0] : Arrays.copyOfRange(returns, count - rows, count);
    }
}
