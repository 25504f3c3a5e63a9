package io.forecastj;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Writes a level as people do: 0.025, also for the 0.025000000000000022 that (1 - 0.95) / 2 gives. */
final class LevelText {
    /** Levels that differ by less than 1e-9 are the same; see {@link Forecast#quantile(int, double)}. */
    private static final int DECIMALS = 9;

    private LevelText() {}

    /** Returns a different text for each level: the exact numbers if two of them are the same with fewer decimals. */
    static List<String> keys(double[] levels) {
        List<String> texts = Arrays.stream(levels).mapToObj(LevelText::of).toList();
        boolean distinct = new HashSet<>(texts).size() == texts.size();
        return distinct
                ? texts
                : Arrays.stream(levels).mapToObj(Double::toString).toList();
    }

    static String of(double level) {
        BigDecimal exact = BigDecimal.valueOf(level);
        BigDecimal rounded = exact.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        boolean between0And1 = rounded.signum() > 0 && rounded.compareTo(BigDecimal.ONE) < 0;
        return (between0And1 ? rounded : exact).stripTrailingZeros().toPlainString();
    }
}
