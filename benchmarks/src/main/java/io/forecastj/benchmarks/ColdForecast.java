package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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
    /** Version of Java from which on the JVM makes the cache in one command. */
    private static final int AOT_VERSION = 25;

    private final Path directory;
    private final String classPath;
    private String answer = "";

    private ColdForecast(Path directory, String classPath) {
        this.directory = directory;
        this.classPath = classPath;
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
        Path application = application(directory);
        String given = arguments.length > 1 ? arguments[1] : System.getProperty("java.class.path");
        ColdForecast cold = new ColdForecast(directory, application + File.pathSeparator + expanded(given));
        cold.prepare();
        cold.measure(processes);
    }

    /** Packs the application's class, since archives hold classes of jars only. */
    private static Path application(Path directory) throws IOException {
        Path jar = directory.resolve("app.jar");
        String entry = FirstForecast.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream bytes = FirstForecast.class.getResourceAsStream("/" + entry)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(Objects.requireNonNull(bytes, entry).readAllBytes());
        }
        return jar;
    }

    /** Replaces a star by the jars, in a fixed order. */
    private static String expanded(String classPath) throws IOException {
        if (!classPath.endsWith("*")) {
            return classPath;
        }
        try (var jars = Files.list(Path.of(classPath.substring(0, classPath.length() - 1)))) {
            return String.join(
                    File.pathSeparator,
                    jars.map(Path::toString)
                            .filter(jar -> jar.endsWith(".jar"))
                            .sorted()
                            .toList());
        }
    }

    private void prepare() {
        TimeSeries all = Bars.hourly(TRAINING + BARS, 1);
        Csv.write(all.tail(BARS), directory.resolve("bars.csv"));
        try (Predictor model = LightGbm.forecaster(
                        LightGbm.parameters().rounds(300).leaves(31).build())
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(HORIZON)
                .build()
                .fit(all.head(TRAINING))) {
            Predictors.save(model, directory.resolve("model"));
        }
        System.out.println("bars and model in " + directory);
    }

    private void measure(int processes) throws IOException, InterruptedException {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        settings.put("as it is", List.of());
        settings.put("TieredStopAtLevel=1", List.of("-XX:TieredStopAtLevel=1"));
        Path classes = directory.resolve("app.jsa");
        run(List.of("-XX:ArchiveClassesAtExit=" + classes, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"), true);
        List<String> archive = List.of("-XX:SharedArchiveFile=" + classes, "-Xshare:auto");
        settings.put("AppCDS archive", archive);
        settings.put("AppCDS archive, TieredStopAtLevel=1", with(archive, "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= AOT_VERSION) {
            Path cache = directory.resolve("app.aot");
            run(List.of("-XX:AOTCacheOutput=" + cache), true);
            settings.put("AOT cache", List.of("-XX:AOTCache=" + cache));
            settings.put("AOT cache, TieredStopAtLevel=1", List.of("-XX:AOTCache=" + cache, "-XX:TieredStopAtLevel=1"));
        }
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

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

    private static void print(String name, double[][] times) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", name));
        for (int phase = 0; phase < times[0].length; phase++) {
            int column = phase;
            double[] sorted = Arrays.stream(times)
                    .mapToDouble(each -> each[column])
                    .sorted()
                    .toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            line.append(String.format(Locale.ROOT, " %8.0f", median));
        }
        System.out.println(line);
    }

    /** Returns the milliseconds of the whole process, up to main, and of each phase. */
    private double[] run(List<String> options, boolean forecast) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, FirstForecast.class.getName()));
        if (forecast) {
            command.add(directory.resolve("bars.csv").toString());
            command.add(directory.resolve("model").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        Process process = builder.start();
        String line = "";
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String next = out.readLine(); next != null; next = out.readLine()) {
                line = !next.isEmpty() && Character.isDigit(next.charAt(0)) ? next : line; // others are the JVM's
            }
        }
        int status = process.waitFor();
        long end = System.nanoTime();
        if (status != 0) {
            throw new IOException("the process ended with status " + status);
        }
        String[] stamps = line.split(" ");
        if (forecast) {
            requireSame(stamps[stamps.length - 1]);
        }
        double[] times = new double[forecast ? stamps.length : 2];
        times[0] = (end - start) / 1e6;
        // on Linux all processes share the clock of nanoTime
        long before = start;
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
