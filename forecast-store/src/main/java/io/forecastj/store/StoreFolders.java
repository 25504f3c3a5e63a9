package io.forecastj.store;

import io.forecastj.store.FileLayer.FileKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a store: finds and creates them, and refuses those that are not its own, such as symbolic links,
 * before anything is written or deleted in them.
 *
 * <p>Thread-safe. Remembers the folders whose entry in their parent is known to be durable: one that another process
 * created just before it was killed may not be.
 */
final class StoreFolders {
    private static final int NAMED = 5;
    private static final int MOST_KNOWN = 10_000;

    private final FileLayer files;
    private final Path root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    StoreFolders(FileLayer files, Path root) {
        this.files = files;
        this.root = root;
    }

    Path root() {
        return root;
    }

    /**
     * Throws if the root is there and not fit for a store: a file, a folder with other files, or a store that has
     * links in place of folders or files.
     */
    void requireStore() throws IOException {
        Path real = find();
        if (real == null) {
            return;
        }
        List<String> names = files.names(real);
        for (String name : names) {
            if (DirectoryLayout.isFolder(name)) {
                isFolder(real.resolve(name));
            } else if (DirectoryLayout.isFile(name)) {
                isFile(real.resolve(name));
            }
        }
        List<String> foreign =
                names.stream().filter(DirectoryLayout::isForeign).sorted().toList();
        if (!names.contains(Commits.HEAD) && !foreign.isEmpty()) {
            String named = String.join("', '", foreign.subList(0, Math.min(NAMED, foreign.size())));
            throw new StoreException("the directory '" + root + "' is not a model store: expected the file '"
                    + Commits.HEAD + "' or an empty directory, found '" + named + "'"
                    + (foreign.size() > NAMED ? " and " + (foreign.size() - NAMED) + " more" : "")
                    + ". Give another directory");
        }
    }

    /** Returns the root without symbolic links; null if there is none. */
    @Nullable
    Path find() throws IOException {
        while (true) {
            try {
                return files.realPath(root);
            } catch (NoSuchFileException e) {
                FileKind kind = files.kind(root);
                if (kind == FileKind.ABSENT) {
                    return null;
                }
                if (kind == FileKind.LINK) {
                    throw new StoreException(
                            "the directory '" + root + "' is a symbolic link to a place that does not exist", e);
                }
                // created by another writer after it was looked for
            }
        }
    }

    /** Returns the root without symbolic links, and creates it if necessary. */
    Path create() throws IOException {
        Path real = find();
        if (real == null) {
            createWithParents(root);
            real = files.realPath(root);
            durable.add(real);
        } else if (!durable.contains(real)) {
            syncExisting(real);
            durable.add(real);
        }
        return real;
    }

    private void createWithParents(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            return;
        }
        if (files.kind(parent) == FileKind.ABSENT) {
            createWithParents(parent);
        }
        try {
            files.createFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (files.kind(folder) != FileKind.FOLDER) {
                throw e;
            }
        }
        files.syncFolder(parent);
    }

    /** Makes the entry of a root durable that another process may have created just before it was killed. */
    private void syncExisting(Path real) {
        Path parent = real.getParent();
        if (parent != null) {
            try {
                files.syncFolder(parent);
            } catch (IOException e) {
                return; // not a folder of the store, and this process may lack the permission to open it
            }
        }
    }

    /**
     * Returns a folder below another one, or null if it does not exist.
     *
     * @throws StoreException if one of the names is there and is not a folder
     */
    @Nullable
    Path find(Path base, List<String> names) throws IOException {
        Path folder = base;
        for (String name : names) {
            folder = folder.resolve(name);
            if (!isFolder(folder)) {
                return null;
            }
        }
        return folder;
    }

    /** Returns a folder below another one; creates it durably if necessary. Only under the writer's lock. */
    Path create(Path base, List<String> names) throws IOException {
        Path folder = base;
        for (String name : names) {
            Path parent = folder;
            folder = parent.resolve(name);
            boolean created = !isFolder(folder);
            if (created) {
                files.createFolder(folder);
            }
            if (created || !durable.contains(folder)) {
                files.syncFolder(parent);
                if (durable.size() >= MOST_KNOWN) {
                    durable.clear(); // costs a few calls later
                }
                durable.add(folder);
            }
        }
        return folder;
    }

    /** Returns the temporary files that exist now, of processes that were killed or are at work. */
    List<Path> temporaryFiles(Path base) throws IOException {
        Path temporary = base.resolve(DirectoryLayout.TEMPORARY);
        List<Path> found = new ArrayList<>();
        if (isFolder(temporary)) {
            for (String name : files.names(temporary)) {
                Path path = temporary.resolve(name);
                if (DirectoryLayout.isTemporary(name) && files.kind(path) == FileKind.FILE) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    /** Returns whether a folder exists; throws if the path names anything else. */
    boolean isFolder(Path path) throws IOException {
        return is(FileKind.FOLDER, path, "a folder");
    }

    /** Returns whether a file exists; throws if the path names anything else. */
    boolean isFile(Path path) throws IOException {
        return is(FileKind.FILE, path, "a file");
    }

    private boolean is(FileKind expected, Path path, String name) throws IOException {
        FileKind found = files.kind(path);
        if (found == FileKind.ABSENT || found == expected) {
            return found == expected;
        }
        String kind =
                switch (found) {
                    case FILE -> "a file";
                    case FOLDER -> "a folder";
                    case LINK -> "a symbolic link, which is not followed";
                    default -> "something else";
                };
        throw new StoreException("the store directory '" + root + "' is not as it should be: expected '" + path
                + "' to be " + name + ", found " + kind + ". Remove it, or restore the store from a backup");
    }
}
