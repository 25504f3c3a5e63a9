package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Wall-clock time of a whole process that reads 2,000 bars from CSV, loads a saved LightGBM predictor of 122 features
 * and 300 trees, and forecasts 10 steps: as it is, with C1 only, with an archive of classes, and with an ahead-of-time
 * cache where the JVM has one.
 *
 * <p>Run with {@code java -cp benchmarks/target/benchmarks.jar io.forecastj.benchmarks.ColdForecast [PROCESSES
 * [CLASSPATH]]}. The class path is that of the application without its own class, such as {@code "app/lib/*"} with the
 * jars that it needs; by default the jar of the benchmarks, which has many more classes. The processes of all settings
 * take turns.
 */
public final class ColdForecast {
    private static final int TRAINING = 4_000;
    private static final int BARS = 2_000;
    private static final int HORIZON = 10;

    private final ColdJvm jvm;
    private final List<String> arguments;
    private String answer = "";

    private ColdForecast(Path directory, String classPath) throws IOException {
        this.jvm = new ColdJvm(directory, classPath, FirstForecast.class);
        this.arguments = List.of(
                directory.resolve("bars.csv").toString(),
                directory.resolve("model").toString());
    }

    /**
     * Measures.
     *
     * @param arguments the number of processes of each setting, 20 if absent; the class path of the application
     * @throws IOException if the files cannot be written or a process cannot be started
     * @throws InterruptedException if interrupted while waiting for a process
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path directory = Files.createTempDirectory("forecastj-cold");
        String classPath = arguments.length > 1 ? arguments[1] : System.getProperty("java.class.path");
        ColdForecast cold = new ColdForecast(directory, classPath);
        cold.prepare();
        System.out.println("bars and model in " + directory);
        cold.measure(processes);
    }

    private void prepare() {
        TimeSeries all = Bars.hourly(TRAINING + BARS, 1);
        Csv.write(all.tail(BARS), Path.of(arguments.get(0)));
        try (Predictor model = LightGbm.forecaster(
                        LightGbm.parameters().rounds(300).leaves(31).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(HORIZON)
                .build()
                .fit(all.head(TRAINING))) {
            Predictors.save(model, Path.of(arguments.get(1)));
        }
    }

    private void measure(int processes) throws IOException, InterruptedException {
        Map<String, List<String>> settings = jvm.settings(arguments);
        Map<String, double[][]> times = new LinkedHashMap<>();
        settings.keySet().forEach(name -> times.put(name, new double[processes][]));
        double[][] empty = new double[processes][];
        for (int i = 0; i < processes; i++) {
            for (Map.Entry<String, double[][]> setting : times.entrySet()) {
                setting.getValue()[i] = run(Objects.requireNonNull(settings.get(setting.getKey())), true);
            }
            empty[i] = run(List.of(), false);
        }
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processes of each setting; medians in ms%n%-40s %8s %8s %8s %8s %8s%n",
                Runtime.version(),
                processes,
                "",
                "process",
                "to main",
                "CSV",
                "load",
                "forecast");
        times.forEach(ColdForecast::print);
        print("an empty main, as it is", empty);
    }

    private static void print(String name, double[][] times) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", name));
        for (double median : ColdJvm.medians(times)) {
            line.append(String.format(Locale.ROOT, " %8.0f", median));
        }
        System.out.println(line);
    }

    /** Returns the milliseconds of the whole process, up to main, and of each phase. */
    private double[] run(List<String> options, boolean forecast) throws IOException, InterruptedException {
        ColdJvm.End end = jvm.run(options, forecast ? arguments : List.of());
        String[] stamps = end.line().split(" ");
        if (forecast) {
            requireSame(stamps[stamps.length - 1]);
        }
        double[] times = new double[forecast ? stamps.length : 2];
        times[0] = end.millis();
        // on Linux all processes share the clock of nanoTime
        long before = end.began();
        for (int i = 1; i < times.length; i++) {
            long stamp = Long.parseLong(stamps[i - 1]);
            times[i] = (stamp - before) / 1e6;
            before = stamp;
        }
        return times;
    }

    private void requireSame(String bits) throws IOException {
        if (!answer.isEmpty() && !answer.equals(bits)) {
            throw new IOException("two processes gave different forecasts, " + answer + " and " + bits);
        }
        answer = bits;
    }
}
