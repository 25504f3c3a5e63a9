package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

class AheadOfTimeTest {
    @TempDir
    Path folder;

    private Map<String, String> properties = Map.of();

    @BeforeEach
    void save() {
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, folder.resolve("saved"));
        }
        TrainedModels.promote(ModelStore.open(folder.resolve("store")), "sales", 2);
        properties = Map.of(
                "forecastj.models.fixed.path", folder.resolve("saved").toString(),
                "forecastj.models.sales.store", folder.resolve("store").toString(),
                "forecastj.models.sales.alias", "production",
                "forecastj.models.late.path", folder.resolve("none").toString(),
                "forecastj.models.late.required", "false",
                "management.endpoints.web.exposure.include", "forecastj",
                "management.endpoints.jmx.exposure.include", "forecastj");
    }

    @Test
    @CompileWithForkedClassLoader
    void anApplicationThatWasProcessedAheadOfTimeHasItsPredictorsHealthAndEndpoint() {
        processed(context -> {
            assertThat(context.getBean("fixed", Predictor.class).predict(TrainedModels.history(9)))
                    .isNotNull();
            assertThat(context.getBean("sales")).isInstanceOf(ReloadingPredictor.class);
            assertThat(context.getBean(ForecastModels.class).status("late").state())
                    .isEqualTo(ModelStatus.State.DOWN);
            assertThat(context.containsBean("forecastEndpoint")).isTrue();
            assertThat(context.getBean("forecastjHealthIndicator")).isNotNull();
            assertThat(context.getBean(ModelRefreshing.class).isRunning()).isTrue();
        });
    }

    private void processed(Consumer<GenericApplicationContext> check) {
        AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(properties).applyTo(source);
        source.register(ForecastAutoConfiguration.class, ForecastActuatorAutoConfiguration.class);
        TestGenerationContext generated = new TestGenerationContext();
        ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generated);
        generated.writeGeneratedContent();
        TestCompiler.forSystem().with(generated).compile(compiled -> {
            try (GenericApplicationContext fresh = new GenericApplicationContext()) {
                TestPropertyValues.of(properties).applyTo(fresh);
                @SuppressWarnings("unchecked")
                ApplicationContextInitializer<GenericApplicationContext> instance =
                        compiled.getInstance(ApplicationContextInitializer.class, initializer.toString());
                instance.initialize(fresh);
                fresh.refresh();
                check.accept(fresh);
            }
        });
    }
}
