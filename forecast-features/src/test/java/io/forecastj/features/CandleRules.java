package io.forecastj.features;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * The candlestick patterns as this library and TA-Lib define them, side by side: what both ask for, and what either
 * asks for besides. {@link CandleOracleTest} holds them against both, so what is said here of the differences is all of
 * them.
 *
 * @param pattern the name here
 * @param sign 1 for a pattern that promises rising prices, -1 for falling ones
 * @param both what both ask for
 * @param ours what this library asks for besides
 * @param theirs what TA-Lib asks for besides
 */
record CandleRules(String pattern, int sign, IntPredicate both, IntPredicate ours, IntPredicate theirs) {
    private static final IntPredicate ALL = t -> true;

    boolean oursAt(int t) {
        return both.test(t) && ours.test(t);
    }

    boolean theirsAt(int t) {
        return both.test(t) && theirs.test(t);
    }

    static List<CandleRules> of(CandleTerms up) {
        CandleTerms down = up.mirror();
        return List.of(
                doji(up),
                hammer(up),
                shootingStar(down),
                engulfing("bullishEngulfing", up),
                engulfing("bearishEngulfing", down),
                star("morningStar", up),
                star("eveningStar", down),
                whiteSoldiers(up),
                blackCrows(down),
                harami("harami", up),
                harami("harami", down),
                piercing("piercingLine", up, t -> up.body(t) > up.meanBody(t)),
                piercing("darkCloudCover", down, ALL),
                marubozu("marubozu", up),
                marubozu("marubozu", down));
    }

    /** A body small for the bar itself; theirs for the 10 bars before. */
    private static CandleRules doji(CandleTerms c) {
        return new CandleRules(
                "doji", 1, ALL, t -> c.body(t) < 0.1 * c.range(t), t -> c.body(t) <= 0.1 * c.meanRange(t, 10));
    }

    private static CandleRules hammer(CandleTerms c) {
        return new CandleRules(
                "hammer",
                1,
                t -> c.lower(t) > c.body(t),
                t -> hammerOfOurs(c, t),
                t -> smallWithoutUpperShadow(c, t) && c.bottom(t) <= c.low[t - 1] + 0.2 * c.meanRange(t - 1, 5));
    }

    /** Mirrored. Theirs has a gap to the bar before, where their hammer only has to be near its low. */
    private static CandleRules shootingStar(CandleTerms c) {
        return new CandleRules(
                "shootingStar",
                -1,
                t -> c.lower(t) > c.body(t),
                t -> hammerOfOurs(c, t),
                t -> smallWithoutUpperShadow(c, t) && c.top(t) < c.bottom(t - 1));
    }

    private static boolean hammerOfOurs(CandleTerms c, int t) {
        return c.lower(t) >= 2 * c.body(t) && c.upper(t) <= 0.1 * c.range(t) && c.fell(t - 1);
    }

    private static boolean smallWithoutUpperShadow(CandleTerms c, int t) {
        return c.body(t) < c.meanBody(t) && c.upper(t) < 0.1 * c.meanRange(t, 10);
    }

    /** Ours lets one edge be equal, and asks for the trend; theirs takes bars without a body for rising ones. */
    private static CandleRules engulfing(String name, CandleTerms c) {
        return new CandleRules(
                name,
                c.mirrored ? -1 : 1,
                t -> c.rises(t)
                        && c.top(t) >= c.top(t - 1)
                        && c.bottom(t) <= c.bottom(t - 1)
                        && c.body(t) > c.body(t - 1),
                t -> c.falls(t - 1) && c.fell(t - 2),
                t -> !c.white(t - 1) && c.close[t] > c.open[t - 1] && c.open[t] < c.close[t - 1]);
    }

    private static CandleRules star(String name, CandleTerms c) {
        return new CandleRules(
                name,
                c.mirrored ? -1 : 1,
                t -> c.falls(t - 2)
                        && c.body(t - 2) >= c.meanBody(t - 2)
                        && c.top(t - 1) <= c.close[t - 2]
                        && c.rises(t),
                t -> c.body(t - 1) <= 0.3 * c.body(t - 2)
                        && c.close[t] > c.close[t - 2] + 0.5 * c.body(t - 2)
                        && c.fell(t - 3),
                t -> c.body(t - 2) > c.meanBody(t - 2)
                        && c.body(t - 1) <= c.meanBody(t - 1)
                        && c.top(t - 1) < c.close[t - 2]
                        && c.body(t) > c.meanBody(t)
                        && c.close[t] > c.close[t - 2] + 0.3 * c.body(t - 2));
    }

