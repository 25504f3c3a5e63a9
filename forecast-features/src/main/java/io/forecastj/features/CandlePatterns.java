package io.forecastj.features;

/**
 * Definitions of the candlestick patterns, after Nison, Japanese Candlestick Charting Techniques, 1991.
 *
 * <p>Nison describes shapes in words. Here each one is a few conditions with numbers. Where all of them hold, the size
 * of the strength, from 0 to 1, measures the clarity of the shape; its sign is positive for a pattern that promises
 * rising prices and negative for falling ones. The words mean here:
 *
 * <ul>
 *   <li>a body is <em>long</em> if it is no shorter than the mean body of the {@code n} bars before the pattern;
 *   <li>prices <em>fell</em> before a pattern if the close before it is below the mean close of the {@code n} bars up
 *       to there, and <em>rose</em> if above;
 *   <li>where Nison requires a gap between two bodies, a body that begins at the edge of the other is enough, because
 *       markets that trade around the clock have no gaps.
 * </ul>
 *
 * <p>Patterns that mirror each other are one method with a sign: 1 for the one that promises rising prices, -1 for the
 * other. All prices times -1 turn one into the other.
 *
 * <p>Conditions are joined by {@code &} and not by {@code &&}: each one is nearly a coin toss, and computing all of
 * them takes a processor less time than one mispredicted branch.
 */
final class CandlePatterns {
    /** In the order in which {@link #write} writes them. */
    static final String[] NAMES = {
        "doji",
        "hammer",
        "shootingStar",
        "bullishEngulfing",
        "bearishEngulfing",
        "morningStar",
        "eveningStar",
        "threeWhiteSoldiers",
        "threeBlackCrows",
        "harami",
        "piercingLine",
        "darkCloudCover",
        "tweezerTop",
        "tweezerBottom",
        "marubozu"
    };

    /** The part of a bar's range that counts as nothing. */
    private static final double NOTHING = 0.1;

    private static final double SMALL_BODY = 0.3;
    private static final double SHORT_SHADOW = 0.3;
    private static final double SAME_PRICE = 0.05;

    private CandlePatterns() {}

    /** Writes the strengths of the patterns that end with {@code bar}; {@code third} is three bars before it. */
    static void write(Candle third, Candle second, Candle last, Candle bar, double[] out, int at) {
        out[at] = doji(bar);
        out[at + 1] = hammer(1, last, bar);
        out[at + 2] = hammer(-1, last, bar);
        out[at + 3] = engulfing(1, second, last, bar);
        out[at + 4] = engulfing(-1, second, last, bar);
        out[at + 5] = star(1, third, second, last, bar);
        out[at + 6] = star(-1, third, second, last, bar);
        out[at + 7] = soldiers(1, third, second, last, bar);
        out[at + 8] = soldiers(-1, third, second, last, bar);
        out[at + 9] = harami(second, last, bar);
        out[at + 10] = piercing(1, second, last, bar);
        out[at + 11] = piercing(-1, second, last, bar);
        out[at + 12] = tweezer(-1, second, last, bar);
        out[at + 13] = tweezer(1, second, last, bar);
        out[at + 14] = marubozu(last, bar);
    }

    /** A bar that closes where it opened. */
    private static double doji(Candle bar) {
        double nothing = NOTHING * bar.range();
        return bar.body() < nothing ? 1 - bar.body() / nothing : 0;
    }

    /** A bar that turned back from a low, of which a long lower shadow remains; mirrored, a shooting star. */
    private static double hammer(double sign, Candle before, Candle bar) {
        double tail = sign > 0 ? bar.lowerShadow() : bar.upperShadow();
        double head = sign > 0 ? bar.upperShadow() : bar.lowerShadow();
        boolean shape = tail > 0 & tail >= 2 * bar.body() & head <= NOTHING * bar.range();
        return shape & turnsTrend(sign, before) ? sign * tail / bar.range() : 0;
    }

