package io.forecastj.models.saving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a directory beside the one that it replaces, and then swaps the two by renaming them. Where that is not
 * possible, {@link ReplacedFiles} replaces the files inside the directory: on other file systems than the default one,
 * which may rename a directory without its files as the JDK's zip file system does; at the top of a volume, which
 * cannot be renamed; in a directory whose parent may not be written to; and in a lower layer of a container's image.
 *
 * <p>Not every file system can swap two directories in one step. If the process dies between the two renames, the old
 * directory remains under a name that ends in {@code .replaced-} and a random number, and the new directory is
 * complete. A save that ends removes what killed ones left; see {@link RunningSave}.
 */
final class ReplacedDirectory {
    private ReplacedDirectory() {}

    /**
     * Writes a predictor.
     *
     * @param target the directory to create or replace
     * @param content writes the files to an empty sink, and returns the hash of the topmost list of hashes; called
     *     again if the first place for the files turns out not to work
     */
    static void write(Path target, Function<ModelSink, String> content) {
        try {
            // for a link, its destination is replaced, not the link
            Path place = Files.isSymbolicLink(target)
                    ? target.toRealPath()
                    : target.toAbsolutePath().normalize();
            Replaceable.require(place, null);
            if (place.getFileSystem() != FileSystems.getDefault()
                    || place.getParent() == null
                    || Files.exists(place.resolve(Replaceable.LOST_AND_FOUND))
                    || isWorkingDirectory(place)
                    || !swapped(place, content)) {
                ReplacedFiles.write(place, content);
            }
            RunningSave.removeLeftovers(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the process runs in a directory; renamed and removed, it would take the process along. */
    private static boolean isWorkingDirectory(Path place) throws IOException {
        return Files.exists(place) && place.toRealPath().equals(Path.of("").toRealPath());
    }

    /** Returns false, with nothing changed, if the directory exists and cannot be replaced by renaming. */
    private static boolean swapped(Path place, Function<ModelSink, String> content) throws IOException {
        Files.createDirectories(place.getParent());
        try (RunningSave save = startOrNull(place)) {
            if (save == null) {
                return false;
            }
            String unused = content.apply(new DirectorySink(save.fresh())); // the hash, which only a verification needs
            // somebody may have added a file meanwhile
            Replaceable.require(place, null);
            return swapped(save, place);
        }
    }

    /** Returns null if nothing can be written beside a directory that exists. */
    private static @Nullable RunningSave startOrNull(Path place) throws IOException {
        RunningSave save = null;
        boolean done = false;
        try {
            save = RunningSave.beside(place);
            Files.createDirectory(save.fresh());
            done = true;
            return save;
        } catch (FileSystemException e) {
            if (Files.exists(place)) {
                return null;
            }
            throw e;
        } finally {
            if (!done && save != null) {
                save.close();
            }
        }
    }

    private static boolean swapped(RunningSave save, Path place) throws IOException {
        if (!Files.exists(place)) {
            Files.move(save.fresh(), place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
        try {
            Files.move(place, save.old(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            return false;
        }
        try {
            Files.move(save.fresh(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(save.old(), place, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        Replaceable.removeQuietly(save.old());
        return true;
    }
}
