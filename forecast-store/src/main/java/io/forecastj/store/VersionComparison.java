package io.forecastj.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The metrics of several versions of a model, side by side.
 *
 * <p>Immutable and thread-safe. Metrics can be compared only if they were measured on the same rows; a store does not
 * know whether they were.
 */
public final class VersionComparison {
    private final List<ModelVersion> versions;
    private final List<String> metrics;

    VersionComparison(List<ModelVersion> versions) {
        this.versions = List.copyOf(versions);
        SortedSet<String> names = new TreeSet<>();
        versions.forEach(one -> names.addAll(one.metrics().keySet()));
        this.metrics = List.copyOf(names);
    }

    /** {@return the versions in the order of their numbers, unmodifiable} */
    public List<ModelVersion> versions() {
        return versions;
    }

    /** {@return the names of all metrics, sorted, unmodifiable} */
    public List<String> metrics() {
        return metrics;
    }

    /**
     * Returns the version with the lowest value of a metric; of equal ones the newest.
     *
     * @param metric the name
     * @return the version, or empty if none has the metric
     */
    public Optional<ModelVersion> lowest(String metric) {
        return having(metric)
                .min(Comparator.<ModelVersion>comparingDouble(
                                one -> one.metric(metric).orElseThrow())
                        .thenComparing(
                                Comparator.comparingInt(ModelVersion::number).reversed()));
    }

    /**
     * Returns the version with the highest value of a metric; of equal ones the newest.
     *
     * @param metric the name
     * @return the version, or empty if none has the metric
     */
    public Optional<ModelVersion> highest(String metric) {
        return having(metric)
                .max(Comparator.<ModelVersion>comparingDouble(
                                one -> one.metric(metric).orElseThrow())
                        .thenComparing(Comparator.comparingInt(ModelVersion::number)));
    }

    private Stream<ModelVersion> having(String metric) {
        return versions.stream().filter(one -> one.metric(metric).isPresent());
    }

    /** {@return a table with a row for each metric and a column for each version} */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("metric"));
        versions.forEach(one -> head.add(
                one.number() + (one.aliases().isEmpty() ? "" : " (" + String.join(", ", one.aliases()) + ")")));
        rows.add(head);
        for (String metric : metrics) {
            List<String> row = new ArrayList<>(List.of(metric));
            versions.forEach(one -> row.add(text(one.metric(metric))));
            rows.add(row);
        }
        int[] widths = new int[head.size()];
        rows.forEach(row -> {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - row.get(c).length());
                text.append(c == 0 ? row.get(c) + pad : "  " + pad + row.get(c));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "-";
    }
}
