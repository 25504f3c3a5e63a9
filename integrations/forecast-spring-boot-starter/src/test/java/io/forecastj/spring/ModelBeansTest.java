package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.Predictors;
import io.forecastj.spring.ModelStatus.State;
import io.forecastj.store.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

class ModelBeansTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForecastAutoConfiguration.class));

    @TempDir
    Path folder;

    private Path saved;
    private Path stored;
    private ModelStore store;

    @BeforeEach
    void save() {
        saved = folder.resolve("saved");
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, saved);
        }
        stored = folder.resolve("store");
        store = ModelStore.open(stored);
        TrainedModels.promote(store, "sales", 2);
    }

    @Test
    void aSoleModelIsInjectedWithoutAQualifier() {
        application
                .withUserConfiguration(OneService.class)
                .withPropertyValues("forecastj.models.any-name.path=" + saved)
                .run(context ->
                        assertThat(context.getBean(Service.class).forecast()).isEqualTo(forecast(1)));
    }

    @Test
    void severalModelsAreInjectedByTheirNames() {
        application
                .withUserConfiguration(TwoServices.class)
                .withPropertyValues(
                        "forecastj.models.first.path=file:" + saved,
                        "forecastj.models.second.store=" + stored,
                        "forecastj.models.second.model=sales",
                        "forecastj.models.second.alias=production")
                .run(context -> {
                    assertThat(context.getBean("one", Service.class).forecast()).isEqualTo(forecast(1));
                    assertThat(context.getBean("two", Service.class).forecast()).isEqualTo(forecast(2));
                    assertThat(context.getBean("second")).isInstanceOf(ReloadingPredictor.class);
                    assertThat(context.getBean(ForecastModels.class).names()).containsExactly("first", "second");
                });
    }

    @Test
    void anApplicationWithoutModelsStarts() {
        application.run(context -> {
            assertThat(context).doesNotHaveBean(Predictor.class);
            assertThat(context.getBean(ForecastModels.class).names()).isEmpty();
        });
    }

    @Test
    void theStoreMayBeABean() {
        application
                .withBean(ModelStore.class, () -> store)
                .withPropertyValues("forecastj.models.sales.alias=production")
                .run(context -> assertThat(context.getBean(Predictor.class).predict(TrainedModels.history(9)))
                        .isEqualTo(forecast(2)));
    }

    @Test
    void aReloadLetsTheNextVersionServeAndIsAnEvent() {
        List<ModelChangedEvent> events = new ArrayList<>();
        following().withBean(Events.class, () -> new Events(events)).run(context -> {
            ForecastModels models = context.getBean(ForecastModels.class);
            assertThat(models.reload("sales").state()).isEqualTo(State.UP);
            assertThat(events).isEmpty();
            TrainedModels.promote(store, "sales", 3);

            ModelStatus status = models.reload("sales");

            assertThat(status.version().orElseThrow().number()).isEqualTo(2);
            assertThat(context.getBean(Predictor.class).predict(TrainedModels.history(9)))
                    .isEqualTo(forecast(3));
            assertThat(events).hasSize(1);
            assertThat(events.get(0).status().version().orElseThrow().number()).isEqualTo(2);
        });
    }

    @Test
    void aDamagedVersionLeavesTheOneBeforeServingAndTheStateSaysSo() {
        following().run(context -> {
            List<Path> before = TrainedModels.files(stored);
            TrainedModels.promote(store, "sales", 3);
            TrainedModels.damage(stored, before);

            ModelStatus status = context.getBean(ForecastModels.class).reload("sales");

            assertThat(status.state()).isEqualTo(State.DEGRADED);
            assertThat(status.version().orElseThrow().number()).isEqualTo(1);
            assertThat(status.failure()).containsInstanceOf(io.forecastj.ModelIntegrityException.class);
            assertThat(context.getBean(Predictor.class).predict(TrainedModels.history(9)))
                    .isEqualTo(forecast(2));
        });
    }

    @Test
    void aStoreThatCannotBeReadIsAStateUntilItCanBeReadAgain() {
        following().run(context -> {
            ForecastModels models = context.getBean(ForecastModels.class);
            Files.move(stored, folder.resolve("elsewhere"));
            ModelStatus away = models.reload("sales");
            assertThat(away.state()).isEqualTo(State.DEGRADED);
            assertThat(away.problem().orElseThrow()).contains("store");

            Files.move(folder.resolve("elsewhere"), stored);
            assertThat(models.reload("sales").state()).isEqualTo(State.UP);
        });
    }

    @Test
    void anOptionalModelThatIsAbsentIsLoadedWhenItComes() {
        List<ModelChangedEvent> events = new ArrayList<>();
        application
                .withBean(Events.class, () -> new Events(events))
                .withPropertyValues(
                        "forecastj.models.late.store=" + stored,
                        "forecastj.models.late.alias=production",
                        "forecastj.models.late.required=false")
                .run(context -> {
                    Predictor late = context.getBean(Predictor.class);
                    ForecastModels models = context.getBean(ForecastModels.class);
                    assertThat(models.status("late").state()).isEqualTo(State.DOWN);
                    assertThatThrownBy(() -> late.predict(TrainedModels.history(9)))
                            .isInstanceOf(ModelLoadException.class)
                            .hasMessageContaining("'late' has not been loaded")
                            .hasMessageContaining("alias 'production'");

                    TrainedModels.promote(store, "late", 4);
                    assertThat(models.reload("late").state()).isEqualTo(State.UP);
                    assertThat(late.predict(TrainedModels.history(9))).isEqualTo(forecast(4));
                    TrainedModels.promote(store, "late", 5);
                    assertThat(models.reload("late").version().orElseThrow().number())
                            .isEqualTo(2);
                    assertThat(late.predict(TrainedModels.history(9))).isEqualTo(forecast(5));
                    assertThat(events).hasSize(2);
                });
    }

    @Test
    void aCustomizerWrapsEachVersionAndSeesItsNumber() {
        List<String> seen = new ArrayList<>();
        ForecastCustomizer customizer = new ForecastCustomizer() {
            @Override
            public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
                seen.add(name + " " + version);
                return predictor;
            }
        };
        following()
                .withBean(ForecastCustomizer.class, () -> customizer)
                .withPropertyValues("forecastj.models.fixed.path=" + saved)
                .run(context -> {
                    TrainedModels.promote(store, "sales", 3);
                    context.getBean(ForecastModels.class).reload("sales");
                    assertThat(seen)
                            .containsExactlyInAnyOrder(
                                    "sales OptionalInt[1]", "fixed OptionalInt.empty", "sales OptionalInt[2]");
                });
    }

    @Test
    void aWarmUpThatTheModelDoesNotAcceptEndsTheStart() throws Exception {
        Path history = Files.writeString(folder.resolve("history.csv"), "time,other\n2026-01-01,1\n2026-01-02,2\n");
        following()
                .withPropertyValues("forecastj.models.sales.warm-up=" + history)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("forecastj.models.sales.store")
                        .hasStackTraceContaining("units"));
    }

    @Test
    void aWarmUpOfAHistoryPasses() throws Exception {
        StringBuilder rows = new StringBuilder("time,units\n");
        for (int day = 1; day <= 28; day++) {
            rows.append("2026-02-%02d,%d%n".formatted(day, day));
        }
        Path history = Files.writeString(folder.resolve("history.csv"), rows);
        following()
                .withPropertyValues(
                        "forecastj.models.sales.warm-up=" + history,
                        "forecastj.models.fixed.path=" + saved,
                        "forecastj.models.fixed.warm-up=" + history,
                        "forecastj.models.fixed.warm-up-calls=3")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void predictorsAreClosedWithTheApplication() {
        List<Predictor> all = new ArrayList<>();
        following()
                .withPropertyValues(
                        "forecastj.models.fixed.path=" + saved,
                        "forecastj.models.late.path=" + saved,
                        "forecastj.models.late.required=false")
                .run(context ->
                        all.addAll(context.getBeansOfType(Predictor.class).values()));
        assertThat(all).hasSize(3);
        for (Predictor predictor : all) {
            assertThatThrownBy(() -> predictor.predict(TrainedModels.history(9)))
                    .isInstanceOf(PredictorClosedException.class);
        }
    }

    @Test
    void aLazyApplicationOpensAModelAtItsFirstUse() {
        following()
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    ForecastModels models = context.getBean(ForecastModels.class);
                    assertThat(models.reload("sales").state()).isEqualTo(State.UNOPENED);
                    context.getBean(Predictor.class);
                    assertThat(models.status("sales").state()).isEqualTo(State.UP);
                });
    }

    private ApplicationContextRunner following() {
        return application.withPropertyValues(
                "forecastj.models.sales.store=" + stored, "forecastj.models.sales.alias=production");
    }

    private static Forecast forecast(long seed) {
        try (Predictor predictor = TrainedModels.linear(seed)) {
            return predictor.predict(TrainedModels.history(9));
        }
    }

    record Service(Predictor predictor) {
        Forecast forecast() {
            return predictor.predict(TrainedModels.history(9));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneService {
        @Bean
        Service service(Predictor predictor) {
            return new Service(predictor);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoServices {
        @Bean
        Service one(@Qualifier("first") Predictor predictor) {
            return new Service(predictor);
        }

        @Bean
        Service two(@Qualifier("second") ReloadingPredictor predictor) {
            return new Service(predictor);
        }
    }

    static class Events {
        private final List<ModelChangedEvent> events;

        Events(List<ModelChangedEvent> events) {
            this.events = events;
        }

        @EventListener
        void on(ModelChangedEvent event) {
            events.add(event);
        }
    }
}
