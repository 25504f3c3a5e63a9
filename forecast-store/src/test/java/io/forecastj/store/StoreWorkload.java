package io.forecastj.store;

import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.models.linear.Linear;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Random changes of a model and checked reads of it. A predictor's description has the end of its training rows, from
 * which the reader fits the same predictor again: a mixture of two versions forecasts otherwise.
 */
final class StoreWorkload {
    static final String MODEL = "sales";
    static final String ALIAS = "production";

    private static final int FEWEST_ROWS = 60;
    private static final int DIFFERENT = 500;
    private static final int KEPT = 4;
    private static final String SNAPSHOT = "north";

    private final StoredModel model;
    private final ModelStore store;
    private final Random random;

    StoreWorkload(ModelStore store, long seed) {
        this.store = store;
        this.model = store.model(MODEL);
        this.random = new Random(seed);
    }

    private static Predictor fitted(int rows) {
        return Linear.forecaster().column("y").lookback(3).horizon(2).build().fit(SampleModels.series(rows));
    }

    ModelVersion publish() {
        int rows = FEWEST_ROWS + random.nextInt(DIFFERENT);
        try (Predictor predictor = fitted(rows)) {
            return model.publish(
                    predictor,
                    Publication.none()
                            .metric("rows", rows)
                            .attach("report.txt", "fitted to " + rows + " rows")
                            .promoteTo(ALIAS));
        }
    }

    /** Promotes a version to the alias, or returns it to the one before. */
    void moveAlias() {
        try {
            if (random.nextBoolean()) {
                model.rollback(ALIAS, "at random");
            } else {
                List<ModelVersion> versions = model.versions();
                model.promote(
                        ALIAS, versions.get(random.nextInt(versions.size())).number(), "at random");
            }
        } catch (IllegalArgumentException e) {
            return; // nothing to go back to, or the version was removed meanwhile
        }
    }

    void removeOld() {
        model.remove(model.plan(Retention.latest(KEPT)));
    }

    void saveSnapshot() {
        ModelVersion version = model.find(ALIAS).orElseThrow();
        model.saveSnapshot(version, SNAPSHOT, new byte[1 + random.nextInt(5_000)]);
    }

    /** Makes a random change. */
    void change() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> publish();
            case 3, 4 -> moveAlias();
            case 5 -> removeOld();
            case 6 -> saveSnapshot();
            default -> {
                store.clean();
                store.lease("retrain", Duration.ofMillis(1)).ifPresent(Lease::close);
            }
        }
    }

    /**
     * Loads by the alias and by the version that it names, and checks what they forecast.
     *
     * @throws AssertionError if a forecast is not that of a published version, or a listed version cannot be loaded
     */
    void read() {
        try (Predictor loaded = model.load(ALIAS)) {
            require(loaded);
        }
        ModelVersion version = model.find(ALIAS).orElseThrow();
        try (Predictor loaded = model.load(version)) {
            require(loaded);
            if (!loaded.modelHash().equals(version.modelHash())) {
                throw new AssertionError("expected the model of " + version + ", found another one");
            }
            String report = new String(model.attachment(version, "report.txt"), StandardCharsets.UTF_8);
            long rows = (long) version.metric("rows").orElseThrow();
            if (!report.equals("fitted to " + rows + " rows")) {
                throw new AssertionError("expected the report of " + version + ", found '" + report + "'");
            }
        } catch (ModelLoadException e) { // it was removed since it was listed
            if (model.versions().stream().anyMatch(one -> one.number() == version.number())) {
                throw new AssertionError("a version that is listed cannot be read: " + version, e);
            }
        }
        model.snapshot(version, SNAPSHOT);
    }

    private static void require(Predictor loaded) {
        int rows = (int) (loaded.info().trainedTo().toEpochMilli()
                        / Duration.ofHours(1).toMillis())
                + 1;
        try (Predictor again = fitted(rows)) {
            Forecast expected = again.predict(SampleModels.series(50));
            Forecast found = loaded.predict(SampleModels.series(50));
            if (!found.equals(expected)) {
                throw new AssertionError("expected " + expected + " of the fit to " + rows + " rows, found " + found);
            }
        }
    }
}
