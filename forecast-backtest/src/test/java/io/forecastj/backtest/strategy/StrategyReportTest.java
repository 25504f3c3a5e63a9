package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.random;
import static io.forecastj.backtest.strategy.BarMaker.randomPositions;
import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyReportTest {
    private static final String HOSTILE = "<script>alert('x')</script>&\"";

    private static StrategyResult simulated(int instruments, int rows) {
        List<TimeSeries> bars = new ArrayList<>();
        Map<String, Map<Instant, Double>> positions = new LinkedHashMap<>();
        for (int i = 0; i < instruments; i++) {
            TimeSeries one = random(HOSTILE + i, rows, i);
            bars.add(one);
            positions.put(one.id(), randomPositions(one, i));
        }
        return TradingStrategy.longShort()
                .costs(Costs.perTrade(0.001))
                .trials(20)
                .runPositions(positions, bars);
    }

    @Test
    void theReportHasTheVerdictTheFiguresWithDefinitionsTheChartsAndTheTrades() {
        StrategyResult result = simulated(2, 300);
        String html = result.report().html();
        for (StrategyFigure figure : result.figures()) {
            assertHas(html, figure.name(), figure.definition().replace("'", "&#39;"));
        }
        assertHas(
                html,
                "No better than luck: a true Sharpe ratio above the best of 20 trials by luck",
                "Equity after costs",
                "Drawdown",
                "buy and hold",
                "The same decisions at multiples of the costs",
                "Position as a share of the equity",
                "The last 50 of ",
                "365 periods a year (rows a day apart, 365 days a year)",
                "fee 0.1% of a trade");
    }

    /** A failure names the text that is missing, and not the whole page. */
    private static void assertHas(String html, String... texts) {
        for (String text : texts) {
            assertThat(html.contains(text)).as("the page has '%s'", text).isTrue();
        }
    }

    @Test
    void namesAreShownAsTextWhateverTheyHold() {
        String html = simulated(3, 120).report().html();
        assertHas(html, "&lt;script&gt;alert(&#39;x&#39;)");
        assertThat(html.contains("<script>alert"))
                .as("the page has the name as a tag")
                .isFalse();
    }

    @Test
    void theSameSimulationHasTheSameReport() {
        String html = simulated(2, 200).report().html();
        assertThat(html.equals(simulated(2, 200).report().html())).isTrue();
    }

    @Test
    void theReportStaysSmall(@TempDir Path folder) {
        Path file = folder.resolve("strategy.html");
        simulated(12, 3_000).report().writeHtml(file);
        assertThat(file.toFile().length()).isLessThan(2_000_000);
        assertThat(simulated(1, 500).report().html().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(300_000);
    }

    @Test
    void aRuinedStrategyAndOneWithoutTradesHaveReportsToo() {
        TimeSeries bars = BarMaker.bars(100, 100, 100, 300, 300, 300, 300, 300);
        StrategyResult ruined = TradingStrategy.longShort().runPositions(BarMaker.positions(bars, -1), bars);
        assertHas(ruined.report().html(), "Ruined: the equity was 0 or less at 2024-01-02");
        StrategyResult none = TradingStrategy.longShort().runPositions(BarMaker.positions(bars, 0), bars);
        assertHas(none.report().html(), "There is no trade.", "No costs were paid, which no market offers.");
    }
}
