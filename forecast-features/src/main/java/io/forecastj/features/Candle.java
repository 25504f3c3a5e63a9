package io.forecastj.features;

/** One bar as candlestick patterns see it, with the averages of the bars up to it. */
final class Candle {
    double open;
    double high;
    double low;
    double close;
    double averageBody;
    double averageClose;

    /** The high and low of a bar whose prices contradict each other are the extremes of all four. */
    void set(double open, double high, double low, double close, double averageBody, double averageClose) {
        this.open = open;
        this.high = Math.max(high, Math.max(open, close));
        this.low = Math.min(low, Math.min(open, close));
        this.close = close;
        this.averageBody = averageBody;
        this.averageClose = averageClose;
    }

    void copyFrom(Candle other) {
        open = other.open;
        high = other.high;
        low = other.low;
        close = other.close;
        averageBody = other.averageBody;
        averageClose = other.averageClose;
    }

    /** From open to close: above 0 for a rising bar. */
    double change() {
        return close - open;
    }

    double body() {
        return Math.abs(close - open);
    }

    double range() {
        return high - low;
    }

    double top() {
        return Math.max(open, close);
    }

    double bottom() {
        return Math.min(open, close);
    }

    double upperShadow() {
        return high - top();
    }

    double lowerShadow() {
        return bottom() - low;
    }

    /** How far the close is above the average of the closes: the trend that led here. */
    double trend() {
        return close - averageClose;
    }
}
