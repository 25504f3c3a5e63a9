package io.forecastj.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/** Turns failures of files into exceptions of the store with messages for people. */
final class FileFailures {
    private FileFailures() {}

    /**
     * Returns an exception for a failure of which nothing is left.
     *
     * @param what what was tried, such as {@code "read the object 'head'"}
     */
    static StoreException of(String what, Path root, IOException cause) {
        return new StoreException("cannot " + what + " in the store directory '" + root + "': " + reason(cause), cause);
    }

    /** Returns an exception for a change that was made and may not outlive a failure of the machine. */
    static StoreException ofSync(String what, Path root, IOException cause) {
        return new StoreException(
                "the change is made, but may be lost if the machine fails: to " + what + " in the store directory '"
                        + root + "' was not confirmed as durable: " + reason(cause),
                cause);
    }

    private static String reason(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        if (!(e instanceof FileSystemException)) {
            return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        }
        FileSystemException file = (FileSystemException) e;
        return "'" + file.getFile() + "': " + reason(file);
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "the permission is missing. Give it to the user of this process";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "expected nothing of this name or a folder, found a file. Remove it";
        }
        if (e instanceof NotDirectoryException) {
            return "expected a folder, found a file. Give another directory, or remove the file";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist, or was removed by others meanwhile";
        }
        return Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
    }
}
