package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our candlestick patterns against those of TA-Lib's Java port on real bars, row by row.
 *
 * <p>The definitions differ, so {@link CandleRules} writes both down, and each library must agree with its own on every
 * row: ours by that is computed a second time, and what the two do not have in common is known completely. TA-Lib has
 * no tweezers.
 */
@ParameterizedClass
@MethodSource("series")
class CandleOracleTest {
    private static final List<TimeSeries> SERIES = List.of(TestSeries.sp500(), MinuteBars.bitcoin());
    /** All averages of both are there. */
    private static final int FROM = 20;

    private static final Set<String> TWO_BARS =
            Set.of("bullishEngulfing", "bearishEngulfing", "harami", "piercingLine", "darkCloudCover");

    /** For each pattern the rows on which this library, TA-Lib and both find it; the documentation has them too. */
    static final Map<String, List<Integer>> SP500 = Map.ofEntries(
            Map.entry("doji", List.of(465, 635, 437)),
            Map.entry("hammer", List.of(79, 157, 40)),
            Map.entry("shootingStar", List.of(73, 70, 14)),
            Map.entry("bullishEngulfing", List.of(134, 127, 38)),
            Map.entry("bearishEngulfing", List.of(190, 100, 57)),
            Map.entry("morningStar", List.of(22, 24, 6)),
            Map.entry("eveningStar", List.of(14, 24, 4)),
            Map.entry("threeWhiteSoldiers", List.of(7, 7, 2)),
            Map.entry("threeBlackCrows", List.of(15, 0, 0)),
            Map.entry("harami", List.of(339, 293, 146)),
            Map.entry("piercingLine", List.of(50, 11, 5)),
            Map.entry("darkCloudCover", List.of(26, 8, 3)),
            Map.entry("marubozu", List.of(651, 639, 574)));

    private static final Map<String, Map<String, List<Integer>>> FOUND = Map.of(
            "sp500",
            SP500,
            "bitcoin minutes",
            Map.ofEntries(
                    Map.entry("doji", List.of(1997, 4150, 1889)),
                    Map.entry("hammer", List.of(615, 568, 229)),
                    Map.entry("shootingStar", List.of(467, 96, 47)),
                    Map.entry("bullishEngulfing", List.of(137, 62, 22)),
                    Map.entry("bearishEngulfing", List.of(156, 131, 30)),
                    Map.entry("morningStar", List.of(34, 20, 6)),
                    Map.entry("eveningStar", List.of(36, 18, 8)),
                    Map.entry("threeWhiteSoldiers", List.of(24, 41, 3)),
                    Map.entry("threeBlackCrows", List.of(19, 1, 1)),
                    Map.entry("harami", List.of(728, 402, 190)),
                    Map.entry("piercingLine", List.of(44, 11, 5)),
                    Map.entry("darkCloudCover", List.of(34, 11, 4)),
                    Map.entry("marubozu", List.of(2354, 2251, 2244))));

    private final TimeSeries bars;
    private final CandleTerms up;
    private final List<CandleRules> rules;
    private final int last;

    CandleOracleTest(TimeSeries bars) {
        this.bars = bars;
        up = CandleTerms.of(bars);
        rules = CandleRules.of(up);
        last = bars.length() - 1;
    }

    static List<TimeSeries> series() {
        return SERIES;
    }

    @Test
    void eachPatternOfOursIsWhereItsDefinitionHolds() {
        for (CandleRules rule : rules) {
            double[] ours = ours(rule);
            for (int t = FROM; t <= last; t++) {
                assertThat(Math.signum(ours[t]) == rule.sign())
                        .as("%s %d of %s, row %d", rule.pattern(), rule.sign(), bars.id(), t)
                        .isEqualTo(rule.oursAt(t));
            }
        }
    }

    @Test
    void eachPatternOfTaLibIsWhereItsDefinitionHolds() {
        for (CandleRules rule : rules) {
            int[] theirs = taLib(rule.pattern());
            for (int t = FROM; t <= last; t++) {
                assertThat(Integer.signum(theirs[t]) == rule.sign())
                        .as("%s %d of %s, row %d", rule.pattern(), rule.sign(), bars.id(), t)
                        .isEqualTo(rule.theirsAt(t));
            }
        }
    }

