package io.forecastj.models.saving;

import io.forecastj.Baselines;
import io.forecastj.models.Predictors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of 256 MB that saves or loads a predictor. */
final class SavingChild {
    /**
     * Result of a process.
     *
     * @param exit its exit code
     * @param output all that it wrote
     */
    record Result(int exit, String output) {}

    private SavingChild() {}

    static Result run(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        return runWith(List.of(), workingDirectory, arguments);
    }

    static Result runWith(List<String> before, Path workingDirectory, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SavingChild.class.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(child.waitFor(), output);
    }

    /** The action, save, load or die, and the place. */
    public static void main(String[] arguments) {
        Path place = Path.of(arguments[1]);
        if (arguments[0].equals("save")) {
            Predictors.save(Baselines.naive("y", 3).fit(OverwriteTest.SERIES), place);
        } else if (arguments[0].equals("load")) {
            Predictors.load(place);
        } else {
            ReplacedDirectory.write(place, sink -> {
                try {
                    sink.file("half.txt", "half".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Runtime.getRuntime().halt(9);
                return "";
            });
        }
    }
}
