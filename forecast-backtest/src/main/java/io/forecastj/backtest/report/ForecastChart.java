package io.forecastj.backtest.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart of forecasts against actual values, with the fan of their intervals. Where scripts run, the reader chooses
 * the series, the model, and whether to see the forecasts in sequence, one step of all forecasts, or one forecast. The
 * picture without script shows the first model's forecasts of the first series in sequence.
 *
 * <p>Immutable and thread-safe; each method returns a new chart. All forecasts given are part of the page. Rows of a
 * long series that no forecast needs are thinned.
 */
public final class ForecastChart implements ReportPart {
    private static final int MOST_ROWS = 4_000;
    /** The times that the page's script can write, in milliseconds. */
    private static final long LAST_TIME = 8_640_000_000_000_000L;

    /**
     * A model's forecasts of a series.
     *
     * @param origins the rows of the origins, increasing
     * @param points {@code [origin][step - 1]}
     * @param levels the levels of its quantiles, increasing
     * @param quantiles {@code [level][origin][step - 1]}
     */
    record Model(String name, int[] origins, double[][] points, double[] levels, double[][][] quantiles) {
        int horizon() {
            return points.length == 0 ? 0 : points[0].length;
        }
    }

    /** A series with the forecasts of all models. */
    record Panel(String name, long[] times, double[] actual, List<Model> models) {}

    private final String title;
    private final List<Panel> panels;
    private final String note;

    private ForecastChart(String title, List<Panel> panels, String note) {
        this.title = title;
        this.panels = panels;
        this.note = note;
    }

    /**
     * Starts a chart.
     *
     * @param title the title
     * @return a chart without series
     */
    public static ForecastChart of(String title) {
        return new ForecastChart(title, List.of(), "");
    }