    /** Numbers of patterns found here, by TA-Lib and by both, as features.md has them; both signs count. */
    @Test
    void asManyPatternsAreFoundByOneAndByBothAsIsDocumented() {
        for (String pattern : CandlePatterns.NAMES) {
            List<CandleRules> signs = rules.stream()
                    .filter(rule -> rule.pattern().equals(pattern))
                    .toList();
            if (!signs.isEmpty()) {
                assertThat(List.of(
                                count(signs, CandleRules::oursAt),
                                count(signs, CandleRules::theirsAt),
                                count(signs, (rule, t) -> rule.oursAt(t) && rule.theirsAt(t))))
                        .as("%s of %s: ours, theirs, both", pattern, bars.id())
                        .isEqualTo(FOUND.get(bars.id()).get(pattern));
            }
        }
    }

    /** The rules say so in their code; this says it of the bars. */
    @Test
    void whatTaLibFindsAfterPricesThatWentTheRightWayIsFoundHereOfPatternsOfTwoBars() {
        for (CandleRules rule : rules) {
            if (TWO_BARS.contains(rule.pattern())) {
                CandleTerms terms = rule.sign() > 0 ? up : up.mirror();
                double[] ours = ours(rule);
                int[] theirs = taLib(rule.pattern());
                for (int t = FROM; t <= last; t++) {
                    if (Integer.signum(theirs[t]) == rule.sign() && terms.fell(t - 2) && terms.falls(t - 1)) {
                        assertThat(Math.signum(ours[t]))
                                .as("%s of %s, row %d", rule.pattern(), bars.id(), t)
                                .isEqualTo(rule.sign());
                    }
                }
            }
        }
    }

    private interface At {
        boolean found(CandleRules rule, int t);
    }

    private int count(List<CandleRules> signs, At at) {
        return (int) IntStream.rangeClosed(FROM, last)
                .filter(t -> signs.stream().anyMatch(rule -> at.found(rule, t)))
                .count();
    }

    private double[] ours(CandleRules rule) {
        return TestSeries.values(bars, Features.parse(rule.pattern() + "(open,high,low,close,10)"));
    }

    private int[] taLib(String pattern) {
        Core lib = new Core();
        MInteger b = new MInteger();
        MInteger n = new MInteger();
        int[] out = new int[last + 1];
        double[] o = bars.values("open");
        double[] h = bars.values("high");
        double[] l = bars.values("low");
        double[] c = bars.values("close");
        RetCode code =
                switch (pattern) {
                    case "doji" -> lib.cdlDoji(0, last, o, h, l, c, b, n, out);
                    case "hammer" -> lib.cdlHammer(0, last, o, h, l, c, b, n, out);
                    case "shootingStar" -> lib.cdlShootingStar(0, last, o, h, l, c, b, n, out);
                    case "bullishEngulfing", "bearishEngulfing" -> lib.cdlEngulfing(0, last, o, h, l, c, b, n, out);
                    case "morningStar" -> lib.cdlMorningStar(0, last, o, h, l, c, 0.3, b, n, out);
                    case "eveningStar" -> lib.cdlEveningStar(0, last, o, h, l, c, 0.3, b, n, out);
                    case "threeWhiteSoldiers" -> lib.cdl3WhiteSoldiers(0, last, o, h, l, c, b, n, out);
                    case "threeBlackCrows" -> lib.cdl3BlackCrows(0, last, o, h, l, c, b, n, out);
                    case "harami" -> lib.cdlHarami(0, last, o, h, l, c, b, n, out);
                    case "piercingLine" -> lib.cdlPiercing(0, last, o, h, l, c, b, n, out);
                    case "darkCloudCover" -> lib.cdlDarkCloudCover(0, last, o, h, l, c, 0.5, b, n, out);
                    case "marubozu" -> lib.cdlMarubozu(0, last, o, h, l, c, b, n, out);
                    default -> throw new IllegalArgumentException(pattern);
                };
        assertThat(code).isEqualTo(RetCode.Success);
        assertThat(b.value).as("first row of %s", pattern).isLessThanOrEqualTo(FROM);
        int[] rows = new int[last + 1];
        System.arraycopy(out, 0, rows, b.value, n.value);
        return rows;
    }
}
