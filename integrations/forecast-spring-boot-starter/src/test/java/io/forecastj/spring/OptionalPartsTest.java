package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OptionalPartsTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ForecastAutoConfiguration.class, ForecastActuatorAutoConfiguration.class));

    @TempDir
    Path folder;

    @Test
    void anApplicationWithoutActuatorMicrometerAndWebHasItsPredictors() {
        save();
        application
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health",
                        "io.micrometer",
                        "org.springframework.web",
                        "jakarta.servlet"))
                .withPropertyValues(
                        "forecastj.models.sales.path=" + folder,
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoints.jmx.exposure.include=*")
                .run(context -> {
                    assertThat(context).hasSingleBean(Predictor.class);
                    assertThat(context.containsBean("forecastjHealthIndicator")).isFalse();
                    assertThat(context.containsBean("forecastEndpoint")).isFalse();
                });
    }

    @Test
    void anActuatorWithoutExposureHasHealthAndNoEndpoint() {
        save();
        application.withPropertyValues("forecastj.models.sales.path=" + folder).run(context -> {
            assertThat(context.containsBean("forecastjHealthIndicator")).isTrue();
            assertThat(context.containsBean("forecastEndpoint")).isFalse();
        });
    }

    private void save() {
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, folder);
        }
    }
}
