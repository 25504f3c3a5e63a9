package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Wall-clock time of a whole process that loads a saved model, backtests it at 1,000 bars as {@link BacktestBenchmark}
 * does, and prints the summary.
 *
 * <p>Run with {@code java -cp benchmarks/target/benchmarks.jar io.forecastj.benchmarks.ColdBacktest}: it trains and
 * saves the model, starts the process 20 times and prints the times from its start to its end.
 */
public final class ColdBacktest {
    private static final int PROCESSES = 20;

    private ColdBacktest() {}

    /**
     * Measures, or is the process that is measured.
     *
     * @param arguments nothing to measure; the directory of the model for one backtest
     * @throws IOException if the model cannot be saved or a process cannot be started
     * @throws InterruptedException if interrupted while waiting for a process
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            backtest(Path.of(arguments[0]));
            return;
        }
        Path directory = Files.createTempDirectory("forecastj-backtest");
        try (Predictor model = BacktestTask.train()) {
            Predictors.save(model, directory);
        }
        System.out.println("model saved in " + directory);
        double[] seconds = new double[PROCESSES];
        for (int i = 0; i < PROCESSES; i++) {
            seconds[i] = process(directory, i == 0);
        }
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%d processes: median %.3f s, least %.3f s, most %.3f s, the first %.3f s%n",
                PROCESSES,
                (sorted[PROCESSES / 2 - 1] + sorted[PROCESSES / 2]) / 2,
                sorted[0],
                sorted[PROCESSES - 1],
                seconds[0]);
    }

    private static double process(Path directory, boolean shown) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ColdBacktest.class.getName(),
                directory.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(shown ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (status != 0) {
            throw new IOException("the process ended with status " + status);
        }
        return seconds;
    }

    private static void backtest(Path directory) {
        long start = System.nanoTime();
        try (Predictor model = Predictors.load(directory)) {
            TimeSeries bars = BacktestTask.bars();
            long loaded = System.nanoTime();
            String summary = BacktestTask.run(model, bars).summary();
            long done = System.nanoTime();
            System.out.println(summary);
            System.out.printf(
                    Locale.ROOT,
                    "model and bars %.0f ms, backtest %.0f ms%n",
                    (loaded - start) / 1e6,
                    (done - loaded) / 1e6);
        }
    }
}
