package io.forecastj.examples;

import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Strategy;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Forecasts the S&amp;P 500 with networks that were trained in Python, on the bundled bars up to the end of 2014: an
 * LSTM, a GRU, a Transformer and an encoder-decoder with quantiles. They are compared with LightGBM and the naive
 * forecast over the years after. A CNN recognizes candlestick patterns. All networks run in this process.
 *
 * <p>{@code examples/python} holds the recipes that made the models. As in {@link Sp500Daily}, do not expect much: an
 * honest model of an index has a skill of about zero.
 */
public final class NeuralSp500 {
    static final int DEFINED = 0;
    static final int SEEN = 1;
    static final int BOTH = 2;

    private NeuralSp500() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the bundled bars or models cannot be read
     */
    public static void main(String[] args) throws IOException {
        try {
            TimeSeries bars = ExportMatrix.withCalendar(Sp500Daily.bundled());
            int training = bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1;
            forecast(bars, training);
            System.out.println();
            recognise(bars, training);
        } catch (ForecastException e) {
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void forecast(TimeSeries bars, int training) throws IOException {
        try (Predictor lstm = load("lstm.onnx");
                Predictor gru = load("gru.onnx");
                Predictor transformer = load("transformer.onnx");
                Predictor quantiles = load("quantile-seq2seq.onnx")) {
            WalkForward windows = testYears(training).step(10);
            Progress progress = new Progress();
            BacktestResult result = evaluate(bars, windows, progress, lstm, gru, transformer, quantiles);
            progress.done();
            System.out.println(result.summary());
            System.out.println("A new bar and its forecast take, on one thread:");
            for (Predictor predictor : List.of(lstm, gru, transformer)) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %6.0f microseconds%n",
                        predictor.info().name(),
                        microseconds(predictor, bars, training));
            }
        }
    }

    /** Windows that start after the last training row; LightGBM's labels end there too. */
    static WalkForward testYears(int training) {
        return WalkForward.expanding(training - ExportMatrix.HORIZON).fitOnce();
    }

    /** Compares the networks with LightGBM, which is fitted to the same rows that the networks were trained on. */
    static BacktestResult evaluate(
            TimeSeries bars, WalkForward windows, BacktestListener listener, Predictor... networks) {
        Forecaster lightGbm = LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .strategy(Strategy.RECURSIVE)
                .horizon(ExportMatrix.HORIZON)
                .build();
        return Backtest.on(bars)
                .windows(windows)
                .compare(lightGbm)
                .compare(Stream.of(networks).map(Predictors::asForecaster).toList())
                .listener(listener)
                .run();
    }

    /** The mean time for a bar of the test years, after a warm-up over the same number of bars. */
    private static double microseconds(Predictor predictor, TimeSeries bars, int training) {
        long start = 0;
        for (int round = 0; round < 2; round++) {
            start = System.nanoTime();
            try (PredictionSession live = predictor.openSession(bars.head(training))) {
                double[] points = new double[ExportMatrix.HORIZON];
                for (int row = training; row < bars.length(); row++) {
                    live.append(bars.timestamp(row), row(bars, row));
                    live.forecastInto(points);
                }
            }
        }
        return (System.nanoTime() - start) / 1e3 / (bars.length() - training);
    }

    private static void recognise(TimeSeries bars, int training) throws IOException {
        try (PatternRecognizer cnn = Onnx.loadPatterns(model("pattern-cnn.onnx"), OnnxOptions.defaults())) {
            List<String> names = cnn.info().patterns();
            int[][] counts = count(cnn, bars, training);
            System.out.println("Patterns that the CNN saw in the same years, against those that the features define");
            System.out.printf(Locale.ROOT, "%-20s %8s %8s %8s%n", "pattern", "defined", "seen", "both");
            for (int p = 0; p < counts.length; p++) {
                System.out.printf(
                        Locale.ROOT,
                        "%-20s %8d %8d %8d%n",
                        names.get(p),
                        counts[p][DEFINED],
                        counts[p][SEEN],
                        counts[p][BOTH]);
            }
        }
    }

    /** For each pattern, the number of rows from one row on that have it by definition, by the CNN, and by both. */
    static int[][] count(PatternRecognizer cnn, TimeSeries bars, int from) {
        double[][] strengths =
                FeaturePipeline.of(Features.patterns().candles(10)).rows(bars);
        double[] probabilities = new double[cnn.info().patterns().size()];
        int[][] counts = new int[probabilities.length][3];
        try (PatternSession live = cnn.openSession(bars.head(from))) {
            for (int row = from; row < bars.length(); row++) {
                live.append(bars.timestamp(row), row(bars, row));
                live.recognizeInto(probabilities);
                for (int p = 0; p < probabilities.length; p++) {
                    boolean defined = strengths[row][p] != 0;
                    boolean seen = probabilities[p] > 0.5;
                    counts[p][DEFINED] += defined ? 1 : 0;
                    counts[p][SEEN] += seen ? 1 : 0;
                    counts[p][BOTH] += defined && seen ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static double[] row(TimeSeries bars, int row) {
        double[] values = new double[bars.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = bars.value(row, c);
        }
        return values;
    }

    private static Predictor load(String name) throws IOException {
        return Onnx.load(model(name), OnnxOptions.defaults());
    }

    static byte[] model(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(NeuralSp500.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
