package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.BarMaker.bars;
import static io.forecastj.backtest.strategy.BarMaker.positions;
import static io.forecastj.backtest.strategy.GoldenReturns.near;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnoverTest {
    private static final JsonNode GOLDEN = GoldenReturns.read("turnover");

    private static StrategyResult simulated(double cost) {
        JsonNode targets = GOLDEN.path("in").path("targets");
        JsonNode returns = GOLDEN.path("in").path("asset_returns");
        List<TimeSeries> all = new ArrayList<>();
        Map<String, Map<Instant, Double>> weights = new LinkedHashMap<>();
        for (int asset = 0; asset < 2; asset++) {
            double[] prices = new double[2 * (targets.size() + 1)];
            double[] weight = new double[targets.size()];
            prices[0] = 100;
            prices[1] = 100;
            for (int row = 0; row < targets.size(); row++) {
                prices[2 * row + 2] = prices[2 * row + 1]; // the open is the close before
                prices[2 * row + 3] =
                        prices[2 * row + 2] * (1 + returns.get(row).get(asset).asDouble());
                weight[row] = targets.get(row).get(asset).asDouble();
            }
            TimeSeries one = bars("asset " + asset, 0, prices);
            all.add(one);
            weights.put(one.id(), positions(one, weight));
        }
        return TradingStrategy.longShort()
                .allocation(Allocation.whole())
                .costs(Costs.perTrade(cost))
                .runPositions(weights, all);
    }

    @Test
    void driftIsTradedAndCostsAreThoseOfBothSidesToTwelveDigits() {
        StrategyResult result = simulated(GOLDEN.path("in").path("c").asDouble());
        JsonNode out = GOLDEN.path("out");
        List<EquityRow> equity = result.equity();
        double sum = 0;
        for (int row = 0; row < 4; row++) {
            EquityRow found = equity.get(row + 1);
            double turnover = out.path("turnover_each").get(row).asDouble();
            double net = out.path("net_returns").get(row).asDouble();
            assertThat(found.turnover()).as("turnover of row %d", row).isCloseTo(turnover, near(turnover));
            assertThat(found.netReturn()).as("return of row %d", row).isCloseTo(net, near(net));
            sum += found.turnover();
        }
        double mean = out.path("turnover_mean").asDouble();
        double net = out.path("net_total").asDouble();
        double gross = out.path("gross_total").asDouble();
        assertThat(sum / 4).isCloseTo(mean, near(mean));
        assertThat(result.performance().totalReturn()).isCloseTo(net, near(net));
        assertThat(result.atCosts(0).performance().totalReturn()).isCloseTo(gross, near(gross));
    }

    @Test
    void theTurnoverOfAYearIsTheMeanOfARowTimesItsRows() {
        StrategyResult result = simulated(0.001);
        StrategyFigure figure = result.figures().stream()
                .filter(one -> one.name().equals("annual turnover"))
                .findFirst()
                .orElseThrow();
        double mean = GOLDEN.path("out").path("turnover_mean").asDouble();
        assertThat(figure.value()).isCloseTo(365 * mean, near(365 * mean));
    }
}
