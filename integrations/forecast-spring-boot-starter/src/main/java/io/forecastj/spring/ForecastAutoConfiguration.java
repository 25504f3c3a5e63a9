package io.forecastj.spring;

import io.forecastj.features.FeatureRegistry;
import io.forecastj.store.ModelStore;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;

/**
 * Makes beans of the models under {@code forecastj.models}: a {@link io.forecastj.Predictor} by each name, {@link
 * ForecastModels}, and the refreshes. Thread-safe.
 */
@AutoConfiguration
@EnableConfigurationProperties(ForecastProperties.class)
@Import(ModelRegistrar.class)
public class ForecastAutoConfiguration {
    static final String MODELS_BEAN = "forecastModels";

    private static final String SCHEDULER = "taskScheduler";

    /** Java 21 has virtual threads; Spring Boot ignores its property before. */
    private static final int VIRTUAL = 21;

    /** Creates the configuration, for Spring. */
    public ForecastAutoConfiguration() {}

    @Bean(MODELS_BEAN)
    ForecastModels forecastModels(
            ForecastProperties properties,
            ObjectProvider<ModelStore> stores,
            ObjectProvider<FeatureRegistry> features,
            ObjectProvider<ForecastCustomizer> customizers,
            ApplicationContext context) {
        FeatureRegistry registry = features.getIfUnique(FeatureRegistry::standard);
        ModelOpener opener = new ModelOpener(
                new ModelStores(stores, registry),
                registry,
                customizers.orderedStream().toList(),
                Objects.requireNonNullElseGet(context.getClassLoader(), ForecastModels.class::getClassLoader));
        return new ForecastModels(properties.getModels(), opener, Clock.systemUTC(), context::publishEvent);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ModelRefreshing forecastModelRefreshing(
            ForecastModels models, ApplicationContext context, Environment environment) {
        boolean virtualThreads = environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
                && Runtime.version().feature() >= VIRTUAL;
        return new ModelRefreshing(models, () -> scheduler(context), virtualThreads);
    }

    private static @Nullable TaskScheduler scheduler(ApplicationContext context) {
        TaskScheduler unique = context.getBeanProvider(TaskScheduler.class).getIfUnique();
        return unique == null && context.containsBean(SCHEDULER) && context.isTypeMatch(SCHEDULER, TaskScheduler.class)
                ? context.getBean(SCHEDULER, TaskScheduler.class)
                : unique;
    }
}
