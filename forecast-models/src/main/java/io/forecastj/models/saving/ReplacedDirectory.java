package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a directory beside the one that it replaces, and then swaps the two.
 *
 * <p>Not every file system can swap two directories in one step. If the process dies between the two renames, the old
 * directory remains under a name that ends in {@code .replaced-} and a random number, and the new directory is
 * complete.
 */
final class ReplacedDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ReplacedDirectory.class);

    private ReplacedDirectory() {}

    static void write(Path target, Consumer<Path> content) {
        try {
            // for a link, its destination is replaced, not the link
            Path place = Files.isSymbolicLink(target)
                    ? target.toRealPath()
                    : target.toAbsolutePath().normalize();
            Path parent = place.getParent();
            if (parent == null) {
                throw new IllegalArgumentException("a predictor cannot be saved as the root directory " + place);
            }
            requireReplaceable(place);
            Files.createDirectories(parent);
            Path fresh = Files.createDirectory(sibling(place, "saving"));
            try {
                content.accept(fresh);
                swap(fresh, place);
            } catch (RuntimeException | IOException | Error e) {
                removeQuietly(fresh);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sibling(Path place, String why) {
        return place.resolveSibling("." + place.getFileName() + "." + why + "-" + UUID.randomUUID());
    }

    private static void swap(Path fresh, Path place) throws IOException {
        if (!Files.exists(place)) {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = sibling(place, "replaced");
        Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        removeQuietly(old);
    }

    private static void requireReplaceable(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw refused(place, "is a file; a predictor is saved as a directory");
        }
        if (isEmpty(place)) {
            return;
        }
        requireSavedPredictor(place, 1);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /**
     * Checks that a directory holds nothing but a saved predictor; a damaged one may be replaced, other files may not.
     */
    private static void requireSavedPredictor(Path directory, int depth) throws IOException {
        Path list = directory.resolve(Checksums.FILE);
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
                || Files.size(list) > Checksums.MAX_BYTES
                || depth > VerifiedDirectory.MAX_DEPTH) {
            throw refused(directory, "is not a saved predictor and is not overwritten: it has no " + Checksums.FILE);
        }
        Map<String, Boolean> known = new TreeMap<>();
        known.put(Checksums.FILE, false);
        try {
            for (String entry : Checksums.read(Files.readAllBytes(list), list).keySet()) {
                String inside = Checksums.directory(entry);
                known.put(inside.isEmpty() ? entry : inside, !inside.isEmpty());
            }
        } catch (ModelLoadException e) {
            throw refused(directory, "is not a saved predictor and is not overwritten: " + e.getMessage());
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Boolean isDirectory = known.get(entry.getFileName().toString());
                if (isDirectory == null || isDirectory != Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw refused(
                            directory,
                            "is not overwritten: it holds '" + entry.getFileName()
                                    + "', which does not belong to the saved predictor; move it away");
                }
                if (isDirectory) {
                    requireSavedPredictor(entry, depth + 1);
                }
            }
        }
    }

    private static FileAlreadyExistsException refused(Path place, String why) {
        return new FileAlreadyExistsException(place.toString(), null, why);
    }

    private static void removeQuietly(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("could not remove {}, which is not needed any more", directory, e);
        }
    }
}
