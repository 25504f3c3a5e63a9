package io.forecastj.backtest.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A section of a {@link Report}: a heading, sentences, tables and charts, in the order in which they are added.
 *
 * <p>Immutable and thread-safe; each method returns a new section.
 *
 * <pre>{@code
 * ReportSection.titled("Equity")
 *         .text("One unit of capital, after costs.")
 *         .with(LineChart.overTime("Equity", times).line("strategy", equity).reference("buy and hold", held))
 * }</pre>
 */
public final class ReportSection {
    private static final int MOST_FEATURES = 30;

    /** A sentence, or else a part. */
    private record Item(String text, List<ReportPart> parts) {}

    private final String title;
    private final List<Item> items;

    private ReportSection(String title, List<Item> items) {
        this.title = title;
        this.items = items;
    }

    /**
     * Starts a section.
     *
     * @param title the heading
     * @return a section without content
     */
    public static ReportSection titled(String title) {
        return new ReportSection(title, List.of());
    }

    /**
     * Makes the section of the importance of features, the most important first. At most 30 are shown.
     *
     * @param gain the gain of each feature's splits by name, in any unit; empty to leave it out
     * @param shapley the mean absolute Shapley value by name, in the target's unit; empty to leave it out. Features are
     *     ordered by it where it is given
     * @return the section
     * @throws IllegalArgumentException if both are empty
     */
    public static ReportSection featureImportance(Map<String, Double> gain, Map<String, Double> shapley) {
        Map<String, Double> leading = shapley.isEmpty() ? gain : shapley;
        if (leading.isEmpty()) {
            throw new IllegalArgumentException("there is no feature with an importance");
        }
        List<String> names = leading.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FEATURES)
                .map(Map.Entry::getKey)
                .toList();
        BarChart chart = BarChart.of("Share in the forecasts of each feature", names);
        Map<String, Map<String, Double>> measures = new LinkedHashMap<>();
        measures.put("mean |Shapley value|", shapley);
        measures.put("gain", gain);
        for (Map.Entry<String, Map<String, Double>> measure : measures.entrySet()) {
            if (!measure.getValue().isEmpty()) {
                chart = chart.bars(
                        measure.getKey(),
                        names.stream()
                                .mapToDouble(name -> measure.getValue().getOrDefault(name, Double.NaN))
                                .toArray());
            }
        }
        if (names.size() < leading.size()) {
            chart = chart.note("The " + names.size() + " most important of " + leading.size() + " features.");
        }
        return titled("Feature importance").with(chart);
    }

    /**
     * Makes the section of the weights of an ensemble's members over time.
     *
     * @param times the times, increasing
     * @param members the names of the members
     * @param weights the weights, {@code [time][member]}, as a rule adding up to 1 at each time
     * @return the section
     * @throws IllegalArgumentException if the times do not increase, or the weights are not one for each time and
     *     member
     */
    public static ReportSection weights(List<Instant> times, List<String> members, double[][] weights) {
        if (weights.length != times.size()
                || Arrays.stream(weights).anyMatch(ofTime -> ofTime.length != members.size())) {
            throw new IllegalArgumentException("the weights must be one for each of " + times.size() + " times and "
                    + members.size() + " members, found " + weights.length + " times");
        }
        LineChart chart = LineChart.overTime("Weight of each member in the forecast", times)
                .percent();
        boolean negative =
                Arrays.stream(weights).flatMapToDouble(Arrays::stream).anyMatch(weight -> weight < 0);
        chart = negative ? chart : chart.stacked();
        for (int m = 0; m < members.size(); m++) {
            int member = m;
            chart = chart.line(
                    members.get(m),
                    Arrays.stream(weights).mapToDouble(ofTime -> ofTime[member]).toArray());
        }
        return titled("Weights of the ensemble over time").with(chart);
    }

    /**
     * Adds a paragraph.
     *
     * @param text the text
     * @return a new section
     */
    public ReportSection text(String text) {
        return plus(new Item(text, List.of()));
    }

    /**
     * Adds tables and charts.
     *
     * @param parts the parts
     * @return a new section
     */
    public ReportSection with(ReportPart... parts) {
        return plus(new Item("", List.of(parts)));
    }

    private ReportSection plus(Item item) {
        List<Item> all = new ArrayList<>(items);
        all.add(item);
        return new ReportSection(title, List.copyOf(all));
    }

    String title() {
        return title;
    }

    /** Returns whether a chart of the section needs the script for zooming. */
    boolean zoomable() {
        return items.stream()
                .flatMap(item -> item.parts().stream())
                .anyMatch(part -> part instanceof ForecastChart forecasts && forecasts.zoomable()
                        || part instanceof LineChart lines && lines.zoomable());
    }

    void write(Html html) {
        for (Item item : items) {
            if (item.parts().isEmpty()) {
                html.element("p", item.text());
            }
            item.parts().forEach(part -> write(part, html));
        }
    }

    private static void write(ReportPart part, Html html) {
        html.raw("\n");
        if (part instanceof ReportTable table) {
            table.write(html);
        } else if (part instanceof LineChart chart) {
            chart.write(html);
        } else if (part instanceof BarChart chart) {
            chart.write(html);
        } else if (part instanceof HeatMap map) {
            map.write(html);
        } else if (part instanceof Timeline timeline) {
            timeline.write(html);
        } else if (part instanceof ForecastChart chart) {
            chart.write(html);
        }
    }
}
