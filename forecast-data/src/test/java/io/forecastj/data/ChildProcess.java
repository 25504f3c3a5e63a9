package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvReader;
import io.forecastj.TimeSeries;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class of the tests in a process with little memory. */
final class ChildProcess {
    private ChildProcess() {}

    /**
     * Returns all that the process writes, after it has ended by itself.
     *
     * @throws IllegalStateException if it fails or takes too long
     */
    static String run(Class<?> main, int megabytes, long seconds, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(main),
                main.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("child", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException((ended ? "it failed: " : "it took too long: ") + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    /** The places of the classes that reading needs: the launcher of the tests need not have a class path. */
    private static String classPath(Class<?> main) {
        return Stream.of(main, Csv.class, TimeSeries.class, CsvReader.class)
                .map(ChildProcess::place)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
