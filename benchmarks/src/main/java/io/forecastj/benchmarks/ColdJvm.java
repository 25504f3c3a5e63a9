package io.forecastj.benchmarks;

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
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** New JVMs that run a main class: as they are, with C1 only, with an archive of classes, and with an AOT cache. */
final class ColdJvm {
    /** Version of Java from which on the JVM makes the cache in one command. */
    private static final int AOT_VERSION = 25;

    private final Path directory;
    private final String classPath;
    private final Class<?> main;

    /**
     * The end of a process.
     *
     * @param began the value of {@link System#nanoTime} before it was started
     * @param millis the milliseconds until it had ended
     * @param line its last line that begins with a digit; others are the JVM's
     */
    record End(long began, double millis, String line) {}

    /**
     * Prepares the class path.
     *
     * @param directory the directory for archives and for a jar of the application's classes, since archives hold
     *     classes of jars only
     * @param classPath the class path without that jar; one that ends with a star stands for the jars there
     * @param main the class to run, the first one of the application
     * @param others the application's other classes
     */
    ColdJvm(Path directory, String classPath, Class<?> main, Class<?>... others) throws IOException {
        this.directory = directory;
        this.main = main;
        Path jar = directory.resolve("app.jar");
        List<Class<?>> application = new ArrayList<>(List.of(others));
        application.add(0, main);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> each : application) {
                String entry = each.getName().replace('.', '/') + ".class";
                try (InputStream bytes = main.getResourceAsStream("/" + entry)) {
                    zip.putNextEntry(new ZipEntry(entry));
                    zip.write(Objects.requireNonNull(bytes, entry).readAllBytes());
                }
            }
        }
        this.classPath = jar + File.pathSeparator + expanded(classPath);
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

    /** Makes the archives by a run with these arguments, and returns the options of each setting by its name. */
    Map<String, List<String>> settings(List<String> arguments) throws IOException, InterruptedException {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        settings.put("as it is", List.of());
        settings.put("TieredStopAtLevel=1", List.of("-XX:TieredStopAtLevel=1"));
        Path classes = directory.resolve("app.jsa");
        run(List.of("-XX:ArchiveClassesAtExit=" + classes, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"), arguments);
        List<String> archive = List.of("-XX:SharedArchiveFile=" + classes, "-Xshare:auto");
        settings.put("AppCDS archive", archive);
        settings.put("AppCDS archive, TieredStopAtLevel=1", with(archive, "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= AOT_VERSION) {
            Path cache = directory.resolve("app.aot");
            run(List.of("-XX:AOTCacheOutput=" + cache), arguments);
            List<String> cached = List.of("-XX:AOTCache=" + cache);
            settings.put("AOT cache", cached);
            settings.put("AOT cache, TieredStopAtLevel=1", with(cached, "-XX:TieredStopAtLevel=1"));
        }
        return settings;
    }

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

    /** Runs one process to its end. */
    End run(List<String> options, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        long began = System.nanoTime();
        Process process = builder.start();
        String line = "";
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String next = out.readLine(); next != null; next = out.readLine()) {
                line = !next.isEmpty() && Character.isDigit(next.charAt(0)) ? next : line;
            }
        }
        int status = process.waitFor();
        double millis = (System.nanoTime() - began) / 1e6;
        if (status != 0) {
            throw new IOException("the process ended with status " + status);
        }
        return new End(began, millis, line);
    }

    /** Returns the median of each column. */
    static double[] medians(double[][] rows) {
        double[] medians = new double[rows[0].length];
        for (int column = 0; column < medians.length; column++) {
            double[] sorted = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                sorted[i] = rows[i][column];
            }
            Arrays.sort(sorted);
            medians[column] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
        return medians;
    }
}
