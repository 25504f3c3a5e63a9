package io.forecastj.backtest.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table, given column by column. The first column names the rows.
 *
 * <p>Immutable and thread-safe; each method returns a new table.
 */
public final class ReportTable implements ReportPart {
    private record Column(String name, List<String> cells, boolean right) {}

    private final String title;
    private final List<Column> columns;
    private final BitSet references;
    private final String note;

    private ReportTable(String title, List<Column> columns, BitSet references, String note) {
        this.title = title;
        this.columns = columns;
        this.references = references;
        this.note = note;
    }

    /**
     * Starts a table.
     *
     * @param title the caption; empty for none
     * @return a table without columns
     */
    public static ReportTable titled(String title) {
        return new ReportTable(title, List.of(), new BitSet(), "");
    }

    /**
     * Adds a column of texts, aligned to the left.
     *
     * @param name the header
     * @param cells the texts, one for each row
     * @return a new table
     * @throws IllegalArgumentException if another column has a different number of rows
     */
    public ReportTable text(String name, List<String> cells) {
        return plus(new Column(name, List.copyOf(cells), false));
    }

    /**
     * Adds a column of texts, aligned to the right, such as formatted numbers.
     *
     * @param name the header
     * @param cells the texts, one for each row
     * @return a new table
     * @throws IllegalArgumentException if another column has a different number of rows
     */
    public ReportTable right(String name, List<String> cells) {
        return plus(new Column(name, List.copyOf(cells), true));
    }

    /**
     * Adds a column of numbers. All are written with the same decimals, which show five digits of the largest.
     *
     * @param name the header
     * @param values the numbers, one for each row; NaN is written as a dash
     * @return a new table
     * @throws IllegalArgumentException if another column has a different number of rows
     */
    public ReportTable number(String name, double... values) {
        return right(name, NumberText.column(values));
    }

    /**
     * Adds a column of percentages with two decimals.
     *
     * @param name the header
     * @param fractions the fractions, one for each row: 0.5 is written as 50.00%; NaN as a dash
     * @return a new table
     * @throws IllegalArgumentException if another column has a different number of rows
     */
    public ReportTable percent(String name, double... fractions) {
        return right(
                name,
                Arrays.stream(fractions)
                        .mapToObj(fraction -> NumberText.percent(fraction, 2))
                        .toList());
    }

    /**
     * Marks a row as a reference that others are compared with, such as the naive forecast: it is shown in a quieter
     * colour.
     *
     * @param row the row, from 0
     * @return a new table
     * @throws IndexOutOfBoundsException if {@code row < 0}
     */
    public ReportTable reference(int row) {
        BitSet marked = (BitSet) references.clone();
        marked.set(row);
        return new ReportTable(title, columns, marked, note);
    }

    /**
     * Sets the sentence below the table.
     *
     * @param note the text
     * @return a new table
     */
    public ReportTable note(String note) {
        return new ReportTable(title, columns, references, note);
    }

    private ReportTable plus(Column column) {
        if (!columns.isEmpty() && column.cells().size() != rows()) {
            throw new IllegalArgumentException("the column '" + column.name() + "' has "
                    + column.cells().size() + " rows, the others of the table have " + rows());
        }
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return new ReportTable(title, List.copyOf(all), references, note);
    }

    private int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).cells().size();
    }

    /** Writes the table as a figure of its own. */
    void write(Html html) {
        html.open("figure");
        writeTable(html);
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note");
        }
        html.close("figure");
    }

    /** Writes the table below a chart of the same numbers, closed until asked for. */
    void writeBelow(Html html) {
        html.raw("<details><summary>Table</summary>");
        writeTable(html);
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note");
        }
        html.raw("</details>");
    }

    private void writeTable(Html html) {
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table>");
        if (!title.isEmpty()) {
            html.element("caption", title);
        }
        html.raw("<thead><tr>");
        for (Column column : columns) {
            html.raw(column.right() ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">")
                    .text(column.name());
        }
        html.raw("<tbody>");
        // the end tags of cells and rows may be left out, which keeps long tables short
        for (int row = 0; row < rows(); row++) {
            html.raw(references.get(row) ? "\n<tr class=\"ref\">" : "\n<tr>");
            for (int c = 0; c < columns.size(); c++) {
                html.raw(c == 0 ? "<th scope=\"row\">" : columns.get(c).right() ? "<td class=\"r\">" : "<td>")
                        .text(columns.get(c).cells().get(row));
            }
        }
        html.raw("</table></div>");
    }

    /** Returns at most so many row numbers, evenly spread, with the first and the last. */
    static int[] spread(int rows, int most) {
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        return IntStream.range(0, most)
                .map(i -> (int) ((long) i * (rows - 1) / (most - 1)))
                .toArray();
    }
}
