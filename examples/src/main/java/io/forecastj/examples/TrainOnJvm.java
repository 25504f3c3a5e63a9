package io.forecastj.examples;

import static io.forecastj.examples.SeattleTemperature.COLUMN;
import static io.forecastj.examples.SeattleTemperature.HORIZON;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.features.Feature;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.training.Neural;
import io.forecastj.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains an LSTM and an N-HiTS network in this process on the daily maximum temperature in Seattle, walks them forward
 * against LightGBM, a linear model and the naive forecasts, and writes the report. Then it trains the LSTM on all days,
 * with a line for each epoch, saves it as ONNX, and forecasts from the file, as a service without this module would.
 *
 * <p>Needs the engine's native library: run with {@code -Ptraining}.
 */
public final class TrainOnJvm {
    /** The rows before the first forecast: two years. */
    private static final int TRAINED = 730;
    /** The days from one fit to the next. */
    private static final int YEAR = 365;

    private TrainOnJvm() {}

    /**
     * Runs the example.
     *
     * @param args the ONNX file to write; by default {@code seattle-lstm.onnx} in a new temporary folder
     * @throws IOException if the bundled data cannot be read, or no temporary folder can be made
     */
    public static void main(String[] args) throws IOException {
        TrainingSettings training = TrainingSettings.builder().epochs(60).build();
        Progress progress = new Progress();
        BacktestResult result = evaluate(WalkForward.expanding(TRAINED).refitEvery(YEAR), training, progress);
        progress.done();
        System.out.println(result.summary());
        ReportPages.write(result.report(), "train-on-jvm-report.html");

        Path file = args.length > 0
                ? Path.of(args[0])
                : Files.createTempDirectory("forecastj").resolve("seattle-lstm.onnx");
        train(training, file);
        TimeSeries days = SeattleTemperature.days();
        try (Predictor served = Onnx.load(file)) {
            System.out.println(served.predict(days));
        }
        System.out.println("The network, with its contract, is in " + file);
    }

    static BacktestResult evaluate(WalkForward windows, TrainingSettings training, BacktestListener listener)
            throws IOException {
        return Backtest.on(SeattleTemperature.days())
                .windows(windows)
                .compare(lstm(training), nhits(training), SeattleTemperature.lightGbm(), SeattleTemperature.linear())
                .listener(listener)
                .run();
    }

    static void train(TrainingSettings training, Path file) throws IOException {
        List<TimeSeries> days = List.of(SeattleTemperature.days());
        try (Predictor trained = lstm(training).fit(days, new Epochs(System.nanoTime()))) {
            Onnx.write(trained, file);
        }
    }

    private static Forecaster lstm(TrainingSettings training) {
        return Neural.lstm()
                .column(COLUMN)
                .units(32)
                .dropout(0.2)
                .lookback(30)
                .horizon(HORIZON)
                .stepCalendar(yearly())
                .training(training)
                .build();
    }

    private static Forecaster nhits(TrainingSettings training) {
        return Neural.nhits()
                .column(COLUMN)
                .lookback(30)
                .horizon(HORIZON)
                .stepCalendar(yearly())
                .training(training)
                .build();
    }

    private static Feature yearly() {
        return Features.calendar().fourier(365.25, 1);
    }

    /** Prints a line for each epoch on the error stream. */
    private record Epochs(long start) implements FitListener {
        @Override
        public void onProgress(FitProgress progress) {
            Map<String, Double> losses = progress.metrics();
            if (losses.isEmpty()) {
                return;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            System.err.printf(
                    Locale.ROOT,
                    "epoch %2d of at most %d: loss %.4f, validation %.4f, %s left at most%n",
                    progress.done(),
                    progress.total(),
                    losses.get("train"),
                    losses.get("validation"),
                    progress.timeLeft(elapsed)
                            .map(left -> left.toSeconds() + " s")
                            .orElse("-"));
        }
    }
}
