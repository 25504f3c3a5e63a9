package io.forecastj.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The operations on files that {@link DirectoryStorage} is built from. {@link RealFiles} has those of the operating
 * system; tests put a file system under the storage that fails and forgets as disks do.
 *
 * <p>Each method does one thing, so that a process may be killed between any two of them. What was written to a file
 * is durable after {@link NewFile#sync()}, and a change of a folder (a file or folder created, moved or deleted
 * in it) after {@link #syncFolder} of that folder. Implementations are thread-safe, apart from the two handles.
 */
interface FileLayer {
    /** Kinds of what a path names, without following a symbolic link in its last part. */
    enum FileKind {
        ABSENT,
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /** Answers to the request of a lock; {@code UNSUPPORTED} where the file system has no locks. */
    enum LockState {
        TAKEN,
        HELD_BY_ANOTHER,
        UNSUPPORTED
    }

    /**
     * Returns a path without symbolic links.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it cannot be read
     */
    Path realPath(Path path) throws IOException;

    /**
     * Returns the kind of what a path names.
     *
     * @throws IOException if that cannot be found out, such as for a path below a file
     */
    FileKind kind(Path path) throws IOException;

    /**
     * Returns the names in a folder, in any order.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws java.nio.file.NotDirectoryException if it is no folder
     * @throws IOException if it cannot be read
     */
    List<String> names(Path folder) throws IOException;

    /**
     * Returns the bytes of a file, all before or all after a {@link #move} that replaces it meanwhile.
     *
     * @param most the largest size to read, compared before memory is taken
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it cannot be read or is larger
     */
    byte[] read(Path file, int most) throws IOException;

    /**
     * Creates a folder in a folder that exists.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the path names anything
     * @throws IOException if it cannot be created
     */
    void createFolder(Path folder) throws IOException;

    /**
     * Creates an empty file in a folder that exists.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the path names anything
     * @throws IOException if it cannot be created
     */
    NewFile create(Path file) throws IOException;

    /**
     * Moves a file to another folder of the same file system, in one step; a file that is there is replaced.
     *
     * @throws java.nio.file.NoSuchFileException if the file or the other folder does not exist
     * @throws IOException if it cannot be moved; nothing has changed then
     */
    void move(Path from, Path to) throws IOException;

    /**
     * Deletes a file.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if it cannot be deleted
     */
    void delete(Path file) throws IOException;

    /**
     * Makes the changes of a folder's entries durable.
     *
     * @throws IOException if that failed; the changes may be lost if the machine fails
     */
    void syncFolder(Path folder) throws IOException;

    /**
     * Opens the file of a lock, and creates it empty if necessary. The lock ends when the handle is closed or the
     * process ends.
     *
     * @throws IOException if it cannot be opened for writing
     */
    LockFile openLock(Path file) throws IOException;

    /** A file that is being written, for one thread. */
    interface NewFile extends Closeable {
        /** Appends bytes. */
        void write(byte[] content) throws IOException;

        /** Makes what was written durable. */
        void sync() throws IOException;
    }

    /** The open file of a lock, for one thread. It holds a short text too, which is read and written under the lock. */
    interface LockFile extends Closeable {
        /**
         * Takes the exclusive lock unless another process has it; does not wait.
         *
         * @throws IOException if the handle was closed, such as by an interrupt of the thread
         */
        LockState tryLock() throws IOException;

        /**
         * Returns the present text, as any process wrote it.
         *
         * @throws IOException if it cannot be read, or the path names another file by now
         */
        String text() throws IOException;

        /** Replaces the text, durably and visible to other machines. A text has less than 200 ASCII characters. */
        void text(String text) throws IOException;
    }
}
