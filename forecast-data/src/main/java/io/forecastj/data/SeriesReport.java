package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of {@link Checks} about a series.
 *
 * <p>Immutable and thread-safe. Its text lists the findings by kind and column, the first of each, with what to do.
 */
public final class SeriesReport {
    private static final int SHOWN = 3;

    private final String series;
    private final Map<String, Double> missingShares;
    private final List<SeriesFlaw> flaws;

    SeriesReport(TimeSeries series, Map<String, Double> missingShares, List<SeriesFlaw> flaws) {
        this.series = series + ", spacing: " + InspectionPage.words(series.sampling());
        this.missingShares = Collections.unmodifiableMap(new LinkedHashMap<>(missingShares));
        this.flaws = List.copyOf(flaws);
    }

    /**
     * Returns whether nothing was found.
     *
     * @return true if {@link #flaws()} is empty
     */
    public boolean isClean() {
        return flaws.isEmpty();
    }

    /**
     * Returns all findings: those of times first, then column by column, in order of rows.
     *
     * @return the findings, unmodifiable
     */
    public List<SeriesFlaw> flaws() {
        return flaws;
    }

    /**
     * Returns the findings of a kind.
     *
     * @param kind the kind
     * @return its findings, unmodifiable
     */
    public List<SeriesFlaw> flaws(FlawKind kind) {
        return flaws.stream().filter(flaw -> flaw.kind() == kind).toList();
    }

    /**
     * Returns the share of rows without a value in each column.
     *
     * @return the shares, 0 to 1, in the order of the columns; unmodifiable
     */
    public Map<String, Double> missingShares() {
        return missingShares;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("checks of ").append(series).append('\n');
        if (flaws.isEmpty()) {
            return text.append("  nothing suspicious\n").toString();
        }
        Map<FlawKind, Map<String, List<SeriesFlaw>>> groups = new LinkedHashMap<>();
        for (SeriesFlaw flaw : flaws) {
            groups.computeIfAbsent(flaw.kind(), kind -> new LinkedHashMap<>())
                    .computeIfAbsent(flaw.column().orElse(""), column -> new ArrayList<>())
                    .add(flaw);
        }
        groups.forEach((kind, columns) -> {
            for (List<SeriesFlaw> found : columns.values()) {
                found.stream()
                        .limit(SHOWN)
                        .forEach(flaw -> text.append("  ").append(flaw).append('\n'));
                if (found.size() > SHOWN) {
                    text.append("  and ").append(found.size() - SHOWN).append(" more\n");
                }
            }
            text.append("    To do: ").append(kind.advice()).append('\n');
        });
        return text.toString();
    }
}
