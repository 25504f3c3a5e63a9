package io.forecastj.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes series so that reading gives equal ones; refuses other series before anything is written. */
final class CsvWriting {
    private static final String ID = "id";
    private static final String TIME = "time";
    private static final String PUBLISHED = "published";

    private CsvWriting() {}

    static void write(List<TimeSeries> series, Path path) {
        check(series);
        TimeSeries first = series.get(0);
        boolean ids = !first.id().isEmpty();
        List<String> attributes = List.copyOf(first.attributes().keySet());
        // a separate writer, since the one that the library makes replaces characters that it cannot encode
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(Files.newBufferedWriter(path))) {
            List<String> header = new ArrayList<>(ids ? List.of(ID, TIME) : List.of(TIME));
            if (first.hasVintages()) {
                header.add(PUBLISHED);
            }
            header.addAll(first.columns());
            header.addAll(attributes);
            csv.writeRecord(header);
            for (TimeSeries each : series) {
                writeRows(each, ids, attributes, csv);
            }
        } catch (IOException e) {
            throw failure(path, e);
        } catch (UncheckedIOException e) {
            throw failure(path, Objects.requireNonNull(e.getCause(), "its constructor takes no null"));
        }
    }

    private static UncheckedIOException failure(Path path, IOException cause) {
        return new UncheckedIOException("cannot write " + path + ": " + cause, cause);
    }

    private static void writeRows(TimeSeries series, boolean ids, List<String> attributes, CsvWriter csv) {
        double[] values = new double[series.columns().size()];
        for (int row = 0; row < series.length(); row++) {
            List<String> start = new ArrayList<>(ids ? List.of(series.id()) : List.of());
            start.add(series.time(row).toString());
            if (series.hasVintages()) {
                publications(series, row).forEach((time, published) -> {
                    List<String> dated = new ArrayList<>(start);
                    dated.add(time.toString());
                    writeRow(dated, published, series, attributes, csv);
                });
            } else {
                for (int column = 0; column < values.length; column++) {
                    values[column] = series.value(row, column);
                }
                writeRow(start, values, series, attributes, csv);
            }
        }
    }

    private static void writeRow(
            List<String> fields, double[] values, TimeSeries series, List<String> attributes, CsvWriter csv) {
        for (double value : values) {
            fields.add(Double.toString(value));
        }
        for (String name : attributes) {
            // check refuses series whose attributes differ
            fields.add(
                    Objects.requireNonNull(series.attributes().get(name), name).toString());
        }
        csv.writeRecord(fields);
    }

    /** Returns the values that were published at each time; a row without any has none at its own time. */
    private static SortedMap<Instant, double[]> publications(TimeSeries series, int row) {
        SortedMap<Instant, double[]> found = new TreeMap<>();
        double[] none = new double[series.columns().size()];
        Arrays.fill(none, Double.NaN);
        for (int column = 0; column < none.length; column++) {
            for (PublishedValue one : series.publications(row, series.columns().get(column))) {
                found.computeIfAbsent(one.published(), time -> none.clone())[column] = one.value();
            }
        }
        if (found.isEmpty()) {
            found.put(series.time(row), none);
        }
        return found;
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
            if (each.id().isBlank() && (series.size() > 1 || !each.id().isEmpty())) {
                throw new InvalidSeriesException(each + " needs an id that is not blank");
            }
            if (!each.id().equals(Blanks.strip(each.id()))) {
                throw new InvalidSeriesException(each + " has blanks around its id, which reading removes: rename it");
            }
        }
        checkNames(first);
    }

    private static void checkPublications(TimeSeries series, TimeSeries first) {
        if (series.hasVintages() != first.hasVintages()) {
            throw new InvalidSeriesException((first.hasVintages() ? series : first) + " has no publication times, "
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
            if (name.isEmpty() || !name.equals(Blanks.strip(name))) {
                throw new InvalidSeriesException(
                        series + " has the column '" + name + "', whose name is empty or has blanks around it");
            }
            boolean id = name.equalsIgnoreCase(ID) || (series.id().isEmpty() && SeriesColumns.certain(name));
            if (id || Layout.TIMES.stream().anyMatch(name::equalsIgnoreCase)) {
                throw new InvalidSeriesException(series + " has a column '" + name
                        + "', which reading would take for the series' id or times: rename it");
            }
            if (series.hasVintages() && name.equalsIgnoreCase(PUBLISHED)) {
                throw new InvalidSeriesException(series + " has a column '" + name
                        + "', which would be taken for the publication times: rename it");
            }
            if (!seen.add(name)) {
                throw new InvalidSeriesException(series + " has a column and an attribute '" + name + "'");
            }
        }
    }
}
