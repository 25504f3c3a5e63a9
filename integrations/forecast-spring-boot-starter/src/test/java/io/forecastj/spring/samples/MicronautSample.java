package io.forecastj.spring.samples;

import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.store.ModelStore;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

@Factory
class SalesFactory {
    @Singleton
    @Bean(preDestroy = "close")
    ReloadingPredictor sales(
            @Value("${sales.store}") String store, @Named(TaskExecutors.SCHEDULED) ExecutorService executor) {
        ModelStore models = ModelStore.open(Path.of(store));
        ReloadingPredictor sales =
                ReloadingPredictor.follow(models.model("sales"), "production").open();
        sales.refreshEvery(Duration.ofSeconds(30), (ScheduledExecutorService) executor);
        return sales;
    }
}
