package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.Reload.Outcome;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void anOptionalModelSaysThatItIsAbsentAndHasTheMetersOfReloadsOnceItIsLoaded() throws Exception {
        Path stored = folder.resolve("store");
        ModelStore store = ModelStore.open(stored);
        application()
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        "forecastj.models.late.store=" + stored,
                        "forecastj.models.late.alias=production",
                        "forecastj.models.late.required=false",
                        "forecastj.models.late.refresh=0")
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    ForecastModels models = context.getBean(ForecastModels.class);
                    assertThat(failing(registry, Outcome.FAILED)).isEqualTo(1);
                    List<Meter> before = registry.getMeters();
                    models.reload("late");
                    models.reload("late");
                    assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
                    assertThat(failing(registry, Outcome.FAILED)).isEqualTo(1);

                    TrainedModels.promote(store, "late", 1);
                    models.reload("late");
                    assertThat(failing(registry, Outcome.FAILED)).isZero();
                    assertThat(failing(registry, Outcome.REFUSED)).isZero();

                    List<Path> files = TrainedModels.files(stored);
                    TrainedModels.promote(store, "late", 2);
                    TrainedModels.damage(stored, files);
                    models.reload("late");
                    assertThat(failing(registry, Outcome.REFUSED)).isEqualTo(1);
                    store.model("late").rollback("production");
                    Files.move(stored, folder.resolve("away"));
                    models.reload("late");
                    assertThat(failing(registry, Outcome.FAILED)).isEqualTo(1);
                    assertThat(registry.find("forecastj.model.version")
                                    .tag("model", "late")
                                    .gauges())
                            .hasSize(1);
                });
    }

    @Test
    void theGaugesOfABeanRemainIfAnAbsentOneFollowsAnAliasOfTheSameName() {
        Path twin = folder.resolve("twin");
        ModelStore store = ModelStore.open(folder.resolve("store"));
        TrainedModels.promote(store, "sales", 1);
        application()
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        "forecastj.models.sales.store=" + folder.resolve("store"),
                        "forecastj.models.sales.alias=production",
                        "forecastj.models.twin.store=" + twin,
                        "forecastj.models.twin.model=sales",
                        "forecastj.models.twin.alias=production",
                        "forecastj.models.twin.required=false")
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    Gauge of = failing(registry);
                    assertThat(of.value()).isZero();

                    TrainedModels.promote(ModelStore.open(twin), "sales", 2);
                    context.getBean(ForecastModels.class).reload("twin");
                    assertThat(failing(registry)).isSameAs(of);
                });
    }

    @Test
    void aReloadingPredictorOfTheApplicationHasItsMetersToo() {
        ModelStore store = ModelStore.open(folder.resolve("store"));
        TrainedModels.promote(store, "own", 1);
        application()
                .withBean(SimpleMeterRegistry.class)
                .withBean(ReloadingPredictor.class, () -> ReloadingPredictor.follow(store.model("own"), "production")
                        .open())
                .run(context -> assertThat(context.getBean(MeterRegistry.class)
                                .get("forecastj.model.version")
                                .tag("model", "own")
                                .gauge()
                                .value())
                        .isEqualTo(1));
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

    private static Gauge failing(MeterRegistry registry) {
        return registry.get("forecastj.reload.failing")
                .tags("model", "sales", "outcome", "FAILED")
                .gauge();
    }

    private static double failing(MeterRegistry registry, Outcome outcome) {
        return registry.get("forecastj.reload.failing")
                .tags("model", "late", "alias", "production", "outcome", outcome.name())
                .gauge()
                .value();
    }

    private static long forecasts(MeterRegistry registry, String model, String version) {
        return registry.get("forecastj.forecast")
                .tags("model", model, "version", version, "status", "OK")
                .timer()
                .count();
    }
}
