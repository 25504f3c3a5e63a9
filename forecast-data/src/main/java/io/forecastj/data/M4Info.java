package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first times and the spacings of the series of the M4 competition. */
final class M4Info {
    private static final List<String> COLUMNS = List.of("M4id", "Horizon", "SP", "StartingDate");

    /** The data of the competition, those to forecast included, end before. */
    private static final Instant END = Instant.parse("2019-01-01T00:00:00Z");

    private static final int CENTURY = 100;

    private static final DateTimeFormatter SHORT = new DateTimeFormatterBuilder()
            .appendPattern("dd-MM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
            .appendPattern(" HH:mm")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final String file;
    private final Map<String, Row> rows = new HashMap<>();
    private final int[] indices = new int[COLUMNS.size()];

    private record Row(int horizon, String frequency, LocalDateTime start, boolean shortYear) {}

    private M4Info(String file) {
        this.file = file;
    }

    static M4Info read(Path path) {
        M4Info info = new M4Info(path.toString());
        M4Table.forEach(path, info::take);
        return info;
    }

    private void take(CsvRecord record, CsvPosition at) {
        if (at.line() == 1) {
            List<String> header = record.getFields().stream().map(Blanks::strip).toList();
            for (int i = 0; i < indices.length; i++) {
                indices[i] = header.indexOf(COLUMNS.get(i));
                if (indices[i] < 0) {
                    throw at.error("expected the columns " + COLUMNS + " of M4-info.csv, found " + header);
                }
            }
            return;
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            at.column(COLUMNS.get(i));
            if (indices[i] >= record.getFieldCount()
                    || Blanks.strip(record.getField(indices[i])).isEmpty()) {
                throw at.error("the field is missing");
            }
            fields.add(Blanks.strip(record.getField(indices[i])));
        }
        at.column(COLUMNS.get(1));
        if (!fields.get(1).matches("[1-9]\\d{0,3}")) {
            throw at.error(CsvPosition.quote(fields.get(1)) + " is not a number of steps");
        }
        at.column(COLUMNS.get(2));
        if (FrequencyWords.sampling(fields.get(2), Instant.EPOCH) == null) {
            throw at.error(CsvPosition.quote(fields.get(2)) + " is no frequency; expected " + FrequencyWords.EXPECTED);
        }
        at.column(COLUMNS.get(3));
        LocalDateTime whole = parse(LONG, fields.get(3));
        LocalDateTime start = whole == null ? parse(SHORT, fields.get(3)) : whole;
        if (start == null) {
            throw at.error(CsvPosition.quote(fields.get(3))
                    + " is not a time; expected the form 01-01-79 12:00 or 1884-01-01 12:00:00");
        }
        at.column(COLUMNS.get(0));
        Row row = new Row(Integer.parseInt(fields.get(1)), fields.get(2), start, whole == null);
        if (rows.put(fields.get(0), row) != null) {
            throw at.error(CsvPosition.quote(fields.get(0)) + " is the id of an earlier series as well");
        }
    }

    private static @Nullable LocalDateTime parse(DateTimeFormatter form, String text) {
        try {
            return LocalDateTime.parse(text, form);
        } catch (DateTimeException e) {
            return null;
        }
    }

    M4Table.Times series(String id, int length, CsvPosition at) {
        Row row = rows.get(id);
        if (row == null) {
            throw at.error(CsvPosition.quote(id) + " is not in " + file);
        }
        M4Table.Times times = times(row, row.start());
        if (row.shortYear()) {
            long[] after = times.sampling().after(times.start().toEpochMilli(), length - 1 + row.horizon());
            if (!Instant.ofEpochMilli(after[after.length - 1]).isBefore(END)) {
                return times(row, row.start().minusYears(CENTURY));
            }
        }
        return times;
    }

    private static M4Table.Times times(Row row, LocalDateTime local) {
        Instant start = local.toInstant(ZoneOffset.UTC);
        Sampling sampling = FrequencyWords.sampling(row.frequency(), start);
        if (sampling == null) {
            throw new InvalidSeriesException("checked with its row");
        }
        return new M4Table.Times(start, sampling);
    }
}
