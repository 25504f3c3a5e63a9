package io.forecastj.backtest.strategy;

import static io.forecastj.backtest.strategy.GoldenReturns.near;
import static io.forecastj.backtest.strategy.GoldenReturns.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.backtest.significance.SharpeTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceTest {
    private static final JsonNode GOLDEN = GoldenReturns.read("returns");
    private static final double[] RETURNS = numbers(GOLDEN.path("in").path("r"));
    private static final Performance YEAR_OF_252 = Performance.of(RETURNS, 252);

    private static void assertGolden(JsonNode expected, String name, double actual) {
        assertThat(expected.has(name)).as("golden value %s", name).isTrue();
        assertThat(actual)
                .as(name)
                .isCloseTo(
                        expected.path(name).asDouble(), near(expected.path(name).asDouble()));
    }

    @Test
    void everyFigureIsThatOfItsDefinitionToTwelveDigits() {
        JsonNode out = GOLDEN.path("out");
        Map<String, Double> found = new LinkedHashMap<>();
        found.put("mean", YEAR_OF_252.meanReturn());
        found.put("sd_ddof1", YEAR_OF_252.volatility());
        found.put("sharpe_period", YEAR_OF_252.periodSharpe());
        found.put("sharpe_annual_sqrtN", YEAR_OF_252.annualSharpe());
        found.put("downside_dev_N", YEAR_OF_252.downsideDeviation());
        found.put("sortino_annual", YEAR_OF_252.annualSortino());
        found.put("total_return", YEAR_OF_252.totalReturn());
        found.put("cagr", YEAR_OF_252.annualReturn());
        found.put("max_drawdown", YEAR_OF_252.maxDrawdown());
        found.put("calmar_cagr_over_mdd", YEAR_OF_252.calmar());
        found.put("hit_ratio", YEAR_OF_252.hitRatio());
        found.put("profit_factor", YEAR_OF_252.profitFactor());
        found.put("vol_annual", YEAR_OF_252.annualVolatility());
        found.put("max_dd_end_index", (double) YEAR_OF_252.drawdownTrough());
        found.put(
                "annualisation_crypto_365_sharpe", Performance.of(RETURNS, 365).annualSharpe());
        found.put("lo2002_sharpe_annual_lags3", YEAR_OF_252.annualSharpe(3));
        found.put("lo2002_eta_q252_lags3", YEAR_OF_252.annualSharpe(3) / YEAR_OF_252.periodSharpe());
        found.forEach((name, value) -> assertGolden(out, name, value));
        for (int lag = 1; lag <= 3; lag++) {
            double expected = out.path("autocorr_1to3").get(lag - 1).asDouble();
            assertThat(YEAR_OF_252.autocorrelation(lag)).isCloseTo(expected, near(expected));
        }
        assertThat(out.size()).as("golden values compared").isEqualTo(found.size() + 1);
    }

    @Test
    void otherLibrariesHaveTheirOwnSharpeRatioOfTheSameReturns() {
        JsonNode others = GOLDEN.path("same_series_sharpe_by_library");
        double mean = YEAR_OF_252.meanReturn();
        double variance = YEAR_OF_252.volatility() * YEAR_OF_252.volatility();
        double growth = Math.pow(1 + YEAR_OF_252.totalReturn(), 1.0 / RETURNS.length);
        assertGolden(others, "empyrical/ta4j (mean/sd*sqrt(252))", YEAR_OF_252.annualSharpe());
        assertGolden(
                others,
                "qlib risk_analysis(freq=day, sum): N=238",
                Performance.of(RETURNS, 238).annualSharpe());
        assertGolden(
                others,
                "QuantConnect Lean: ((1+mean)^252-1)/sqrt(252 var)",
                (Math.pow(1 + mean, 252) - 1) / Math.sqrt(252 * variance));
        assertGolden(
                others,
                "backtesting.py: geometric ann. return / compounded vol (252)",
                (Math.pow(growth, 252) - 1)
                        / Math.sqrt(Math.pow(variance + growth * growth, 252) - Math.pow(growth, 2 * 252)));
        assertGolden(
                others,
                "freqtrade-style per-trade: mean_per_day/np.std(ddof0)*sqrt(365), 1 trade/day",
                Performance.of(RETURNS, 365).annualSharpe() * Math.sqrt(20 / 19.0));
    }

    @Test
    void theProbabilisticAndDeflatedSharpeRatioAreThoseOfThePeriod() {
        JsonNode out = GoldenReturns.read("psr_dsr").path("out");
        SharpeTest test = SharpeTest.of(YEAR_OF_252.returns());
        assertThat(test.sharpe()).isCloseTo(YEAR_OF_252.periodSharpe(), near(1));
        assertGolden(out, "PSR0", test.probabilistic(0));
        assertGolden(out, "DSR", test.deflated(10, 0.01));
        assertGolden(out, "MinTRL_95", test.minimumTrackRecord(0, 0.95));
    }

    @Test
    void theDrawdownHasItsPeakItsTroughAndItsRecovery() {
        Performance regained = Performance.of(new double[] {0.1, -0.2, -0.1, 0.5, 0, -0.01}, 12);
        assertThat(regained.maxDrawdown()).isCloseTo(0.8 * 0.9 - 1, near(1));
        assertThat(regained.drawdownPeak()).isEqualTo(1);
        assertThat(regained.drawdownTrough()).isEqualTo(3);
        assertThat(regained.drawdownRecovery()).isEqualTo(4);

        Performance fromTheStart = Performance.of(new double[] {-0.2, 0.1}, 12);
        assertThat(fromTheStart.maxDrawdown()).isCloseTo(-0.2, near(1));
        assertThat(fromTheStart.drawdownPeak()).isZero();
        assertThat(fromTheStart.drawdownTrough()).isEqualTo(1);
        assertThat(fromTheStart.drawdownRecovery()).isEqualTo(-1);

        Performance none = Performance.of(new double[] {0.1, 0.2}, 12);
        assertThat(none.maxDrawdown()).isZero();
        assertThat(none.calmar()).isNaN();
    }

    @Test
    void aStrategyThatIsNeverInTheMarketHasNoRatios() {
        Performance none = Performance.of(new double[5], 252);
        assertThat(none.totalReturn()).isZero();
        assertThat(none.annualReturn()).isZero();
        assertThat(none.annualSharpe()).isNaN();
        assertThat(none.annualSortino()).isNaN();
        assertThat(none.hitRatio()).isNaN();
        assertThat(none.profitFactor()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, -0.001, 0.1, 1e-5, 1e-8})
    void equalReturnsHaveNoSharpeRatioDespiteRounding(double each) {
        double[] equal = new double[250];
        Arrays.fill(equal, each);
        double[] ofPrices = new double[250];
        double equity = 1;
        for (int i = 0; i < ofPrices.length; i++) {
            double next = equity * (1 + each);
            ofPrices[i] = next / equity - 1;
            equity = next;
        }
        for (double[] returns : List.of(equal, ofPrices)) {
            Performance none = Performance.of(returns, 252);
            assertThat(none.volatility()).isZero();
            assertThat(none.periodSharpe()).isNaN();
            assertThat(none.annualSharpe()).isNaN();
            assertThat(none.annualSharpe(3)).isNaN();
            assertThatThrownBy(() -> SharpeTest.of(returns))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("should differ from one another");
        }
        ofPrices[7] += 1e-9 * (1 + each);
        assertThat(Performance.of(ofPrices, 252).annualSharpe()).isFinite();
        assertThat(SharpeTest.of(ofPrices).sharpe()).isFinite();
    }

    @Test
    void aLossOfEverythingIsAYearlyReturnOfMinusOne() {
        assertThat(Performance.of(new double[] {0.1, -1.5}, 252).annualReturn()).isEqualTo(-1);
    }

    @Test
    void whatIsNoReturnIsRefused() {
        assertThatThrownBy(() -> Performance.of(new double[0], 252))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> Performance.of(new double[] {0.1, Double.NaN}, 252))
                .hasMessageContaining("found NaN at index 1");
        assertThatThrownBy(() -> Performance.of(RETURNS, 0)).hasMessageContaining("periodsPerYear");
        assertThatThrownBy(() -> YEAR_OF_252.annualSharpe(20)).hasMessageContaining("lags");
        assertThatThrownBy(() -> YEAR_OF_252.annualSharpe(0)).hasMessageContaining("lags");
    }
}
