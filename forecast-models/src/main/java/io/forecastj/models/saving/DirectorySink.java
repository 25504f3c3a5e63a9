package io.forecastj.models.saving;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the files of a predictor to an empty directory of any file system. */
record DirectorySink(Path directory) implements ModelSink {
    @Override
    public void directory(String name) throws IOException {
        Files.createDirectory(directory.resolve(name));
    }

    @Override
    public void file(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        try {
            Files.write(file, content, options(directory.getFileSystem()));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // the error of a full disk, unlike others, comes without the file
            FileSystemException named = new FileSystemException(
                    file.toString(),
                    null,
                    "cannot be written: " + e.getMessage() + ", with " + content.length + " bytes to write");
            named.initCause(e);
            throw named;
        }
    }

    /** Returns the options of a new file, synchronized with the disk where the file system is one of disks. */
    private static OpenOption[] options(FileSystem system) {
        return system == FileSystems.getDefault()
                ? new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC}
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    }
}
