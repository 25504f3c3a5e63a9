package io.forecastj.backtest.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart of bars: for each name, one or more numbers, each with a bar of its own scale beside it. It is a table, so
 * its numbers can be read and copied.
 *
 * <p>Immutable and thread-safe; each method returns a new chart.
 */
public final class BarChart implements ReportPart {
    private record Column(String name, double[] values, double[] lower, double[] upper) {}

    private static final double[] NONE = {};

    private final String title;
    private final List<String> names;
    private final List<Column> columns;
    private final boolean percent;
    private final String note;

    private BarChart(String title, List<String> names, List<Column> columns, boolean percent, String note) {
        this.title = title;
        this.names = names;
        this.columns = columns;
        this.percent = percent;
        this.note = note;
    }

    /**
     * Starts a chart.
     *
     * @param title the title
     * @param names the names of the bars
     * @return a chart without numbers
     */
    public static BarChart of(String title, List<String> names) {
        return new BarChart(title, List.copyOf(names), List.of(), false, "");
    }

    /**
     * Adds a number for each name.
     *
     * @param label what the numbers are
     * @param values the numbers, one for each name
     * @return a new chart
     * @throws IllegalArgumentException if the number of values is not that of the names
     */
    public BarChart bars(String label, double... values) {
        return plus(new Column(label, values.clone(), NONE, NONE));
    }

    /**
     * Adds a number with an interval for each name.
     *
     * @param label what the numbers are
     * @param values the numbers, one for each name
     * @param lower the lower ends of their intervals, NaN where there is none
     * @param upper the upper ends
     * @return a new chart
     * @throws IllegalArgumentException if the number of values or ends is not that of the names
     */
    public BarChart bars(String label, double[] values, double[] lower, double[] upper) {
        requireOneEach(label, lower);
        requireOneEach(label, upper);
        return plus(new Column(label, values.clone(), lower.clone(), upper.clone()));
    }

    private BarChart plus(Column column) {
        requireOneEach(column.name(), column.values());
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return new BarChart(title, names, List.copyOf(all), percent, note);
    }

    private void requireOneEach(String label, double[] values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException("'" + label + "' of the chart '" + title + "' has " + values.length
                    + " numbers for " + names.size() + " names");
        }
    }

    /**
     * Writes the numbers as percentages: 0.5 is 50.00%.
     *
     * @return a new chart
     */
    public BarChart percent() {
        return new BarChart(title, names, columns, true, note);
    }

    /**
     * Sets the sentence below the chart.
     *
     * @param note the text
     * @return a new chart
     */
    public BarChart note(String note) {
        return new BarChart(title, names, columns, percent, note);
    }

    void write(Html html) {
        html.raw("<figure class=\"chart\">").element("figcaption", title);
        html.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"bars\"><thead><tr><th scope=\"col\">");
        for (Column column : columns) {
            html.raw("<th scope=\"col\" colspan=\"2\">").text(column.name());
        }
        html.raw("<tbody>");
        List<List<String>> texts =
                columns.stream().map(column -> texts(column.values())).toList();
        for (int row = 0; row < names.size(); row++) {
            html.raw("\n<tr><th scope=\"row\">").text(names.get(row));
            for (int c = 0; c < columns.size(); c++) {
                html.raw("<td class=\"r\">").text(texts.get(c).get(row));
                interval(columns.get(c), row, html);
                html.raw("<td class=\"bar\">");
                bar(columns.get(c), row, html);
            }
        }
        html.raw("</table></div>");
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note");
        }
        html.raw("</figure>");
    }

    private List<String> texts(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(NumberText.percent(value, 2));
        }
        return percent ? texts : NumberText.column(values);
    }

    private void interval(Column column, int row, Html html) {
        if (column.lower().length > 0 && Double.isFinite(column.lower()[row])) {
            List<String> ends = texts(new double[] {column.lower()[row], column.upper()[row]});
            html.raw(" <small>").text(ends.get(0) + " to " + ends.get(1)).raw("</small>");
        }
    }

    private static void bar(Column column, int row, Html html) {
        double low = least(column);
        double high = greatest(column);
        double value = column.values()[row];
        if (!Double.isFinite(value) || !(high > low) || !Double.isFinite(high - low)) {
            return;
        }
        double zero = (0 - low) / (high - low);
        double at = (value - low) / (high - low);
        html.raw("<svg width=\"100%\" height=\"16\" aria-hidden=\"true\"><line class=\"zero\" y2=\"16\" x1=\""
                + PlotFrame.share(zero) + "\" x2=\"" + PlotFrame.share(zero) + "\"/><rect class=\""
                + (value < 0 ? "minus" : "plus") + "\" y=\"3\" height=\"10\" x=\"" + PlotFrame.share(Math.min(zero, at))
                + "\" width=\"" + PlotFrame.share(Math.abs(at - zero)) + "\"/>");
        if (column.lower().length > 0 && Double.isFinite(column.lower()[row])) {
            String from = PlotFrame.share((column.lower()[row] - low) / (high - low));
            String to = PlotFrame.share((column.upper()[row] - low) / (high - low));
            html.raw("<line class=\"whisker\" y1=\"8\" y2=\"8\" x1=\"" + from + "\" x2=\"" + to + "\"/>");
            for (String end : List.of(from, to)) {
                html.raw("<line class=\"whisker\" y1=\"4\" y2=\"12\" x1=\"" + end + "\" x2=\"" + end + "\"/>");
            }
        }
        html.raw("</svg>");
    }

    private static double least(Column column) {
        double least = 0;
        for (double[] values : List.of(column.values(), column.lower())) {
            for (double value : values) {
                least = Double.isFinite(value) ? Math.min(least, value) : least;
            }
        }
        return least;
    }

    private static double greatest(Column column) {
        double greatest = 0;
        for (double[] values : List.of(column.values(), column.upper())) {
            for (double value : values) {
                greatest = Double.isFinite(value) ? Math.max(greatest, value) : greatest;
            }
        }
        return greatest;
    }
}
