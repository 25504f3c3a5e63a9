package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes of a saved predictor's files in the form of {@code sha256sum}. The list of a directory has the hashes of its
 * files, and of the list of each directory in it; so the topmost list covers everything.
 */
final class Checksums {
    /** Name of the list. */
    static final String FILE = "SHA256SUMS";
    /** Name of the description. */
    static final String INFO = "predictor.json";

    static final int MAX_FILES = 10_000;
    /** Upper bound for the size of a list with {@link #MAX_FILES} names. */
    static final int MAX_BYTES = 256 * MAX_FILES;

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (" + NAME + "|(" + NAME + ")/" + FILE + ")");

    private Checksums() {}

    /** Rejects names that could lead out of the directory, be hidden, or mean another file on another system. */
    static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a part of a saved predictor cannot be named '" + name
                    + "'; expected at most 100 letters, digits, dots, underscores and hyphens, a"
                    + " letter or digit first");
        }
        if (name.equals(FILE) || name.equals(INFO)) {
            throw new IllegalArgumentException("the name '" + name + "' is reserved");
        }
    }

    /**
     * Writes a list.
     *
     * @param hashes the hashes by file name; a directory has the name {@code name/SHA256SUMS}
     */
    static byte[] write(Map<String, String> hashes) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(hashes)
                .forEach((name, hash) ->
                        text.append(hash).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a list written by {@link #write}; error messages name {@code where}. */
    static Map<String, String> read(byte[] content, Object where) {
        String[] lines = new String(content, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (!lines[lines.length - 1].isEmpty()) {
            throw new ModelLoadException(where + " ends within a line; was it cut off?");
        }
        if (lines.length - 1 > MAX_FILES) {
            throw new ModelLoadException(
                    where + " lists " + (lines.length - 1) + " files; at most " + MAX_FILES + " are allowed");
        }
        Map<String, String> hashes = new TreeMap<>();
        for (int i = 0; i < lines.length - 1; i++) {
            Matcher line = LINE.matcher(lines[i]);
            if (!line.matches()) {
                if (lines[i].endsWith("\r")) {
                    throw new ModelLoadException(LineEnds.converted(where + ", line " + (i + 1)
                            + " ends in a carriage return and a line feed, expected a line feed only"));
                }
                throw new ModelLoadException(where + ", line " + (i + 1)
                        + ": expected a SHA-256 hash in hexadecimal digits, two blanks and a plain file name");
            }
            if (hashes.put(line.group(2), line.group(1)) != null) {
                throw new ModelLoadException(where + ", line " + (i + 1) + ": " + line.group(2) + " is listed twice");
            }
        }
        return hashes;
    }

    /** Returns the directory that an entry of the list is for, or an empty string if the entry is for a file. */
    static String directory(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0 ? "" : entry.substring(0, slash);
    }
}
