package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** The rows of files of the M4 competition. */
final class M4Table {
    /** The column of the values. */
    private static final String COLUMN = "y";

    private static final Set<String> ABSENT = Set.of("", "NA");

    private M4Table() {}

    /** Start of a series, and its spacing. */
    record Times(Instant start, Sampling sampling) {}

    /** Finds the times of a series. */
    interface Clock {
        Times times(String id, int length, CsvPosition at);
    }

    static List<TimeSeries> read(Path path, Clock clock) {
        List<TimeSeries> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        forEach(path, (record, at) -> {
            if (at.line() == 1) {
                requireHeader(record, at);
            } else {
                all.add(series(record, clock, ids, at));
            }
        });
        if (all.isEmpty()) {
            throw new InvalidSeriesException(path + ": expected the line V1, V2, ... and series after it, found none");
        }
        return Collections.unmodifiableList(all);
    }

    /** Gives all records of a file that are not blank to a consumer, with their place. */
    static void forEach(Path path, BiConsumer<CsvRecord, CsvPosition> each) {
        try {
            CsvBytes.DEFAULT.read(path, (reader, name) -> {
                forEach(reader, new CsvPosition(name), each);
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    private static void forEach(Reader reader, CsvPosition at, BiConsumer<CsvRecord, CsvPosition> each)
            throws IOException {
        try {
            CsvReader<CsvRecord> records = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(reader);
            for (CsvRecord record : records) {
                at.line(record.getStartingLineNumber());
                each.accept(record, at);
            }
        } catch (CsvParseException e) {
            throw e.getCause() instanceof InvalidSeriesException refused
                    ? refused
                    : new InvalidSeriesException(at.file() + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause(), "its constructor takes no null");
        }
    }

    private static void requireHeader(CsvRecord record, CsvPosition at) {
        for (int i = 0; i < record.getFieldCount(); i++) {
            // other copies of the files call the first column id
            String field = Blanks.strip(record.getField(i));
            boolean expected = field.equalsIgnoreCase("V" + (i + 1))
                    || i == 0 && (field.equalsIgnoreCase("id") || field.isEmpty());
            if (!expected) {
                throw at.error("expected the names V1, V2, ... of the files of M4, found " + CsvPosition.quote(field)
                        + " in field " + (i + 1));
            }
        }
    }

    private static TimeSeries series(CsvRecord record, Clock clock, Set<String> ids, CsvPosition at) {
        String id = Blanks.strip(record.getField(0));
        at.column("V1");
        if (id.isEmpty()) {
            throw at.error("the id is missing");
        }
        if (!ids.add(id)) {
            throw at.error(CsvPosition.quote(id) + " is the id of an earlier series as well");
        }
        int length = record.getFieldCount() - 1;
        while (length > 0 && absent(record.getField(length))) {
            length--;
        }
        if (length == 0) {
            throw at.error("the series " + CsvPosition.quote(id) + " has no values");
        }
        Times times = clock.times(id, length, at);
        TimeSeries.Builder builder = TimeSeries.builder(COLUMN).id(id).sampling(times.sampling());
        double[] row = new double[1];
        try {
            long[] after = times.sampling().after(times.start().toEpochMilli(), length - 1);
            for (int i = 0; i < length; i++) {
                row[0] = value(record, i + 1, at);
                builder.add(i == 0 ? times.start().toEpochMilli() : after[i - 1], row);
            }
            return builder.build();
        } catch (ArithmeticException e) {
            throw at.error("the start " + times.start() + " is too far away to count in milliseconds");
        }
    }

    private static boolean absent(String field) {
        return ABSENT.contains(Blanks.strip(field));
    }

    private static double value(CsvRecord record, int index, CsvPosition at) {
        String text = record.getField(index);
        if (absent(text)) {
            return Double.NaN;
        }
        String trimmed = Blanks.strip(text);
        double value = CsvNumbers.plain(trimmed) ? Double.parseDouble(trimmed) : Double.NaN;
        if (!Double.isFinite(value)) {
            at.column("V" + (index + 1));
            throw at.error(CsvPosition.quote(text) + " is not a number");
        }
        return value;
    }
}
