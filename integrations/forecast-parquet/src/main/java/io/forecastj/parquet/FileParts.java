package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a directory whose folders may be named as {@code key=value}, as Hive, Spark and pandas write them. */
final class FileParts {
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private FileParts() {}

    /**
     * A file to read.
     *
     * @param path the file
     * @param id the id of all of its rows, or null if its folders do not have it
     */
    record Part(Path path, @Nullable String id) {}

    /** Returns a file itself, or the files of a directory in the order of their names. */
    static List<Part> of(Path path, @Nullable String idKey) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(new Part(path, null));
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(file -> visible(path.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new InvalidSeriesException(path + " has no file whose name ends with .parquet");
        }
        List<Part> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(new Part(file, idKey == null ? null : value(path.relativize(file), idKey)));
        }
        return parts;
    }

    /** Returns whether a name ends with .parquet, and no part of it begins as those of temporary files do. */
    private static boolean visible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return relative.toString().endsWith(".parquet");
    }

    /** Returns the keys of a file's folders. */
    static List<String> keys(Path relative) {
        List<String> keys = new ArrayList<>();
        for (Path folder : relative) {
            int end = folder.toString().indexOf('=');
            if (end > 0) {
                keys.add(folder.toString().substring(0, end));
            }
        }
        return keys;
    }

    private static @Nullable String value(Path relative, String key) {
        Path folders = relative.getParent();
        if (folders == null) {
            return null;
        }
        for (Path folder : folders) {
            String name = folder.toString();
            if (name.startsWith(key + "=")) {
                String value = name.substring(key.length() + 1);
                if (value.isEmpty() || value.equals(NO_VALUE)) {
                    throw new InvalidSeriesException(relative + ": the folder has no value of '" + key + "'");
                }
                // a plus is itself in these names
                try {
                    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw new InvalidSeriesException(
                            relative + ": the value of '" + key + "' in the name of a folder has a % that is no escape"
                                    + " such as %20; write it as %25",
                            e);
                }
            }
        }
        return null;
    }
}
