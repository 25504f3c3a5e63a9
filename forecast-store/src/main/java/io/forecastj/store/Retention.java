package io.forecastj.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule by which old versions of a model are removed: it names those to keep.
 *
 * <p>Immutable and thread-safe. Besides what the rule names, the versions that an alias names are always kept, and so
 * is, for each alias, the version that it would be rolled back to.
 *
 * <pre>{@code
 * Retention keep = Retention.latest(5).andLowest("mean_absolute_error", 2);
 * RetentionPlan plan = sales.plan(keep); // removes nothing
 * System.out.println(plan);
 * sales.remove(plan);
 * }</pre>
 */
public final class Retention {
    private final int latest;
    private final List<Best> best;

    private record Best(String metric, int count, boolean lowest) {}

    private Retention(int latest, List<Best> best) {
        this.latest = latest;
        this.best = best;
    }

    /**
     * Returns a rule that keeps the latest versions.
     *
     * @param count their number, at least 1
     * @return the rule
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public static Retention latest(int count) {
        return new Retention(requireCount(count), List.of());
    }

    /**
     * Adds the versions with the lowest values of a metric, such as an error. Versions without the metric do not
     * count; of equal values the newer version is kept.
     *
     * @param metric the name of the metric
     * @param count the number of versions to keep, at least 1
     * @return the rule with them
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public Retention andLowest(String metric, int count) {
        return and(new Best(metric, requireCount(count), true));
    }

    /**
     * Adds the versions with the highest values of a metric, such as a skill; otherwise as {@link #andLowest}.
     *
     * @param metric the name of the metric
     * @param count the number of versions to keep, at least 1
     * @return the rule with them
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public Retention andHighest(String metric, int count) {
        return and(new Best(metric, requireCount(count), false));
    }

    private Retention and(Best more) {
        List<Best> all = new ArrayList<>(best);
        all.add(more);
        return new Retention(latest, List.copyOf(all));
    }

    private static int requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected a number of versions of at least 1, found " + count);
        }
        return count;
    }

    /** Returns the numbers of the versions to keep, apart from those of aliases. */
    Set<Integer> kept(List<ModelVersion> versions) {
        Set<Integer> kept = new HashSet<>();
        Comparator<ModelVersion> newest =
                Comparator.comparingInt(ModelVersion::number).reversed();
        versions.stream().sorted(newest).limit(latest).forEach(one -> kept.add(one.number()));
        for (Best rule : best) {
            Comparator<ModelVersion> byValue =
                    Comparator.comparingDouble(one -> one.metric(rule.metric()).orElseThrow());
            versions.stream()
                    .filter(one -> one.metric(rule.metric()).isPresent())
                    .sorted((rule.lowest() ? byValue : byValue.reversed()).thenComparing(newest))
                    .limit(rule.count())
                    .forEach(one -> kept.add(one.number()));
        }
        return kept;
    }

    /** Finds the versions of a model that this rule removes. */
    RetentionPlan plan(VersionReader model, StoreHead head) {
        ModelRecord record = model.commits().find(head, model.name()).orElseGet(() -> ModelRecord.empty(model.name()));
        Set<Integer> kept = new TreeSet<>(kept(model.describeAll(record)));
        kept.addAll(record.protectedVersions());
        Set<Integer> removed = new TreeSet<>(record.numbers());
        removed.removeAll(kept);
        return new RetentionPlan(
                model.name(),
                List.copyOf(removed),
                List.copyOf(kept),
                Sweep.bytesOf(model.commits(), head, model.name(), removed));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("keeps the latest ").append(latest);
        best.forEach(one -> text.append(" and the ")
                .append(one.count())
                .append(one.lowest() ? " lowest by " : " highest by ")
                .append(one.metric()));
        return text.toString();
    }
}
