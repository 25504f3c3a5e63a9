package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which directories a save may replace, and names and removes the directories that a save needs meanwhile. */
final class Replaceable {
    /** Directory that Linux makes at the top of a volume; it is neither moved nor removed. */
    static final String LOST_AND_FOUND = "lost+found";

    private static final Logger LOG = LoggerFactory.getLogger(Replaceable.class);
    private static final Pattern MEANWHILE = Pattern.compile("\\.(saving|replaced)-[0-9a-f-]{36}");

    private Replaceable() {}

    /** Returns a new name for the files to come. */
    static String saving() {
        return ".saving-" + UUID.randomUUID();
    }

    /** Returns a new name for the files that were there. */
    static String replaced() {
        return ".replaced-" + UUID.randomUUID();
    }

    /** Throws unless a place is free, an empty directory, or one that holds a saved predictor and nothing else. */
    static void require(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw refused(place, "is a file; a predictor is saved as a directory");
        }
        if (!entries(place).isEmpty()) {
            requireSavedPredictor(place, 1);
        }
    }

    /** Returns what is in a directory, without what belongs to the volume or was left by an interrupted save. */
    static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        for (Path entry : all(directory)) {
            String name = name(entry);
            if (!name.equals(LOST_AND_FOUND) && !MEANWHILE.matcher(name).matches()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Returns the name of an entry; some file systems end those of directories with a slash. */
    static String name(Path entry) {
        String name = entry.getFileName().toString();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    /**
     * Checks that a directory holds nothing but a saved predictor; a damaged one may be replaced, other files may not.
     */
    private static void requireSavedPredictor(Path directory, int depth) throws IOException {
        Path list = directory.resolve(Checksums.FILE);
        if (Files.isSymbolicLink(list)) {
            throw refused(
                    directory,
                    "is not overwritten: its files are links, so another tool manages it; save to another directory");
        }
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
                || Files.size(list) > Checksums.MAX_BYTES
                || depth > VerifiedDirectory.MAX_DEPTH) {
            throw refused(
                    directory,
                    "is not a saved predictor and is not overwritten: it has no " + Checksums.FILE
                            + interrupted(directory));
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
        for (Path entry : depth == 1 ? entries(directory) : all(directory)) {
            String name = name(entry);
            Boolean isDirectory = known.get(name);
            if (isDirectory == null || isDirectory != Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(
                        directory,
                        "is not overwritten: it holds '" + name
                                + "', which does not belong to the saved predictor; move it away");
            }
            if (isDirectory) {
                requireSavedPredictor(entry, depth + 1);
            }
        }
    }

    private static String interrupted(Path directory) throws IOException {
        return all(directory).stream().anyMatch(entry -> name(entry).startsWith(".replaced-"))
                ? "; a save was interrupted, and its directory .replaced-... has the files from before: move them back"
                : "";
    }

    private static FileAlreadyExistsException refused(Path place, String why) {
        return new FileAlreadyExistsException(place.toString(), null, why);
    }

    static void removeQuietly(Path directory) {
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
