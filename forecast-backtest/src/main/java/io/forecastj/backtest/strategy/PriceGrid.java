package io.forecastj.backtest.strategy;

import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fill and closing prices of all instruments on one timeline, the union of their times.
 *
 * <p>Slots of the timeline count from 0. An instrument has a row at some of them.
 */
final class PriceGrid {
    /** The largest ratio of two instruments' usual distances of rows, so that days do not mix with hours. */
    private static final double SIMILAR = 2;

    private final List<TimeSeries> bars;
    private final String fillColumn;
    private final String priceColumn;
    private final boolean singleColumn;
    private final long[] times;
    /** For each instrument and slot its row, or -1. */
    private final int[][] rows;
    /** For each instrument and row its slot. */
    private final int[][] slots;

    private final double[][] fills;
    private final double[][] closes;
    private final double[] @Nullable [] rates;
    /** For each instrument the slot of its last price, or -1. */
    private final int[] ends;

    PriceGrid(List<TimeSeries> bars, String open, String close, @Nullable String fundingColumn) {
        this.bars = List.copyOf(bars);
        requireDistinct(bars);
        this.singleColumn = bars.stream()
                .allMatch(one -> one.columns().size() == 1
                        || one.columns().size() == 2
                                && one.columns().contains(String.valueOf(fundingColumn))
                                && !one.hasColumn(open));
        this.priceColumn = singleColumn ? onlyPrice(bars.get(0), fundingColumn) : close;
        this.fillColumn = singleColumn ? priceColumn : open;
        this.times = bars.stream()
                .flatMapToLong(one -> Arrays.stream(one.timestamps()))
                .sorted()
                .distinct()
                .toArray();
        int count = bars.size();
        this.rows = new int[count][times.length];
        this.slots = new int[count][];
        this.fills = new double[count][];
        this.closes = new double[count][];
        this.rates = new double[count][];
        this.ends = new int[count];
        for (int i = 0; i < count; i++) {
            TimeSeries one = bars.get(i);
            requireRows(one);
            fills[i] = prices(one, fillColumn);
            closes[i] = prices(one, priceColumn);
            rates[i] = fundingColumn == null ? null : column(one, fundingColumn);
            slots[i] = new int[one.length()];
            Arrays.fill(rows[i], -1);
            for (int row = 0; row < one.length(); row++) {
                int slot = Arrays.binarySearch(times, one.timestamp(row));
                rows[i][slot] = row;
                slots[i][row] = slot;
            }
            ends[i] = lastPrice(i);
        }
        requireSimilarDistances(bars);
    }

    private int lastPrice(int instrument) {
        int row = slots[instrument].length - 1;
        while (row >= 0 && Double.isNaN(fills[instrument][row]) && Double.isNaN(closes[instrument][row])) {
            row--;
        }
        return row < 0 ? -1 : slots[instrument][row];
    }

    private static String onlyPrice(TimeSeries bars, @Nullable String fundingColumn) {
        return bars.columns().stream()
                .filter(name -> !name.equals(fundingColumn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the bars have no column with a price"));
    }

    private static void requireDistinct(List<TimeSeries> bars) {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("expected the bars of at least one instrument, found none");
        }
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : bars) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("the bars of several instruments must have distinct ids, found '"
                        + one.id() + "' twice; set it by toBuilder().id(...)");
            }
        }
    }

    private static void requireRows(TimeSeries one) {
        if (one.length() < 2) {
            throw new IllegalArgumentException("the bars of '" + one.id() + "' must have at least 2 rows, found "
                    + one.length() + ": a position is filled after the row that decides it");
        }
    }

    private static double[] prices(TimeSeries one, String name) {
        double[] prices = column(one, name);
        for (int row = 0; row < prices.length; row++) {
            if (prices[row] <= 0) {
                throw new IllegalArgumentException("prices must be above 0, found " + prices[row] + " in column '"
                        + name + "' of '" + one.id() + "' at " + one.time(row)
                        + "; a return on it is undefined. A missing price is NaN");
            }
        }
        return prices;
    }

    private static double[] column(TimeSeries one, String name) {
        if (!one.hasColumn(name)) {
            throw new IllegalArgumentException("the bars of '" + one.id() + "' have no column '" + name
                    + "'; they have " + one.columns() + ". Name the columns of the open and the close by prices(open,"
                    + " close), or give series of one column");
        }
        if (one.vintageColumns().contains(name)) {
            throw new IllegalArgumentException("the column '" + name + "' of '" + one.id()
                    + "' has publication times, but a trade needs the price at which it is filled; give the prices"
                    + " known at a time by asOf(...), or other columns by prices(open, close)");
        }
        return one.values(name);
    }

    private static void requireSimilarDistances(List<TimeSeries> bars) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (TimeSeries one : bars) {
            long[] distances = IntStream.range(1, one.length())
                    .mapToLong(row -> one.timestamp(row) - one.timestamp(row - 1))
                    .sorted()
                    .toArray();
            double usual = distances[distances.length / 2];
            least = Math.min(least, usual);
            most = Math.max(most, usual);
        }
        if (most > SIMILAR * least) {
            throw new IllegalArgumentException("bars of several instruments must have similar distances, found rows "
                    + (long) least + " and " + (long) most
                    + " ms apart; resample them to one, or a close would be known"
                    + " before its time");
        }
    }

    List<TimeSeries> bars() {
        return bars;
    }

    int instruments() {
        return bars.size();
    }

    /** True if there is one column, so that fills are at the value of a later row. */
    boolean singleColumn() {
        return singleColumn;
    }

    String fillColumn() {
        return fillColumn;
    }

    String priceColumn() {
        return priceColumn;
    }

    /** The number of slots. */
    int length() {
        return times.length;
    }

    long time(int slot) {
        return times[slot];
    }

    /** The slot of the latest time at or before one, or -1. */
    int slotAtOrBefore(long time) {
        int at = Arrays.binarySearch(times, time);
        return at >= 0 ? at : -at - 2;
    }

    /** The row of an instrument at a slot, or -1. */
    int row(int instrument, int slot) {
        return rows[instrument][slot];
    }

    /** The latest row of an instrument at a slot or before it, or -1. */
    int rowAtOrBefore(int instrument, int slot) {
        int at = Arrays.binarySearch(slots[instrument], slot);
        return at >= 0 ? at : -at - 2;
    }

    int slot(int instrument, int row) {
        return slots[instrument][row];
    }

    double fill(int instrument, int row) {
        return fills[instrument][row];
    }

    double close(int instrument, int row) {
        return closes[instrument][row];
    }

    /** The slot of the last price of an instrument, after which it cannot be traded or valued; -1 without any. */
    int end(int instrument) {
        return ends[instrument];
    }

    /** The rate of funding of a row by the bars' column; 0 without one. */
    double rate(int instrument, int row) {
        double[] column = rates[instrument];
        return column == null || Double.isNaN(column[row]) ? 0 : column[row];
    }

    /** The rows of an instrument that are known at a slot. */
    TimeSeries history(int instrument, int slot) {
        TimeSeries history = bars.get(instrument).head(rowAtOrBefore(instrument, slot) + 1);
        return PredictionSession.knownAtEnd(history, history);
    }
}
