package io.forecastj.models.lightgbm;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Directory in the temporary folder from which native libraries are loaded; only this user can read it.
 *
 * <p>Closing deletes it. On Linux and macOS that works at once, since a mapped file remains usable without its name.
 * Windows keeps loaded files, so what a process leaves there is deleted when a later process creates a directory. There
 * is no shutdown hook, which would keep the application's class loader from being collected.
 *
 * <p>For one thread.
 *
 * @param path the directory
 */
record NativeDirectory(Path path) implements AutoCloseable {
    private static final String PREFIX = "forecastj-lightgbm-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

    static NativeDirectory create() throws IOException {
        Path path = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-", ownerOnly());
        if (!posix()) {
            removeAbandoned(Objects.requireNonNull(path.getParent(), "parent"));
        }
        return new NativeDirectory(path);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Deletes the directories of processes that have ended. */
    static void removeAbandoned(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path directory : (Iterable<Path>) all::iterator) {
                Matcher name = NAME.matcher(directory.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    new NativeDirectory(directory).close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            List<Path> files;
            try (Stream<Path> all = Files.list(path)) {
                files = all.toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(path);
        } catch (IOException e) {
            // a loaded file on Windows, or one that another process is deleting too
            return;
        }
    }
}
