package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors as JVMs of their own, which Spark starts from a home that holds the jars of this class path. */
class LostExecutorTest {
    @Test
    void anExecutorThatIsLostInTheMiddleChangesNothing(@TempDir Path folder) throws Exception {
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        List<String> directories = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                directories.add(path.toString());
            } else if (Files.exists(path)) {
                Path link = jars.resolve(path.getFileName());
                if (Files.notExists(link)) {
                    Files.createSymbolicLink(link, path);
                }
            }
        }
        Path mark = folder.resolve("ended");
        Path result = folder.resolve("forecasts");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx700m"));
        // the openings that Spark needs, as this JVM has them
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ClusterRun.class.getName(),
                mark.toString(),
                result.toString(),
                String.join(File.pathSeparator, directories)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            removeLinks(jars);
        }
        assertThat(process.exitValue()).as(tail(log)).isZero();
        assertThat(mark).exists();

        List<TimeSeries> series = ShopSales.series(ClusterRun.SERIES, 40, 1);
        List<Forecast> local = new ArrayList<>();
        for (TimeSeries one : series) {
            try (Predictor predictor = ClusterRun.theta().fit(one)) {
                local.add(predictor.predict(one));
            }
        }
        List<String> expected = new ArrayList<>(SparkRuns.forecasts(local));
        try (Predictor global = ClusterRun.linear().fit(series)) {
            expected.addAll(SparkRuns.forecasts(global.predictAll(series)));
        }
        assertThat(Files.readAllLines(result)).isEqualTo(expected);
    }

    /** Or JUnit warns of each, since it removes the folder. */
    private static void removeLinks(Path jars) throws Exception {
        try (Stream<Path> links = Files.list(jars)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    private static String tail(Path log) throws Exception {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - 60), lines.size()).stream()
                .collect(Collectors.joining("\n"));
    }
}
