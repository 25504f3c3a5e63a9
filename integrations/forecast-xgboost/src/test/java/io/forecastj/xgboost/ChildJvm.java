package io.forecastj.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Processes that run a program of the tests and print. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a program without this module and xgboost4j; returns what it printed. */
    static String withoutTrainer(Class<?> program, String... arguments) throws Exception {
        Path module = Path.of(Xgboost4jTrainer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return output(start(
                List.of(),
                entry -> !entry.startsWith(module) && !entry.toString().matches(".*(xgboost4j|commons-logging).*jar"),
                program,
                arguments));
    }

    /** Starts a program with options of the JVM and the entries of the class path that a condition keeps. */
    static Process start(List<String> options, Predicate<Path> keep, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> keep.test(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits for the end of a process, which must succeed; returns what it printed, also as errors. */
    static String output(Process child) throws Exception {
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        return output;
    }
}
