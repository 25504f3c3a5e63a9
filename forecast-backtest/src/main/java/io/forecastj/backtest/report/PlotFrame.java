package io.forecastj.backtest.report;

import java.util.List;

/**
 * The axes of an SVG plot and what is drawn between them. The plot takes any width: positions along the width are
 * percentages, so texts and strokes keep their size.
 */
final class PlotFrame {
    /** The units of the drawing area's width and height. */
    static final int UNITS = 2_000;

    private static final int HEIGHT = 240;
    private static final double LETTER = 7;

    private final double low;
    private final double high;
    private final boolean percent;
    private final StringBuilder shapes = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();

    /** A frame of values between two ends, which are widened a little. */
    PlotFrame(double low, double high, boolean percent) {
        boolean any = low <= high;
        double least = any ? low : 0;
        double greatest = any ? high : 1;
        double pad = greatest > least ? 0.04 * (greatest - least) : Math.max(1e-9, 0.05 * Math.abs(greatest));
        this.low = least - (least == 0 ? 0 : pad);
        this.high = greatest + (greatest == 0 && least < 0 ? 0 : pad);
        this.percent = percent;
    }

    private double down(double value) {
        return (high - value) / (high - low);
    }

    /** Draws a line through points with {@code rights} between 0 and 1; it is broken at values that are not finite. */
    void line(String classes, double[] rights, double[] values, boolean stepped) {
        StringBuilder path = new StringBuilder();
        new Pen(path).line(rights, values, 0, values.length, stepped);
        shape(classes, path);
    }

    /** Fills between two lines, where both are finite. */
    void area(String classes, double[] rights, double[] lower, double[] upper, boolean stepped) {
        StringBuilder path = new StringBuilder();
        int from = 0;
        while (from < rights.length) {
            int to = from;
            while (to < rights.length && Double.isFinite(lower[to]) && Double.isFinite(upper[to])) {
                to++;
            }
            if (to > from) {
                new Pen(path).outline(rights, lower, upper, from, to, stepped);
            }
            from = to + 1;
        }
        shape(classes, path);
    }

    private void shape(String classes, CharSequence path) {
        if (!path.isEmpty()) {
            shapes.append("<path class=\"")
                    .append(classes)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>");
        }
    }

    /** Marks a point. */
    void dot(String classes, double right, double value) {
        if (Double.isFinite(value)) {
            marks.append("<circle class=\"").append(classes).append("\" cx=\"").append(share(right));
            marks.append("\" cy=\"").append(pixels(down(value) * HEIGHT)).append("\" r=\"2.5\"/>");
        }
    }

    /** Draws a level across the plot. */
    void level(double value) {
        if (value > low && value < high) {
            String y = pixels(down(value) * HEIGHT);
            marks.append("<line class=\"zero\" x1=\"0\" x2=\"100%\" y1=\"" + y + "\" y2=\"" + y + "\"/>");
        }
    }

    /**
     * Writes the plot.
     *
     * @param name the text for screen readers
     * @param ticks the round positions between 0 and 1 and their labels
     */
    void write(String name, List<Ticks.Tick> ticks, Html html) {
        List<Ticks.Tick> levels = Ticks.ofNumbers(low, high, 5, percent);
        int width = (int) levels.stream()
                        .mapToDouble(one -> one.label().length() * LETTER)
                        .max()
                        .orElse(0)
                + 8;
        html.raw("<div class=\"plot\"><svg class=\"y\" width=\"" + width + "\" height=\"" + HEIGHT + "\">");
        for (Ticks.Tick level : levels) {
            html.raw("<text x=\"" + (width - 6) + "\" y=\"" + pixels(down(level.at()) * HEIGHT + 4) + "\">")
                    .text(level.label())
                    .raw("</text>");
        }
        html.raw("</svg>").open("svg", "class", "p", "height", "" + HEIGHT, "role", "img", "aria-label", name);
        for (Ticks.Tick level : levels) {
            String y = pixels(down(level.at()) * HEIGHT);
            html.raw("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"" + y + "\" y2=\"" + y + "\"/>");
        }
        html.raw("<svg width=\"100%\" height=\"" + HEIGHT + "\" viewBox=\"0 0 " + UNITS + " " + UNITS
                        + "\" preserveAspectRatio=\"none\">")
                .raw(shapes)
                .raw("</svg>")
                .raw(marks)
                .raw("</svg>");
        writeTicks(ticks, html);
        html.raw("</div>");
    }

    /** Writes the labels below a plot; the outermost ones stay inside. */
    static void writeTicks(List<Ticks.Tick> ticks, Html html) {
        html.raw("<svg class=\"x\" height=\"20\">");
        for (Ticks.Tick tick : ticks) {
            String anchor = tick.at() < 0.05 ? " class=\"a\"" : tick.at() > 0.94 ? " class=\"z\"" : "";
            html.raw("<text" + anchor + " x=\"" + share(tick.at()) + "\" y=\"15\">")
                    .text(tick.label())
                    .raw("</text>");
        }
        html.raw("</svg>");
    }

    /** Writes a share as a percentage of the width. */
    static String share(double right) {
        return pixels(100 * right) + "%";
    }

    private static String pixels(double value) {
        long hundredths = Math.round(100 * value);
        return hundredths % 100 == 0
                ? Long.toString(hundredths / 100)
                : new java.math.BigDecimal(hundredths).movePointLeft(2).toPlainString();
    }

    /** Writes a path in whole units, each point relative to the one before. */
    private final class Pen {
        private final StringBuilder path;
        private long x;
        private long y;

        Pen(StringBuilder path) {
            this.path = path;
        }

        void line(double[] rights, double[] values, int from, int to, boolean stepped) {
            boolean down = false;
            for (int i = from; i < to; i++) {
                if (!Double.isFinite(values[i])) {
                    down = false;
                    continue;
                }
                long nextX = Math.round(rights[i] * UNITS);
                long nextY = Math.round(PlotFrame.this.down(values[i]) * UNITS);
                if (!down) {
                    move(nextX, nextY);
                } else if (stepped) {
                    path.append('h').append(nextX - x).append('v').append(nextY - y);
                } else {
                    path.append('l').append(nextX - x);
                    path.append(nextY < y ? "" : " ").append(nextY - y);
                }
                x = nextX;
                y = nextY;
                down = true;
            }
        }

        private void move(long nextX, long nextY) {
            // a line of no length, which round ends make a dot of, shows a point without neighbours
            path.append('M').append(nextX).append(' ').append(nextY).append("h0");
        }

        void outline(double[] rights, double[] lower, double[] upper, int from, int to, boolean stepped) {
            line(rights, lower, from, to, stepped);
            for (int i = to - 1; i >= from; i--) {
                long nextX = Math.round(rights[i] * UNITS);
                long nextY = Math.round(PlotFrame.this.down(upper[i]) * UNITS);
                if (stepped && i < to - 1) {
                    path.append('H').append(nextX).append('V').append(nextY);
                } else {
                    path.append('L').append(nextX).append(' ').append(nextY);
                }
            }
            path.append('Z');
        }
    }
}
