package io.forecastj.market.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Replaces files in one step: a reader, and whoever comes after a killed process or a failure of the machine, finds the
 * old file or the new one.
 */
final class FileReplacement {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final int MOST_ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final String SUFFIX = ".forecastj-tmp";

    /** Writing takes seconds, so an older temporary file is of a process that was killed. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private FileReplacement() {}

    /** Writes the new content to a path. */
    @FunctionalInterface
    interface Content {
        void write(Path path) throws IOException;
    }

    /**
     * Creates or replaces a file, whose folder exists.
     *
     * @throws CancellationException if the thread is interrupted
     * @throws UncheckedIOException if the file cannot be written; it is as before then
     */
    static void replace(Path file, Content content) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try {
            try {
                content.write(temporary);
                force(temporary);
                removeLeftovers(folder, Files.getLastModifiedTime(temporary));
                move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failure("write", file, e);
        } catch (UncheckedIOException e) {
            throw failure("write", file, Objects.requireNonNull(e.getCause(), "its constructor takes no null"));
        }
    }

    /** Returns the exception for a failure; an interrupted thread closes the files that it uses. */
    static RuntimeException failure(String action, Path file, IOException cause) {
        if (Thread.currentThread().isInterrupted()) {
            CancellationException cancelled =
                    new CancellationException("the thread was interrupted: cannot " + action + " " + file);
            cancelled.initCause(cause);
            return cancelled;
        }
        return new UncheckedIOException("cannot " + action + " " + file + ": " + cause, cause);
    }

    /** Without this, a failure of the machine may leave a file of the new name with a part of its content. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Windows refuses to replace a file while another process reads it. */
    private static void move(Path from, Path to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                if (!WINDOWS || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void removeLeftovers(Path folder, FileTime now) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    if (Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(now.toInstant().minus(LEFT_OVER))) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException e) {
                    continue; // another process has just moved it to its place
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
