package io.forecastj.spring.samples;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.store.ModelStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class SalesProducer {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @Produces
    @ApplicationScoped
    Predictor sales(@ConfigProperty(name = "sales.store") String store) {
        ModelStore models = ModelStore.open(Path.of(store));
        ReloadingPredictor sales =
                ReloadingPredictor.follow(models.model("sales"), "production").open();
        sales.refreshEvery(Duration.ofSeconds(30), scheduler);
        return sales;
    }

    void close(@Disposes Predictor sales) {
        sales.close();
        scheduler.shutdown();
    }
}