    private static CandleRules whiteSoldiers(CandleTerms c) {
        return new CandleRules(
                "threeWhiteSoldiers",
                1,
                t -> c.close[t] > c.close[t - 1] && c.close[t - 1] > c.close[t - 2],
                t -> marches(c, t - 2)
                        && marches(c, t - 1)
                        && marches(c, t)
                        && follows(c, t - 1)
                        && follows(c, t)
                        && c.fell(t - 3),
                t -> whiteSoldier(c, t - 2)
                        && whiteSoldier(c, t - 1)
                        && whiteSoldier(c, t)
                        && followsWhite(c, t - 1)
                        && followsWhite(c, t)
                        && c.body(t) > c.meanBody(t));
    }

    /** Mirrored. */
    private static CandleRules blackCrows(CandleTerms c) {
        return new CandleRules(
                "threeBlackCrows",
                -1,
                t -> c.rises(t - 2)
                        && c.rises(t - 1)
                        && c.rises(t)
                        && c.close[t] > c.close[t - 1]
                        && c.close[t - 1] > c.close[t - 2],
                t -> marches(c, t - 2)
                        && marches(c, t - 1)
                        && marches(c, t)
                        && follows(c, t - 1)
                        && follows(c, t)
                        && c.fell(t - 3),
                t -> !c.white(t - 3)
                        && c.low[t - 3] < c.close[t - 2]
                        && whiteSoldier(c, t - 2)
                        && whiteSoldier(c, t - 1)
                        && whiteSoldier(c, t)
                        && opensInside(c, t - 1)
                        && opensInside(c, t));
    }

    private static boolean marches(CandleTerms c, int t) {
        return c.rises(t) && c.upper(t) <= 0.3 * c.body(t);
    }

    private static boolean follows(CandleTerms c, int t) {
        return c.open[t] >= c.bottom(t - 1) && c.open[t] <= c.top(t - 1);
    }

    private static boolean whiteSoldier(CandleTerms c, int t) {
        return c.white(t) && c.upper(t) < 0.1 * c.meanRange(t, 10);
    }

    private static boolean followsWhite(CandleTerms c, int t) {
        return c.open[t] > c.open[t - 1]
                && c.open[t] <= c.close[t - 1] + 0.2 * c.meanRange(t - 1, 5)
                && c.body(t) > c.body(t - 1) - 0.6 * c.meanRange(t - 1, 5);
    }

    private static boolean opensInside(CandleTerms c, int t) {
        return c.open[t] > c.open[t - 1] && c.open[t] < c.close[t - 1];
    }

    private static CandleRules harami(String name, CandleTerms c) {
        return new CandleRules(
                name,
                c.mirrored ? -1 : 1,
                t -> c.falls(t - 1)
                        && c.body(t - 1) >= c.meanBody(t - 1)
                        && c.top(t) <= c.top(t - 1)
                        && c.bottom(t) >= c.bottom(t - 1)
                        && c.body(t) < c.body(t - 1),
                t -> c.fell(t - 2),
                t -> c.body(t - 1) > c.meanBody(t - 1)
                        && c.body(t) <= c.meanBody(t)
                        && c.top(t) < c.top(t - 1)
                        && c.bottom(t) > c.bottom(t - 1));
    }

    /**
     * Theirs begins below the low of the bar before.
     *
     * @param second what theirs asks of the body of the second bar: one above the mean, but of a dark cloud cover
     *     nothing
     */
    private static CandleRules piercing(String name, CandleTerms c, IntPredicate second) {
        return new CandleRules(
                name,
                c.mirrored ? -1 : 1,
                t -> c.falls(t - 1)
                        && c.body(t - 1) >= c.meanBody(t - 1)
                        && c.open[t] <= c.close[t - 1]
                        && c.close[t] > c.close[t - 1] + 0.5 * c.body(t - 1)
                        && c.close[t] < c.open[t - 1],
                t -> c.fell(t - 2),
                t -> c.body(t - 1) > c.meanBody(t - 1) && c.open[t] < c.low[t - 1] && second.test(t));
    }

    private static CandleRules marubozu(String name, CandleTerms c) {
        return new CandleRules(
                name,
                c.mirrored ? -1 : 1,
                t -> c.rises(t) && c.body(t) >= c.meanBody(t),
                t -> c.upper(t) + c.lower(t) < 0.1 * c.range(t),
                t -> c.body(t) > c.meanBody(t)
                        && c.upper(t) < 0.1 * c.meanRange(t, 10)
                        && c.lower(t) < 0.1 * c.meanRange(t, 10));
    }
}
