package io.forecastj.kafka;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of the class path of these tests, whose errors go to a file. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    static ChildJvm start(Path folder, String name, int megabytes, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                mainClass));
        command.addAll(List.of(arguments));
        try {
            Path errors = folder.resolve(name + ".txt");
            return new ChildJvm(
                    new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the class path of the tests, which some launchers give to a loader that they make. */
    private static String classPath() {
        return ChildJvm.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Waits for a line of the output. */
    void await(String line) {
        try {
            for (String read = output.readLine(); read != null; read = output.readLine()) {
                if (read.equals(line)) {
                    return;
                }
            }
            throw new AssertionError("the process ended before the line '" + line + "': " + errors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it ends by itself. */
    void awaitEnd() {
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new AssertionError("the process ended with " + status + ": " + errors());
        }
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it by the signal KILL, which it cannot answer. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends its input, upon which it ends by itself, and waits. */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    @Override
    public void close() {
        kill(); // what is of interest has been seen by now
    }
}
