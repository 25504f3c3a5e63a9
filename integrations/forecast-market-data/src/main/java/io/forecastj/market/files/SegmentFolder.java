package io.forecastj.market.files;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of one symbol and interval, each in a file whose name is its start. Segments of different processes may
 * overlap; each is right by itself.
 */
final class SegmentFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);
    private static final String EXTENSION = ".csv";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** No file of this class is larger by far; whatever is, is not read into memory. */
    private static final long LARGEST = 1L << 28;

    private final BarKey key;
    private final Path folder;
    private final Instant now;
    private final Duration settle;

    SegmentFolder(Path directory, BarKey key, Instant now, Duration settle) {
        this.key = key;
        this.folder = key.folder(directory);
        this.now = now;
        this.settle = settle;
    }

    Path path() {
        return folder;
    }

    BarKey key() {
        return key;
    }

    /** Returns the starts of the segments that may have bars in a span, or end or start where it starts or ends. */
    List<Long> starts(TimeSpan span) {
        TreeSet<Long> all = all();
        Long before = all.floor(span.from() - 1);
        List<Long> starts = new ArrayList<>();
        if (before != null) {
            starts.add(before);
        }
        if (span.from() <= span.to()) {
            starts.addAll(all.subSet(span.from(), true, span.to(), true));
        }
        return starts;
    }

    private TreeSet<Long> all() {
        TreeSet<Long> starts = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                try {
                    starts.add(LocalDateTime.parse(name.substring(0, name.length() - EXTENSION.length()), NAME)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli());
                } catch (DateTimeException e) {
                    continue; // a file of others
                }
            }
        } catch (NoSuchFileException e) {
            return starts;
        } catch (DirectoryIteratorException e) {
            throw FileReplacement.failure("read", folder, Objects.requireNonNull(e.getCause(), "it takes no null"));
        } catch (IOException e) {
            throw FileReplacement.failure("read", folder, e);
        }
        return starts;
    }

    private Path file(long start) {
        return folder.resolve(
                NAME.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(start), ZoneOffset.UTC)) + EXTENSION);
    }

    /**
     * Reads a segment; null if there is none. A file that is damaged, or was written by a clock that was ahead, is
     * deleted, so that it is reported once.
     */
    @Nullable
    BarSegment read(long start) {
        Path file = file(start);
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidSeriesException("it is larger than any file of this cache");
            }
            return finalBars(SegmentText.read(Files.readAllBytes(file), key, start, file.toString()));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw FileReplacement.failure("read", file, e);
        } catch (InvalidSeriesException e) {
            LOG.warn("{} is deleted, and its bars are downloaded again: {}", file, e.getMessage());
            delete(start);
            return null;
        }
    }

    private BarSegment finalBars(SegmentText.Stored stored) {
        if (stored.written().isAfter(now.plus(settle))) {
            throw new InvalidSeriesException("it was written at " + stored.written() + ", after the time now, " + now
                    + ": one of the clocks was wrong, and the bars may not have been final");
        }
        return stored.segment();
    }

    /** Stores a segment; one of the same start is replaced. */
    void write(BarSegment segment) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileReplacement.failure("create", folder, e);
        }
        FileReplacement.replace(file(segment.from()), path -> SegmentText.write(segment, key, now, path));
    }

    /** Deletes all segments. */
    void clear() {
        all().forEach(this::delete);
    }

    private void delete(long start) {
        Path file = file(start);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileReplacement.failure("delete", file, e);
        }
    }
}