    /** A body that swallows the opposite one before it. */
    private static double engulfing(double sign, Candle before, Candle last, Candle bar) {
        boolean opposite = sign * last.change() < 0 & sign * bar.change() > 0;
        boolean swallows = bar.top() >= last.top() & bar.bottom() <= last.bottom() & bar.body() > last.body();
        return opposite & swallows & turnsTrend(sign, before) ? sign * (1 - last.body() / bar.body()) : 0;
    }

    /** A long body, a small one beyond its close, and a third that returns over more than half of the first. */
    private static double star(double sign, Candle before, Candle first, Candle middle, Candle bar) {
        double edge = sign > 0 ? middle.top() : middle.bottom();
        boolean small = middle.body() <= SMALL_BODY * first.body() & sign * (edge - first.close) <= 0;
        double recovered = sign * (bar.close - first.close) / first.body();
        boolean returns = sign * bar.change() > 0 & recovered > 0.5;
        return isLong(-sign, first, before) & small & returns & turnsTrend(sign, before)
                ? sign * Math.min(1, recovered)
                : 0;
    }

    /** Three bodies in a row, each from inside the last one to beyond it and with hardly a shadow at its end. */
    private static double soldiers(double sign, Candle before, Candle first, Candle middle, Candle bar) {
        boolean march = marches(sign, first)
                & marches(sign, middle)
                & marches(sign, bar)
                & follows(sign, first, middle)
                & follows(sign, middle, bar);
        if (!march || !turnsTrend(sign, before)) {
            return 0;
        }
        return sign * (share(first) + share(middle) + share(bar)) / 3;
    }

    private static boolean marches(double sign, Candle bar) {
        double end = sign > 0 ? bar.upperShadow() : bar.lowerShadow();
        return sign * bar.change() > 0 & end <= SHORT_SHADOW * bar.body();
    }

    private static boolean follows(double sign, Candle last, Candle bar) {
        boolean opensInside = bar.open >= last.bottom() & bar.open <= last.top();
        return opensInside & sign * (bar.close - last.close) > 0;
    }

    private static double share(Candle bar) {
        return bar.body() / bar.range();
    }

    /** A long body with the trend, and inside it a smaller one: the trend has lost its force. */
    private static double harami(Candle before, Candle last, Candle bar) {
        double sign = last.change() < 0 ? 1 : -1;
        boolean inside = bar.top() <= last.top() & bar.bottom() >= last.bottom() & bar.body() < last.body();
        return inside & isLong(-sign, last, before) & turnsTrend(sign, before)
                ? sign * (1 - bar.body() / last.body())
                : 0;
    }

    /** A long body, then one that starts beyond its close and returns over more than half of it, but not all. */
    private static double piercing(double sign, Candle before, Candle last, Candle bar) {
        double recovered = sign * (bar.close - last.close) / last.body();
        boolean returns = sign * (bar.open - last.close) <= 0 & recovered > 0.5 & recovered < 1;
        return isLong(-sign, last, before) & returns & turnsTrend(sign, before) ? sign * recovered : 0;
    }

    /** Two bars that turn at the same price. */
    private static double tweezer(double sign, Candle before, Candle last, Candle bar) {
        double apart = sign > 0 ? Math.abs(bar.low - last.low) : Math.abs(bar.high - last.high);
        double same = SAME_PRICE * Math.max(bar.range(), last.range());
        boolean opposite = sign * last.change() < 0 & sign * bar.change() > 0;
        return opposite & apart < same & turnsTrend(sign, before) ? sign * (1 - apart / same) : 0;
    }

    /** A long body without shadows. */
    private static double marubozu(Candle before, Candle bar) {
        double sign = bar.change() > 0 ? 1 : -1;
        double nothing = NOTHING * bar.range();
        double shadows = bar.range() - bar.body();
        return isLong(sign, bar, before) & shadows < nothing ? sign * (1 - shadows / nothing) : 0;
    }

    /** Returns whether prices fell before a pattern of rising sign, or rose before one of falling sign. */
    private static boolean turnsTrend(double sign, Candle before) {
        return sign * before.trend() < 0;
    }

    private static boolean isLong(double sign, Candle bar, Candle before) {
        return sign * bar.change() > 0 & bar.body() >= before.averageBody;
    }
}
