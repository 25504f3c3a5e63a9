package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which directories a save may replace: empty ones, and those that hold a saved predictor and nothing else.
 *
 * <p>A list of hashes does not make a saved predictor, as data sets come with one too: the list must name {@code
 * predictor.json}, and that file must be a description of a predictor, in the directory and in each one inside it. The
 * description names the files that the predictor has, so that a file of others stays though somebody has listed it. The
 * files may be damaged, so their hashes are not compared.
 */
final class Replaceable {
    /** Directory that Linux makes at the top of a volume; it is neither moved nor removed. */
    static final String LOST_AND_FOUND = "lost+found";

    /** Far longer than any description of a predictor. */
    private static final int MAX_INFO_BYTES = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Replaceable.class);

    private Replaceable() {}

    /**
     * Throws unless a place is free, an empty directory, or one that holds a saved predictor and nothing else.
     *
     * @param own the save that runs, whose own directories may be there; null before it has any
     */
    static void require(Path place, @Nullable RunningSave own) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw refused(place, "is a file; a predictor is saved as a directory");
        }
        requireWritable(place);
        boolean empty = true;
        for (Path entry : all(place)) {
            empty &= allowed(entry, own);
        }
        if (!empty) {
            requireSavedPredictor(place, 1, own);
            requireNotInside(place);
        }
    }

    /** Returns whether an entry is no part of a predictor and yet no hindrance. */
    private static boolean allowed(Path entry, @Nullable RunningSave own) throws IOException {
        return name(entry).equals(LOST_AND_FOUND) || own != null && own.owns(entry) || RunningSave.isLeftover(entry);
    }

    /** Throws if nobody may write to a directory: whoever set that wants to keep it. */
    private static void requireWritable(Path directory) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        boolean writable = posix == null
                || posix.readAttributes().permissions().stream()
                        .anyMatch(right -> right.name().endsWith("_WRITE"));
        // other file systems answer in ways of their own
        if (directory.getFileSystem() == FileSystems.getDefault() && !(writable && Files.isWritable(directory))) {
            throw refused(directory, "is read-only and is not overwritten; save to another directory");
        }
    }

    /** Throws if the working directory is one of the directories inside, which would be removed below the process. */
    private static void requireNotInside(Path place) throws IOException {
        if (place.getFileSystem() == FileSystems.getDefault()) {
            Path here = Path.of("").toRealPath();
            Path real = place.toRealPath();
            if (here.startsWith(real) && !here.equals(real)) {
                throw refused(
                        place,
                        "is not overwritten: the working directory of this process, " + here
                                + ", is inside it; save to another directory");
            }
        }
    }

    /** Returns what is in a directory, without what belongs to the volume or to saves inside the directory. */
    static List<Path> entries(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        for (Path entry : all(directory)) {
            if (!name(entry).equals(LOST_AND_FOUND) && !RunningSave.isName(entry)) {
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

    private static void requireSavedPredictor(Path directory, int depth, @Nullable RunningSave own) throws IOException {
        Map<String, Boolean> known = listed(directory, depth);
        for (Path entry : all(directory)) {
            String name = name(entry);
            Boolean isDirectory = known.get(name);
            if (isDirectory == null && depth == 1 && allowed(entry, own)) {
                continue;
            }
            boolean same = isDirectory != null
                    && (isDirectory
                            ? Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                            : Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS));
            if (!same) {
                throw foreign(directory, name);
            }
            if (Boolean.TRUE.equals(isDirectory)) {
                requireWritable(entry);
                requireSavedPredictor(entry, depth + 1, own);
            }
        }
    }

    /** Returns the names in the list of a saved predictor, and whether they are directories. */
    private static Map<String, Boolean> listed(Path directory, int depth) throws IOException {
        Path list = directory.resolve(Checksums.FILE);
        if (Files.isSymbolicLink(list)) {
            throw refused(
                    directory,
                    "is not overwritten: its files are links, so another tool manages it; save to another directory");
        }
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
                || Files.size(list) > Checksums.MAX_BYTES
                || depth > VerifiedDirectory.MAX_DEPTH) {
            Path old = RunningSave.replacedAt(directory);
            throw notSaved(
                    directory,
                    "it has no " + Checksums.FILE
                            + (old == null
                                    ? ""
                                    : "; a save was interrupted, and its directory " + old.getFileName()
                                            + " has the files from before: move them back"));
        }
        Map<String, Boolean> known = new TreeMap<>();
        known.put(Checksums.FILE, false);
        try {
            for (String entry : Checksums.read(Files.readAllBytes(list), list).keySet()) {
                String inside = Checksums.directory(entry);
                known.put(inside.isEmpty() ? entry : inside, !inside.isEmpty());
            }
        } catch (ModelLoadException e) {
            throw notSaved(directory, e.getMessage());
        }
        Path info = directory.resolve(Checksums.INFO);
        if (!Boolean.FALSE.equals(known.get(Checksums.INFO)) || !isDescription(info)) {
            throw notSaved(
                    directory,
                    "its " + Checksums.FILE + " and " + Checksums.INFO + " do not describe one; save to another"
                            + " directory");
        }
        List<String> own = files(info);
        for (String name : known.keySet()) {
            if (own != null && !own.contains(name) && !name.equals(Checksums.FILE) && !name.equals(Checksums.INFO)) {
                throw foreign(directory, name);
            }
        }
        return known;
    }

    /** Returns the names that a description has, or null if it is one of an earlier version. */
    private static @Nullable List<String> files(Path info) {
        String json = new String(CheckedBytes.read(info, MAX_INFO_BYTES), StandardCharsets.UTF_8);
        return InfoJson.files(json, info);
    }

    private static FileAlreadyExistsException foreign(Path directory, String name) {
        return refused(
                directory,
                "is not overwritten: it holds '" + name
                        + "', which does not belong to the saved predictor; move it away");
    }

    private static boolean isDescription(Path info) throws IOException {
        if (!Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return InfoJson.isDescription(
                    new String(CheckedBytes.read(info, MAX_INFO_BYTES), StandardCharsets.UTF_8), info);
        } catch (ModelLoadException e) {
            return false;
        }
    }

    private static FileAlreadyExistsException notSaved(Path place, @Nullable String why) {
        return refused(place, "is not a saved predictor and is not overwritten: " + why);
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
