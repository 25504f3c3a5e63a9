package io.forecastj.benchmarks;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.training.Neural;
import io.forecastj.training.NeuralBuilder;
import io.forecastj.training.TrainingSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Time of an epoch of networks on 5,000 rows with windows of 60 daily values, seven steps ahead, in batches of 64, and
 * of the whole fit of the LSTM with two layers of 50 units that many tutorials build, with the default settings of the
 * training. The script training_benchmark.py of the examples prints the same epochs of PyTorch.
 *
 * <p>Each epoch's time is given as seconds of the clock and of the processor, the medians of five epochs after one that
 * warms up. Other work on the machine lengthens the first; with more than one thread, the second is that of the calling
 * thread only.
 *
 * <p>Build with {@code -Ptraining}, and run with {@code java -cp benchmarks/target/benchmarks.jar
 * io.forecastj.benchmarks.NeuralTrainingBenchmark [threads]}.
 */
public final class NeuralTrainingBenchmark {
    private static final int LOOKBACK = 60;
    private static final int HORIZON = 7;
    private static final int ROWS = 5_000;
    private static final int EPOCHS = 6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private NeuralTrainingBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments the number of threads, 1 unless given
     */
    public static void main(String[] arguments) {
        int threads = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        TimeSeries series = daily(ROWS + LOOKBACK + HORIZON - 1);
        TrainingSettings epochs = TrainingSettings.builder()
                .epochs(EPOCHS)
                .validation(0)
                .threads(threads)
                .build();
        networks().forEach((name, builder) -> {
            EpochClock clock = new EpochClock();
            fit(builder, epochs, series, clock);
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %6.2f s an epoch, %6.2f s of processor%n",
                    name,
                    median(clock.nanos),
                    median(clock.processorNanos));
        });
        long start = System.nanoTime();
        long processorStart = THREADS.getCurrentThreadCpuTime();
        TrainingSettings defaults = TrainingSettings.builder().threads(threads).build();
        EpochClock clock = new EpochClock();
        fit(Neural.lstm().units(50, 50), defaults, series, clock);
        System.out.printf(
                Locale.ROOT,
                "the whole fit of the LSTM: %d epochs, %.1f s, %.1f s of processor%n",
                clock.ended,
                (System.nanoTime() - start) / 1e9,
                (THREADS.getCurrentThreadCpuTime() - processorStart) / 1e9);
    }

    private static Map<String, NeuralBuilder<?>> networks() {
        Map<String, NeuralBuilder<?>> networks = new LinkedHashMap<>();
        networks.put("LSTM 2 x 50", Neural.lstm().units(50, 50));
        networks.put("Transformer", Neural.transformer());
        networks.put("CNN", Neural.cnn());
        networks.put("N-HiTS", Neural.nhits());
        return networks;
    }

    private static void fit(
            NeuralBuilder<?> builder, TrainingSettings settings, TimeSeries series, FitListener listener) {
        builder.column("y")
                .lookback(LOOKBACK)
                .horizon(HORIZON)
                .training(settings)
                .build()
                .fit(List.of(series), listener)
                .close();
    }

    private static TimeSeries daily(int rows) {
        Random random = new Random(1);
        double[] values = new double[rows];
        double level = 0;
        for (int t = 0; t < rows; t++) {
            level = 0.9 * level + random.nextGaussian();
            values[t] = 10 + level + 5 * Math.sin(2 * Math.PI * t / 7);
        }
        return TimeSeries.of("y", Instant.parse("2004-01-01T00:00:00Z"), Sampling.daily(), values);
    }

    /** Takes the times of epochs, on the thread that trains. */
    private static final class EpochClock implements FitListener {
        private final double[] nanos = new double[EPOCHS];
        private final double[] processorNanos = new double[EPOCHS];
        private long last;
        private long lastOfProcessor;
        private int ended;

        @Override
        public void onProgress(FitProgress progress) {
            long now = System.nanoTime();
            long processorNow = THREADS.getCurrentThreadCpuTime();
            if (progress.phase().equals("epochs")) {
                ended = progress.done();
                nanos[(ended - 1) % EPOCHS] = now - last;
                processorNanos[(ended - 1) % EPOCHS] = processorNow - lastOfProcessor;
            }
            last = now;
            lastOfProcessor = processorNow;
        }
    }

    /** Returns the median in seconds, without the first epoch. */
    private static double median(double[] nanos) {
        double[] sorted = Arrays.copyOfRange(nanos, 1, EPOCHS);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e9;
    }
}
