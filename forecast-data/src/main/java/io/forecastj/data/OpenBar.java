package io.forecastj.data;

/** Prices and sums of the trades since the last completed bar. Not thread-safe. */
final class OpenBar {
    private long lastTime;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double dollar;
    private double bought;
    private long trades;

    void add(long time, double price, double quantity, int side) {
        if (trades == 0) {
            open = price;
            high = price;
            low = price;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        close = price;
        volume += quantity;
        dollar += price * quantity;
        bought += side > 0 ? quantity : 0;
        trades++;
        lastTime = time;
    }

    boolean isEmpty() {
        return trades == 0;
    }

    long lastTime() {
        return lastTime;
    }

    /** Returns the values in the order of {@link TradeBars#COLUMNS}. */
    double[] values() {
        return trades == 0
                ? new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, 0}
                : new double[] {open, high, low, close, volume, trades, dollar, bought};
    }

    void clear() {
        trades = 0;
        volume = 0;
        dollar = 0;
        bought = 0;
    }
}
