package io.forecastj.backtest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A chart of spans of time in rows, such as the training span, the purge and the test span of each fold.
 *
 * <p>Immutable and thread-safe; each method returns a new chart.
 */
public final class Timeline implements ReportPart {
    private static final int MOST_ROWS = 40;
    private static final int ROW = 16;
    private static final double LETTER = 7;

    private record Span(String row, String kind, Instant from, Instant to) {}

    private final String title;
    private final List<Span> spans;
    private final String note;

    private Timeline(String title, List<Span> spans, String note) {
        this.title = title;
        this.spans = spans;
        this.note = note;
    }

    /**
     * Starts a chart.
     *
     * @param title the title
     * @return a chart without spans
     */
    public static Timeline of(String title) {
        return new Timeline(title, List.of(), "");
    }

    /**
     * Adds a span. Rows appear in the order of their first span, and kinds are coloured in the order of theirs.
     *
     * @param row the name of the row
     * @param kind what the span is, such as {@code training}
     * @param from its first time
     * @param to its last time, not before {@code from}
     * @return a new chart
     * @throws IllegalArgumentException if {@code to} is before {@code from}
     */
    public Timeline span(String row, String kind, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the span '" + kind + "' of '" + row + "' in the chart '" + title
                    + "' ends before it begins: " + from + " to " + to);
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(row, kind, from, to));
        return new Timeline(title, List.copyOf(all), note);
    }

    /**
     * Sets the sentence below the chart.
     *
     * @param note the text
     * @return a new chart
     */
    public Timeline note(String note) {
        return new Timeline(title, spans, note);
    }

    void write(Html html) {
        List<String> rows = spans.stream().map(Span::row).distinct().toList();
        int[] spread = ReportTable.spread(rows.size(), MOST_ROWS);
        List<String> shown = new ArrayList<>();
        for (int row : spread) {
            shown.add(rows.get(row));
        }
        LinkedHashSet<String> visible = new LinkedHashSet<>(shown);
        List<Span> drawn =
                spans.stream().filter(span -> visible.contains(span.row())).toList();
        List<String> kinds = spans.stream().map(Span::kind).distinct().toList();
        html.raw("<figure class=\"chart\">").element("figcaption", title);
        Legend.open(html);
        for (int kind = 0; kind < kinds.size(); kind++) {
            Legend.area(Legend.span(kind), kinds.get(kind), html);
        }
        Legend.close(html);
        picture(shown, kinds, drawn, html);
        String left = shown.size() < rows.size()
                ? "Shown are " + shown.size() + " of " + NumberText.decimals(rows.size(), 0) + " rows, evenly spread."
                : "";
        String text = (note + " " + left).strip();
        if (!text.isEmpty()) {
            html.element("p", text, "class", "note");
        }
        table(drawn).writeBelow(html);
        html.raw("</figure>");
    }

    private static ReportTable table(List<Span> drawn) {
        return ReportTable.titled("")
                .text("row", drawn.stream().map(Span::row).toList())
                .text("span", drawn.stream().map(Span::kind).toList())
                .text(
                        "from",
                        drawn.stream().map(span -> NumberText.time(span.from())).toList())
                .text(
                        "to",
                        drawn.stream().map(span -> NumberText.time(span.to())).toList());
    }

    private void picture(List<String> rows, List<String> kinds, List<Span> drawn, Html html) {
        if (drawn.isEmpty()) {
            return;
        }
        Instant first = drawn.stream().map(Span::from).min(Instant::compareTo).orElseThrow();
        Instant last = drawn.stream().map(Span::to).max(Instant::compareTo).orElseThrow();
        int height = rows.size() * ROW + 4;
        int width = (int) rows.stream()
                        .mapToDouble(row -> Math.min(18, row.length()) * LETTER)
                        .max()
                        .orElse(0)
                + 8;
        html.raw("<div class=\"plot\"><svg class=\"y\" width=\"" + width + "\" height=\"" + height + "\">");
        for (int row = 0; row < rows.size(); row++) {
            html.raw("<text x=\"" + (width - 6) + "\" y=\"" + (row * ROW + 12) + "\">")
                    .text(shortened(rows.get(row)))
                    .raw("</text>");
        }
        html.raw("</svg>").open("svg", "class", "p", "height", "" + height, "role", "img", "aria-label", title);
        for (Span span : drawn) {
            double from = right(span.from(), first, last);
            double to = right(span.to(), first, last);
            html.raw("<rect class=\"" + Legend.span(kinds.indexOf(span.kind())) + "\" x=\"" + PlotFrame.share(from)
                    + "\" y=\"" + (rows.indexOf(span.row()) * ROW + 2) + "\" width=\""
                    + PlotFrame.share(Math.max(0.002, to - from)) + "\" height=\"" + (ROW - 4) + "\"/>");
        }
        html.raw("</svg>");
        List<Ticks.Tick> ticks = Ticks.ofTimes(first.toEpochMilli(), last.toEpochMilli(), 5).stream()
                .map(tick -> new Ticks.Tick(right(Instant.ofEpochMilli((long) tick.at()), first, last), tick.label()))
                .toList();
        PlotFrame.writeTicks(ticks, html);
        html.raw("</div>");
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= 18
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 17)) + "\u2026";
    }

    private static double right(Instant time, Instant first, Instant last) {
        double span = Duration.between(first, last).toMillis();
        return span > 0 ? Duration.between(first, time).toMillis() / span : 0;
    }
}
