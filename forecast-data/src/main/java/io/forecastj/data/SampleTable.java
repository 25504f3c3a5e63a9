package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.forecastj.InvalidSeriesException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table in the first lines of a file: the longest run of records with the same number of fields.
 *
 * @param delimiter the character between fields
 * @param skipped the number of lines before the table
 * @param comment the first character of lines that are no part of it, or null
 * @param rows its records, with the header if there is one
 */
record SampleTable(char delimiter, int skipped, @Nullable Character comment, List<CsvRow> rows) {
    static final char COMMENT = '#';

    /** A preamble is rarely longer. */
    private static final int MOST_SKIPPED = 60;

    /**
     * Finds the table.
     *
     * @param text the first lines
     * @param delimiter the character between fields
     * @param set the options that are set
     * @param form the options for the form of the table
     * @return the table, or null if there is no record with several fields
     */
    static @Nullable SampleTable of(String text, char delimiter, Dialect set, TableForm form) {
        Character comment = set.comment;
        SampleTable plain = longest(text, delimiter, set.skipLines, comment, form);
        boolean taken = delimiter == COMMENT || form.quote() == COMMENT;
        if (comment != null || taken || text.lines().noneMatch(SampleTable::isComment)) {
            return plain;
        }
        SampleTable without = longest(text, delimiter, set.skipLines, COMMENT, form);
        // a header may begin with the mark: then it is the only such line, and has as many fields as the rows
        boolean header = plain != null
                && plain.rows().get(0).text(0).indexOf(COMMENT) == 0
                && text.lines().filter(SampleTable::isComment).count() == 1;
        return without == null || header ? plain : without;
    }

    private static boolean isComment(String line) {
        return line.indexOf(COMMENT) == 0;
    }

    private static @Nullable SampleTable longest(
            String text, char delimiter, @Nullable Integer skip, @Nullable Character comment, TableForm form) {
        if (text.indexOf(delimiter) < 0) {
            return null;
        }
        SampleTable best = null;
        int from = 0;
        int lines = (int) text.lines().count();
        int last = skip == null ? Math.min(lines - 1, MOST_SKIPPED) : skip;
        int next = skip == null ? 0 : skip;
        for (int skipped = 0; skipped <= last; skipped++) {
            if (skipped == next) {
                List<CsvRow> rows = records(text.substring(from), delimiter, form(form, skipped, comment));
                boolean table = !rows.isEmpty() && rows.get(0).size() > 1;
                if (table && (best == null || rows.size() > best.rows().size())) {
                    best = new SampleTable(delimiter, skipped, comment, rows);
                }
                if (best != null && best.rows().size() >= lines - skipped - 1) {
                    break;
                }
                // a run that begins within another one is shorter
                next = rows.isEmpty()
                        ? skipped + 1
                        : Math.max(skipped + 1, (int) rows.get(rows.size() - 1).line());
            }
            from = afterLine(text, from);
        }
        return best;
    }

    private static int afterLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        boolean pair = text.startsWith("\r\n", at);
        return Math.min(text.length(), at + (pair ? 2 : 1));
    }

    private static TableForm form(TableForm form, int skipped, @Nullable Character comment) {
        return new TableForm(
                form.quote(), skipped, List.of(), 0, comment, form.ends(), form.skipBlankLines(), false, null, null);
    }

    /** Returns the records up to the first one that has another number of fields, or ends the table. */
    private static List<CsvRow> records(String text, char delimiter, TableForm form) {
        List<CsvRow> rows = new ArrayList<>();
        Set<String> ends = form.ends();
        try {
            for (CsvRow row : CsvParsing.records(new StringReader(text), delimiter, form, new CsvPosition(""))) {
                if (row.blank() && form.skipBlankLines()) {
                    continue;
                }
                boolean other = !rows.isEmpty() && row.size() != rows.get(0).size();
                if (row.blank() || other || ends.contains(row.stripped(0))) {
                    break;
                }
                rows.add(row.copy());
            }
        } catch (CsvParseException | InvalidSeriesException e) {
            // what the parser refuses is no part of the table
            return rows;
        }
        return rows;
    }

    int width() {
        return rows.get(0).size();
    }

    /** Returns the fields of a column in some rows, without blanks around them. */
    static List<String> column(List<CsvRow> rows, int column) {
        return rows.stream().map(row -> row.stripped(column)).toList();
    }
}
