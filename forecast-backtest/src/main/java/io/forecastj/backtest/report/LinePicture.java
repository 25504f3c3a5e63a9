package io.forecastj.backtest.report;

import io.forecastj.backtest.report.LineChart.Kind;
import io.forecastj.backtest.report.LineChart.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a {@link LineChart} as SVG. */
final class LinePicture {
    private static final int MOST_POINTS = 300;
    private static final int MOST_DOTS = 30;
    private static final int MOST_TICKS = 8;

    private final LineChart chart;
    private final double[] rights;
    /** The lines as drawn: of an area, the values are its lower edge. */
    private final List<Line> shown = new ArrayList<>();

    LinePicture(LineChart chart) {
        this.chart = chart;
        this.rights = Arrays.stream(chart.x()).map(this::right).toArray();
        double[] below = new double[rights.length];
        for (Line line : chart.lines()) {
            if (line.kind() != Kind.LINE || !isArea()) {
                shown.add(line);
                continue;
            }
            double[] upper = line.values().clone();
            if (chart.style().stacked()) {
                Arrays.setAll(upper, i -> below[i] + upper[i]);
            }
            shown.add(new Line(line.kind(), line.name(), below.clone(), upper));
            if (chart.style().stacked()) {
                Arrays.setAll(below, i -> Double.isFinite(upper[i]) ? upper[i] : below[i]);
            }
        }
    }

    private boolean isArea() {
        return chart.style().stacked() || chart.style().filled();
    }

    private double right(double x) {
        double first = chart.x()[0];
        double last = chart.x()[chart.x().length - 1];
        return last > first ? (x - first) / (last - first) : 0.5;
    }

    void write(Html html) {
        PlotFrame frame =
                new PlotFrame(extreme(true), extreme(false), chart.style().percent());
        draw(frame);
        html.raw("<div class=\"static\">");
        legend(html);
        frame.write(chart.title(), ticks(), html);
        if (!chart.overTime()) {
            html.element("p", chart.xLabel(), "class", "xlabel");
        }
        html.raw("</div>");
    }

    private double extreme(boolean least) {
        double found = least ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (Line line : shown) {
            for (double[] edge : List.of(line.values(), line.upper())) {
                for (double value : edge) {
                    if (Double.isFinite(value)) {
                        found = least ? Math.min(found, value) : Math.max(found, value);
                    }
                }
            }
        }
        return found;
    }

    private void draw(PlotFrame frame) {
        boolean stepped = chart.style().stepped();
        int number = -1;
        // bands and areas first, so that no line lies below one
        for (Line line : shown) {
            number += line.kind() == Kind.LINE ? 1 : 0;
            if (line.kind() == Kind.BAND || line.kind() == Kind.LINE && isArea()) {
                int[] kept = Thinning.keep(List.of(line.values(), line.upper()), rights.length, MOST_POINTS);
                frame.area(
                        areaClasses(line, number),
                        Thinning.pick(rights, kept),
                        Thinning.pick(line.values(), kept),
                        Thinning.pick(line.upper(), kept),
                        stepped);
            }
        }
        frame.level(0);
        number = -1;
        for (Line line : shown) {
            number += line.kind() == Kind.LINE ? 1 : 0;
            if (line.kind() != Kind.BAND
                    && !(line.kind() == Kind.LINE && chart.style().stacked())) {
                drawLine(frame, line, number, stepped);
            }
        }
    }

    private void drawLine(PlotFrame frame, Line line, int number, boolean stepped) {
        int[] kept = Thinning.keep(List.of(line.upper()), rights.length, MOST_POINTS);
        frame.line(lineClasses(line, number), Thinning.pick(rights, kept), Thinning.pick(line.upper(), kept), stepped);
        if (rights.length <= MOST_DOTS && line.kind() == Kind.LINE && !isArea()) {
            for (int i = 0; i < rights.length; i++) {
                frame.dot(Legend.dot(number), rights[i], line.upper()[i]);
            }
        }
    }

    private String lineClasses(Line line, int number) {
        return switch (line.kind()) {
            case REFERENCE ->
                Legend.reference(shown.stream()
                        .filter(one -> one.kind() == Kind.REFERENCE)
                        .toList()
                        .indexOf(line));
            case ACTUAL -> "l actual";
            default -> Legend.line(number);
        };
    }

    private String areaClasses(Line line, int number) {
        boolean stack = chart.style().stacked() && line.kind() == Kind.LINE;
        return stack ? Legend.stack(number) : Legend.area(Math.max(0, number));
    }

    private void legend(Html html) {
        if (shown.size() < 2) {
            return;
        }
        Legend.open(html);
        int number = -1;
        for (Line line : shown) {
            number += line.kind() == Kind.LINE ? 1 : 0;
            if (line.kind() == Kind.BAND
                    || line.kind() == Kind.LINE && chart.style().stacked()) {
                Legend.area(areaClasses(line, number), line.name(), html);
            } else {
                Legend.line(lineClasses(line, number), line.name(), html);
            }
        }
        Legend.close(html);
    }

    private List<Ticks.Tick> ticks() {
        double[] x = chart.x();
        if (x.length == 0) {
            return List.of();
        }
        double whole = Arrays.stream(x).allMatch(one -> one == Math.rint(one)) ? x[x.length - 1] - x[0] : MOST_TICKS;
        int most = (int) Math.max(1, Math.min(MOST_TICKS, whole));
        List<Ticks.Tick> ticks = chart.overTime()
                ? Ticks.ofTimes((long) x[0], (long) x[x.length - 1], 5)
                : Ticks.ofNumbers(x[0], x[x.length - 1], most, false);
        return ticks.stream()
                .map(tick -> new Ticks.Tick(right(tick.at()), tick.label()))
                .toList();
    }
}
