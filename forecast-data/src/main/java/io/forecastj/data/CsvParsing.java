package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file and assigns the rows to their series. */
final class CsvParsing {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final CsvOptions options;
    private final CsvPosition at;
    private final Header header;
    private final Layout layout;
    private final List<String> names;
    private final double[] row;
    private final boolean[] likelyIds;
    private final Set<Integer> excluded = new HashSet<>();
    private final Map<String, SeriesCollector> collectors = new LinkedHashMap<>();
    private @Nullable SeriesCollector current;
    private String currentId = "";
    private final SeriesBlocks blocks;
    private long blankLine;

    private CsvParsing(CsvOptions options, List<String> fields, CsvPosition at) {
        this.options = options;
        this.at = at;
        this.header = new Header(fields, options.delimiter(), at);
        this.layout = Layout.of(options, header, at);
        this.names = layout.values().stream().map(Layout.Field::name).toList();
        this.row = new double[names.size()];
        this.likelyIds = new boolean[header.size()];
        if (options.columns().isEmpty() && options.named() == null && layout.id() < 0) {
            layout.values().forEach(field -> likelyIds[field.index()] = SeriesColumns.likely(field.header()));
        }
        this.excluded.add(layout.time());
        this.excluded.add(layout.id());
        if (!options.columns().isEmpty() || layout.values().size() == 1) {
            layout.values().forEach(field -> excluded.add(field.index()));
        }
        Set<Integer> used = new HashSet<>(excluded);
        layout.values().forEach(field -> used.add(field.index()));
        layout.attributes().forEach(field -> used.add(field.index()));
        boolean declared = options.named() != null || layout.id() >= 0;
        this.blocks = new SeriesBlocks(header, used, !declared);
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
                || (line.getFieldCount() == 1 && Blanks.strip(line.getField(0)).isEmpty());
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
        checkSuspect(line, series);
        at.column(header.name(layout.time()));
        String time = Blanks.strip(line.getField(layout.time()));
        if (time.isEmpty()) {
            throw at.error("the time is missing");
        }
        long millis = options.times().millis(time, series, at);
        if (!series.continuesAt(millis)) {
            throw series.notAfter(millis, time, otherSeries(line, series), at);
        }
        readValues(line, series);
        series.add(millis, row, line, at);
        blocks.add(line.getFields(), at.line());
    }

    private SeriesCollector series(CsvRecord line) {
        String named = options.named();
        String id = layout.id() >= 0 ? Blanks.strip(line.getField(layout.id())) : named == null ? "" : named;
        if (layout.id() >= 0 && id.isEmpty()) {
            at.column(header.name(layout.id()));
            throw at.error("the id is missing");
        }
        SeriesCollector series = current;
        if (series == null || !id.equals(currentId)) {
            series = collectors.computeIfAbsent(
                    id, key -> new SeriesCollector(key, names, layout, options.zone(), options.sampling()));
            current = series;
            currentId = id;
        }
        return series;
    }

    /** Refuses to join several series into one where a column that is surely an id changes, even if times increase. */
    private void checkSuspect(CsvRecord line, SeriesCollector series) {
        int suspect = layout.suspect();
        if (suspect >= 0 && series.rows().changes(line, suspect)) {
            at.column(header.name(suspect));
            throw at.error("the value changes from "
                    + CsvPosition.quote(series.rows().lastField(suspect)) + " to "
                    + CsvPosition.quote(line.getField(suspect)) + ", so the file seems to hold several series: name the"
                    + " column with id(\"" + header.name(suspect) + "\"), or declare one series with named(...)");
        }
    }

    /** Explains a time that does not increase by a column that distinguishes series, if there is one. */
    private String otherSeries(CsvRecord line, SeriesCollector series) {
        int column = series.rows().seriesColumn(line, header, excluded);
        if (column < 0) {
            return "";
        }
        String name = header.name(column);
        String change = ". Column '" + name + "' changes from "
                + CsvPosition.quote(series.rows().lastField(column)) + " to " + CsvPosition.quote(line.getField(column))
                + " here: if it distinguishes several series, ";
        if (layout.id() >= 0) {
            return change + "write one column with it and '" + header.name(layout.id())
                    + "', and name that with id(...)";
        }
        return change + "name it with id(\"" + name + "\")" + (options.named() == null ? "" : " instead of named(...)");
    }

    private void readValues(CsvRecord line, SeriesCollector series) {
        for (int i = 0; i < row.length; i++) {
            row[i] = number(line, layout.values().get(i));
        }
        for (int i = 0; i < layout.attributes().size(); i++) {
            series.attribute(i, number(line, layout.attributes().get(i)), at);
        }
        if (options.bars() != Bars.NONE) {
            Bars.check(row, at);
        }
        Layout.Field adjusted = layout.adjusted();
        if (adjusted != null) {
            Bars.adjust(row, number(line, adjusted), at);
        }
    }

    private double number(CsvRecord line, Layout.Field field) {
        at.column(field.header());
        String text = line.getField(field.index());
        if (likelyIds[field.index()] && !options.numbers().accepts(text)) {
            throw at.error(CsvPosition.quote(text) + " is not a number, and the column may be the id of several"
                    + " series: name it with id(\"" + field.header() + "\"), or the columns to read with columns(...)");
        }
        return options.numbers().parse(text, at);
    }

    private List<TimeSeries> finish() {
        if (collectors.isEmpty()) {
            at.line(1);
            throw at.error("no row follows the header " + header);
        }
        RuntimeException refusal = blocks.refusal(at);
        if (refusal != null) {
            throw refusal;
        }
        List<TimeSeries> series = new ArrayList<>(collectors.size());
        for (Iterator<SeriesCollector> each = collectors.values().iterator(); each.hasNext(); ) {
            series.add(each.next().build());
            each.remove(); // its rows have been copied
        }
        return Collections.unmodifiableList(series);
    }
}
