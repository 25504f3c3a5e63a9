package io.forecastj.models.saving;

import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Damages saved predictors. */
public final class SavedFiles {
    /** The largest list of hashes that is read. */
    public static final int MAX_LIST_BYTES = Checksums.MAX_BYTES;

    private SavedFiles() {}

    public static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Changes a text and the hash of it, as somebody would who means it. */
    public static void forge(Path directory, String file, String from, String to) throws IOException {
        Path path = directory.resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst(from, to);
        if (after.equals(before)) {
            throw new AssertionError("nothing like " + from + " in " + before);
        }
        Files.writeString(path, after);
        list(directory, file, CheckedBytes.sha256(after.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sets a hash in the list of a directory. */
    public static void list(Path directory, String entry, String hash) throws IOException {
        Path list = directory.resolve(Checksums.FILE);
        Map<String, String> hashes = new TreeMap<>(Checksums.read(Files.readAllBytes(list), list));
        hashes.put(entry, hash);
        Files.write(list, Checksums.write(hashes));
    }

    /** Writes the hash of a file into the list of its directory, and those of the lists into the lists above. */
    public static void rehash(Path root, Path file) throws IOException {
        Path inside = file;
        String entry = file.getFileName().toString();
        Path directory = file.getParent();
        while (true) {
            list(directory, entry, CheckedBytes.sha256(Files.readAllBytes(inside)));
            if (directory.equals(root)) {
                return;
            }
            inside = directory.resolve(Checksums.FILE);
            entry = directory.getFileName() + "/" + Checksums.FILE;
            directory = directory.getParent();
        }
    }
}
