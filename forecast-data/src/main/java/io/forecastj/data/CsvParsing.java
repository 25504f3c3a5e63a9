package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file and assigns the rows to their series. */
final class CsvParsing {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final CsvOptions options;
    private final CsvPosition at;
    private final Header header;
    private final Layout layout;
    private final double[] row;
    private final Map<String, SeriesCollector> collectors = new LinkedHashMap<>();
    private @Nullable SeriesCollector current;
    private String currentId = "";
    private long blankLine;

    private CsvParsing(CsvOptions options, List<String> fields, CsvPosition at) {
        this.options = options;
        this.at = at;
        this.header = new Header(fields, options.delimiter(), at);
        this.layout = Layout.of(options, header, at);
        this.row = new double[layout.values().size()];
    }

    /** Reads all characters; the reader is not closed. */
    static CsvSeries parse(CsvOptions options, Reader reader, String file) throws IOException {
        CsvPosition at = new CsvPosition(file);
        try {
            CsvParsing parsing = null;
            for (CsvRecord line : records(withoutMark(reader), options.delimiter())) {
                at.line(line.getStartingLineNumber());
                if (parsing != null) {
                    parsing.take(line);
                } else if (blank(line)) {
                    throw at.error("the line is blank; expected a header with the names of the columns");
                } else {
                    parsing = new CsvParsing(options, line.getFields(), at);
                }
            }
            if (parsing == null) {
                throw new InvalidSeriesException(
                        file + " is empty; expected a header with the names of the columns, and rows");
            }
            return new CsvSeries(file, parsing.finish());
        } catch (CsvParseException e) {
            // a refusal by our reader of bytes arrives wrapped
            throw e.getCause() instanceof InvalidSeriesException refused
                    ? refused
                    : new InvalidSeriesException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /**
     * Opens the CSV reader. It accepts rows of a wrong length, because our message about them is more precise; it
     * refuses an open quote.
     */
    private static CsvReader<CsvRecord> records(Reader reader, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(reader);
    }

    private static Reader withoutMark(Reader reader) throws IOException {
        PushbackReader pushback = new PushbackReader(reader);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    private static boolean blank(CsvRecord line) {
        return line.getFieldCount() == 0
                || (line.getFieldCount() == 1 && line.getField(0).isBlank());
    }

    /** Takes a record. Blank lines may only end a file: between rows they are a sign of damage. */
    private void take(CsvRecord line) {
        if (blank(line)) {
            blankLine = blankLine == 0 ? at.line() : blankLine;
            return;
        }
        if (blankLine != 0) {
            at.line(blankLine);
            throw at.error("the line is blank, but rows follow: remove it");
        }
        if (line.getFieldCount() != header.size()) {
            throw at.error("the row has " + line.getFieldCount() + " fields, but the header has " + header.size() + ": "
                    + header);
        }
        SeriesCollector series = series(line);
        at.column(header.name(layout.time()));
        String time = line.getField(layout.time()).strip();
        if (time.isEmpty()) {
            throw at.error("the time is missing");
        }
        long millis = options.times().millis(time, series.isEmpty(), at);
        series.checkTime(millis, time, at);
        readValues(line, series);
        series.add(millis, row, at);
    }

    private SeriesCollector series(CsvRecord line) {
        String named = options.named();
        String id = layout.id() >= 0 ? line.getField(layout.id()) : named == null ? "" : named;
        if (layout.id() >= 0 && id.isBlank()) {
            at.column(header.name(layout.id()));
            throw at.error("the id is missing");
        }
        SeriesCollector series = current;
        if (series == null || !id.equals(currentId)) {
            series = collectors.computeIfAbsent(id, key -> new SeriesCollector(key, layout, options.sampling()));
            current = series;
            currentId = id;
        }
        return series;
    }

    private void readValues(CsvRecord line, SeriesCollector series) {
        for (int i = 0; i < row.length; i++) {
            row[i] = number(line, layout.values().get(i));
        }
        for (int i = 0; i < layout.attributes().size(); i++) {
            series.attribute(i, number(line, layout.attributes().get(i)), at);
        }
        if (options.bars()) {
            String flaw = Ohlcv.flaw(row[0], row[1], row[2], row[3]);
            if (!flaw.isEmpty()) {
                at.column(""); // the message itself names the two columns
                throw at.error(flaw);
            }
        }
    }

    private double number(CsvRecord line, Layout.Field field) {
        at.column(field.header());
        return options.numbers().parse(line.getField(field.index()), at);
    }

    private List<TimeSeries> finish() {
        if (collectors.isEmpty()) {
            at.line(1);
            throw at.error("no row follows the header " + header);
        }
        return collectors.values().stream().map(SeriesCollector::build).toList();
    }
}
