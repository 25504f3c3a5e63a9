package io.forecastj.store;

import io.forecastj.store.FileLayer.LockFile;
import io.forecastj.store.FileLayer.LockState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock of those who change a store: between threads by {@link ProcessLocks}, between processes by a lock
 * of the operating system on the file {@code lock}.
 *
 * <p>A network file system can lose a lock. So each holder writes the next generation with a random identifier into the
 * file, and looks before each change whether it is still its own. A temporary file exists under the lock only, so what
 * is there when the lock is taken was left by a process that was killed, and is removed.
 *
 * <p>Thread-safe.
 */
final class WriterLock {
    private static final Pattern TEXT = Pattern.compile("forecastj-store-lock (\\d{1,18}) [0-9a-f-]{36}\n");
    private static final long LONGEST_PAUSE_MILLIS = 10;

    private final FileLayer files;
    private final StoreFolders folders;
    private final Duration wait;

    WriterLock(FileLayer files, StoreFolders folders, Duration wait) {
        this.files = files;
        this.folders = folders;
        this.wait = wait;
    }

    /**
     * Takes the lock; creates the store's root if necessary.
     *
     * @throws StoreException if others have it all the time, or the thread is interrupted
     */
    Held take() throws IOException {
        Path base = folders.create();
        Held held = take(base, wait.toNanos());
        if (held == null) {
            throw new StoreException("the lock '" + base.resolve(DirectoryLayout.LOCK) + "' was held by others for "
                    + wait.toMillis() + " ms. Try again; if nobody changes the store, a process that did so hangs:"
                    + " end it");
        }
        return held;
    }

    /** Removes temporary files that processes left which were killed, unless somebody changes the store just now. */
    void clean(Path base) throws IOException {
        Held held = take(base, 0);
        if (held != null) {
            held.close();
        }
    }

    private @Nullable Held take(Path base, long nanos) throws IOException {
        long start = System.nanoTime();
        boolean kept = false;
        try {
            if (!ProcessLocks.take(base, nanos)) {
                return null;
            }
            try {
                Held held = open(base, start, nanos);
                kept = held != null;
                return held;
            } finally {
                if (!kept) {
                    ProcessLocks.release(base);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "the thread was interrupted while it waited for the lock '" + base.resolve(DirectoryLayout.LOCK)
                            + "'",
                    e);
        }
    }

    private @Nullable Held open(Path base, long start, long nanos) throws IOException, InterruptedException {
        Path path = base.resolve(DirectoryLayout.LOCK);
        if (!folders.isFile(path)) {
            folders.requireStore(); // the first change: the directory may have been filled since it was opened
        }
        LockFile file = files.openLock(path);
        boolean kept = false;
        try {
            LockState state = poll(file, start, nanos);
            // without locks, a file of another process at work cannot be told from one left over; so only who has a
            // change to make risks to disturb it
            if (state == LockState.HELD_BY_ANOTHER || state == LockState.UNSUPPORTED && nanos == 0) {
                return null;
            }
            String text = next(file.text());
            file.text(text);
            removeLeftovers(base);
            kept = true;
            return new Held(base, file, text);
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    private static LockState poll(LockFile file, long start, long nanos) throws IOException, InterruptedException {
        while (true) {
            LockState state = file.tryLock();
            if (state != LockState.HELD_BY_ANOTHER || System.nanoTime() - start >= nanos) {
                return state;
            }
            // a lock of the operating system has no wait that ends by time; a random pause keeps writers out of step
            Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS) + 1);
        }
    }

    /** Returns the text of the next holder. A text that was not written to its end counts as none. */
    private static String next(String text) {
        Matcher found = TEXT.matcher(text);
        long generation = found.matches() ? Long.parseLong(found.group(1)) + 1 : 1;
        return "forecastj-store-lock " + generation + " " + UUID.randomUUID() + "\n";
    }

    private void removeLeftovers(Path base) throws IOException {
        Path temporary = base.resolve(DirectoryLayout.TEMPORARY);
        if (!folders.isFolder(temporary)) {
            files.createFolder(temporary);
        }
        for (Path left : folders.temporaryFiles(base)) {
            try {
                files.delete(left);
            } catch (IOException e) {
                continue; // does no harm; the next holder tries again
            }
        }
    }

    /** The lock while a thread holds it. */
    final class Held implements AutoCloseable {
        private final Path base;
        private final LockFile file;
        private final String text;

        private Held(Path base, LockFile file, String text) {
            this.base = base;
            this.file = file;
            this.text = text;
        }

        /** Returns the root without symbolic links; all paths of a change start there. */
        Path base() {
            return base;
        }

        /** Throws if another process took the lock although this one holds it. */
        void requireOwn() throws IOException {
            String found = file.text();
            if (!found.equals(text)) {
                throw new StoreException("the lock '" + base.resolve(DirectoryLayout.LOCK)
                        + "' was lost to another process: expected '" + text.strip() + "' in it, found '"
                        + found.strip() + "'. Nothing was changed; try again. The file system does not keep locks"
                        + " reliably: let one process only change the store");
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                return; // the lock ends with the handle, and the change was made or refused before
            } finally {
                ProcessLocks.release(base);
            }
        }
    }
}
