package io.forecastj.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that changes a store until it is killed, or reads it until its input ends. It writes a line when it is
 * ready and begins when it gets one.
 */
final class StoreChild {
    private StoreChild() {}

    static Process start(String action, Path store, long seed) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        StoreChild.class.getName(),
                        action,
                        store.toString(),
                        Long.toString(seed)))
                .redirectErrorStream(true)
                .start();
    }

    /** Returns the class path of the tests, which some launchers give to a loader that they make. */
    private static String classPath() {
        return StoreChild.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Waits until a process is ready. */
    static BufferedReader ready(Process child) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                return output;
            }
            text.append(line).append('\n');
        }
        throw new AssertionError("the process ended before it was ready: " + text);
    }

    static void go(Process child) throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
    }

    /** The action, change or read, the directory and the seed. */
    public static void main(String[] arguments) throws IOException {
        ModelStore store = ModelStore.open(Path.of(arguments[1]));
        StoreWorkload workload = new StoreWorkload(store, Long.parseLong(arguments[2]));
        workload.read(); // loads classes
        System.out.println("ready");
        int first = System.in.read();
        if (first < 0) {
            return;
        }
        if (arguments[0].equals("change")) {
            while (true) {
                workload.change();
            }
        }
        AtomicBoolean ended = new AtomicBoolean();
        Thread input = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                ended.set(true);
            }
        });
        input.setDaemon(true);
        input.start();
        int reads = 0;
        while (!ended.get()) {
            workload.read();
            reads++;
        }
        System.out.println(reads + " valid reads");
    }
}
