package io.forecastj.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of the operating system with a hook before each operation, which may record it, fail or end all. */
final class HookedFiles implements FileLayer {
    private final FileLayer files = new RealFiles();
    private final Hook hook;
    private final boolean locks;

    /** Runs before an operation. */
    @FunctionalInterface
    interface Hook {
        /**
         * @param operation the name of the method, such as {@code "move"}
         * @param path its path; where there are two, the one that it changes
         */
        void before(String operation, Path path) throws IOException;
    }

    HookedFiles(Hook hook) {
        this(hook, true);
    }

    private HookedFiles(Hook hook, boolean locks) {
        this.hook = hook;
        this.locks = locks;
    }

    /** Returns files as of a file system that has no locks. */
    static HookedFiles withoutLocks(Hook hook) {
        return new HookedFiles(hook, false);
    }

    @Override
    public Path realPath(Path path) throws IOException {
        hook.before("realPath", path);
        return files.realPath(path);
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        hook.before("kind", path);
        return files.kind(path);
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        hook.before("names", folder);
        return files.names(folder);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        hook.before("read", file);
        return files.read(file, most);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        hook.before("createFolder", folder);
        files.createFolder(folder);
    }

    @Override
    public NewFile create(Path file) throws IOException {
        hook.before("create", file);
        NewFile created = files.create(file);
        return new NewFile() {
            @Override
            public void write(byte[] content) throws IOException {
                hook.before("write", file);
                created.write(content);
            }

            @Override
            public void sync() throws IOException {
                hook.before("sync", file);
                created.sync();
            }

            @Override
            public void close() throws IOException {
                created.close();
            }
        };
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        hook.before("move", to);
        files.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        hook.before("delete", file);
        files.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        hook.before("syncFolder", folder);
        files.syncFolder(folder);
    }

    @Override
    public LockFile openLock(Path file) throws IOException {
        hook.before("openLock", file);
        LockFile opened = files.openLock(file);
        return new LockFile() {
            @Override
            public LockState tryLock() throws IOException {
                hook.before("tryLock", file);
                return locks ? opened.tryLock() : LockState.UNSUPPORTED;
            }

            @Override
            public String text() throws IOException {
                hook.before("text", file);
                return opened.text();
            }

            @Override
            public void text(String text) throws IOException {
                hook.before("newText", file);
                opened.text(text);
            }

            @Override
            public void close() throws IOException {
                opened.close();
            }
        };
    }
}
