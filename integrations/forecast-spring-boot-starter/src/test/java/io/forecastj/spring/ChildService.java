package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of Java whose output is read while it runs. Killed when it is closed. */
final class ChildService implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private ChildService(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of a child");
        reader.start();
    }

    static ChildService start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildService(builder.start());
    }

    static List<String> java(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                Matcher matcher = PORT.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
            port.completeExceptionally(new IllegalStateException("it ended before it listened:\n" + output()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() throws Exception {
        return port.get(120, TimeUnit.SECONDS);
    }

    /** Sends the signal TERM; {@link Process#destroy} would close the output too. */
    void terminate() {
        process.toHandle().destroy();
    }

    String output() {
        return String.join("\n", lines);
    }

    /** Waits for the end and returns what it has printed. */
    String await(int exitCode) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(output()).isTrue();
        reader.join();
        assertThat(process.exitValue()).as(output()).isEqualTo(exitCode);
        return output();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
