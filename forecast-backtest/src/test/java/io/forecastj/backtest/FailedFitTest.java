package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FailedFitTest {
    /** The mean, fitted only where half of at least 30 training rows have a value. */
    private record NeedsValues(String name) implements Forecaster {
        @Override
        public int horizon() {
            return 2;
        }

        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            long known = DoubleStream.of(series.get(0).values("y"))
                    .filter(Double::isFinite)
                    .count();
            if (known < 15) {
                throw new InsufficientHistoryException("needs 15 values, found " + known);
            }
            return Baselines.mean("y", 2).fit(series, listener);
        }
    }

    private static TimeSeries missing(int from, int to) {
        double[] values = randomWalk(400, 1);
        Arrays.fill(values, from, to, Double.NaN);
        return daily(values);
    }

    @Test
    void aWindowOfMissingValuesIsSkippedAndTheOthersAreScored() {
        BacktestResult result = Backtest.on(missing(151, 260))
                .windows(WalkForward.rolling(60).step(10))
                .compare(new NeedsValues("picky"), Baselines.drift("y", 2))
                .run();

        ModelScores picky = result.scores("picky");
        // 34 windows; 8 of them have fewer than 15 values among their 60 training rows
        assertThat(picky.fits()).isEqualTo(26);
        assertThat(picky.failedFits()).isEqualTo(8);
        assertThat(picky.skipped()).isEqualTo(Map.of(SkipReason.NOT_FITTED, 8L));
        assertThat(picky.forecasts()).isEqualTo(26);
        // the same pairs for all, so those of the skipped origins are left out for drift too
        assertThat(result.scores("drift").forecasts()).isEqualTo(34);
        assertThat(result.scores("drift").overall().pairs())
                .isEqualTo(picky.overall().pairs());
        assertThat(result.pairs().notForecast()).isPositive();
        assertThat(result.summary())
                .contains("picky: 8 of 34 fits failed, the first on the rows from 2024-05-")
                .contains("needs 15 values, found ")
                .contains("picky skipped: 8 origins (too few training rows for a fit)");
    }

    @Test
    void aModelThatCannotBeFittedAtAllIsAnError() {
        Backtest backtest = Backtest.on(missing(0, 0))
                .windows(WalkForward.rolling(10).step(10))
                .compare(new NeedsValues("picky"));
        assertThatThrownBy(backtest::run)
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("'picky' cannot be fitted on the rows from 2024-01-01T00:00:00Z")
                .hasMessageContaining("give the first window more training rows: needs 15 values, found ");
    }

    @Test
    void anExpandingSpanThatStartsTooShortIsAnError() {
        Backtest backtest = Backtest.on(missing(0, 0))
                .windows(WalkForward.expanding(10).step(10))
                .compare(new NeedsValues("picky"));
        assertThatThrownBy(backtest::run)
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("give the first window more training rows");
    }

    @Test
    void aSearchGoesOnAcrossAWindowOfMissingValues() {
        Parameter<Integer> number = Parameter.integer("number", 1, 4);
        TuningResult result = Tuner.on(missing(151, 260))
                .windows(WalkForward.rolling(60).step(10))
                .space(SearchSpace.of(number))
                .forecaster(parameters -> new NeedsValues("picky" + parameters.get(number)))
                .trials(4)
                .halving(2, 2)
                .run();
        assertThat(result.trials()).noneMatch(trial -> trial.failed());
        assertThat(result.best().evaluations()).hasSize(2);
    }
}