    /**
     * Adds a series, whose forecasts are added next.
     *
     * @param name the name that the reader chooses
     * @param times the times of its rows in milliseconds since 1970, increasing
     * @param actual the actual values, one for each row; NaN where missing
     * @return a new chart
     * @throws IllegalArgumentException if there is no value for each time, or the times do not increase
     */
    public ForecastChart series(String name, long[] times, double[] actual) {
        if (times.length != actual.length) {
            throw new IllegalArgumentException(
                    "the series '" + name + "' has " + times.length + " times and " + actual.length + " actual values");
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new IllegalArgumentException(
                        "the times of the series '" + name + "' must increase; row " + i + " does not");
            }
        }
        List<Panel> all = new ArrayList<>(panels);
        all.add(new Panel(name, times.clone(), actual.clone(), List.of()));
        return new ForecastChart(title, List.copyOf(all), note);
    }

    /**
     * Adds a model's forecasts of the series added last.
     *
     * @param model the name of the model
     * @param origins the rows of the origins, increasing
     * @param points the forecasts, {@code [origin][step - 1]}, with the same number of steps at each; NaN for none
     * @param levels the levels of the quantiles, increasing; empty for points only
     * @param quantiles the quantiles, {@code [level][origin][step - 1]}; NaN for none
     * @return a new chart
     * @throws IllegalStateException if no series has been added
     * @throws IllegalArgumentException if the arrays do not have these sizes, or an origin is no row of the series
     */
    public ForecastChart forecasts(
            String model, int[] origins, double[][] points, double[] levels, double[][][] quantiles) {
        if (panels.isEmpty()) {
            throw new IllegalStateException("add the series before the forecasts of '" + model + "'");
        }
        Panel last = panels.get(panels.size() - 1);
        requireRows(model, origins, last.times().length);
        int steps = points.length == 0 ? 0 : points[0].length;
        boolean fits = points.length == origins.length && quantiles.length == levels.length && isEven(points, steps);
        for (double[][] ofLevel : quantiles) {
            fits &= ofLevel.length == origins.length && isEven(ofLevel, steps);
        }
        if (!fits) {
            throw new IllegalArgumentException("the forecasts of '" + model + "' need a number for each of "
                    + origins.length + " origins and " + steps + " steps, and as many for each of " + levels.length
                    + " levels");
        }
        List<Model> models = new ArrayList<>(last.models());
        models.add(new Model(model, origins.clone(), points, levels.clone(), quantiles));
        List<Panel> all = new ArrayList<>(panels.subList(0, panels.size() - 1));
        all.add(new Panel(last.name(), last.times(), last.actual(), List.copyOf(models)));
        return new ForecastChart(title, List.copyOf(all), note);
    }

    private static void requireRows(String model, int[] origins, int rows) {
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] < 0 || origins[i] >= rows || i > 0 && origins[i] <= origins[i - 1]) {
                throw new IllegalArgumentException("the origins of '" + model + "' must be increasing rows below "
                        + rows + "; origin " + i + " is " + origins[i]);
            }
        }
    }

    private static boolean isEven(double[][] rows, int steps) {
        return Arrays.stream(rows).allMatch(row -> row.length == steps);
    }

    /**
     * Sets the sentence below the chart.
     *
     * @param note the text
     * @return a new chart
     */
    public ForecastChart note(String note) {
        return new ForecastChart(title, panels, note);
    }

    /** Returns whether there is something to choose or to zoom, at times that the script can write. */
    boolean zoomable() {
        return !panels.isEmpty()
                && panels.stream()
                        .allMatch(panel -> panel.times().length > 0
                                && panel.times()[0] > -LAST_TIME
                                && panel.times()[panel.times().length - 1] < LAST_TIME);
    }

    void write(Html html) {
        html.raw(zoomable() ? "<figure class=\"chart zoom\">" : "<figure class=\"chart\">");
        html.element("figcaption", title);
        if (!panels.isEmpty() && !panels.get(0).models().isEmpty()) {
            ForecastSequence sequence =
                    new ForecastSequence(panels.get(0), panels.get(0).models().get(0));
            sequence.writePicture(title, html);
            if (zoomable()) {
                html.raw("<script type=\"application/json\">{\"kind\":\"forecasts\",\"panels\":[");
                for (int p = 0; p < panels.size(); p++) {
                    html.raw(p == 0 ? "\n" : ",\n");
                    writeJson(thinned(panels.get(p)), html);
                }
                html.raw("]}</script>");
            }
            if (!note.isEmpty()) {
                html.element("p", note, "class", "note");
            }
            sequence.table().writeBelow(html);
        }
        html.raw("</figure>");
    }

    /** Leaves out rows that no forecast needs, if there are many. */
    private static Panel thinned(Panel panel) {
        int rows = panel.times().length;
        BitSet kept = new BitSet(rows);
        for (Model model : panel.models()) {
            for (int origin : model.origins()) {
                kept.set(origin, Math.min(rows, origin + model.horizon() + 1));
            }
        }
        for (int row : Thinning.keep(List.of(panel.actual()), rows, MOST_ROWS)) {
            kept.set(row);
        }
        int[] left = kept.stream().toArray();
        int[] at = new int[rows];
        IntStream.range(0, left.length).forEach(i -> at[left[i]] = i);
        List<Model> models = panel.models().stream()
                .map(model -> new Model(
                        model.name(),
                        Arrays.stream(model.origins()).map(origin -> at[origin]).toArray(),
                        model.points(),
                        model.levels(),
                        model.quantiles()))
                .toList();
        long[] times = Arrays.stream(left).mapToLong(row -> panel.times()[row]).toArray();
        return new Panel(panel.name(), times, Thinning.pick(panel.actual(), left), models);
    }

    private static void writeJson(Panel panel, Html html) {
        List<double[]> all = new ArrayList<>(List.of(panel.actual()));
        panel.models().forEach(model -> all.addAll(List.of(model.points())));
        PackedNumbers packing = PackedNumbers.of(all.toArray(double[][]::new));
        html.raw("{\"name\":").raw(Html.json(panel.name())).raw(",\"times\":");
        PackedNumbers.writeTimes(panel.times(), html);
        html.raw(",\"actual\":");
        packing.write(panel.actual(), html);
        html.raw(",\"models\":[");
        for (int m = 0; m < panel.models().size(); m++) {
            Model model = panel.models().get(m);
            html.raw(m == 0 ? "\n" : ",\n").raw("{\"name\":").raw(Html.json(model.name()));
            html.raw(",\"steps\":" + model.horizon() + ",\"origins\":");
            PackedNumbers.writeInts(model.origins(), html);
            html.raw(",\"points\":");
            packing.write(flat(model.points()), html);
            html.raw(",\"levels\":" + Arrays.toString(model.levels()) + ",\"quantiles\":[");
            for (int q = 0; q < model.levels().length; q++) {
                html.raw(q == 0 ? "" : ",");
                packing.write(flat(model.quantiles()[q]), html);
            }
            html.raw("]}");
        }
        html.raw("]}");
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    public String toString() {
        return "forecast chart '" + title + "' of "
                + panels.stream().map(Panel::name).limit(5).toList()
                + (panels.size() > 5 ? " and " + (panels.size() - 5) + " more" : "") + ", shown until "
                + panels.stream()
                        .filter(panel -> panel.times().length > 0)
                        .map(panel -> Instant.ofEpochMilli(panel.times()[panel.times().length - 1]))
                        .findFirst()
                        .map(Instant::toString)
                        .orElse("nothing");
    }
}
