package io.forecastj.store;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A store with everything that a store can hold: versions of several kinds, attachments, tags, notes, aliases with a
 * past, events in a segment, snapshots, a lease, and the result of two clean-ups.
 */
final class SampleStore implements AutoCloseable {
    /** A clock that does not move, so that every run makes the same objects. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    /** More than a record keeps, so that a part of them is in a document. */
    private static final int EVENTS = 100;

    private final Map<String, List<Predictor>> predictors = new LinkedHashMap<>();

    SampleStore() {
        predictors.put("baselines", List.of(SampleModels.naive(), SampleModels.seasonal()));
        predictors.put("linear", List.of(SampleModels.linear(3), SampleModels.linear(5), SampleModels.linear(8)));
        predictors.put("trees", List.of(SampleModels.trees(3), SampleModels.trees(5)));
        predictors.put("intervals", List.of(SampleModels.intervals(3), SampleModels.intervals(4)));
        predictors.put("network", List.of(SampleModels.network()));
    }

    static ModelStore open(Storage storage) {
        return ModelStore.builder(storage).clock(CLOCK).open();
    }

    /** The names of the models. */
    List<String> models() {
        return List.copyOf(predictors.keySet());
    }

    Predictor first(String model) {
        return predictors.get(model).get(0);
    }

    /**
     * Fills a store.
     *
     * @param afterPart is called after parts of the work, when the store is a whole one
     */
    void fill(ModelStore store, Runnable afterPart) {
        predictors.forEach((name, versions) -> publish(store.model(name), versions.subList(0, 1)));
        afterPart.run();
        StoredModel linear = store.model("linear");
        for (int i = 0; i < EVENTS; i++) {
            linear.record(StoreEvent.of(CLOCK.instant(), "checked").detail("error", 0.5 + i));
        }
        linear.publish(SampleModels.linear(2), Publication.none().attach("doomed.txt", "of a version removed later"));
        linear.remove(linear.plan(Retention.latest(1)));
        afterPart.run();
        predictors.forEach((name, versions) -> publish(store.model(name), versions.subList(1, versions.size())));
        afterPart.run();
        for (String name : List.of("baselines", "trees", "intervals", "linear")) {
            StoredModel model = store.model(name);
            model.promote("production", model.versions().get(0).number(), "back to the proven one");
            snapshot(model, "north", 60);
            snapshot(model, "south", 90);
        }
        linear.rollback("production", "forecasts too low");
        linear.remove(linear.plan(Retention.latest(2)));
        store.clean();
        linear.tag(linear.find("production").orElseThrow().number(), "owner", "planning");
        store.lease("retrain linear", Duration.ofDays(1)).orElseThrow();
        afterPart.run();
    }

    private static void publish(StoredModel model, List<Predictor> predictors) {
        List<ModelVersion> before = new ArrayList<>(model.versions());
        for (Predictor predictor : predictors) {
            int next = before.size() + 1;
            Publication publication = Publication.of(SampleModels.series(80 + next))
                    .metric("mean_absolute_error", 2 + next / 8.0)
                    .metric("coverage", 0.8)
                    .attach("report.txt", "version " + next + " of " + model.name())
                    .attach("license.txt", "the same in all versions")
                    .tag("region", "north")
                    .note("trained at night")
                    .promoteTo("production")
                    .promoteTo("candidate");
            before.add(model.publish(
                    predictor, before.isEmpty() ? publication : publication.parent(before.get(before.size() - 1))));
        }
    }

    private static void snapshot(StoredModel model, String key, int rows) {
        ModelVersion version = model.find("production").orElseThrow();
        try (Predictor predictor = model.load(version);
                PredictionSession session = predictor.openSession(SampleModels.series(rows))) {
            model.saveSnapshot(version, key, session.snapshot());
        }
    }

    @Override
    public void close() {
        predictors.values().forEach(all -> all.forEach(Predictor::close));
    }
}
