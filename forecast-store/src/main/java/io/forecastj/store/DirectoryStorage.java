package io.forecastj.store;

import io.forecastj.store.FileLayer.NewFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the objects of a model store as files of a directory, which any number of processes may share.
 *
 * <pre>
 * head                            the object that changes with every change of the store
 * blobs/9f/9f86d0...              files of models, by the first two letters of their hash
 * manifests/60/60303a...          documents
 * snapshots/2c/2c26.../fc/fcde...  snapshots of sessions, by model
 * others/                         objects with any other key
 * tmp/                            files that are being written
 * lock                            the lock of those who write, with the number of times it was taken
 * </pre>
 *
 * <p>Readers take no lock and never wait. Changes happen one after the other: each takes the lock, for which it waits
 * at most 30 s, writes a new file to {@code tmp}, makes it durable, moves it to its place in one step, and makes that
 * durable. So a process may be killed and a machine may fail at any time: the object is as it was before or after. What
 * a killed process left in {@code tmp} is removed when the directory is opened or the lock is taken the next time.
 * Folders that become empty are kept.
 *
 * <p>The lock is one of the operating system, also over NFS and SMB where these support locks. If a file system loses a
 * lock, the number in it shows this and the change is refused. On a file system without locks the directory may have
 * any number of readers, but one writing process at a time.
 *
 * <p>Thread-safe; keeps no file open. The directory may be a symbolic link; links inside of it are
 * refused, never followed. Files in it that are not of the store are neither listed nor removed. An interrupted thread
 * cannot read or write: it gets a {@link StoreException} and stays interrupted.
 */
public final class DirectoryStorage implements Storage {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final FileLayer files;
    private final StoreFolders folders;
    private final WriterLock lock;

    private DirectoryStorage(FileLayer files, Path root, Duration lockWait) {
        this.files = files;
        this.folders = new StoreFolders(files, root);
        this.lock = new WriterLock(files, folders, lockWait);
    }

    /**
     * Uses a directory. Creates nothing: the first change creates the directory, with its parents, if necessary.
     * Removes what killed processes left, if this process may write to the directory and no other does so just now.
     *
     * @param directory the directory: of a store, empty, or one that does not exist
     * @return the storage
     * @throws StoreException if it cannot be read, or has other files and no store, or a store with symbolic links
     * @throws IllegalArgumentException if it is not of the default file system, such as one in a zip file
     */
    public static DirectoryStorage at(Path directory) {
        if (directory.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("expected a directory of the default file system, found '" + directory
                    + "' of " + directory.getFileSystem().provider().getScheme());
        }
        return over(new RealFiles(), directory.toAbsolutePath(), LOCK_WAIT);
    }

    /**
     * Uses a directory of any files.
     *
     * @param directory an absolute path
     * @param lockWait the longest time to wait for other writers
     */
    static DirectoryStorage over(FileLayer files, Path directory, Duration lockWait) {
        DirectoryStorage storage = new DirectoryStorage(files, directory, lockWait);
        storage.open();
        return storage;
    }

    private void open() {
        Path base;
        try {
            folders.requireStore();
            base = folders.find();
        } catch (IOException e) {
            throw failure("open a model store", e);
        }
        if (base != null) {
            try {
                if (!folders.temporaryFiles(base).isEmpty()) {
                    lock.clean(base);
                }
            } catch (IOException e) {
                return; // a store that this process may only read
            }
        }
    }

    private StoreException failure(String what, IOException cause) {
        return FileFailures.of(what, folders.root(), cause);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        List<String> path = DirectoryLayout.path(Keys.require(key));
        Keys.requireContent(key, content);
        try (WriterLock.Held held = lock.take()) {
            Path present = find(held.base(), path);
            if (present != null) {
                // written by a process that was perhaps killed before it made this durable
                sync(key, folders.create(held.base(), foldersOf(path)));
                return false;
            }
            write(held, key, path, content);
            return true;
        } catch (IOException e) {
            throw failure("write the object '" + key + "'", e);
        }
    }

    @Override
    public boolean replace(String key, String tag, byte[] content) {
        List<String> path = DirectoryLayout.path(Keys.require(key));
        Keys.requireContent(key, content);
        try {
            if (find(folders.root(), path) == null) {
                return false;
            }
            try (WriterLock.Held held = lock.take()) {
                Optional<StoredObject> present = get(held.base(), path);
                if (present.isEmpty() || !present.get().tag().equals(tag)) {
                    return false;
                }
                write(held, key, path, content);
                return true;
            }
        } catch (IOException e) {
            throw failure("replace the object '" + key + "'", e);
        }
    }

    private void write(WriterLock.Held held, String key, List<String> path, byte[] content) throws IOException {
        Path fresh = held.base()
                .resolve(DirectoryLayout.TEMPORARY)
                .resolve(UUID.randomUUID().toString());
        Path folder;
        boolean moved = false;
        try {
            try (NewFile file = files.create(fresh)) {
                file.write(content);
                file.sync();
            }
            folder = folders.create(held.base(), foldersOf(path));
            held.requireOwn();
            files.move(fresh, folder.resolve(path.get(path.size() - 1)));
            moved = true;
        } finally {
            if (!moved) {
                deleteQuietly(fresh);
            }
        }
        sync(key, folder);
    }

    private void deleteQuietly(Path fresh) {
        try {
            files.delete(fresh);
        } catch (IOException e) {
            return; // it was not created, or is removed by the next who takes the lock
        }
    }

    private void sync(String key, Path folder) {
        try {
            files.syncFolder(folder);
        } catch (IOException e) {
            throw FileFailures.ofSync("change the object '" + key + "'", folders.root(), e);
        }
    }

    @Override
    public void delete(String key) {
        List<String> path = DirectoryLayout.path(Keys.require(key));
        try {
            if (find(folders.root(), path) == null) {
                return;
            }
            try (WriterLock.Held held = lock.take()) {
                Path file = find(held.base(), path);
                Path folder = folders.find(held.base(), foldersOf(path));
                if (file != null && folder != null) {
                    held.requireOwn();
                    files.delete(file);
                    sync(key, folder);
                }
            }
        } catch (IOException e) {
            throw failure("delete the object '" + key + "'", e);
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        List<String> path = DirectoryLayout.path(Keys.require(key));
        try {
            return get(folders.root(), path);
        } catch (IOException e) {
            throw failure("read the object '" + key + "'", e);
        }
    }

    private Optional<StoredObject> get(Path base, List<String> path) throws IOException {
        Path file = find(base, path);
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredObject.of(files.read(file, MAX_BYTES)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted after it was found
        }
    }

    private static List<String> foldersOf(List<String> path) {
        return path.subList(0, path.size() - 1);
    }

    /** Returns the file of an object, or null if there is none. */
    private @Nullable Path find(Path base, List<String> path) throws IOException {
        Path folder = folders.find(base, foldersOf(path));
        if (folder == null) {
            return null;
        }
        Path file = folder.resolve(path.get(path.size() - 1));
        return folders.isFile(file) ? file : null;
    }

    @Override
    public List<String> list(String prefix) {
        Keys.requirePrefix(prefix);
        try {
            return new KeyListing(files, folders).of(prefix);
        } catch (IOException e) {
            throw failure("list the objects '" + prefix + "...'", e);
        }
    }

    @Override
    public String toString() {
        return folders.root().toString();
    }
}
