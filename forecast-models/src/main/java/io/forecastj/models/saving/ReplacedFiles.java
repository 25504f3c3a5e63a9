package io.forecastj.models.saving;

import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;

/**
 * Replaces the files inside a directory that cannot be renamed, and reads all of them again.
 *
 * <p>The new files are written to a directory inside, then the old ones are moved to another one inside, then the new
 * ones to their place; only single files are moved. Until all are there, loading fails, since the list of hashes is
 * moved away first and comes back last. If anything fails, the old files are moved back. If the process dies, they are
 * in the directory inside whose name begins with {@code .replaced-}.
 */
final class ReplacedFiles {
    private ReplacedFiles() {}

    static void write(Path place, Function<ModelSink, String> content) throws IOException {
        boolean existed = Files.exists(place);
        try {
            Files.createDirectories(place);
            boolean done = false;
            try {
                replace(place, content);
                done = true;
            } finally {
                if (!done && !existed) {
                    Replaceable.removeQuietly(place);
                }
            }
        } catch (UnsupportedOperationException e) {
            if (place.getFileSystem() == FileSystems.getDefault()) {
                throw e;
            }
            throw new ForecastException(
                    "a predictor cannot be saved at " + place + ": its file system " + place.getFileSystem()
                            + " is read-only or cannot do what saving needs, " + e
                            + "; save to a directory of the default file system and copy its files",
                    e);
        }
    }

    private static void replace(Path place, Function<ModelSink, String> content) throws IOException {
        try (RunningSave save = RunningSave.inside(place)) {
            Files.createDirectory(save.fresh());
            String hash = content.apply(new DirectorySink(save.fresh()));
            // somebody may have added a file meanwhile
            Replaceable.require(place, save);
            Path old = Files.createDirectory(save.old());
            boolean free = false;
            try {
                moveAll(place, old);
                free = true;
                moveAll(save.fresh(), place);
                verify(place, hash);
            } catch (IOException | RuntimeException | Error e) {
                restore(place, old, free, e);
                throw e;
            }
            Replaceable.removeQuietly(old);
        }
    }

    private static void verify(Path place, String hash) {
        try {
            VerifiedDirectory.read(DirectorySource.of(place), hash);
        } catch (ModelLoadException e) {
            throw new ForecastException(
                    "the predictor was written to " + place + " but cannot be read there, so the files from before"
                            + " are put back: " + e.getMessage()
                            + "; save to a directory of the default file system and copy its files",
                    e);
        }
    }

    /** Puts back what was there: after new files came, or, if they did not come yet, what had been moved away. */
    private static void restore(Path place, Path old, boolean free, Throwable cause) {
        try {
            if (free) {
                Replaceable.entries(place).forEach(Replaceable::removeQuietly);
                moveAll(old, place);
            } else {
                putBack(old, place);
            }
            Files.delete(old);
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(new FileSystemException(old.toString(), null, "has files from before: " + e));
        }
    }

    private static void putBack(Path from, Path to) throws IOException {
        for (Path entry : Replaceable.entries(from)) {
            Path back = to.resolve(Replaceable.name(entry));
            if (!Files.exists(back, LinkOption.NOFOLLOW_LINKS)) {
                move(entry, back);
            } else if (Files.isDirectory(back, LinkOption.NOFOLLOW_LINKS)) {
                putBack(entry, back);
                Files.delete(entry);
            } else {
                Files.delete(entry); // the original is still there
            }
        }
    }

    /** Moves all files of a directory to another one: the list of hashes first from the place, and last to it. */
    private static void moveAll(Path from, Path to) throws IOException {
        boolean away = to.startsWith(from);
        Comparator<Path> listFirst =
                Comparator.comparing(entry -> Replaceable.name(entry).equals(Checksums.FILE) ? 0 : 1);
        for (Path entry : Replaceable.entries(from).stream()
                .sorted(away ? listFirst : listFirst.reversed())
                .toList()) {
            move(entry, to.resolve(Replaceable.name(entry)));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(to);
            moveAll(from, to);
            Files.delete(from);
        } else if (from.getFileSystem() == FileSystems.getDefault()) {
            Files.move(from, to);
        } else {
            // a copy that is looked at before the original goes: not every file system moves what it should
            Files.copy(from, to);
            if (Files.size(to) != Files.size(from)) {
                throw new FileSystemException(to.toString(), from.toString(), "is shorter than its original");
            }
            Files.delete(from);
        }
    }
}
