package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Daily bars of the S&amp;P 500, or of a file of your own: LightGBM, a linear model, two networks trained in Python, and an
 * ensemble of them with intervals walk forward beside the naive forecast; then the ensemble forecasts the next 10 days.
 *
 * <p>All scores are out of sample. The networks know the index up to the end of 2014, the next two years teach the ensemble
 * its weights and intervals, and the years after are scored. Bars of your own are forecast without the networks.
 *
 * <p>Expect no wonder: the index is close to a random walk, and a model that seems to beat the last value by much has
 * seen the future.
 */
public final class Sp500Daily {
    private static final int HORIZON = 10;
    private static final int YEAR = 250;

    private Sp500Daily() {}

    /**
     * Runs the example.
     *
     * @param args nothing for the bundled bars, or the path of a CSV file with date, open, high, low, close, volume
     * @throws IOException if the bundled bars or networks cannot be read
     */
    public static void main(String[] args) throws IOException {
        try {
            if (args.length > 0) {
                ownBars(Csv.ohlcv(Path.of(args[0])));
            } else {
                bundledBars();
            }
        } catch (ForecastException e) {
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void bundledBars() throws IOException {
        TimeSeries bars = bundled();
        try (Predictor lstm = Onnx.load(NeuralSp500.model("lstm.onnx"), OnnxOptions.defaults());
                Predictor transformer = Onnx.load(NeuralSp500.model("transformer.onnx"), OnnxOptions.defaults())) {
            int known = bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1;
            run(
                    bars,
                    known,
                    YEAR,
                    lightGbm(),
                    linear(),
                    Predictors.asForecaster(lstm),
                    Predictors.asForecaster(transformer));
        }
    }

    private static void ownBars(TimeSeries bars) {
        int training = Math.min(2_000, bars.length() * 2 / 3);
        int block = training / 16;
        run(bars, training - learning(block), block, lightGbm(), linear());
    }

    private static Forecaster lightGbm() {
        return LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(60).horizon(HORIZON).build();
    }

    /** The rows that teach weights and intervals: a block for each, with room for the labels that reach ahead. */
    private static int learning(int block) {
        return 2 * (block + HORIZON);
    }

    /**
     * Mixes the members with weights that adapt, inside intervals that adapt. The members are fitted anew for every block
     * of rows after the known ones, and what they forecast in it teaches the weights; ensembles made so teach the intervals.
     */
    private static Forecaster ensemble(int known, int block, Forecaster... members) {
        Forecaster mixed = Ensembles.online(members)
                .name("ensemble")
                .windows(WalkForward.expanding(known).test(block).step(block));
        return Conformal.builder()
                .name("ensemble")
                .coverages(0.80, 0.95)
                .windows(WalkForward.expanding(known + block + HORIZON)
                        .test(block)
                        .step(block)
                        .fitOnce())
                .build(mixed);
    }

    private static void run(TimeSeries bars, int known, int block, Forecaster... members) {
        System.out.println(bars);
        System.out.println();
        Forecaster ensemble = ensemble(known, block, members);
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(known + learning(block)).step(10).refitEvery(25))
                .compare(List.of(members))
                .compare(ensemble)
                .listener(new Progress())
                .run();
        Progress.done();
        System.out.println(result.summary());

        try (Predictor predictor = ensemble.fit(bars)) {
            Forecast forecast = predictor.predict(bars);
            System.out.printf(Locale.ROOT, "The next %d days (estimated trading days) by the ensemble%n%n", HORIZON);
            System.out.printf(Locale.ROOT, "%-12s %10s %21s %21s%n", "day", "close", "80 %", "95 %");
            for (int step = 1; step <= HORIZON; step++) {
                Interval likely = forecast.interval(step, 0.80);
                Interval wide = forecast.interval(step, 0.95);
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %10.2f %10.2f %10.2f %10.2f %10.2f%n",
                        forecast.time(step).toString().substring(0, 10),
                        forecast.point(step),
                        likely.lower(),
                        likely.upper(),
                        wide.lower(),
                        wide.upper());
            }
            System.out.println();
            System.out.println("The last 60 closes and the forecast");
            System.out.println(Plot.of(bars.tail(60).values("close"), forecast.points()));
        }
    }

    static TimeSeries bundled() throws IOException {
        try (InputStream in = Sp500Daily.class.getResourceAsStream("sp500-2000.csv")) {
            return Csv.ohlcv(in, "sp500-2000.csv");
        }
    }
}
