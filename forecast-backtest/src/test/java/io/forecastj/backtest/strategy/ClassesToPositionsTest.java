package io.forecastj.backtest.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The class forecasts of a backtest become positions. */
class ClassesToPositionsTest {
    private static final List<String> CLASSES = List.of("DOWN", "FLAT", "UP");

    /** Forecasts a rise with probability 0.7 from a close below 100, and a fall with 0.6 from any other. */
    private record Reverting() implements Forecaster {
        @Override
        public String name() {
            return "reverting";
        }

        @Override
        public int horizon() {
            return 1;
        }

        @Override
        public List<String> targets() {
            return List.of("close");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            PredictorInfo info = PredictorInfo.builder("reverting", 1)
                    .column("close", ColumnRole.TARGET)
                    .parameter("target", "direction(close,0.0)")
                    .trainedOn(series)
                    .build();
            return new AbstractPredictor(info) {
                @Override
                protected void identify(StateWriter out) {}

                @Override
                protected SeriesState newState(SeriesContext context) {
                    return new State();
                }
            };
        }
    }

    private static final class State implements SeriesState {
        private double last;

        @Override
        public void update(long time, double[] row) {
            last = row[0];
        }

        @Override
        public void forecastInto(double[] out) {
            Arrays.fill(out, Double.NaN);
        }

        @Override
        public void complete(Forecast.Builder forecast, double[] points) {
            double[] probabilities = last < 100 ? new double[] {0.2, 0.1, 0.7} : new double[] {0.6, 0.1, 0.3};
            forecast.probabilities(CLASSES, new double[][] {probabilities});
        }

        @Override
        public void save(StateWriter out) {
            out.putDouble(last);
        }

        @Override
        public void restore(StateReader in) {
            last = in.getDouble();
        }
    }

    @Test
    void theProbabilitiesOfTheTableDecideAndSize() {
        double[] prices = new double[160];
        Arrays.setAll(prices, i -> 100 + 5 * Math.sin(i / 3.0));
        TimeSeries bars = BarMaker.bars("x", 0, prices);
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(20).fitOnce())
                .seasonLength(1)
                .compare(new Reverting())
                .run();
        StrategyResult sides = TradingStrategy.longShort().run(result, "reverting", bars);
        assertThat(sides.trades()).hasSizeGreaterThan(10);
        assertThat(sides.trades()).extracting(TradeRow::weight).contains(1.0, -1.0);
        for (TradeRow trade : sides.trades()) {
            double close = bars.value(bars.rowAtOrBefore(trade.decided()), "close");
            assertThat(trade.weight()).isEqualTo(close < 100 ? 1 : -1);
        }
        StrategyResult sized = TradingStrategy.longShort().sizeByConfidence().run(result, "reverting", bars);
        for (TradeRow trade : sized.trades()) {
            double close = bars.value(bars.rowAtOrBefore(trade.decided()), "close");
            assertThat(trade.weight()).isCloseTo(close < 100 ? 0.5 : -0.3, within(1e-12));
        }
        assertThat(sized.notes()).isEmpty();
    }
}
