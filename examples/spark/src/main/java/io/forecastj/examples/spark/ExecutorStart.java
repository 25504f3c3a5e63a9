package io.forecastj.examples.spark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Seconds from the start of an executor's JVM to its first task. Executors are JVMs on this machine, which Spark starts
 * from a home that holds the jars of this class path; so the program starts itself again with that home.
 */
public final class ExecutorStart {
    private static final String HOME = "SPARK_HOME";
    private static final String MARK = "forecastj.executor.start";

    private ExecutorStart() {}

    /**
     * Runs the program.
     *
     * @param args the number of executors, 2 unless given
     * @throws Exception if a file cannot be written, or the program is interrupted
     */
    public static void main(String[] args) throws Exception {
        int executors = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        if (System.getProperty(MARK) == null) {
            System.exit(again(executors));
        }
        long start = System.currentTimeMillis();
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[" + executors + ",1,1024]")
                .appName("forecastj")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.extraClassPath", System.getProperty(MARK))
                // no task before all executors are there
                .config("spark.scheduler.minRegisteredResourcesRatio", "1")
                .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "300s")
                .getOrCreate();
        System.out.printf(Locale.ROOT, "session: %.1f s%n", (System.currentTimeMillis() - start) / 1e3);
        for (int job = 1; job <= 3; job++) {
            start = System.currentTimeMillis();
            Map<String, Double> ages = new TreeMap<>();
            for (String one : spark.range(0, executors, 1, executors)
                    .map((MapFunction<Long, String>) ExecutorStart::age, Encoders.STRING())
                    .collectAsList()) {
                ages.put(one.split(" ")[0], Double.valueOf(one.split(" ")[1]));
            }
            System.out.printf(
                    Locale.ROOT,
                    "job %d: %.1f s; ages of the executors' JVMs in its tasks, in seconds: %s%n",
                    job,
                    (System.currentTimeMillis() - start) / 1e3,
                    ages);
        }
        spark.stop();
    }

    /** The executor of a task, and how long its JVM has run. */
    private static String age(Long task) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        return SparkEnv.get().executorId() + " " + seconds;
    }

    private static int again(int executors) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("executors");
        Path jars = Files.createDirectories(folder.resolve("jars"));
        List<String> directories = new ArrayList<>();
        String classPath = System.getProperty("java.class.path");
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                directories.add(path.toString());
            } else if (Files.exists(path) && Files.notExists(jars.resolve(path.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
            }
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx700m"));
        // the openings that Spark needs, as this JVM has them
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of(
                "-D" + MARK + "=" + String.join(File.pathSeparator, directories),
                "-cp",
                classPath,
                ExecutorStart.class.getName(),
                String.valueOf(executors)));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put(HOME, folder.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start().waitFor();
    }
}
