package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes series so that they can be read back; refuses other series before anything is written. */
final class ParquetWriting {
    private static final Set<String> TIMES = Set.of("date", "datetime", "time", "timestamp");
    private static final Set<String> IDS = Set.of("uniqueid", "seriesid", "itemid");

    private ParquetWriting() {}

    static void write(List<TimeSeries> series, Path path, ParquetCompression compression) {
        Objects.requireNonNull(compression, "compression");
        check(series);
        Path target = path.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try {
                SeriesWriter.write(series, beside, compression);
                force(beside);
                move(beside, target);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e, e);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void check(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there is no series to write; give at least one");
        }
        TimeSeries first = series.get(0);
        Set<String> ids = new HashSet<>();
        for (TimeSeries each : series) {
            if (each.length() == 0) {
                throw new InvalidSeriesException(each + " has no rows, and a file without rows cannot be read back");
            }
            if (!each.columns().equals(first.columns())
                    || !each.attributes().keySet().equals(first.attributes().keySet())) {
                throw new InvalidSeriesException(
                        each + " with attributes " + each.attributes().keySet()
                                + " and " + first + " with attributes "
                                + first.attributes().keySet()
                                + " need the same columns and attributes in one file");
            }
            checkPublications(each, first);
            if (!ids.add(each.id())) {
                throw new InvalidSeriesException("two series have the id '" + each.id() + "'");
            }
            if (padded(each.id()) || (each.id().isEmpty() && series.size() > 1)) {
                throw new InvalidSeriesException(each + " needs an id without blanks around it");
            }
        }
        checkNames(first);
    }

    private static void checkPublications(TimeSeries series, TimeSeries first) {
        if (series.hasVintages() != first.hasVintages()) {
            TimeSeries plain = first.hasVintages() ? series : first;
            throw new InvalidSeriesException(plain + " has no publication times, "
                    + (first.hasVintages() ? first : series) + " has: write them to different files");
        }
        if (series.hasVintages() && !series.vintageColumns().equals(series.columns())) {
            throw new InvalidSeriesException(series + " has no publication times in its other columns, and a file has"
                    + " them for all or none: select(...) the columns, and write them to different files");
        }
    }

    private static void checkNames(TimeSeries series) {
        List<String> names = new ArrayList<>(series.columns());
        names.addAll(series.attributes().keySet());
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || padded(name)) {
                throw new InvalidSeriesException(
                        series + " has the column '" + name + "', whose name is empty or has blanks around it");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean id = lower.equals(SeriesWriter.ID)
                    || (series.id().isEmpty() && IDS.contains(lower.replaceAll("[^\\p{L}\\p{N}]", "")));
            if (id || TIMES.contains(lower)) {
                throw new InvalidSeriesException(series + " has a column '" + name
                        + "', which reading would take for the series' id or times: rename it");
            }
            if (series.hasVintages() && lower.equals(SeriesWriter.PUBLISHED)) {
                throw new InvalidSeriesException(series + " has a column '" + name
                        + "', which would be taken for the publication times: rename it");
            }
            if (!seen.add(name)) {
                throw new InvalidSeriesException(series + " has a column and an attribute '" + name + "'");
            }
        }
    }

    /** Returns whether reading removes blanks at an end of a text, including no-break spaces. */
    private static boolean padded(String text) {
        return !text.isEmpty() && (blank(text.charAt(0)) || blank(text.charAt(text.length() - 1)));
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
