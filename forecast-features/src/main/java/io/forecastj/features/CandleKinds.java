package io.forecastj.features;

import java.util.List;

/** The candlestick patterns as kinds of features, each another name of an output of {@link Candles}. */
final class CandleKinds {
    private static final String NISON = " (Nison, Japanese Candlestick Charting Techniques, 1991)";
    private static final String FELL = "After falling prices: ";
    private static final String ROSE = "After rising prices: ";

    private static final String ENGULFING_ELSEWHERE =
            "TA-Lib and ta4j ignore the preceding trend and refuse bodies with an equal edge;"
                    + " TA-Lib counts bars without a body as rising";
    private static final String STAR_ELSEWHERE =
            "TA-Lib ignores the preceding trend, compares the second and the third body with the"
                    + " means before them, and requires a gap between the first body and the second and a"
                    + " close beyond 0.3 of the first body";
    private static final String NONE_ELSEWHERE = "not in TA-Lib and ta4j";

    static final Kind DOJI = kind(
            "doji",
            "A bar that closes where it opened: body < 0.1 range",
            "1 - body / (0.1 range)",
            "TA-Lib compares the body with 0.1 of the mean range of the 10 bars before; ta4j with a"
                    + " multiple of the mean body");

    static final Kind HAMMER = kind(
            "hammer",
            FELL + "lower shadow >= 2 bodies, upper shadow <= 0.1 range",
            "lower shadow / range",
            "TA-Lib requires a body below the mean of the 10 bars before, a lower shadow of more"
                    + " than one body, an upper one below 0.1 of the mean range, and the body within 0.2"
                    + " mean ranges of the last low; ta4j requires an upper shadow of at most the body, a"
                    + " body that is not empty, and an ADX that confirms the trend");

    static final Kind SHOOTING_STAR = kind(
            "shootingStar",
            ROSE + "upper shadow >= 2 bodies, lower shadow <= 0.1 range",
            "-upper shadow / range",
            "TA-Lib requires a body below the mean of the 10 bars before and above the last one,"
                    + " with a gap, an upper shadow of more than one body and a lower one below 0.1 of the"
                    + " mean range; ta4j requires a lower shadow of at most the body, a body that is not"
                    + " empty, and an ADX that confirms the trend");

    static final Kind BULLISH_ENGULFING = kind(
            "bullishEngulfing",
            FELL + "a falling bar, then a rising one whose body contains the last one and is larger",
            "1 - last body / body",
            ENGULFING_ELSEWHERE);

    static final Kind BEARISH_ENGULFING = kind(
            "bearishEngulfing",
            ROSE + "a rising bar, then a falling one whose body contains the last one and is larger",
            "-(1 - last body / body)",
            ENGULFING_ELSEWHERE);

    static final Kind MORNING_STAR = kind(
            "morningStar",
            FELL + "a long falling bar; a body of at most 0.3 of its body, all at or below its close; a rising bar that"
                    + " closes above the middle of the first body",
            "min(1, (close - first close) / first body)",
            STAR_ELSEWHERE);

    static final Kind EVENING_STAR = kind(
            "eveningStar",
            ROSE + "a long rising bar; a body of at most 0.3 of its body, all at or above its close; a falling bar that"
                    + " closes below the middle of the first body",
            "-min(1, (first close - close) / first body)",
            STAR_ELSEWHERE);

    static final Kind THREE_WHITE_SOLDIERS = kind(
            "threeWhiteSoldiers",
            FELL + "three rising bars, each opening inside the last body and closing above it, with upper shadows of at"
                    + " most 0.3 of their bodies",
            "the mean body / range of the three",
            "TA-Lib ignores the preceding trend, lets a bar open above the last body by 0.2 mean"
                    + " ranges, compares upper shadows with 0.1 of the mean range, and requires the last"
                    + " body above the mean and none much smaller than the one before; ta4j compares the"
                    + " shadows with those before, and requires a falling bar first");

    static final Kind THREE_BLACK_CROWS = kind(
            "threeBlackCrows",
            ROSE
                    + "three falling bars, each opening inside the last body and closing below it,"
                    + " with lower shadows of at"
                    + " most 0.3 of their bodies",
            "-(the mean body / range of the three)",
            "TA-Lib requires one rising bar before in place of the trend, whose high is above the"
                    + " first close, and compares lower shadows with 0.1 of the mean range; ta4j compares"
                    + " the shadows with those before, and requires a rising bar first");

    static final Kind HARAMI = kind(
            "harami",
            "A long bar in the direction that prices took before, then a smaller body inside its body",
            "1 - body / last body, with the sign opposite to the long bar's",
            "TA-Lib ignores the preceding trend, requires a second body of at most the mean, and"
                    + " refuses equal edges; ta4j refuses equal edges and requires bars of opposite"
                    + " directions");

    static final Kind PIERCING_LINE = kind(
            "piercingLine",
            FELL + "a long falling bar, then a bar that opens at or below its close and closes above the middle of its"
                    + " body but below its open",
            "(close - last close) / last body",
            "TA-Lib ignores the preceding trend, and requires an open below the last low and a"
                    + " second body above the mean");

    static final Kind DARK_CLOUD_COVER = kind(
            "darkCloudCover",
            ROSE + "a long rising bar, then a bar that opens at or above its close and closes below the middle of its"
                    + " body but above its open",
            "-(last close - close) / last body",
            "TA-Lib ignores the preceding trend, and requires an open above the last high");

    static final Kind TWEEZER_TOP = kind(
            "tweezerTop",
            ROSE + "a rising bar, then a falling one, whose highs are less than 0.05 of the larger range apart",
            "-(1 - |high - last high| / (0.05 larger range))",
            NONE_ELSEWHERE);

    static final Kind TWEEZER_BOTTOM = kind(
            "tweezerBottom",
            FELL + "a falling bar, then a rising one, whose lows are less than 0.05 of the larger range apart",
            "1 - |low - last low| / (0.05 larger range)",
            NONE_ELSEWHERE);

    static final Kind MARUBOZU = kind(
            "marubozu",
            "A long body whose shadows are together less than 0.1 range",
            "1 - shadows / (0.1 range), with the sign of close - open",
            "TA-Lib compares each shadow with 0.1 of the mean range of the 10 bars before");

    private CandleKinds() {}

    /**
     * A kind.
     *
     * @param elsewhere the different conditions of TA-Lib 0.4 and ta4j 0.17, which tests check
     */
    private static Kind kind(String name, String shape, String strength, String elsewhere) {
        return Kind.named(name)
                .inputs("open", "high", "low", "close")
                .window("n", 1, 10)
                .formula(shape + ". The strength is " + strength + NISON
                        + ". Long: at least the mean body of n bars before the pattern. Falling or rising: the"
                        + " close before the pattern below or above its mean over n bars. From -1 to 1, and 0"
                        + " without such a pattern. NaN while a missing value is among three bars and the n"
                        + " before them. Elsewhere: "
                        + elsewhere)
                .body(new Body.Alias() {
                    @Override
                    Feature expression(List<Feature> in, double[] a) {
                        return Candles.KIND.create(in, a).output(name);
                    }
                });
    }
}
