package io.forecastj.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Time of the first features of a new JVM: the standard features of 122 columns, 21 indicators, and the same indicators
 * by TA-Lib's Java port, over 100,000 bars; beside the time of later batches, when the JVM has compiled the code. As it
 * is, with C1 only, with an archive of classes, and with an ahead-of-time cache where the JVM has one.
 *
 * <p>Run with {@code java -cp benchmarks/target/benchmarks.jar io.forecastj.benchmarks.ColdFeatures [PROCESSES
 * [CLASSPATH]]}, the arguments as for {@link ColdForecast}; the class path also needs TA-Lib. The processes of all
 * settings take turns.
 */
public final class ColdFeatures {
    private static final List<String> TASKS = List.of("standard", "indicators", "talib");
    private static final int PHASES = 5;

    private ColdFeatures() {}

    /**
     * Measures.
     *
     * @param arguments the number of processes of each setting, 10 if absent; the class path of the application
     * @throws IOException if the files cannot be written or a process cannot be started
     * @throws InterruptedException if interrupted while waiting for a process
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        String classPath = arguments.length > 1 ? arguments[1] : System.getProperty("java.class.path");
        Map<String, double[][]> times = new LinkedHashMap<>();
        Map<String, String> bits = new LinkedHashMap<>();
        List<Process> all = new ArrayList<>();
        for (String task : TASKS) {
            ColdJvm jvm = new ColdJvm(
                    Files.createTempDirectory("forecastj-cold"),
                    classPath,
                    FirstFeatures.class,
                    Bars.class,
                    Indicators.class,
                    TaLibIndicators.class);
            for (Map.Entry<String, List<String>> setting :
                    jvm.settings(List.of(task)).entrySet()) {
                String name = task + ", " + setting.getKey();
                all.add(new Process(name, task, jvm, setting.getValue()));
                times.put(name, new double[processes][]);
            }
        }
        for (int i = 0; i < processes; i++) {
            for (Process each : all) {
                String[] words =
                        each.jvm.run(each.options, List.of(each.task)).line().split(" ");
                String before = bits.putIfAbsent(each.task, words[PHASES]);
                if (before != null && !before.equals(words[PHASES])) {
                    throw new IOException("two processes gave different features of " + each.task);
                }
                Objects.requireNonNull(times.get(each.name))[i] = Arrays.stream(words)
                        .limit(PHASES)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processes of each setting; medians in ms%n%-50s %9s %9s %12s %12s %12s%n",
                Runtime.version(),
                processes,
                "",
                "pipeline",
                "first bar",
                "first batch",
                "second batch",
                "fastest");
        times.forEach(ColdFeatures::print);
    }

    /** A process to run, several times. */
    private record Process(String name, String task, ColdJvm jvm, List<String> options) {}

    private static void print(String name, double[][] times) {
        double[] medians = ColdJvm.medians(times);
        System.out.printf(
                Locale.ROOT,
                "%-50s %9.1f %9.1f %12.1f %12.1f %12.1f%n",
                name,
                medians[0],
                medians[1],
                medians[2],
                medians[3],
                medians[4]);
    }
}
