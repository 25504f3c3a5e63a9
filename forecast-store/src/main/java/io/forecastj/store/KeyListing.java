package io.forecastj.store;

import io.forecastj.store.FileLayer.FileKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds the keys that start with a text, in the smallest folder that has all of them. Files that cannot be objects, by
 * their names or places, are passed over. For one thread.
 */
final class KeyListing {
    private static final int MOST_PARTS = 3;

    private final FileLayer files;
    private final StoreFolders folders;
    private final TreeSet<String> keys = new TreeSet<>();

    KeyListing(FileLayer files, StoreFolders folders) {
        this.files = files;
        this.folders = folders;
    }

    /** Returns the keys, sorted. */
    List<String> of(String prefix) throws IOException {
        int slash = prefix.lastIndexOf('/');
        List<String> parts = List.of(prefix.substring(0, slash).split("/"));
        String start = prefix.substring(slash + 1);
        Path folder = folders.find(folders.root(), DirectoryLayout.folder(parts));
        if (folder == null) {
            return List.of();
        }
        collectBelow(folder, parts, start);
        return List.copyOf(keys);
    }

    /**
     * Collects the keys in the folder of their first parts.
     *
     * @param start the text that the next part starts with
     */
    private void collectBelow(Path folder, List<String> parts, String start) throws IOException {
        if (!DirectoryLayout.isSpread(parts)) {
            collect(folder, parts, start);
        } else if (DirectoryLayout.determinesSpread(start)) {
            collectSpread(folder, DirectoryLayout.spread(start), parts, start);
        } else {
            for (String name : names(folder)) {
                if (DirectoryLayout.isSpreadName(name) && name.startsWith(start)) {
                    collectSpread(folder, name, parts, start);
                }
            }
        }
    }

    /** Collects the keys in a folder between two parts. */
    private void collectSpread(Path space, String name, List<String> parts, String start) throws IOException {
        Path folder = folders.find(space, List.of(name));
        if (folder != null) {
            collect(folder, parts, start);
        }
    }

    /**
     * Collects the keys in a folder.
     *
     * @param parts the first parts of its keys
     * @param start the text that the next part starts with
     */
    private void collect(Path folder, List<String> parts, String start) throws IOException {
        for (String name : names(folder)) {
            List<String> key = new ArrayList<>(parts);
            key.add(name);
            if (!name.startsWith(start) || !Keys.isPart(name) || !isPlace(folder, key)) {
                continue;
            }
            Path path = folder.resolve(name);
            if (files.kind(path) == FileKind.FOLDER) {
                if (key.size() < MOST_PARTS) {
                    collectBelow(path, key, "");
                }
            } else if (folders.isFile(path)) {
                keys.add(String.join("/", key));
            }
        }
    }

    /** Returns whether a key has its place in a folder; false for a name that does not start as its folder's. */
    private static boolean isPlace(Path folder, List<String> key) {
        return !DirectoryLayout.isSpread(key) || folder.endsWith(DirectoryLayout.spread(key.get(key.size() - 1)));
    }

    private List<String> names(Path folder) throws IOException {
        try {
            return files.names(folder);
        } catch (NoSuchFileException e) {
            return List.of(); // removed after it was found
        }
    }
}
