package io.forecastj.backtest.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chart of lines and bands over time or over a number. Long ones over time can be zoomed where scripts run; a picture
 * without script is always there.
 *
 * <p>Immutable and thread-safe; each method returns a new chart. Where there are more points than a screen shows, each
 * stretch keeps its least and its greatest value.
 */
public final class LineChart implements ReportPart {
    /** So many points or more are worth a zoom. */
    private static final int ZOOM_FROM = 90;
    /** Values of all lines of a chart for zooming. */
    private static final int MOST_ZOOMED = 20_000;

    private static final int MOST_ROWS = 60;

    enum Kind {
        LINE,
        REFERENCE,
        ACTUAL,
        BAND
    }

    /** A line, or the two edges of a band. */
    record Line(Kind kind, String name, double[] values, double[] upper) {}

    record Style(boolean percent, boolean stepped, boolean stacked, boolean filled) {}

    private final String title;
    private final String xLabel;
    private final double[] x;
    private final long[] times;
    private final List<Line> lines;
    private final Style style;
    private final String note;

    private LineChart(
            String title, String xLabel, double[] x, long[] times, List<Line> lines, Style style, String note) {
        this.title = title;
        this.xLabel = xLabel;
        this.x = x;
        this.times = times;
        this.lines = lines;
        this.style = style;
        this.note = note;
    }

    /**
     * Starts a chart over time.
     *
     * @param title the title
     * @param times the times of all lines, increasing
     * @return a chart without lines
     * @throws IllegalArgumentException if the times do not increase
     */
    public static LineChart overTime(String title, List<Instant> times) {
        long[] millis = times.stream().mapToLong(Instant::toEpochMilli).toArray();
        double[] x = Arrays.stream(millis).asDoubleStream().toArray();
        requireIncreasing(title, x);
        return new LineChart(title, "time", x, millis, List.of(), new Style(false, false, false, false), "");
    }

    /**
     * Starts a chart over a number, such as a forecast step.
     *
     * @param title the title
     * @param xLabel the name of the number
     * @param x the numbers of all lines, increasing
     * @return a chart without lines
     * @throws IllegalArgumentException if the numbers are not finite and increasing
     */
    public static LineChart over(String title, String xLabel, double... x) {
        requireIncreasing(title, x);
        Style style = new Style(false, false, false, false);
        return new LineChart(title, xLabel, x.clone(), new long[0], List.of(), style, "");
    }

