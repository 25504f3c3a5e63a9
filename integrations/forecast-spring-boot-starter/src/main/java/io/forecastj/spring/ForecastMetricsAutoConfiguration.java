package io.forecastj.spring;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.micrometer.ForecastMeters;
import io.forecastj.micrometer.ForecastMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalInt;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Observes each version of each model, if the application has {@code forecast-micrometer} and a {@link MeterRegistry}.
 * Thread-safe.
 */
@AutoConfiguration(
        after = ForecastAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({ForecastMetrics.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public class ForecastMetricsAutoConfiguration {
    private static final int DIGITS = 8;

    /** Creates the configuration, for Spring. */
    public ForecastMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ForecastMetrics forecastMetrics(MeterRegistry registry) {
        return ForecastMetrics.of(registry);
    }

    /** The last of the customizers, so that what the others add is observed too. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ForecastCustomizer forecastMetricsCustomizer(ForecastMetrics metrics) {
        return new Observing(metrics);
    }

    @Bean
    SmartInitializingSingleton forecastReloadMeters(
            ForecastModels models, ListableBeanFactory beans, MeterRegistry registry) {
        return () -> {
            models.managed().forEach(model -> ReloadMeters.bind(model, registry));
            // those that the application has made itself
            beans.getBeansOfType(ReloadingPredictor.class, false, false).forEach((name, predictor) -> {
                if (!models.names().contains(name)) {
                    ForecastMeters.of(predictor).bindTo(registry);
                }
            });
        };
    }

    private record Observing(ForecastMetrics metrics) implements ForecastCustomizer {
        @Override
        public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
            String label = version.isPresent()
                    ? Integer.toString(version.getAsInt())
                    : predictor.modelHash().substring(0, DIGITS);
            return metrics.observe(name, label, predictor);
        }
    }
}
