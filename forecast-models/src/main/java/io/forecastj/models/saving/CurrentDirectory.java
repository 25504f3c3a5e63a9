package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory that saves may replace meanwhile: again, as long as it changes while it is read or is about to
 * come, so that a load sees the predictor of before a save or the one of after it. A mixture of both cannot pass, since
 * the list of hashes belongs to one of them.
 *
 * <p>Stateless and thread-safe.
 */
final class CurrentDirectory {
    /** Longest time for which a load follows changes; saves that replace the directory all the time end it. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Longest time for which a load waits for a directory that a save has moved away; a swap takes microseconds. */
    private static final long LONGEST_GAP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Number of readings of an unchanged directory: the clock of a file system may hide a change. */
    private static final int READINGS = 2;

    private CurrentDirectory() {}

    /**
     * Identity of a saved predictor's directory and list of hashes at one moment.
     *
     * @param directory the directory's key; null if there is none, or the file system has no keys
     * @param list the list's key, time and length; null if there is none
     */
    private record Stamp(
            @Nullable Object directory, @Nullable Object list) {
        static Stamp of(Path directory) {
            return new Stamp(key(directory), key(directory.resolve(Checksums.FILE)));
        }

        private static @Nullable Object key(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return found.fileKey() + " " + found.lastModifiedTime() + " " + found.size();
            } catch (IOException e) {
                return null;
            }
        }
    }

    static VerifiedDirectory read(Path directory) {
        long start = System.nanoTime();
        long changed = start;
        int unchanged = 0;
        while (true) {
            Stamp before = Stamp.of(directory);
            try {
                return VerifiedDirectory.read(DirectorySource.of(directory));
            } catch (ModelLoadException e) {
                boolean coming = before.list == null && RunningSave.anyAt(place(directory));
                Stamp after = Stamp.of(directory); // last, since the save may have ended just now
                long now = System.nanoTime();
                if (!before.equals(after)) {
                    changed = now;
                    unchanged = 0;
                } else if (coming) {
                    unchanged = now - changed < LONGEST_GAP_NANOS ? 0 : READINGS;
                } else {
                    unchanged++;
                }
                if (unchanged == READINGS
                        || now - start > LONGEST_NANOS
                        || Thread.currentThread().isInterrupted()) {
                    throw explained(e, directory, after);
                }
                if (before.equals(after)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    /** Returns the place of a directory that may be absent at present, through a link to it. */
    private static Path place(Path directory) {
        Path place = directory.toAbsolutePath().normalize();
        try {
            Path parent = place.getParent();
            return parent != null && Files.isSymbolicLink(place)
                    ? parent.resolve(Files.readSymbolicLink(place)).normalize()
                    : place;
        } catch (IOException e) {
            return place;
        }
    }

    private static ModelLoadException explained(ModelLoadException e, Path directory, Stamp stamp) {
        Path old = stamp.list == null ? RunningSave.replacedAt(place(directory)) : null;
        return old == null
                ? e
                : new ModelLoadException(
                        e.getMessage() + "; a save was interrupted, and the predictor of before it is in " + old
                                + "; move it back",
                        e);
    }
}
