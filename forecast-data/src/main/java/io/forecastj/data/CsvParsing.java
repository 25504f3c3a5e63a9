package io.forecastj.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file and assigns the rows to their series. */
final class CsvParsing {
    private final CsvOptions options;
    private final CsvPosition at;
    private final Header header;
    private final Layout layout;
    private final List<String> names;
    private final double[] row;
    private final boolean[] likelyIds;
    private final boolean ordinary;
    private final Set<Integer> excluded = new HashSet<>();
    private final Map<String, SeriesCollector> collectors = new LinkedHashMap<>();
    private @Nullable SeriesCollector current;
    private String currentId = "";
    private final SeriesBlocks blocks;
    private final @Nullable WidePanel wide;
    private @Nullable Descent descent;
    private long blankLine;

    private CsvParsing(CsvOptions options, Header header, CsvPosition at) {
        this.options = options;
        this.at = at;
        this.header = header;
        this.layout = Layout.of(options, header, at);
        List<String> valueNames = new ArrayList<>();
        Set<Integer> valueIndices = new HashSet<>();
        for (Layout.Field field : layout.values()) {
            valueNames.add(field.name());
            valueIndices.add(field.index());
        }
        this.names = List.copyOf(valueNames);
        this.row = new double[names.size()];
        this.likelyIds = new boolean[header.size()];
        String wideName = options.form().wide();
        boolean declared = options.named() != null || layout.id() >= 0 || wideName != null;
        if (options.columns().isEmpty() && !declared) {
            for (Layout.Field field : layout.values()) {
                likelyIds[field.index()] = SeriesColumns.likely(field.header());
            }
        }
        this.ordinary = options.numbers().ordinary();
        this.excluded.add(layout.time());
        this.excluded.add(layout.timeOfDay());
        this.excluded.add(layout.published());
        this.excluded.add(layout.id());
        if (!options.columns().isEmpty() || layout.values().size() == 1) {
            excluded.addAll(valueIndices);
        }
        Set<Integer> used = new HashSet<>(excluded);
        used.addAll(valueIndices);
        for (Layout.Field field : layout.attributes()) {
            used.add(field.index());
        }
        this.wide = wideName == null ? null : new WidePanel(layout.values(), wideName, options);
        this.blocks = new SeriesBlocks(header, used, !declared);
    }

    /**
     * Reads all characters; the reader is not closed.
     *
     * @param detected the options that were detected, as sentences
     */
    static CsvSeries parse(CsvOptions options, Reader reader, String file, List<String> detected) throws IOException {
        CsvPosition at = new CsvPosition(file);
        TableForm form = options.form();
        LineCounter lines = new LineCounter(reader, !form.ends().isEmpty());
        List<String> notes = new ArrayList<>();
        try {
            lines.skip(form.skipLines(), at);
            CsvParsing parsing = null;
            if (!form.names().isEmpty()) {
                parsing = new CsvParsing(options, new Header(form.names(), at), at);
            }
            int beforeRows = form.skipAfterHeader();
            long blank = 0;
            for (CsvRow line : records(lines, options.delimiter(), form, at)) {
                at.line(line.line());
                if (form.skipBlankLines() && line.blank()) {
                    blank++;
                } else if (parsing == null) {
                    if (line.blank()) {
                        throw at.error("the line is blank; expected a header with the names of the columns: leave it"
                                + " out with skipLines(" + at.line() + ")");
                    }
                    parsing = new CsvParsing(options, new Header(line.texts(), options.delimiter(), at), at);
                } else if (beforeRows > 0) {
                    beforeRows--;
                } else if (line.size() > 0 && form.ends().contains(line.stripped(0))) {
                    notes.add(lines.rest(line.line() - form.skipLines(), line.line(), line.stripped(0)));
                    break;
                } else {
                    parsing.take(line);
                }
            }
            if (blank > 0) {
                notes.add("skipBlankLines() left out " + blank + (blank == 1 ? " line" : " lines"));
            }
            if (parsing == null) {
                throw new InvalidSeriesException(
                        file + " is empty; expected a header with the names of the columns, and rows");
            }
            return new CsvSeries(file, parsing.finish(), detected, notes);
        } catch (CsvParseException e) {
            // a refusal or a cancellation by our readers arrives wrapped
            throw e.getCause() instanceof RuntimeException refused ? refused : brokenQuotes(e, form, at);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** Returns the refusal of a row that the parser cannot split into fields, which is always for its quotes. */
    private static InvalidSeriesException brokenQuotes(CsvParseException e, TableForm form, CsvPosition at) {
        Matcher place = Pattern.compile("(?s)(.*) \\(record starting at line (\\d+)\\)")
                .matcher(String.valueOf(e.getMessage()));
        if (place.matches()) {
            at.line(Long.parseLong(place.group(2)) + form.skipLines());
        }
        String problem = place.matches() ? place.group(1) : String.valueOf(e.getMessage());
        InvalidSeriesException refusal =
                at.error(problem + ", in the row that starts here: write quotes within a quoted"
                        + " field twice, close each one, or set another character with quote(...)");
        refusal.initCause(e);
        return refusal;
    }

    /**
     * Opens the CSV reader. It accepts rows of a wrong length, because our message about them is more precise; it
     * refuses an open quote.
     */
    static CsvReader<CsvRow> records(Reader reader, char delimiter, TableForm form, CsvPosition at) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(form.quote())
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        Character comment = form.comment();
        if (comment != null) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(comment);
        }
        CsvRowHandler handler = new CsvRowHandler(at, form.skipLines());
        return builder.build(handler, new BoundedFields(reader, handler));
    }

