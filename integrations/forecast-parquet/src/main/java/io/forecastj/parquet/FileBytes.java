package io.forecastj.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An open file, read at any place. */
final class FileBytes implements AutoCloseable {
    private final String name;
    private final FileChannel channel;
    private final long size;

    private FileBytes(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    static FileBytes open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileBytes(path.toString(), channel, channel.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Reads bytes; the caller has checked that the file has them. */
    byte[] bytes(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(from, bytes, 0, length);
        return bytes;
    }

    void read(long from, byte[] target, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, at, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position() - at) < 0) {
                throw new DamagedDataException("the file ends early; it had " + size + " bytes when it was opened");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
