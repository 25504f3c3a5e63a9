package io.forecastj.testkit.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and damages the directory of a saved predictor, and corrects its hashes. */
final class SavedDirectory {
    private static final String SUMS = "SHA256SUMS";
    private static final String INFO = "predictor.json";

    private SavedDirectory() {}

    /** Returns everything below a folder: files with the hash of their content, directories with an empty text. */
    static Map<String, String> content(Path folder) {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                content.put(folder.relativize(path).toString(), Files.isDirectory(path) ? "" : hash(bytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    /** Returns the parts that the format wrote: files and nested predictors, without the description and the hashes. */
    static List<Path> parts(Path directory) {
        return inside(directory).stream()
                .filter(path -> !path.endsWith(SUMS) && !path.endsWith(INFO))
                .toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file or a directory with its content. */
    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rewrites the lists of hashes, so that the present content appears to have been saved. */
    static void resum(Path directory) {
        StringBuilder list = new StringBuilder();
        Map<String, String> hashes = new TreeMap<>();
        for (Path path : inside(directory)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                resum(path);
                hashes.put(name + "/" + SUMS, hash(bytes(path.resolve(SUMS))));
            } else if (!name.equals(SUMS)) {
                hashes.put(name, hash(bytes(path)));
            }
        }
        hashes.forEach(
                (name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
        write(directory.resolve(SUMS), list.toString().getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> inside(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