    /** Takes a record. Blank lines may only end a file: between rows they are a sign of damage. */
    private void take(CsvRow line) {
        if (line.blank()) {
            blankLine = blankLine == 0 ? at.line() : blankLine;
            return;
        }
        if (blankLine != 0) {
            at.line(blankLine);
            throw at.error("the line is blank, but rows follow: remove it, or add skipBlankLines()" + end(line));
        }
        if (line.size() != header.size()) {
            throw at.error("the row has " + line.size() + " fields, but " + header.origin() + header.size() + ": "
                    + header + end(line));
        }
        SeriesCollector series = series(line);
        checkSuspect(line, series);
        if (descent != null) {
            descent.take(series, () -> time(line, series));
            return;
        }
        long millis;
        long publication;
        try {
            millis = time(line, series);
            publication = publication(line, series);
        } catch (InvalidSeriesException e) {
            String end = end(line);
            throw end.isEmpty() ? e : new InvalidSeriesException(e.getMessage() + end, e);
        }
        if (!series.continuesAt(millis)) {
            String hint = otherSeries(line, series);
            RuntimeException refusal = series.notAfter(millis, timeText(line), hint, at);
            if (millis >= series.lastTime()
                    || !series.hasOneRow()
                    || options.form().newestFirst()) {
                throw refusal;
            }
            descent = new Descent(series, millis, refusal, hint.isEmpty());
            return;
        }
        readValues(line, series);
        if (layout.published() >= 0) {
            at.column(header.name(layout.published()));
            series.publish(millis, publication, row, line, at);
            blocks.add(line);
            return;
        }
        if (wide != null) {
            wide.add(millis, row);
            series.follow(millis, line, at);
            return;
        }
        series.add(millis, row, line, at);
        blocks.add(line);
    }

    /** Returns the advice for a line that may be the first one after the table, or an empty text. */
    private String end(CsvRow line) {
        boolean end = current != null
                && !current.isEmpty()
                && !line.blank(0)
                && !CsvNumbers.digit(line.stripped(0).charAt(0))
                && !NumberAdvice.isNumber(line.stripped(0))
                && TimeGuess.of(List.of(line.stripped(0))).isEmpty();
        return end ? "; if the table ends here, add endAt(\"" + line.stripped(0) + "\")" : "";
    }

    private long time(CsvRow line, SeriesCollector series) {
        if (layout.timeOfDay() < 0) {
            at.column(header.name(layout.time()));
            if (line.blank(layout.time())) {
                throw at.error("the time is missing");
            }
            return options.times().millis(line, layout.time(), series, at);
        }
        at.column(header.name(layout.time()) + "' and '" + header.name(layout.timeOfDay()));
        if (line.blank(layout.time()) || line.blank(layout.timeOfDay())) {
            throw at.error("the time is missing");
        }
        return options.times().millis(timeText(line), series, at);
    }

