package io.forecastj.benchmarks;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a whole backtest: windows, features, forecasts, scores and the summary.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar BacktestBenchmark -prof gc}. {@link ColdBacktest}
 * measures a process that does the first one once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class BacktestBenchmark {
    private static final int SERIES = 500;
    private static final int ORIGINS = 50;
    private static final int PANEL_ROWS = 400;

    private Predictor fixed;
    private Predictor panelModel;
    private TimeSeries bars;
    private List<TimeSeries> panel;

    /** Trains the models and makes the series. */
    @Setup
    public void setUp() {
        fixed = BacktestTask.train();
        bars = BacktestTask.bars();
        panel = IntStream.range(0, SERIES)
                .mapToObj(s -> Bars.hourly("series " + s, PANEL_ROWS, s))
                .toList();
        List<TimeSeries> training =
                panel.stream().map(one -> one.head(PANEL_ROWS - ORIGINS - 10)).toList();
        panelModel = Linear.forecaster()
                .column("close")
                .lookback(60)
                .horizon(10)
                .build()
                .fit(training);
    }

    /** Frees the models. */
    @TearDown
    public void tearDown() {
        fixed.close();
        panelModel.close();
    }

    /**
     * Forecasts one step of 122 features by 300 trees at each of 1,000 bars, beside the naive forecasts, and writes the
     * summary.
     *
     * @return the summary
     */
    @Benchmark
    public String walkForward1000() {
        return BacktestTask.run(fixed, bars).summary();
    }

    /**
     * Forecasts ten steps of 500 series at 50 origins each by a fixed linear model, beside the naive forecasts.
     *
     * @return the result
     */
    @Benchmark
    public BacktestResult walkForwardPanel() {
        Forecaster given = Predictors.asForecaster(panelModel);
        return Backtest.on(panel)
                .windows(WalkForward.expanding(PANEL_ROWS - ORIGINS - 19)
                        .fitOnce()
                        .last(ORIGINS))
                .compare(given)
                .run();
    }
}
