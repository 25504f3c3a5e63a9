package io.forecastj.store;

import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that uses a store's directory: one that may be killed, or that runs as another user. */
final class DirectoryChild {
    static final Set<String> CHANGES =
            Set.of("createFolder", "create", "write", "sync", "move", "delete", "syncFolder", "openLock", "newText");
    static final int HALTED = 9;

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private DirectoryChild() {}

    /**
     * Result of a process.
     *
     * @param exit its exit code
     * @param lines what it wrote
     */
    record Result(int exit, List<String> lines) {}

    /**
     * Starts a process.
     *
     * @param before a command that runs the command that follows it, such as one that changes the user; may be empty
     */
    static Process start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath()));
        command.add(DirectoryChild.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the child does not end: " + lines);
        }
        return new Result(process.exitValue(), lines);
    }

    /** Returns the places of the classes that a child needs. */
    private static String classPath() {
        return Stream.of(DirectoryChild.class, DirectoryStorage.class, ForecastException.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "count" -> count(DirectoryStorage.at(root), Integer.parseInt(arguments[2]));
            case "halt" -> halt(root, Integer.parseInt(arguments[2]), Boolean.parseBoolean(arguments[3]));
            case "hold" -> hold(root);
            case "change" -> change(root);
            case "fill" -> fill(DirectoryStorage.at(root));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Adds to a counter. */
    private static void count(Storage storage, int times) {
        storage.putIfAbsent("head", DirectoryStorageTest.bytes("0"));
        for (int done = 0; done < times; ) {
            StoredObject before = storage.get("head").orElseThrow();
            int count = Integer.parseInt(new String(before.content(), StandardCharsets.UTF_8));
            if (storage.replace("head", before.tag(), DirectoryStorageTest.bytes("" + (count + 1)))) {
                done++;
            }
        }
        OUT.println("done");
    }

    /** Ends the process before one of its changes of files. */
    private static void halt(Path root, int last, boolean replaceOnly) {
        int[] changes = new int[1];
        HookedFiles files = new HookedFiles((operation, path) -> {
            if (CHANGES.contains(operation) && ++changes[0] == last) {
                Runtime.getRuntime().halt(HALTED);
            }
        });
        Storage storage = DirectoryStorage.over(files, root, Duration.ofSeconds(30));
        if (!replaceOnly) {
            storage.putIfAbsent("blobs/new", DirectoryStorageTest.bytes("new"));
        }
        String tag = storage.get("head").orElseThrow().tag();
        storage.replace("head", tag, DirectoryStorageTest.bytes("new"));
        if (!replaceOnly) {
            storage.delete("blobs/old");
        }
    }

    /** Takes the lock and keeps it until the process is killed. */
    private static void hold(Path root) throws IOException {
        RealFiles files = new RealFiles();
        try (WriterLock.Held held =
                new WriterLock(files, new StoreFolders(files, root), Duration.ofSeconds(30)).take()) {
            OUT.println("held " + held.base());
            System.in.read();
        }
    }

    /** Tries each kind of call and prints what came of it. */
    private static void change(Path root) {
        attempt("open", () -> DirectoryStorage.at(root));
        Storage storage = DirectoryStorage.at(root);
        attempt("get", () -> storage.get("head").map(StoredObject::tag));
        attempt("list", () -> storage.list("blobs/"));
        attempt("putIfAbsent", () -> storage.putIfAbsent("blobs/new", new byte[1]));
        attempt("replace", () -> storage.replace("head", Hashes.of(DirectoryStorageTest.bytes("old")), new byte[1]));
        attempt("delete", () -> {
            storage.delete("blobs/old");
            return "deleted";
        });
    }

    /** Writes until the disk is full, and again after something was deleted. */
    private static void fill(Storage storage) {
        storage.putIfAbsent("head", DirectoryStorageTest.bytes("head"));
        int[] written = new int[1];
        attempt("fill", () -> {
            while (storage.putIfAbsent("blobs/b" + written[0], new byte[50_000])) {
                written[0]++;
            }
            return "never full";
        });
        attempt(
                "replace",
                () -> storage.replace("head", storage.get("head").orElseThrow().tag(), new byte[90_000]));
        attempt("head", () -> new String(storage.get("head").orElseThrow().content(), StandardCharsets.UTF_8));
        attempt("objects", () -> storage.list("blobs/").size() - written[0] + " more than written");
        attempt("reopen", () -> DirectoryStorage.at(Path.of(storage.toString())));
        attempt("temporary", () -> Path.of(storage.toString(), "tmp").toFile().list().length);
        attempt("delete", () -> {
            storage.delete("blobs/b0");
            return storage.putIfAbsent("blobs/c", new byte[40_000]);
        });
    }

    private static void attempt(String what, Supplier<Object> call) {
        try {
            OUT.println(what + ": " + call.get());
        } catch (StoreException e) {
            OUT.println(what + ": " + e + " | " + e.getCause());
        }
    }
}
