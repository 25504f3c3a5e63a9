package io.forecastj.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The places of objects in a store's directory, as names from its root down. No two keys have the same place.
 */
final class DirectoryLayout {
    static final String LOCK = "lock";
    static final String TEMPORARY = "tmp";

    /** The folder of all objects that a model store does not have, so that each key has a place. */
    private static final String OTHERS = "others";

    /** The spaces with many objects: before each further part, its first letters are a folder in between. */
    private static final Set<String> SPREAD = Set.of("blobs", "manifests", "snapshots");

    private static final Set<String> FOLDERS = Set.of("blobs", "manifests", "snapshots", OTHERS, TEMPORARY);
    private static final Set<String> FILES = Set.of(Commits.HEAD, LOCK);
    private static final int SPREAD_LETTERS = 2;

    /** Names of files that operating systems put into any folder. */
    private static final Set<String> TOLERATED =
            Set.of(".DS_Store", ".localized", ".directory", ".snapshot", "Thumbs.db", "desktop.ini", "lost+found");

    private static final Pattern FRESH =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private DirectoryLayout() {}

    /** Returns the names that lead to an object: those of the folders, then that of the file. */
    static List<String> path(String key) {
        if (key.equals(Commits.HEAD)) {
            return List.of(key);
        }
        List<String> parts = List.of(key.split("/"));
        return parts.size() == 1 ? List.of(OTHERS, key) : folder(parts);
    }

    /**
     * Returns the names of the folders that lead to all keys with the given first parts.
     *
     * @param parts one part or more
     */
    static List<String> folder(List<String> parts) {
        List<String> names = new ArrayList<>(parts);
        if (!isSpread(parts)) {
            names.add(0, OTHERS);
            return names;
        }
        for (int i = parts.size() - 1; i > 0; i--) {
            names.add(i, spread(parts.get(i)));
        }
        return names;
    }

    /** Returns whether there are folders in between. */
    static boolean isSpread(List<String> parts) {
        return SPREAD.contains(parts.get(0));
    }

    /** Returns the name of the folder in between for a name: its first letters. */
    static String spread(String name) {
        int letters = 1;
        while (letters < Math.min(SPREAD_LETTERS, name.length()) && Character.isLetterOrDigit(name.charAt(letters))) {
            letters++;
        }
        return name.substring(0, letters);
    }

    /** Returns whether a text that keys start with determines the folder in between. */
    static boolean determinesSpread(String start) {
        return start.length() >= SPREAD_LETTERS;
    }

    /** Returns whether a name may be that of a folder in between. */
    static boolean isSpreadName(String name) {
        return Keys.isPart(name) && spread(name).equals(name);
    }

    /** Returns whether a name in the root is that of a folder of a store. */
    static boolean isFolder(String name) {
        return FOLDERS.contains(name);
    }

    /** Returns whether a name in the root is that of a file of a store. */
    static boolean isFile(String name) {
        return FILES.contains(name);
    }

    /** Returns whether a name in the root is neither of a store nor of the operating system. */
    static boolean isForeign(String name) {
        return !isFolder(name) && !isFile(name) && !TOLERATED.contains(name);
    }

    /** Returns whether a name is one that temporary files get. */
    static boolean isTemporary(String name) {
        return FRESH.matcher(name).matches();
    }
}
