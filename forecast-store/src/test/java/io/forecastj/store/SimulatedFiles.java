package io.forecastj.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file system in memory that forgets what was not made durable when the machine fails. It shows its disk before each
 * operation; {@link SimulatedDisk#afterFailure} is what a failure at that moment leaves.
 */
final class SimulatedFiles implements FileLayer {
    /** A part of the protocol that can be left out, to see that the tests find it. */
    enum Omission {
        NOTHING,
        SYNC_OF_FILES,
        SYNC_OF_FOLDERS,
        ATOMIC_MOVE
    }

    private final SimulatedDisk disk;
    private final Omission omission;
    private Consumer<SimulatedDisk> observer = disk -> {};

    SimulatedFiles(SimulatedDisk disk, Omission omission) {
        this.disk = disk;
        this.omission = omission;
    }

    /** Sets who is shown the disk before each operation that changes it; the observer copies what it keeps. */
    synchronized void observe(Consumer<SimulatedDisk> observer) {
        this.observer = observer;
    }

    SimulatedDisk disk() {
        return disk;
    }

    private void changing() {
        observer.accept(disk);
    }

    private static String key(Path path) {
        return path.toString();
    }

    private void requireParent(Path path) throws IOException {
        if (disk.kind(key(path.getParent())) != FileKind.FOLDER) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    public synchronized Path realPath(Path path) throws IOException {
        if (disk.kind(key(path)) == FileKind.ABSENT) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }

    @Override
    public synchronized FileKind kind(Path path) {
        return disk.kind(key(path));
    }

    @Override
    public synchronized List<String> names(Path folder) throws IOException {
        FileKind kind = disk.kind(key(folder));
        if (kind == FileKind.ABSENT) {
            throw new NoSuchFileException(folder.toString());
        }
        if (kind != FileKind.FOLDER) {
            throw new NotDirectoryException(folder.toString());
        }
        return disk.names(key(folder));
    }

    @Override
    public synchronized byte[] read(Path file, int most) throws IOException {
        byte[] content = disk.content(key(file));
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        if (content.length > most) {
            throw new IOException(file + " has " + content.length + " bytes, more than " + most);
        }
        return content.clone();
    }

    @Override
    public synchronized void createFolder(Path folder) throws IOException {
        requireParent(folder);
        if (disk.kind(key(folder)) != FileKind.ABSENT) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        changing();
        disk.createFolder(key(folder));
    }

    @Override
    public synchronized NewFile create(Path file) throws IOException {
        requireParent(file);
        if (disk.kind(key(file)) != FileKind.ABSENT) {
            throw new FileAlreadyExistsException(file.toString());
        }
        changing();
        int id = disk.create(key(file));
        return new NewFile() {
            @Override
            public void write(byte[] content) {
                synchronized (SimulatedFiles.this) {
                    changing();
                    disk.append(id, content);
                }
            }

            @Override
            public void sync() {
                synchronized (SimulatedFiles.this) {
                    changing();
                    if (omission != Omission.SYNC_OF_FILES) {
                        disk.sync(id);
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        requireParent(to);
        if (disk.kind(key(from)) != FileKind.FILE) {
            throw new NoSuchFileException(from.toString());
        }
        if (omission == Omission.ATOMIC_MOVE && disk.kind(key(to)) == FileKind.FILE) {
            changing();
            disk.delete(key(to));
        }
        changing();
        disk.move(key(from), key(to));
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        if (disk.kind(key(file)) != FileKind.FILE) {
            throw new NoSuchFileException(file.toString());
        }
        changing();
        disk.delete(key(file));
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        if (disk.kind(key(folder)) != FileKind.FOLDER) {
            throw new NoSuchFileException(folder.toString());
        }
        changing();
        if (omission != Omission.SYNC_OF_FOLDERS) {
            disk.syncFolder(key(folder));
        }
    }

    @Override
    public synchronized LockFile openLock(Path file) throws IOException {
        requireParent(file);
        if (disk.kind(key(file)) == FileKind.ABSENT) {
            changing();
            disk.create(key(file));
        }
        return new OpenLock(key(file));
    }

    /** A lock that nobody else wants. */
    private final class OpenLock implements LockFile {
        private final String key;

        OpenLock(String key) {
            this.key = key;
        }

        @Override
        public LockState tryLock() {
            return LockState.TAKEN;
        }

        @Override
        public String text() throws IOException {
            synchronized (SimulatedFiles.this) {
                byte[] content = disk.content(key);
                if (content == null) {
                    throw new NoSuchFileException(key);
                }
                return new String(content, StandardCharsets.US_ASCII);
            }
        }

        @Override
        public void text(String text) throws IOException {
            synchronized (SimulatedFiles.this) {
                byte[] content = text.getBytes(StandardCharsets.US_ASCII);
                changing();
                // a text is overwritten in place, so a failure in between leaves any part of either
                disk.overwrite(key, content);
                changing();
                disk.syncContent(key);
            }
        }

        @Override
        public void close() {}
    }
}
