package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

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

    private static final int LONGEST_NAME = 100;
    private static final int HASH_DIGITS = 64;
    private static final String BLANKS = "  ";

    private Checksums() {}

    /** Rejects names that could lead out of the directory, be hidden, or mean another file on another system. */
    static void requireName(String name) {
        if (!isName(name)) {
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
            if (!isEntry(lines[i])) {
                if (lines[i].endsWith("\r")) {
                    throw new ModelLoadException(LineEnds.converted(where + ", line " + (i + 1)
                            + " ends in a carriage return and a line feed, expected a line feed only"));
                }
                throw new ModelLoadException(where + ", line " + (i + 1)
                        + ": expected a SHA-256 hash in hexadecimal digits, two blanks and a plain file name");
            }
            String entry = lines[i].substring(HASH_DIGITS + BLANKS.length());
            if (hashes.put(entry, lines[i].substring(0, HASH_DIGITS)) != null) {
                throw new ModelLoadException(where + ", line " + (i + 1) + ": " + entry + " is listed twice");
            }
        }
        return hashes;
    }

    /** Returns whether a line has a hash, two blanks, and the name of a file or of the list of a directory. */
    private static boolean isEntry(String line) {
        for (int i = 0; i < HASH_DIGITS; i++) {
            char c = i < line.length() ? line.charAt(i) : 0;
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        if (!line.startsWith(BLANKS, HASH_DIGITS)) {
            return false;
        }
        String entry = line.substring(HASH_DIGITS + BLANKS.length());
        String inside = directory(entry);
        return inside.isEmpty() ? isName(entry) : isName(inside) && entry.equals(inside + "/" + FILE);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!word && (i == 0 || c != '.' && c != '_' && c != '-')) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    /** Returns the directory that an entry of the list is for, or an empty string if the entry is for a file. */
    static String directory(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0 ? "" : entry.substring(0, slash);
    }
}
