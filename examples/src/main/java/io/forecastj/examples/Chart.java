package io.forecastj.examples;

import io.forecastj.Forecast;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line chart of known values, a forecast with its intervals, and the values observed later, as a part of an SVG
 * picture. Its colours are readable on light and dark backgrounds.
 *
 * @param title the title, as text of XML
 * @param history the known values
 * @param truth the values observed later, one for each step
 * @param forecast the forecast, with intervals of 80 % and 95 %
 */
record Chart(String title, double[] history, double[] truth, Forecast forecast) {
    private static final String TEXT = "#7d8590";
    private static final String KNOWN = "#7d8590";
    private static final String AHEAD = "#3b82f6";
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;

    /** The chart within a rectangle of the picture. */
    String svg(int x, int width, int height) {
        double[] low = edge(0.95, false);
        double[] high = edge(0.95, true);
        double least = all(low).min().orElseThrow();
        double most = all(high).max().orElseThrow();
        int last = history.length - 1;
        int steps = forecast.horizon();
        IntToDoubleFunction right = row -> x + LEFT + (double) row / (last + steps) * (width - LEFT - RIGHT);
        Scale down = value -> height - BOTTOM - (value - least) / (most - least) * (height - TOP - BOTTOM);
        StringBuilder svg = new StringBuilder();
        text(svg, x + LEFT, 18, "start", title);
        double tick = tick(most - least);
        for (double value = Math.ceil(least / tick) * tick; value <= most; value += tick) {
            double at = down.of(value);
            add(
                    svg,
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\" stroke-opacity=\"0.25\"/>%n",
                    x + LEFT,
                    at,
                    x + width - RIGHT,
                    TEXT);
            text(svg, x + LEFT - 6, at + 4, "end", String.format(Locale.ROOT, "%.0f", value));
        }
        for (double coverage : new double[] {0.95, 0.80}) {
            String upper = line(right, down, last, edge(coverage, true), false);
            String lower = line(right, down, last, edge(coverage, false), true);
            add(svg, "<path d=\"M%sL%sZ\" fill=\"%s\" fill-opacity=\"0.22\"/>%n", upper, lower, AHEAD);
        }
        polyline(svg, line(right, down, 0, history, false), KNOWN, 1.5);
        polyline(svg, line(right, down, last, joined(forecast.points()), false), AHEAD, 2);
        for (int step = 1; step <= steps; step++) {
            double px = right.applyAsDouble(last + step);
            add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\" fill=\"#f59e0b\"/>%n", px, down.of(truth[step - 1]));
        }
        text(
                svg,
                right.applyAsDouble(last),
                height - 26,
                "middle",
                forecast.origin().toString().substring(0, 10));
        String legend = "<tspan fill=\"%s\">known</tspan>"
                + "<tspan dx=\"10\" fill=\"%s\">forecast, 80 %% and 95 %% intervals</tspan>"
                + "<tspan dx=\"10\" fill=\"#f59e0b\">observed later</tspan>";
        text(svg, x + LEFT, height - 8, "start", String.format(Locale.ROOT, legend, KNOWN, AHEAD));
        return svg.toString();
    }

    /** A distance of 1, 2 or 5 times a power of ten, at least 1, that divides a range by about five lines. */
    private static double tick(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / 4)));
        double digits = range / 4 / power;
        return Math.max(1, digits < 1.5 ? power : digits < 3.5 ? 2 * power : 5 * power);
    }

    private interface Scale {
        double of(double value);
    }

    private DoubleStream all(double[] edge) {
        return Stream.of(history, truth, edge).flatMapToDouble(Arrays::stream);
    }

    /** One end of an interval at every step, after the last known value. */
    private double[] edge(double coverage, boolean upper) {
        return joined(IntStream.rangeClosed(1, forecast.horizon())
                .mapToObj(step -> forecast.interval(step, coverage))
                .mapToDouble(range -> upper ? range.upper() : range.lower())
                .toArray());
    }

    private double[] joined(double[] ahead) {
        return DoubleStream.concat(DoubleStream.of(history[history.length - 1]), Arrays.stream(ahead))
                .toArray();
    }

    private static String line(IntToDoubleFunction right, Scale down, int first, double[] values, boolean backwards) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            int at = backwards ? values.length - 1 - i : i;
            add(points, "%.1f,%.1f ", right.applyAsDouble(first + at), down.of(values[at]));
        }
        return points.toString().trim();
    }

    private static void polyline(StringBuilder svg, String points, String colour, double width) {
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
                points,
                colour,
                width);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        add(svg, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n", x, y, TEXT, anchor, text);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
    }
}
