package io.forecastj.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The files of the operating system. Stateless and thread-safe. */
final class RealFiles implements FileLayer {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /** Arrays are passed to a channel in pieces, since the channel copies each piece outside the heap. */
    private static final int PIECE = 1 << 18;

    private static final int MOST_ATTEMPTS = 100;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int LONGEST_TEXT = 200;

    @Override
    public Path realPath(Path path) throws IOException {
        return path.toRealPath();
    }

    @Override
    public FileKind kind(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    repeated(() -> Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            return found.isRegularFile()
                    ? FileKind.FILE
                    : found.isDirectory() ? FileKind.FOLDER : found.isSymbolicLink() ? FileKind.LINK : FileKind.OTHER;
        } catch (NoSuchFileException e) {
            return FileKind.ABSENT;
        }
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(Objects.requireNonNull(entry.getFileName()).toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        return repeated(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                long size = channel.size();
                if (size > most) {
                    throw new FileSystemException(
                            file.toString(), null, "it has " + size + " bytes; at most " + most + " are read");
                }
                byte[] content = new byte[(int) size];
                read(channel, file, content);
                return content;
            }
        });
    }

    private static void read(FileChannel channel, Path file, byte[] content) throws IOException {
        for (int at = 0; at < content.length; ) {
            int read = channel.read(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
            if (read < 0) {
                throw new FileSystemException(
                        file.toString(), null, "it ends after " + at + " of " + content.length + " bytes");
            }
            at += read;
        }
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
    }

    @Override
    public NewFile create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new NewFile() {
            @Override
            public void write(byte[] content) throws IOException {
                writeAll(channel, content);
            }

            @Override
            public void sync() throws IOException {
                channel.force(true);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static void writeAll(FileChannel channel, byte[] content) throws IOException {
        for (int at = 0; at < content.length; ) {
            at += channel.write(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        repeated(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void delete(Path file) throws IOException {
        repeated(() -> {
            Files.delete(file);
            return file;
        });
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return; // cannot open folders; NTFS keeps a journal of their entries
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** An operation on files that can be repeated. */
    @FunctionalInterface
    private interface FileCall<T> {
        T run() throws IOException;
    }

    /**
     * Repeats an operation that met another process at the same file. Windows denies access to a file while it is
     * replaced, and to replace one while it is read. A network file system calls the handle of a file stale that was
     * replaced after it was looked up.
     */
    private static <T> T repeated(FileCall<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (IOException e) {
                if (!isTransient(e) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static boolean isTransient(IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return WINDOWS && e instanceof AccessDeniedException || message.contains("Stale") && message.contains("handle");
    }

    @Override
    public LockFile openLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            return new RealLock(file, channel, fileKey(file));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Identifies the file that a path names now; null on Windows. */
    private static @Nullable Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /**
     * An open lock file. Its text is read through the handle that has the lock: on POSIX systems, closing any other
     * handle of the file would end the lock.
     */
    private static final class RealLock implements LockFile {
        private final Path path;
        private final FileChannel channel;
        private final @Nullable Object file;

        RealLock(Path path, FileChannel channel, @Nullable Object file) {
            this.path = path;
            this.channel = channel;
            this.file = file;
        }

        @Override
        public LockState tryLock() throws IOException {
            try {
                return channel.tryLock() == null ? LockState.HELD_BY_ANOTHER : LockState.TAKEN;
            } catch (OverlappingFileLockException e) {
                // by this library in another class loader: if this handle is closed before that one, the lock ends on
                // POSIX systems, and the other holder's look at the text is what is left
                return LockState.HELD_BY_ANOTHER;
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                return LockState.UNSUPPORTED;
            }
        }

        @Override
        public String text() throws IOException {
            if (!Objects.equals(fileKey(path), file)) {
                throw new FileSystemException(path.toString(), null, "it was deleted and created anew by others");
            }
            ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
            channel.read(text, 0);
            return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        }

        @Override
        public void text(String text) throws IOException {
            channel.position(0);
            writeAll(channel, text.getBytes(StandardCharsets.US_ASCII));
            channel.truncate(text.length());
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
