package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.store.JdbcStorage;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import io.forecastj.store.RetentionPlan;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The samples of docs/store.md. */
final class StoreSamples {
    private StoreSamples() {}

    static void first(Predictor predictor, TimeSeries days, Map<String, Double> scores) {
        ModelStore store = ModelStore.open(Path.of("models"));
        StoredModel sales = store.model("sales");

        ModelVersion version =
                sales.publish(predictor, Publication.of(days).metrics(scores).note("with the new prices"));
        sales.promote("production", version.number(), "better on the last 90 days");

        try (Predictor serving = sales.load("production")) {
            Forecast forecast = serving.predict(days);
        }
        sales.rollback("production", "orders look wrong since noon");
        System.out.println(sales.compare());
        sales.events().forEach(System.out::println);
    }

    static void database(DataSource dataSource) {
        ModelStore store = ModelStore.builder(JdbcStorage.of(dataSource)).open();
    }

    static void signatures(KeyPair keys) {
        ModelStore publishing =
                ModelStore.builder(Path.of("models")).sign(keys.getPrivate()).open();
        ModelStore serving =
                ModelStore.builder(Path.of("models")).trust(keys.getPublic()).open();
    }

    static void retention(StoredModel sales) {
        RetentionPlan plan = sales.plan(Retention.latest(5).andLowest("mean_absolute_error", 2));
        System.out.println(plan); // a dry run: nothing is removed
        sales.remove(plan);
    }

    static void snapshots(StoredModel sales, Predictor predictor, PredictionSession session, TimeSeries days) {
        ModelVersion version = sales.find("production").orElseThrow();
        sales.saveSnapshot(version, "store 17", session.snapshot());

        // after a restart
        Optional<byte[]> snapshot = sales.snapshot(version, "store 17");
        PredictionSession live = snapshot.isPresent() ? predictor.restore(snapshot.get()) : predictor.openSession(days);
    }
}