    private static void requireIncreasing(String title, double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || i > 0 && !(x[i] > x[i - 1])) {
                throw new IllegalArgumentException("the positions of the chart '" + title
                        + "' must be finite and increase; position " + i + " is " + x[i]
                        + (i > 0 ? " after " + x[i - 1] : ""));
            }
        }
    }

    /**
     * Adds a line.
     *
     * @param name its name
     * @param values the values, one for each position; NaN breaks the line
     * @return a new chart
     * @throws IllegalArgumentException if the number of values is not that of the positions
     */
    public LineChart line(String name, double... values) {
        return plus(Kind.LINE, name, values, values);
    }

    /**
     * Adds a line that others are compared with, such as the naive forecast or buy-and-hold: it is grey and dashed.
     *
     * @param name its name
     * @param values the values, one for each position; NaN breaks the line
     * @return a new chart
     * @throws IllegalArgumentException if the number of values is not that of the positions
     */
    public LineChart reference(String name, double... values) {
        return plus(Kind.REFERENCE, name, values, values);
    }

    /** Adds the line of actual values, in the colour of text. */
    LineChart actual(double... values) {
        return plus(Kind.ACTUAL, "actual", values, values);
    }

    /**
     * Adds a band in the colour of the line added last.
     *
     * @param name its name
     * @param lower the lower edge, one value for each position
     * @param upper the upper edge, one value for each position
     * @return a new chart
     * @throws IllegalArgumentException if the number of values of an edge is not that of the positions
     */
    public LineChart band(String name, double[] lower, double[] upper) {
        return plus(Kind.BAND, name, lower, upper);
    }

    private LineChart plus(Kind kind, String name, double[] values, double[] upper) {
        if (values.length != x.length || upper.length != x.length) {
            throw new IllegalArgumentException("'" + name + "' of the chart '" + title + "' has "
                    + (values.length != x.length ? values.length : upper.length) + " values for " + x.length
                    + " positions");
        }
        List<Line> all = new ArrayList<>(lines);
        all.add(new Line(kind, name, values.clone(), upper == values ? values : upper.clone()));
        return new LineChart(title, xLabel, x, times, List.copyOf(all), style, note);
    }

    /**
     * Labels values as percentages: 0.5 is 50%.
     *
     * @return a new chart
     */
    public LineChart percent() {
        return styled(new Style(true, style.stepped(), style.stacked(), style.filled()));
    }

    /**
     * Draws each value as valid until the next position, as steps.
     *
     * @return a new chart
     */
    public LineChart stepped() {
        return styled(new Style(style.percent(), true, style.stacked(), style.filled()));
    }

    /**
     * Stacks the lines on each other as areas, as suits weights that add up to one.
     *
     * @return a new chart
     */
    public LineChart stacked() {
        return styled(new Style(style.percent(), style.stepped(), true, false));
    }

    /**
     * Fills between each line and zero, as suits drawdowns.
     *
     * @return a new chart
     */
    public LineChart filled() {
        return styled(new Style(style.percent(), style.stepped(), false, true));
    }

    /**
     * Sets the sentence below the chart.
     *
     * @param note the text
     * @return a new chart
     */
    public LineChart note(String note) {
        return new LineChart(title, xLabel, x, times, lines, style, note);
    }

    private LineChart styled(Style changed) {
        return new LineChart(title, xLabel, x, times, lines, changed, note);
    }

    boolean zoomable() {
        return times.length >= ZOOM_FROM && !lines.isEmpty();
    }

    String title() {
        return title;
    }

    String xLabel() {
        return xLabel;
    }

    double[] x() {
        return x;
    }

    boolean overTime() {
        return times.length > 0;
    }

    List<Line> lines() {
        return lines;
    }

    Style style() {
        return style;
    }

    void write(Html html) {
        html.raw(zoomable() ? "<figure class=\"chart zoom\">" : "<figure class=\"chart\">");
        html.element("figcaption", title);
        new LinePicture(this).write(html);
        if (zoomable()) {
            html.raw("<script type=\"application/json\">");
            writeJson(html);
            html.raw("</script>");
        }
        String left = zoomable() && kept().length < x.length
                ? " Of " + NumberText.decimals(x.length, 0) + " points, those are drawn that a screen can show."
                : "";
        if (!(note + left).isBlank()) {
            html.element("p", (note + left).strip(), "class", "note");
        }
        table().writeBelow(html);
        html.raw("</figure>");
    }

    private void writeJson(Html html) {
        int[] kept = kept();
        html.raw("{\"kind\":\"lines\",\"percent\":" + style.percent() + ",\"stepped\":" + style.stepped());
        html.raw(",\"stacked\":" + style.stacked() + ",\"filled\":" + style.filled() + ",\"times\":");
        PackedNumbers.writeTimes(Arrays.stream(kept).mapToLong(i -> times[i]).toArray(), html);
        html.raw(",\"lines\":[");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double[] values = Thinning.pick(line.values(), kept);
            html.raw(i == 0 ? "" : ",").raw("{\"name\":").raw(Html.json(line.name()));
            html.raw(",\"reference\":" + (line.kind() == Kind.REFERENCE) + ",\"values\":");
            if (line.kind() == Kind.BAND) {
                double[] upper = Thinning.pick(line.upper(), kept);
                PackedNumbers packing = PackedNumbers.of(values, upper);
                packing.write(values, html);
                html.raw(",\"upper\":");
                packing.write(upper, html);
            } else {
                PackedNumbers.of(values).write(values, html);
            }
            html.raw("}");
        }
        html.raw("]}");
    }

    /** Returns the indexes of the positions in the chart for zooming. */
    private int[] kept() {
        List<double[]> all = new ArrayList<>();
        for (Line line : lines) {
            all.add(line.values());
            if (line.kind() == Kind.BAND) {
                all.add(line.upper());
            }
        }
        return Thinning.keep(all, x.length, MOST_ZOOMED / Math.max(1, all.size()));
    }

    private ReportTable table() {
        int[] rows = ReportTable.spread(x.length, MOST_ROWS);
        ReportTable table = ReportTable.titled("");
        table = times.length > 0
                ? table.text(
                        xLabel,
                        Arrays.stream(rows)
                                .mapToObj(row -> NumberText.time(Instant.ofEpochMilli(times[row])))
                                .toList())
                : table.number(xLabel, Thinning.pick(x, rows));
        for (Line line : lines) {
            if (line.kind() == Kind.BAND) {
                table = column(table, line.name() + ", from", Thinning.pick(line.values(), rows));
                table = column(table, "to", Thinning.pick(line.upper(), rows));
            } else {
                table = column(table, line.name(), Thinning.pick(line.values(), rows));
            }
        }
        return rows.length == x.length
                ? table
                : table.note(rows.length + " of " + NumberText.decimals(x.length, 0) + " rows, evenly spread.");
    }

    private ReportTable column(ReportTable table, String name, double[] values) {
        return style.percent() ? table.percent(name, values) : table.number(name, values);
    }
}
