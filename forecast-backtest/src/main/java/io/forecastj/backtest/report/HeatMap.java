package io.forecastj.backtest.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of numbers whose cells are shaded by size: a confusion matrix, errors by series and step, returns by year and
 * month. Numbers below zero are shaded in another colour than those above.
 *
 * <p>Immutable and thread-safe; each method returns a new one.
 */
public final class HeatMap implements ReportPart {
    private static final int SHADES = 8;
    private static final int MOST_ROWS = 60;
    private static final int MOST_COLUMNS = 36;

    private final String title;
    private final String corner;
    private final List<String> rows;
    private final List<String> columns;
    private final double[][] values;
    private final boolean percent;
    private final String note;

    private HeatMap(
            String title,
            String corner,
            List<String> rows,
            List<String> columns,
            double[][] values,
            boolean percent,
            String note) {
        this.title = title;
        this.corner = corner;
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.percent = percent;
        this.note = note;
    }

    /**
     * Makes a shaded table.
     *
     * @param title the title
     * @param corner what the rows and columns are, such as {@code actual \ forecast}
     * @param rows the names of the rows
     * @param columns the names of the columns
     * @param values the numbers, {@code [row][column]}; NaN for none
     * @return the table
     * @throws IllegalArgumentException if the numbers are not one for each row and column
     */
    public static HeatMap of(String title, String corner, List<String> rows, List<String> columns, double[][] values) {
        if (values.length != rows.size() || Arrays.stream(values).anyMatch(row -> row.length != columns.size())) {
            throw new IllegalArgumentException("'" + title + "' needs a number for each of " + rows.size()
                    + " rows and " + columns.size() + " columns, found rows of lengths "
                    + Arrays.stream(values)
                            .map(row -> row.length)
                            .distinct()
                            .limit(5)
                            .toList());
        }
        double[][] copy = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        return new HeatMap(title, corner, List.copyOf(rows), List.copyOf(columns), copy, false, "");
    }

    /**
     * Writes the numbers as percentages: 0.5 is 50.0%.
     *
     * @return a new table
     */
    public HeatMap percent() {
        return new HeatMap(title, corner, rows, columns, values, true, note);
    }

    /**
     * Sets the sentence below the table.
     *
     * @param note the text
     * @return a new table
     */
    public HeatMap note(String note) {
        return new HeatMap(title, corner, rows, columns, values, percent, note);
    }

    void write(Html html) {
        int[] rowsShown = ReportTable.spread(rows.size(), MOST_ROWS);
        int[] columnsShown = ReportTable.spread(columns.size(), MOST_COLUMNS);
        double largest = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        html.raw("<figure class=\"chart\">").element("figcaption", title);
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\"><thead><tr><th scope=\"col\">")
                .text(corner);
        for (int column : columnsShown) {
            html.raw("<th scope=\"col\" class=\"r\">").text(columns.get(column));
        }
        html.raw("<tbody>");
        List<String> texts = texts();
        for (int row : rowsShown) {
            html.raw("\n<tr><th scope=\"row\">").text(rows.get(row));
            for (int column : columnsShown) {
                double value = values[row][column];
                html.raw("<td class=\"r " + shade(value, largest) + "\">")
                        .text(texts.get(row * columns.size() + column));
            }
        }
        html.raw("</table></div>");
        List<String> notes = new ArrayList<>(note.isEmpty() ? List.of() : List.of(note));
        if (rowsShown.length < rows.size() || columnsShown.length < columns.size()) {
            notes.add("Shown are " + rowsShown.length + " of " + rows.size() + " rows and " + columnsShown.length
                    + " of " + columns.size() + " columns, evenly spread.");
        }
        if (!notes.isEmpty()) {
            html.element("p", String.join(" ", notes), "class", "note");
        }
        html.raw("</figure>");
    }

    private List<String> texts() {
        double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        return percent
                ? Arrays.stream(all)
                        .mapToObj(value -> NumberText.percent(value, 1))
                        .toList()
                : NumberText.column(all);
    }

    private static String shade(double value, double largest) {
        if (!Double.isFinite(value) || largest == 0) {
            return "h0";
        }
        long shade = Math.round(SHADES * Math.abs(value) / largest);
        return (value < 0 ? "n" : "h") + shade;
    }
}
