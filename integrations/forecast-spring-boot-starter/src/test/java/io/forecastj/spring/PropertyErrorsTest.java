package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class PropertyErrorsTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ForecastAutoConfiguration.class));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            required=true                        | path          | has no place
            path=                                | path          | it is empty
            path=s3://bucket/sales               | path          | 's3://bucket/sales'
            path=no/such/place                   | path          | no/such/place
            path=classpath:no/such/place         | path          | no/such/place
            path=a;alias=production              | alias         | path is set too
            path=a;store=b                       | store         | path is set too
            path=a;model=b                       | model         | path is set too
            store=STORE                          | alias         | needs the alias
            store=STORE;alias=                   | alias         | needs the alias
            store=classpath:models;alias=a       | store         | expected a directory, found the resource
            store=no/such/store;alias=a          | store         | no/such/store
            store=STORE;alias=staging            | store         | no version of 'sales' has the alias 'staging'
            store=STORE;alias=a;model=no/name    | model         | no/name
            alias=production                     | store         | no bean of type ModelStore
            store=STORE;alias=a;refresh=-1s      | refresh       | at least zero
            store=STORE;alias=a;warm-up-calls=0  | warm-up-calls | at least 1
            store=STORE;alias=a;warm-up=none.csv | warm-up       | none.csv
            """)
    void aWrongPropertyEndsTheStartWithItsNameAndWhatToDo(String settings, String property, String reason) {
        ModelStore.open(folder);
        run(settings.replace("STORE", folder.toString()), context -> {
            ForecastPropertyException failure = failure(context);
            assertThat(failure.property()).isEqualTo("forecastj.models.sales." + property);
            assertThat(failure).hasMessageContaining(reason);
            FailureAnalysis analysis = Objects.requireNonNull(
                    new ForecastPropertyAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure())));
            assertThat(analysis.getDescription()).contains("forecastj.models.sales." + property, reason);
            assertThat(analysis.getAction()).isNotBlank();
        });
    }

    @Test
    void anUnknownPropertyIsNamed() {
        run("path=a;pth=b", context -> assertThat(context.getStartupFailure())
                .hasStackTraceContaining("forecastj.models.sales.pth"));
    }

    @Test
    void aValueOfTheWrongTypeIsNamed() {
        run("store=a;alias=b;refresh=soon", context -> assertThat(context.getStartupFailure())
                .hasStackTraceContaining("forecastj.models.sales.refresh"));
    }

    @Test
    void aNameThatIsNoNameOfABeanIsRefused() {
        application
                .withPropertyValues("forecastj.models[a b].path=x")
                .run(context -> assertThat(failure(context).property()).isEqualTo("forecastj.models.a b"));
    }

    @Test
    void aNameThatAnotherBeanHasIsRefused() {
        application
                .withUserConfiguration(OtherSales.class)
                .withPropertyValues("forecastj.models.sales.path=x")
                .run(context -> assertThat(failure(context))
                        .hasMessageContaining("forecastj.models.sales")
                        .hasMessageContaining("there is a bean 'sales' already"));
    }

    @Test
    void severalStoresAreNamed() {
        application
                .withBean("first", ModelStore.class, () -> ModelStore.open(folder))
                .withBean("second", ModelStore.class, () -> ModelStore.open(folder))
                .withPropertyValues("forecastj.models.sales.alias=production")
                .run(context -> assertThat(failure(context))
                        .hasMessageContaining("forecastj.models.sales.store")
                        .hasMessageContaining("[first, second]"));
    }

    @Test
    void aDamagedModelEndsTheStartAndNamesItsPath() throws Exception {
        Path saved = folder.resolve("saved");
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, saved);
        }
        Path file = saved.resolve("predictor.json");
        Files.writeString(file, Files.readString(file).replace('1', '2'));
        run("path=" + saved, context -> assertThat(failure(context))
                .hasMessageContaining("forecastj.models.sales.path")
                .hasMessageContaining("predictor.json")
                .hasMessageContaining("forecastj.models.sales.required=false")
                .hasCauseInstanceOf(io.forecastj.ModelIntegrityException.class));
    }

    private void run(String settings, Consumer<AssertableApplicationContext> check) {
        List<String> values = List.of(settings.split(";"));
        application
                .withPropertyValues(values.stream()
                        .map(value -> "forecastj.models.sales." + value)
                        .toArray(String[]::new))
                .run(check::accept);
    }

    private static ForecastPropertyException failure(AssertableApplicationContext context) {
        Throwable cause = context.getStartupFailure();
        while (cause != null && !(cause instanceof ForecastPropertyException)) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .as("failure of the start: " + context.getStartupFailure())
                .isNotNull();
        return (ForecastPropertyException) cause;
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherSales {
        @Bean
        String sales() {
            return "another bean";
        }
    }
}
