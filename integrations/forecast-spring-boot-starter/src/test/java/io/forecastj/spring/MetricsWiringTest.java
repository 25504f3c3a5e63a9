package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MetricsWiringTest {
    @TempDir
    Path folder;

    @Test
    void eachVersionIsTimedUnderTheNameOfItsBeanAndAReloadIsCounted() {
        ModelStore store = ModelStore.open(folder.resolve("store"));
        TrainedModels.promote(store, "sales", 1);
        try (Predictor predictor = TrainedModels.linear(2)) {
            Predictors.save(predictor, folder.resolve("saved"));
        }
        application()
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        "forecastj.models.sales.store=" + folder.resolve("store"),
                        "forecastj.models.sales.alias=production",
                        "forecastj.models.fixed.path=" + folder.resolve("saved"))
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    Predictor sales = context.getBean("sales", Predictor.class);
                    sales.predict(TrainedModels.history(1));
                    TrainedModels.promote(store, "sales", 3);
                    context.getBean(ForecastModels.class).reload("sales");
                    sales.predict(TrainedModels.history(1));
                    sales.predict(TrainedModels.history(1));
                    context.getBean("fixed", Predictor.class).predict(TrainedModels.history(1));

                    assertThat(forecasts(registry, "sales", "1")).isEqualTo(1);
                    assertThat(forecasts(registry, "sales", "2")).isEqualTo(2);
                    assertThat(registry.get("forecastj.forecast")
                                    .tags("model", "fixed", "status", "OK")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(registry.get("forecastj.reloads")
                                    .tags("model", "sales", "outcome", "RELOADED")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void anApplicationWithoutARegistryOrWithoutTheModuleHasNoMetrics() {
        application().run(context -> assertThat(context.containsBean("forecastMetrics"))
                .isFalse());
        application()
                .withBean(SimpleMeterRegistry.class)
                .withClassLoader(new FilteredClassLoader("io.forecastj.micrometer"))
                .run(context ->
                        assertThat(context.containsBean("forecastMetrics")).isFalse());
    }

    private static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ForecastAutoConfiguration.class, ForecastMetricsAutoConfiguration.class));
    }

    private static long forecasts(MeterRegistry registry, String model, String version) {
        return registry.get("forecastj.forecast")
                .tags("model", model, "version", version, "status", "OK")
                .timer()
                .count();
    }
}
