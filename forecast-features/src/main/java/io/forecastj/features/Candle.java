package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/** One bar as candlestick patterns see it, with the averages of the bars up to it. */
final class Candle {
    double open;
    double high;
    double low;
    double close;
    double averageBody;

    /** From open to close: above 0 for a rising bar. */
    private double change;

    private double body;
    private double top;
    private double bottom;

    /** The distance of the close above the average of the closes: the trend before the pattern. */
    private double trend;

    /** The high and low of a bar whose prices contradict each other are the extremes of all four. */
    void set(double open, double high, double low, double close, double averageBody, double averageClose) {
        this.open = open;
        this.close = close;
        this.averageBody = averageBody;
        setBody();
        trend = close - averageClose;
        this.high = Math.max(high, top);
        this.low = Math.min(low, bottom);
    }

    private void setBody() {
        change = close - open;
        body = Math.abs(change);
        top = Math.max(open, close);
        bottom = Math.min(open, close);
    }

    void copyFrom(Candle other) {
        open = other.open;
        high = other.high;
        low = other.low;
        close = other.close;
        averageBody = other.averageBody;
        change = other.change;
        body = other.body;
        top = other.top;
        bottom = other.bottom;
        trend = other.trend;
    }

    void save(StateWriter out) {
        out.putDouble(open);
        out.putDouble(high);
        out.putDouble(low);
        out.putDouble(close);
        out.putDouble(averageBody);
        out.putDouble(trend);
    }

    void restore(StateReader in) {
        open = in.getDouble();
        high = in.getDouble();
        low = in.getDouble();
        close = in.getDouble();
        averageBody = in.getDouble();
        trend = in.getDouble();
        setBody();
    }

    /** Returns whether a price or an average is missing. */
    boolean isIncomplete() {
        return Double.isNaN(range() + averageBody + trend);
    }

    double change() {
        return change;
    }

    double body() {
        return body;
    }

    double range() {
        return high - low;
    }

    double top() {
        return top;
    }

    double bottom() {
        return bottom;
    }

    double upperShadow() {
        return high - top;
    }

    double lowerShadow() {
        return bottom - low;
    }

    double trend() {
        return trend;
    }
}
