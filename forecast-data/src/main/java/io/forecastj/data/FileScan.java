package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One pass over all rows of a file, which counts what a reading of them would refuse. */
final class FileScan {
    /** A column of words that is taken for the times refuses each row; then it is none. */
    private static final int MOST_REFUSALS = 100;

    private final CsvOptions options;
    private final CsvPosition at;
    private final TimesScan times = new TimesScan();
    private List<String> names = List.of();
    private List<ColumnScan> columns = List.of();
    private boolean[] numbers = {};
    private @Nullable Layout layout;
    private String timeExample = "";
    private String refusal = "";
    private int refusals;
    private long rows;

    private FileScan(CsvOptions options, String file) {
        this.options = options;
        this.at = new CsvPosition(file);
    }

    static FileScan of(CsvOptions options, Reader reader, String file) throws IOException {
        FileScan scan = new FileScan(options, file);
        try {
            scan.run(new LineCounter(reader, false));
        } catch (CsvParseException e) {
            scan.refuse(e.getCause() instanceof InvalidSeriesException cause ? cause : e);
        } catch (InvalidSeriesException e) {
            scan.refuse(e);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return scan;
    }

    private void refuse(RuntimeException e) {
        refusals++;
        if (refusal.isEmpty()) {
            refusal = String.valueOf(e.getMessage());
        }
    }

    private void run(LineCounter lines) throws IOException {
        TableForm form = options.form();
        lines.skip(form.skipLines(), at);
        if (!form.names().isEmpty()) {
            begin(new Header(form.names(), at));
        }
        int before = form.skipAfterHeader();
        for (CsvRow row : CsvParsing.records(lines, options.delimiter(), form, at)) {
            at.line(row.line() + form.skipLines());
            if (row.blank()) {
                continue;
            }
            if (columns.isEmpty()) {
                begin(new Header(row.texts(), options.delimiter(), at));
            } else if (before > 0) {
                before--;
            } else if (form.ends().contains(row.stripped(0))) {
                return;
            } else {
                take(row);
            }
        }
    }

    private void begin(Header header) {
        List<String> all = new ArrayList<>();
        List<ColumnScan> scans = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            all.add(header.name(i));
            scans.add(new ColumnScan(header.name(i), options.numbers()));
        }
        names = all;
        columns = scans;
        numbers = new boolean[scans.size()];
        try {
            layout = Layout.of(options, header, at);
        } catch (InvalidSeriesException e) {
            refuse(e);
        }
    }

    private void take(CsvRow row) {
        rows++;
        if (row.size() != columns.size()) {
            refuse(at.error("the row has " + row.size() + " fields, but there are " + columns.size() + " columns"));
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            numbers[i] = columns.get(i).take(row.stripped(i));
        }
        Layout known = layout;
        if (known == null || refusals >= MOST_REFUSALS) {
            return;
        }
        try {
            takeTime(row, known);
            for (Layout.Field field : known.values()) {
                if (!numbers[field.index()]) {
                    at.column(field.header());
                    options.numbers().parse(row.text(field.index()), at);
                }
            }
        } catch (InvalidSeriesException e) {
            refuse(e);
        }
    }

    private void takeTime(CsvRow row, Layout known) {
        String named = options.named();
        TimesScan.Rows series = times.rows(known.id() >= 0 ? row.stripped(known.id()) : named == null ? "" : named);
        if (series == null) {
            return;
        }
        at.column(names.get(known.time()));
        String text = row.stripped(known.time());
        if (known.timeOfDay() >= 0) {
            text += " " + row.stripped(known.timeOfDay());
        }
        if (text.isBlank()) {
            throw at.error("the time is missing");
        }
        if (timeExample.isEmpty()) {
            timeExample = text;
        }
        times.take(series, options.times().millis(text, series.collector, at), row, at);
    }

    TimesScan times() {
        return times;
    }

    /** Returns the names of all columns. */
    List<String> names() {
        return names;
    }

    List<ColumnScan> columns() {
        return columns;
    }

    /** Returns the columns that are read, or null if the file has none that can be the time. */
    @Nullable
    Layout layout() {
        return layout;
    }

    /** Returns the first time as it is written. */
    String timeExample() {
        return timeExample;
    }

    /** Returns the first refusal of a row, or an empty text. */
    String refusal() {
        return refusal;
    }

    long rows() {
        return rows;
    }
}
