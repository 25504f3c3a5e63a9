package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The first rows of a file, from which its form is recognised before it is read. */
final class HeadRows {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    private HeadRows() {}

    /**
     * Takes the rows of a head; blank lines are none.
     *
     * @param text the first whole lines of a file
     * @param options the options for its table
     */
    static HeadRows of(String text, CsvOptions options) {
        HeadRows head = new HeadRows();
        CsvPosition at = new CsvPosition("");
        LineCounter lines = new LineCounter(new StringReader(text), false);
        try {
            lines.skip(options.form().skipLines(), at);
            for (CsvRow row : CsvParsing.records(lines, options.delimiter(), options.form(), at)) {
                if (!row.blank()) {
                    head.lines.add(row.line());
                    head.rows.add(IntStream.range(0, row.size())
                            .mapToObj(row::stripped)
                            .toList());
                }
            }
        } catch (CsvParseException | InvalidSeriesException e) {
            return head; // reading the file refuses it with its line
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail", e);
        }
        return head;
    }

    /** Returns the number of rows. */
    int size() {
        return rows.size();
    }

    /** Returns the fields of a row without the blanks around them; none if there is no such row. */
    List<String> row(int index) {
        return index < rows.size() ? rows.get(index) : List.of();
    }

    /** Returns the line of the file on which a row begins; 1 if there is no such row. */
    long line(int index) {
        return index < lines.size() ? lines.get(index) : 1;
    }

    /** Returns a field, or an empty text if there is none. */
    String field(int row, int index) {
        List<String> fields = row(row);
        return index >= 0 && index < fields.size() ? fields.get(index) : "";
    }
}
