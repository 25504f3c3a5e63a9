package io.forecastj.lifecycle.trial;

import io.forecastj.MessageText;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of two models of the same series, origin and step, whose truth is known, in the order of their origins. */
final class OriginPairs {
    private final List<Pair> pairs = new ArrayList<>();
    private final int unpaired;

    /** The values that two models forecast of one actual value. */
    record Pair(ForecastRow champion, ForecastRow challenger) {
        private Instant origin() {
            return champion.origin();
        }
    }

    private record Place(String id, Instant origin, int step) {}

    private OriginPairs(Map<Place, ForecastRow> ofChampion, Map<Place, ForecastRow> ofChallenger) {
        for (Map.Entry<Place, ForecastRow> one : ofChampion.entrySet()) {
            ForecastRow other = ofChallenger.get(one.getKey());
            if (other != null) {
                requireSameTruth(one.getValue(), other);
                pairs.add(new Pair(one.getValue(), other));
            }
        }
        this.unpaired = ofChampion.size() + ofChallenger.size() - 2 * pairs.size();
        pairs.sort(Comparator.comparing(Pair::origin)
                .thenComparing(pair -> pair.champion().id())
                .thenComparing(pair -> pair.champion().step()));
    }

    static OriginPairs of(Collection<ForecastRow> rows, String champion, String challenger) {
        if (champion.equals(challenger)) {
            throw new IllegalArgumentException("expected two models, found '" + champion + "' twice");
        }
        List<ForecastRow> both = rows.stream()
                .filter(row -> row.model().equals(champion) || row.model().equals(challenger))
                .toList();
        requireOneTarget(both);
        return new OriginPairs(known(both, champion), known(both, challenger));
    }

    /** Requires rows of one target, since the losses of several have no common unit. */
    static void requireOneTarget(Collection<ForecastRow> rows) {
        List<String> targets = rows.stream().map(ForecastRow::target).distinct().toList();
        if (targets.size() > 1) {
            throw new IllegalArgumentException("expected rows of one target, found " + MessageText.list(targets)
                    + ": compare the rows of each target");
        }
    }

    private static Map<Place, ForecastRow> known(List<ForecastRow> rows, String model) {
        Map<Place, ForecastRow> known = new HashMap<>();
        for (ForecastRow row : rows) {
            if (row.model().equals(model)
                    && Double.isFinite(row.actual())
                    && Double.isFinite(row.forecast())
                    && known.put(new Place(row.id(), row.origin(), row.step()), row) != null) {
                throw new IllegalArgumentException("the forecast of step " + row.step() + " by '" + model + "' from "
                        + row.origin() + " of series '" + row.id() + "' occurs twice");
            }
        }
        return known;
    }

    private static void requireSameTruth(ForecastRow one, ForecastRow other) {
        if (Double.compare(one.actual(), other.actual()) != 0) {
            throw new IllegalArgumentException("the actual value of series '" + one.id() + "' at " + one.time() + " is "
                    + one.actual() + " in the row of '" + one.model() + "' and " + other.actual() + " in that of '"
                    + other.model() + "': give both the same truth");
        }
    }

    List<Pair> list() {
        return pairs;
    }

    int unpaired() {
        return unpaired;
    }

    /** Returns the pairs of each time of an origin, in the order of time. */
    TreeMap<Instant, List<Pair>> byOrigin() {
        TreeMap<Instant, List<Pair>> byOrigin = new TreeMap<>();
        pairs.forEach(pair -> byOrigin.computeIfAbsent(pair.origin(), ignored -> new ArrayList<>())
                .add(pair));
        return byOrigin;
    }
}