    /** Returns the publication time of a row, 0 if the rows have none. */
    private long publication(CsvRow line, SeriesCollector series) {
        CsvOptions.Published published = options.published();
        if (published == null) {
            return 0;
        }
        at.column(header.name(layout.published()));
        if (line.blank(layout.published())) {
            throw at.error("the publication time is missing");
        }
        return published.times().millis(line, layout.published(), series.published(), at);
    }

    private String timeText(CsvRow line) {
        String text = line.stripped(layout.time());
        return layout.timeOfDay() < 0 ? text : text + " " + line.stripped(layout.timeOfDay());
    }

    private SeriesCollector series(CsvRow line) {
        SeriesCollector series = current;
        if (series != null && (layout.id() < 0 || line.matches(layout.id(), currentId))) {
            return series;
        }
        String named = options.named();
        String id = layout.id() >= 0 ? line.stripped(layout.id()) : named == null ? "" : named;
        if (layout.id() >= 0 && id.isEmpty()) {
            at.column(header.name(layout.id()));
            throw at.error("the id is missing");
        }
        series = collectors.get(id);
        if (series == null) {
            series = new SeriesCollector(
                    id,
                    names,
                    layout.attributeNames(),
                    options.zone(),
                    options.sampling(),
                    options.form().newestFirst(),
                    layout.published() >= 0);
            collectors.put(id, series);
        }
        current = series;
        currentId = id;
        return series;
    }

    /** Refuses to join several series into one where a column that is surely an id changes, even if times increase. */
    private void checkSuspect(CsvRow line, SeriesCollector series) {
        int suspect = layout.suspect();
        if (suspect >= 0 && series.rows().changes(line, suspect)) {
            at.column(header.name(suspect));
            throw at.error("the value changes from "
                    + CsvPosition.quote(series.rows().lastField(suspect)) + " to "
                    + CsvPosition.quote(line.text(suspect)) + ", so the file seems to hold several series: name the"
                    + " column with id(\"" + header.name(suspect) + "\"), or declare one series with named(...)");
        }
    }

    /** Explains a time that does not increase by a column that distinguishes series, if there is one. */
    private String otherSeries(CsvRow line, SeriesCollector series) {
        String published = PublicationColumn.in(header.names())
                .map(name -> "; if column '" + name + "' has publication times, add " + PublicationColumn.call(name))
                .orElse("");
        int column = series.rows().seriesColumn(line, header, excluded);
        if (column < 0 || !published.isEmpty()) {
            return published;
        }
        String name = header.name(column);
        String change = ". Column '" + name + "' changes from "
                + CsvPosition.quote(series.rows().lastField(column)) + " to " + CsvPosition.quote(line.text(column))
                + " here: if it distinguishes several series, ";
        if (layout.id() >= 0) {
            return change + "write one column with it and '" + header.name(layout.id())
                    + "', and name that with id(...)";
        }
        return change + "name it with id(\"" + name + "\")" + (options.named() == null ? "" : " instead of named(...)");
    }

    private void readValues(CsvRow line, SeriesCollector series) {
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

    private double number(CsvRow line, Layout.Field field) {
        at.column(field.header());
        if (ordinary) {
            double value = DecimalText.parse(line.chars(), line.from(field.index()), line.to(field.index()));
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        String text = line.text(field.index());
        if (likelyIds[field.index()] && !options.numbers().accepts(text)) {
            throw at.error(CsvPosition.quote(text) + " is not a number, and the column may be the id of several"
                    + " series: name it with id(\"" + field.header() + "\"), or the columns to read with columns(...)");
        }
        return options.numbers().parse(text, at);
    }

    private List<TimeSeries> finish() {
        if (descent != null) {
            throw descent.refusal();
        }
        if (collectors.isEmpty()) {
            at.line(options.form().skipLines() + 1);
            throw at.error("no row follows the header " + header);
        }
        if (wide != null) {
            at.line(options.form().skipLines() + 1);
            return wide.finish(at);
        }
        RuntimeException refusal = blocks.refusal(at);
        if (refusal != null) {
            throw refusal;
        }
        List<TimeSeries> series = new ArrayList<>(collectors.size());
        for (Iterator<SeriesCollector> each = collectors.values().iterator(); each.hasNext(); ) {
            SeriesCollector one = each.next();
            if (layout.published() >= 0) {
                one.requireDistinct(header.name(layout.published()), at);
            }
            series.add(one.build());
            each.remove(); // its rows have been copied
        }
        return Collections.unmodifiableList(series);
    }
}
