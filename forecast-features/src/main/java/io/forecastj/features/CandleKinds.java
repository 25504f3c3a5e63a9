package io.forecastj.features;

/** The candlestick patterns as kinds of features, each another name of an output of {@link Candles}. */
final class CandleKinds {
    private static final String NISON = " (Nison, Japanese Candlestick Charting Techniques, 1991)";
    private static final String FELL = "After falling prices: ";
    private static final String ROSE = "After rising prices: ";

    static final Kind DOJI =
            kind("doji", "A bar that closes where it opened: body < 0.1 range", "1 - body / (0.1 range)");

    static final Kind HAMMER =
            kind("hammer", FELL + "lower shadow >= 2 bodies, upper shadow <= 0.1 range", "lower shadow / range");

    static final Kind SHOOTING_STAR =
            kind("shootingStar", ROSE + "upper shadow >= 2 bodies, lower shadow <= 0.1 range", "-upper shadow / range");

    static final Kind BULLISH_ENGULFING = kind(
            "bullishEngulfing",
            FELL + "a falling bar, then a rising one whose body holds the last one's and is larger",
            "1 - last body / body");

    static final Kind BEARISH_ENGULFING = kind(
            "bearishEngulfing",
            ROSE + "a rising bar, then a falling one whose body holds the last one's and is larger",
            "-(1 - last body / body)");

    static final Kind MORNING_STAR = kind(
            "morningStar",
            FELL + "a long falling bar; a body of at most 0.3 of its body, all at or below its close; a rising bar that"
                    + " closes above the middle of the first body",
            "min(1, (close - first close) / first body)");

    static final Kind EVENING_STAR = kind(
            "eveningStar",
            ROSE + "a long rising bar; a body of at most 0.3 of its body, all at or above its close; a falling bar that"
                    + " closes below the middle of the first body",
            "-min(1, (first close - close) / first body)");

    static final Kind THREE_WHITE_SOLDIERS = kind(
            "threeWhiteSoldiers",
            FELL + "three rising bars, each opening inside the last body and closing above it, with upper shadows of at"
                    + " most 0.3 of their bodies",
            "the mean body / range of the three");

    static final Kind THREE_BLACK_CROWS = kind(
            "threeBlackCrows",
            ROSE
                    + "three falling bars, each opening inside the last body and closing below it, with lower shadows of at"
                    + " most 0.3 of their bodies",
            "-(the mean body / range of the three)");

    static final Kind HARAMI = kind(
            "harami",
            "A long bar in the direction that prices took before, then a smaller body inside its body",
            "1 - body / last body, with the sign opposite to the long bar's");

    static final Kind PIERCING_LINE = kind(
            "piercingLine",
            FELL + "a long falling bar, then a bar that opens at or below its close and closes above the middle of its"
                    + " body but below its open",
            "(close - last close) / last body");

    static final Kind DARK_CLOUD_COVER = kind(
            "darkCloudCover",
            ROSE + "a long rising bar, then a bar that opens at or above its close and closes below the middle of its"
                    + " body but above its open",
            "-(last close - close) / last body");

    static final Kind TWEEZER_TOP = kind(
            "tweezerTop",
            ROSE + "a rising bar, then a falling one, whose highs are less than 0.05 of the larger range apart",
            "-(1 - |high - last high| / (0.05 larger range))");

    static final Kind TWEEZER_BOTTOM = kind(
            "tweezerBottom",
            FELL + "a falling bar, then a rising one, whose lows are less than 0.05 of the larger range apart",
            "1 - |low - last low| / (0.05 larger range)");

    static final Kind MARUBOZU = kind(
            "marubozu",
            "A long body whose shadows are together less than 0.1 range",
            "1 - shadows / (0.1 range), with the sign of close - open");

    private CandleKinds() {}

    private static Kind kind(String name, String shape, String strength) {
        return Kind.named(name)
                .inputs("open", "high", "low", "close")
                .window("n", 1, 10)
                .formula(shape + ". The strength is " + strength + NISON
                        + ". Long: at least the mean body of n bars before the pattern. Falling or rising: the close before"
                        + " the pattern below or above its mean over n bars. From -1 to 1, and 0 where there is no such"
                        + " pattern. NaN while a missing value is among three bars and the n before them")
                .alias((in, a) -> Candles.KIND.create(in, a).output(name));
    }
}
