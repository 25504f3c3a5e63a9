package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.WalkForward;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SeattleTemperatureTest {
    @Test
    void bothModelsBeatTheLastValueOutOfSample() throws IOException {
        BacktestResult result =
                SeattleTemperature.evaluate(WalkForward.expanding(730).step(7).fitOnce(), BacktestListener.NONE);
        double naive = result.scores("naive").overall().rmse();
        assertThat(result.scores("lightgbm").overall().rmse()).isLessThan(0.9 * naive);
        assertThat(result.scores("linear").overall().rmse()).isLessThan(0.9 * naive);
    }
}
